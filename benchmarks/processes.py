"""Processes that end with this one, and what they cost: CPU seconds and memory, from /proc."""

import os
import shlex
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

# A shell keeps the process while its input is open: when we end, however that comes, the process ends too.
_KEEPER = """
trap : INT
"$@" </dev/null &
child=$!
read -r _
kill -INT $child
wait $child
"""
_TICKS = os.sysconf("SC_CLK_TCK")
_SECONDS_TO_START = 120


class DidNotStart(Exception):
    """A process ended, or did not answer in time; its log says why."""


@contextmanager
def running(
    command: Sequence[str | Path],
    log: Path,
    ready: Callable[[], bool],
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Iterator[int]:
    """Start a process, wait until it is ready, and end it afterwards. Yields the id above its processes."""
    with log.open("wb") as output:
        keeper = subprocess.Popen(
            ["sh", "-c", _KEEPER, "sh", *command],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd=folder,
            start_new_session=True,  # Ctrl-C is for us: we end the others in order
        )
    try:
        _wait(keeper, command, log, ready)
        yield keeper.pid
    finally:
        keeper.communicate(b"end\n")


def _wait(keeper: subprocess.Popen[bytes], command: Sequence[str | Path], log: Path, ready: Callable[[], bool]) -> None:
    started = time.monotonic()
    while not ready():
        waited = time.monotonic() - started
        if waited > _SECONDS_TO_START or (waited > 1 and not _alive(keeper.pid)):
            last = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
            raise DidNotStart(f"{shlex.join(map(str, command[:3]))} … did not start:\n{last}")
        time.sleep(0.05)


def _alive(keeper: int) -> bool:
    """Whether what it keeps runs still: it is not waited for before the end."""
    return any(fields[0] != "Z" for process in family(keeper)[1:] if (fields := _stat(process)))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listening(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def family(root: int) -> list[int]:
    """A process and all below it."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (fields := _stat(int(entry.name))):
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    found = [root]
    for process in found:
        found.extend(children.get(process, ()))
    return found


def cpu_seconds(root: int) -> float:
    """What a process and all below it have used, those included that have ended and were waited for."""
    ticks = 0
    for process in family(root):
        if fields := _stat(process):
            ticks += sum(map(int, fields[11:15]))  # utime, stime, cutime, cstime
    return ticks / _TICKS


def largest_memory(root: int) -> float:
    """MB resident in the largest of a process and all below it."""
    return max(map(_resident, family(root))) / 1000


def resident_memory(root: int) -> int:
    """Bytes of all of them together."""
    return sum(map(_resident, family(root)))


def _resident(process: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024 // 1000
    return 0


def _stat(process: int) -> list[str] | None:
    """The fields of /proc/…/stat behind the program's name, which may hold blanks."""
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return None
