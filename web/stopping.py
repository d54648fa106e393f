"""Word from the process in front that it is going to stop its servers: they close their WebSockets while they can.

Granian drops what is not HTTP as soon as a server process is told to end.
"""

import asyncio
import multiprocessing
import os
import signal
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

# Windows has none: there, sockets end without a code.
_WORD = getattr(signal, "SIGUSR1", None)
# Seconds for the word to be passed on.
_MOMENT = 0.3
# Seconds until a server that does not end is killed.
PATIENCE = 8


def tell_first() -> None:
    """In the process in front, once it handles signals: before it acts on one, its servers are told."""
    for number in (signal.SIGINT, signal.SIGTERM):
        stop: Any = signal.getsignal(number)

        def tell(number: int, frame: object, stop: Any = stop) -> None:
            for server in multiprocessing.active_children():
                if _WORD is not None and server.pid is not None:
                    os.kill(server.pid, _WORD)
            time.sleep(_MOMENT)
            stop(number, frame)

        signal.signal(number, tell)


@contextmanager
def told(close: Callable[[], Awaitable[None]]) -> Iterator[None]:
    """In a server, meanwhile: `close` is called when the word comes."""
    loop = asyncio.get_running_loop()
    closing: set[asyncio.Future[None]] = set()
    try:
        if _WORD is not None:
            loop.add_signal_handler(_WORD, lambda: closing.add(asyncio.ensure_future(close())))
    except (NotImplementedError, RuntimeError, ValueError):
        # Not the main thread of a process of its own.
        yield
        return
    try:
        yield
    finally:
        if _WORD is not None:
            loop.remove_signal_handler(_WORD)
