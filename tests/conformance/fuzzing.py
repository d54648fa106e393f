"""schemathesis against a server with demo data, as each of its accounts in turn: `make conformance`.

Afterwards all invariants of the database have to hold.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
from rich.console import Console

from domain.deadlines import Spans
from domain.permissions import SYSTEM
from models import migrate
from models.database import Database
from services import demo, users
from services.objects import Objects, default_url
from services.verify import verify
from services.work import perform
from tests.conformance.servers import SURPRISE, running
from tests.server_process import ROOT

PROGRAM = ROOT / ".venv-conformance" / "bin" / "schemathesis"
ORDERS = 300
# What there is, so that not everything is answered NOT_FOUND: ids and numbers, cursors, codes.
KNOWN = """
{
  reverseOrders(first: 20) { nodes { id number lines { goodsItem { id } } } pageInfo { endCursor } }
  exceptionCases(first: 20) { nodes { id number } pageInfo { endCursor } }
  returnOrders(first: 20) { nodes { id number } }
  stockOrders(first: 20) { nodes { id number lines { goodsItem { id } } } }
  deliveryNotes(first: 20) { nodes { id number } }
  workTickets(first: 20) { nodes { id number } }
  merchants { nodes { id code } }
  warehouses { nodes { id code } }
  cargoOwners { nodes { id code } }
}"""
# How often one of them stands where any text may, and where an id is meant.
CONFIG = """
hooks = "tests.conformance.fuzzing_checks"
[dictionaries]
texts = {{ values = {texts} }}
ids = {{ values = {ids} }}
[generation.dictionaries]
string = {{ dictionary = "texts", probability = 0.3 }}
[parameters]
"*.*.id" = {{ dictionary = "ids", probability = 0.9 }}
"*.*.by.id" = {{ dictionary = "ids", probability = 0.9 }}
"*.*.input.id" = {{ dictionary = "ids", probability = 0.9 }}
"*.*.input.selection.ids[*]" = {{ dictionary = "ids", probability = 0.9 }}
"""

console = Console(highlight=False, soft_wrap=True)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.conformance.fuzzing", description=__doc__)
    parser.add_argument("--seconds", type=int, default=300, help="of all accounts together")
    seconds = parser.parse_args().seconds
    with tempfile.TemporaryDirectory(prefix="backhaul-conformance-") as directory:
        folder = Path(directory)
        url = f"sqlite+aiosqlite:///{folder / 'demo.db'}"
        tokens = asyncio.run(_prepare(url))
        with running(url, folder / "log") as server:
            each = max(5, seconds // len(tokens))
            passed = [_fuzz(f"{server.url}/graphql", *account, each, folder) for account in tokens.items()]
        broken = asyncio.run(_broken(url))
        surprised = SURPRISE in (folder / "log").read_text()
    console.print(f"invariants: {', '.join(broken) or 'all hold'}")
    console.print(f"the server's log: {'a traceback' if surprised else 'no traceback'}")
    return 0 if all(passed) and not broken and not surprised else 1


async def _prepare(url: str) -> dict[str, str]:
    """The demo's data; a token of each of its accounts."""
    database = Database(url, durable=False)
    try:
        await migrate.upgrade(database)
        await demo.load(
            database, Objects(default_url(database.url)), orders=ORDERS, seed=demo.SEED, spans=Spans(), password=None
        )
        return {
            name: await perform(database, users.create_token, users.CreateToken(user_name=name), actor=SYSTEM)
            for name in demo.ACCOUNTS
        }
    finally:
        await database.close()


def _fuzz(url: str, account: str, token: str, seconds: int, folder: Path) -> bool:
    """Whether schemathesis finds nothing as this account."""
    config, seen = folder / "schemathesis.toml", folder / "seen.json"
    known = sorted(set(_texts(_answer(url, token))))
    ids = [text for text in known if text[2:3] == "_"]
    config.write_text(CONFIG.format(texts=json.dumps(known), ids=json.dumps(ids)))
    done = subprocess.run(
        [
            *(PROGRAM, "--config-file", config, "run", url, "--header", f"Authorization: Bearer {token}"),
            *("--checks", "answers_with_codes", "--max-time", str(seconds), "--warnings", "off", "--no-color"),
        ],
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "FUZZING_SEEN": str(seen)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
    )
    counted: dict[str, int] = json.loads(seen.read_text()) if seen.exists() else {}
    seen.unlink(missing_ok=True)
    codes = ", ".join(f"{code} {count}" for code, count in sorted(counted.items(), key=lambda each: -each[1]))
    console.print(f"{account:12} {'ok' if done.returncode == 0 else 'FAILED':6} {codes}")
    if done.returncode or not counted:
        console.print(done.stdout, done.stderr, markup=False)
    return done.returncode == 0 and bool(counted)


def _answer(url: str, token: str) -> Any:
    response = httpx.post(url, json={"query": KNOWN}, headers={"Authorization": f"Bearer {token}"}, timeout=30)
    answer = response.json()
    assert "errors" not in answer, answer["errors"]
    return answer["data"]


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for item in value:
                yield from _texts(item)
        case Mapping():
            yield from _texts(list(value.values()))


async def _broken(url: str) -> list[str]:
    database = Database(url)
    try:
        return [finding.invariant for finding in await verify(database)]
    finally:
        await database.close()


if __name__ == "__main__":
    sys.exit(main())
