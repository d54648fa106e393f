"""The `backhaul` command, as people and scripts use it."""

import asyncio
import io
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from argon2 import PasswordHasher
from rich.console import Console
from sqlalchemy import make_url

import cli
from models.database import Database
from schema.root import schema
from tests import samples
from tests.server_process import ROOT, command, environment, running_server, wait_until_ready
from tests.templates import Templates, demo_data


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run the command in a folder of its own; environment variables and standard input as given."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, stdin: str = "", **variables: str) -> Outcome:
        with monkeypatch.context() as patch:
            for name in [name for name in os.environ if name.startswith("BACKHAUL_")]:
                patch.delenv(name)
            for name, value in variables.items():
                patch.setenv(name, value)
            patch.setattr(sys, "argv", ["backhaul", *arguments])
            patch.setattr(sys, "stdin", io.StringIO(stdin))
            patch.setattr(cli, "output", Console(highlight=False, soft_wrap=True))
            with pytest.raises(SystemExit) as stopped:
                cli.main()
        captured = capsys.readouterr()
        code = stopped.value.code
        return Outcome(code if isinstance(code, int) else 0, captured.out, captured.err)

    return run


@pytest.fixture
def loaded(templates: Templates, tmp_path: Path) -> Path:
    """The database of the command's folder, with what `backhaul demo` loads."""
    path = tmp_path / "backhaul.db"
    with templates.copy("sqlite", demo_data) as copy:
        shutil.copy(str(make_url(copy.url).database), path)
    return path


COMMANDS = [
    [],
    ["serve"],
    ["migrate"],
    ["demo"],
    ["import"],
    ["import", "reverse-orders"],
    ["users"],
    ["users", "create"],
    ["tokens"],
    ["tokens", "create"],
    ["schema"],
    ["verify"],
]


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_an_example(run: Run, arguments: list[str]) -> None:
    outcome = run(*arguments, "--help")
    assert outcome.code == 0
    assert "Example:" in outcome.out
    assert "backhaul " in outcome.out.split("Example:")[1]


def test_the_help_of_serve_lists_every_setting(run: Run) -> None:
    told = run("serve", "--help").out
    for variable in ("BACKHAUL_DATABASE_URL", "BACKHAUL_POOLER", "BACKHAUL_SECRET_KEY", "BACKHAUL_INSTRUCTION_DAYS"):
        assert variable in told


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["users", "create", "x"],
        ["users", "create", "x", "--role", "KING"],
        ["tokens", "create", "--user", "x", "--expires-in", "0"],
        ["tokens", "create", "--user", "x", "--scope", "all"],
        ["import", "reverse-orders", "no-such-file.csv"],
        ["demo", "--orders", "-1"],
        ["serve", "--port", "70000"],
        ["serve", "--demo", "--host", "0.0.0.0"],
    ],
    ids=" ".join,
)
def test_bad_usage_is_one_line_and_2(run: Run, arguments: list[str]) -> None:
    outcome = run(*arguments)
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("BACKHAUL_DATABASE_URL", "nonsense"),
        ("BACKHAUL_DATABASE_URL", "mysql://localhost/x"),
        ("BACKHAUL_POOLER", "session"),
        ("BACKHAUL_INSTRUCTION_DAYS", "soon"),
        ("BACKHAUL_INSTRUCTION_DAYS", "-1"),
        ("BACKHAUL_DURABLE", "maybe"),
        ("BACKHAUL_OBJECT_STORE_URL", "/a/folder"),
        ("BACKHAUL_OBJECT_STORE_URL", "file://elsewhere/folder"),
        ("BACKHAUL_OBJECT_STORE_URL", "s3:///folder"),
        ("BACKHAUL_OBJECT_STORE_URL", "ftp://host/folder"),
    ],
)
def test_settings_that_are_not_understood(run: Run, variable: str, value: str) -> None:
    outcome = run("migrate", **{variable: value})
    assert (outcome.code, outcome.err.count("\n")) == (2, 1)
    assert variable in outcome.err


@pytest.mark.parametrize(
    "arguments",
    [["verify"], ["tokens", "create", "--user", "x"], ["users", "create", "x", "--role", "PLATFORM_OPERATOR"]],
    ids=" ".join,
)
def test_without_a_schema_the_way_on_is_named(run: Run, arguments: list[str]) -> None:
    outcome = run(*arguments)
    assert (outcome.code, outcome.out) == (1, "")
    assert "run `backhaul migrate`" in outcome.err


