"""What relay-compiler makes of our schema, and relay-runtime does with it."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conformance import npm
from tests.conformance.servers import Served

COMPILER = npm.MODULES / "relay-compiler" / "cli.js"


@pytest.fixture
def project(modules: None, tmp_path: Path) -> Path:
    """An application's folder, whose artifacts are CommonJS as relay-compiler writes them."""
    project = shutil.copytree(npm.HERE / "relay", tmp_path / "relay")
    shutil.copy(npm.ROOT / "schema.graphql", project)
    (project / "artifacts").mkdir()
    (project / "artifacts" / "package.json").write_text('{"type": "commonjs"}')
    (project / "documents.json").write_text("{}")
    return project


def compile(project: Path) -> dict[str, str]:
    """The documents by their ids, of a compilation that has nothing to remark."""
    said = npm.node(COMPILER, "relay.config.json", folder=project)
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in said.splitlines()]
    assert [line for line in lines if line and not line.startswith("[INFO]")] == []
    documents: dict[str, str] = json.loads((project / "documents.json").read_text())
    return documents


def test_connections_and_refetchable_fragments(project: Path, following: Served) -> None:
    assert len(compile(project)) == 4
    told: dict[str, Any] = npm.result("clients/relay.mjs", following.given(project=str(project)))
    assert told["said"] == []
    first, second, third = told["pages"]
    assert (len(first), second[:3], third[:6]) == (3, first, second)
    assert len(set(third)) == 9
    assert told["hasNext"] is True
    assert told["viewer"] == "merchant-a"
    assert told["row"]["state"] == "AWAITING_PICKUP_REGISTRATION"
    assert told["again"] == told["row"]
    assert (told["userErrors"], told["changed"]) == ([], "AWAITING_PICKUP")
