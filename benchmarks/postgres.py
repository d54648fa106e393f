"""A PostgreSQL that keeps its databases between runs: started here, or the one that another run has started.

`python -m benchmarks.postgres` serves it until Ctrl-C and prints the databases' addresses.
"""

import asyncio
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from benchmarks.processes import free_port, running
from tests.postgres import find_server, run_as

# As one sets up a server of this size; the rest is PostgreSQL's default.
SERVING = {
    "shared_buffers": "2GB",
    "effective_cache_size": "8GB",
    "maintenance_work_mem": "1GB",
    "random_page_cost": "1.1",
    "max_wal_size": "16GB",
    "timezone": "UTC",
    # Its workers would be counted as somebody's CPU. The load has vacuumed and analyzed.
    "autovacuum": "off",
}
# A load that breaks off is thrown away: nothing needs to survive it.
LOADING = SERVING | {
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "checkpoint_timeout": "1h",
}


@dataclass(frozen=True)
class Server:
    port: int
    password: str
    process: int

    def url(self, database: str = "postgres", scheme: str = "postgresql") -> str:
        return f"{scheme}://postgres:{self.password}@127.0.0.1:{self.port}/{database}"

    async def execute(self, statement: str, database: str = "postgres") -> None:
        connection = await asyncpg.connect(self.url(database))
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    async def databases(self) -> list[str]:
        connection = await asyncpg.connect(self.url())
        try:
            rows = await connection.fetch("SELECT datname FROM pg_database WHERE NOT datistemplate ORDER BY datname")
            return [row["datname"] for row in rows]
        finally:
            await connection.close()


@contextmanager
def serving(folder: Path, settings: dict[str, str] = SERVING) -> Iterator[Server]:
    """The server of the databases in `folder`: one that runs already is left as it is, and left running."""
    data, password = folder / "data", _password(folder)
    if (found := _running(data)) is not None:
        yield Server(port=found[1], password=password, process=found[0])
        return
    prefix, programs = _run_as(folder), find_server()
    port = free_port()
    options = settings | {"port": str(port), "listen_addresses": "127.0.0.1", "unix_socket_directories": ""}
    command: list[str | Path] = [*prefix, programs / "postgres", "-D", data]
    for name, value in options.items():
        command += ["-c", f"{name}={value}"]
    with running(command, folder / "log", lambda: _answers(port, password), _environment()):
        started = _running(data)
        assert started is not None
        yield Server(port=port, password=password, process=started[0])


def _password(folder: Path) -> str:
    """Of the superuser; made with the cluster, for anyone on a shared machine could connect without."""
    file = folder / "password"
    if not (folder / "data" / "PG_VERSION").exists():
        folder.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_hex(16))
        _initialize(folder, file)
    return file.read_text()


def _initialize(folder: Path, password: Path) -> None:
    command: list[str | Path] = [
        *_run_as(folder),
        find_server() / "initdb",
        "-D",
        folder / "data",
        "-U",
        "postgres",
        "-A",
        "scram-sha-256",
    ]
    command += [f"--pwfile={password}", "-E", "UTF8", "--locale=C.UTF-8", "-N"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=_environment())


def _run_as(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: what to put before its commands, as the tests do it."""
    prefix, user, group = run_as()
    if user is not None and group is not None:
        for path in (folder, folder / "password"):
            os.chown(path, user, group)
        prefix = ["setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups"]
    return prefix


def _environment() -> dict[str, str]:
    # The developer's own settings (PGDATA, PGOPTIONS) must not reach this server. Its messages are English.
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")} | {"LC_ALL": "C"}


def _running(data: Path) -> tuple[int, int] | None:
    """Process and port of the server on these files, if one runs."""
    with suppress(OSError, ValueError, IndexError):
        lines = (data / "postmaster.pid").read_text().splitlines()
        process = int(lines[0])
        if b"postgres" in Path(f"/proc/{process}/cmdline").read_bytes():
            return process, int(lines[3])
    return None


def _answers(port: int, password: str) -> bool:
    async def connect() -> None:
        await (await asyncpg.connect(Server(port, password, 0).url(), timeout=2)).close()

    try:
        asyncio.run(connect())
    except (OSError, asyncpg.PostgresError, TimeoutError):
        return False
    return True


def main() -> None:
    folder = Path(os.environ.get("BENCH_DIR", ".bench")).resolve()
    with serving(folder / "postgres") as server, suppress(KeyboardInterrupt):
        for database in asyncio.run(server.databases()):
            sys.stdout.write(f"BACKHAUL_DATABASE_URL={server.url(database, 'postgresql+asyncpg')}\n")
        sys.stdout.flush()
        while True:
            time.sleep(3600)


if __name__ == "__main__":
    main()
