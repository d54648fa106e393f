"""A real server, as `backhaul serve` starts it, that tests may kill."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parent.parent
STARTED = re.compile(rb"Backhaul on (http://\S+)")


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "backhaul", *arguments]


def environment(database_url: str, **settings: str) -> dict[str, str]:
    given = {name: value for name, value in os.environ.items() if not name.startswith("BACKHAUL_")}
    return {**given, "BACKHAUL_DATABASE_URL": database_url, "PYTHONPATH": str(ROOT), **settings}


@dataclass
class Server:
    url: str
    process: subprocess.Popen[bytes]
    said: str = ""
    """What it printed before its address."""

    def kill(self) -> None:
        """As a power cut would: the whole group, at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(timeout=20)


@contextmanager
def running_server(database_url: str, *arguments: str, **settings: str) -> Iterator[Server]:
    process = subprocess.Popen(
        command("serve", "--port", "0", *arguments),
        env=environment(database_url, **settings),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    assert process.stdout is not None
    # A server whose log nobody reads stops when the pipe is full.
    reader = threading.Thread(target=process.stdout.read, daemon=True)
    try:
        lines = []
        for line in process.stdout:
            lines.append(line)
            if found := STARTED.search(line):
                reader.start()
                yield Server(found[1].decode(), process, b"".join(lines).decode())
                return
        raise AssertionError(f"the server did not start: {b''.join(lines).decode()}")
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        if reader.ident is not None:
            reader.join()
        process.stdout.close()


def wait_until_ready(server: Server, seconds: float = 60) -> None:
    """The address is told before the worker listens on it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if httpx.get(f"{server.url}/readyz").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise AssertionError("the server never became ready")
