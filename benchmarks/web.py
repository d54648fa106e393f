"""Serves an application as cli.py serves Backhaul: `python -m benchmarks.web MODULE:FACTORY PORT`."""

import sys

from granian import Granian
from granian.constants import Interfaces

if __name__ == "__main__":
    Granian(
        sys.argv[1],
        factory=True,
        interface=Interfaces.ASGI,
        address="127.0.0.1",
        port=int(sys.argv[2]),
        workers=1,
        log_access=False,
        log_level="warning",  # type: ignore[arg-type]
        websockets=True,
    ).serve()