def test_a_database_that_does_not_answer(run: Run) -> None:
    url = "postgresql+asyncpg://nobody@127.0.0.1:1/nothing"
    outcome = run("verify", BACKHAUL_DATABASE_URL=url)
    assert (outcome.code, outcome.err.count("\n")) == (1, 1)
    assert "cannot be used" in outcome.err


def test_files_that_are_no_database(run: Run, tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("this is no database at all, but it is long enough to look like one\n" * 50)
    before = threading.active_count()
    for place in ("no/such/folder/x.db", ".", "text.db"):
        outcome = run("verify", BACKHAUL_DATABASE_URL=f"sqlite+aiosqlite:///{tmp_path / place}")
        assert (outcome.code, outcome.err.count("\n")) == (1, 1), outcome.err
        assert threading.active_count() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["tokens", "create", "--user", "\udcff"],
        ["users", "create", "\udcff", "--role", "PLATFORM_OPERATOR"],
        ["users", "create", "x", "--role", "MERCHANT", "--merchant", "\udcff"],
    ],
)
def test_arguments_that_are_no_text(run: Run, arguments: list[str]) -> None:
    run("migrate")
    outcome = run(*arguments)
    assert (outcome.code, outcome.err.count("\n")) == (1, 1)


def test_without_a_command_there_is_help(run: Run) -> None:
    outcome = run()
    assert outcome.code == 2
    assert "Commands:\n" in outcome.err


def test_hosts_that_are_none(run: Run) -> None:
    outcome = run("serve", "--host", "999.1.1.1", "--port", "0")
    assert (outcome.code, outcome.err.count("\n")) == (1, 1)
    assert "database" not in outcome.err


def test_accounts_and_tokens(run: Run, loaded: Path) -> None:
    created = run(
        *("users", "create", "wang", "--role", "MERCHANT", "--merchant", "M001", "--password-stdin"),
        stdin="correct horse\n",
    )
    assert (created.code, created.out) == (0, "created wang (MERCHANT)\n")
    with sqlite3.connect(loaded) as database:
        (hashed,) = database.execute("SELECT password_hash FROM users WHERE name = 'wang'").fetchone()
    database.close()
    assert PasswordHasher().verify(hashed, "correct horse")

    token = run("tokens", "create", "--user", "wang", "--scope", "read", "--expires-in", "3")
    assert token.code == 0
    assert token.out.startswith("bh_")
    assert token.out.count("\n") == 1
    assert token.out.strip() not in loaded.read_bytes().decode("latin-1")

    for arguments, told in (
        (("users", "create", "wang", "--role", "PLATFORM_OPERATOR"), "wang"),
        (("users", "create", "li", "--role", "MERCHANT"), "merchant"),
        (("users", "create", "li", "--role", "MERCHANT", "--merchant", "M999"), "M999"),
        (("users", "create", "li", "--role", "SERVICE_PROVIDER"), "warehouse"),
        (("tokens", "create", "--user", "nobody"), "nobody"),
    ):
        refused = run(*arguments)
        assert (refused.code, refused.err.count("\n")) == (1, 1), arguments
        assert told in refused.err
    short = run("users", "create", "li", "--role", "PLATFORM_OPERATOR", "--password-stdin", stdin="short\n")
    assert short.code == 1


def test_demo_is_for_an_empty_database(run: Run) -> None:
    first = run("demo", "--orders", "30", BACKHAUL_DEMO_PASSWORD="a known password")
    assert first.code == 0
    assert "a known password" in first.out
    assert all(account in first.out for account in ("merchant-a", "merchant-b", "provider", "operator", "partner"))
    assert run("verify").code == 0
    again = run("demo")
    assert (again.code, "not empty" in again.err) == (1, True)


