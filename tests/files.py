"""Where files of tests are, and are gone afterwards."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Servers of several workers, each with a few databases.
_ROOM = 4 * 2**30


def memory_disk() -> str | None:
    """Where there is room in memory, unless a place was chosen: to copy a database takes a quarter of the time there."""
    place = Path("/dev/shm")
    chosen = "TMPDIR" in os.environ
    return str(place) if not chosen and place.is_dir() and shutil.disk_usage(place).free > _ROOM else None


@contextmanager
def object_store() -> Iterator[str]:
    """The URL of one in a folder."""
    with tempfile.TemporaryDirectory(prefix="backhaul-objects-") as folder:
        yield Path(folder).as_uri()