def test_a_demo_whose_files_cannot_be_stored_is_one_clear_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, where the folder would be")
    store = (tmp_path / "taken" / "objects").as_uri()
    refused = run("demo", "--orders", "200", BACKHAUL_OBJECT_STORE_URL=store)
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "BACKHAUL_OBJECT_STORE_URL" in refused.err
    # And nothing was loaded.
    assert run("demo", "--orders", "0").code == 0
    assert any(path.is_file() for path in (tmp_path / "evidence").rglob("*"))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        # Told of twice, or of another state than the document's.
        ("UPDATE events SET to_state = 'CANCELLED' WHERE action IS NULL", "evidence changes nothing"),
        ("UPDATE events SET changes = '{}' WHERE action IS NULL", "each piece of evidence has its event"),
        ("DELETE FROM events WHERE action IS NULL", "each piece of evidence has its event"),
        ("UPDATE events SET action = NULL WHERE action = 'CREATE'", "every transition is in the table"),
        ("UPDATE evidence SET kind = 'PHOTO'", "certificate is one, of the same order"),
        ("UPDATE reverse_orders SET certificate_id = merchant_id", "certificate is one, of the same order"),
        ("DELETE FROM evidence", "certificate is one, of the same order"),
        ("UPDATE evidence SET subject_id = merchant_id", "all evidence belongs to a document"),
    ],
)
def test_verify_looks_at_evidence(run: Run, loaded: Path, change: str, told: str) -> None:
    assert run("verify").code == 0
    with sqlite3.connect(loaded) as database:
        database.execute(change)
    database.close()
    outcome = run("verify")
    assert (outcome.code, told in outcome.err) == (1, True), outcome.err


def test_demo_accounts_are_served_to_this_machine_alone(run: Run) -> None:
    """Nobody is asked for their passwords, whichever way it was said."""
    outcome = run("serve", "--host", "0.0.0.0", BACKHAUL_DEMO="yes")
    assert (outcome.code, "not this machine alone" in outcome.err) == (2, True), outcome.err


def test_serving_a_demo_of_other_data_is_refused(run: Run, tmp_path: Path) -> None:
    run("migrate")
    run("users", "create", "somebody", "--role", "PLATFORM_OPERATOR")
    refused = subprocess.run(
        command("serve", "--demo", "--port", "0"),
        env=environment(f"sqlite+aiosqlite:///{tmp_path}/backhaul.db"),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (refused.returncode, "without --demo" in refused.stderr) == (1, True), refused.stderr


def test_verify_names_what_is_broken(run: Run, loaded: Path) -> None:
    with sqlite3.connect(loaded) as database:
        (number,) = database.execute("SELECT number FROM reverse_orders LIMIT 1").fetchone()
        database.execute("UPDATE reverse_orders SET version = version + 1 WHERE number = ?", (number,))
    database.close()
    outcome = run("verify")
    assert outcome.code == 1
    assert number in outcome.err


def test_migrating_twice(run: Run) -> None:
    assert run("migrate").code == 0
    assert "as it was" in run("migrate").out


def test_the_schema(run: Run) -> None:
    assert run("schema").out == schema.as_str() + "\n"


def test_serving(database_url: str) -> None:
    """On PostgreSQL the schema is there already; the demo data are not."""
    with running_server(database_url, BACKHAUL_LOG_FORMAT="json") as server:
        wait_until_ready(server)
        assert httpx.get(f"{server.url}/readyz").json() == {"ready": True}
        assert server.stop() == 0


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
async def test_an_older_postgres_schema_is_refused(database: Database, database_url: str) -> None:
    async with database.connect() as connection:
        await connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'older'")
    refused = await asyncio.to_thread(
        subprocess.run,
        command("serve", "--port", "0"),
        env=environment(database_url),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert refused.returncode == 1
    assert "run `backhaul migrate`" in refused.stderr


def test_serving_demo_data_in_an_embedded_database(tmp_path: Path) -> None:
    """And a file is stored: what the object store started while the demo was loaded is not what the server has."""
    with running_server(f"sqlite+aiosqlite:///{tmp_path}/new.db", "--demo") as server:
        wait_until_ready(server)
        token = re.search(r"^provider .* (bh_\S+)", server.said, re.MULTILINE)
        assert token, server.said
        with httpx.Client(base_url=server.url, headers={"Authorization": f"Bearer {token[1]}"}) as http:
            read = {"query": "{ reverseOrders(first: 1) { nodes { id } } }"}
            (order,) = http.post("/graphql", json=read).json()["data"]["reverseOrders"]["nodes"]
            words = {"kind": "DOCUMENT", "documentId": order["id"]}
            answer = http.post("/evidence", data=words, files={"file": ("a.pdf", samples.PDF)})
        assert answer.status_code == 201, answer.text
