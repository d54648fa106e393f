"""The rules of the house that a linter does not know."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.errors import DomainError
from domain.machine import StateMachine
from domain.machines import RULES
from domain.texts import Locale, catalogue, label
from domain.words import Word
from models.base import Base
from schema.enums import DESCRIPTIONS
from schema.root import schema
from schema.types.viewer import MASKED_FIELDS, SEQUENCED_FIELDS
from services import rulebook

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ["domain", "models", "services", "plan", "schema", "resolvers"]


def sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from (ROOT / folder).rglob("*.py")


def test_the_documented_rules_are_those_in_force() -> None:
    assert rulebook.markdown() in (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")


def test_commits_happen_in_one_place() -> None:
    found = {path.relative_to(ROOT) for path in sources(*FLOORS) if re.search(r"\bcommit\(", path.read_text())}
    assert {str(path) for path in found} <= {"models/database.py"}


def test_only_services_write_states() -> None:
    writes = re.compile(r"\.state\s*=[^=]|values\(\s*state=")
    others = [path for path in sources("domain", "models", "schema", "resolvers") if writes.search(path.read_text())]
    assert others == []


def test_resolvers_decide_nothing() -> None:
    """No `if`, no SQL: unpack, delegate, pack. (A guard against what does not exist is the one exception.)"""
    for path in sources("resolvers"):
        tree = ast.parse(path.read_text())
        branches = [node.lineno for node in ast.walk(tree) if isinstance(node, ast.If)]
        assert branches == [], f"{path}: {branches}"
        assert "sqlalchemy" not in path.read_text(), path


def test_nothing_below_knows_the_server_or_the_command() -> None:
    imports = re.compile(r"^\s*(?:from|import) (server|cli|settings)\b", re.MULTILINE)
    assert [path for path in sources(*FLOORS) if imports.search(path.read_text())] == []


def flat(entry: object, *path: str) -> dict[tuple[str, ...], str]:
    if isinstance(entry, dict):
        return {key: text for name, value in entry.items() for key, text in flat(value, *path, name).items()}
    return {path: str(entry)}


def test_both_catalogues_have_every_text_with_the_same_placeholders() -> None:
    chinese, english = (flat(dict(catalogue(locale))) for locale in (Locale.ZH_CN, Locale.EN))
    assert chinese.keys() == english.keys()

    def placeholders(text: str) -> set[str]:
        return set(re.findall(r"{(\w+)}", text))

    assert [key for key in chinese if placeholders(chinese[key]) != placeholders(english[key])] == []
    assert [key for key, text in (chinese | english).items() if not text.strip()] == []


@pytest.mark.parametrize("word", DESCRIPTIONS, ids=lambda word: word.__name__)
@pytest.mark.parametrize("locale", list(Locale))
def test_every_word_has_its_label(word: type[Word], locale: Locale) -> None:
    labels = [label(value, locale) for value in word]
    assert len(set(labels)) == len(labels)
    assert set(catalogue(locale)["words"][word.__name__]) == {value.value for value in word}


@pytest.mark.parametrize("machine", [rules.machine for rules in RULES.values()], ids=lambda machine: machine.kind.value)
@pytest.mark.parametrize("locale", list(Locale))
def test_every_transition_is_described(machine: StateMachine[Word], locale: Locale) -> None:
    described = set(catalogue(locale)["transitions"][machine.kind.value])
    assert described == {transition.action.value for transition in machine.transitions}


def test_every_error_has_its_message() -> None:
    errors = catalogue(Locale.EN)["errors"]
    # Invalid always says what is wrong, by its reason.
    used = {kind.code.value for kind in DomainError.__subclasses__()} - {"INVALID"}
    reasons = {
        reason
        for path in sources("services", "schema", "resolvers", "domain")
        for reason in re.findall(
            r'reason="(\w+)"|(?:problems|self)\.add\([^"]*(?:"\w+"[^"]*)*?\), "([A-Z_]+)"', path.read_text()
        )
        for reason in reason
        if reason
    }
    assert used | reasons <= set(errors)


def test_the_committed_schema_is_the_served_one() -> None:
    assert (ROOT / "schema.graphql").read_text() == schema.as_str() + "\n"


def test_masked_fields_exist() -> None:
    types = schema._schema.type_map
    for path in [*MASKED_FIELDS, *SEQUENCED_FIELDS]:
        kind, field = path.split(".")
        assert field in types[kind].fields, path  # type: ignore[attr-defined]


def test_relationships_are_never_loaded_by_accident() -> None:
    for mapper in Base.registry.mappers:
        assert [relation.key for relation in mapper.relationships if relation.lazy != "raise"] == []


def test_locks_name_no_index() -> None:
    for path in [*ROOT.glob("requirements*.txt"), ROOT / "admin" / "package-lock.json"]:
        assert not re.search(
            r"https?://(?!json\.schemastore)[\w.-]*(pypi|npmjs|registry|index)[\w.-]*", path.read_text()
        ), path


def test_the_lock_holds_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    locked = set(re.findall(r"^([\w-]+)==", (ROOT / "requirements-dev.txt").read_text(), re.MULTILINE))
    names = {re.split(r"[\[<>=!~ ]", line)[0].lower() for line in wanted}
    assert names <= locked


@pytest.mark.parametrize("module", ["cli", "server"])
def test_who_only_serves_holds_nothing_that_others_need(module: str) -> None:
    """A server is forked from the command: what either imports, each server process holds in memory."""
    others = {"alembic", "authlib", "obstore", "openpyxl", "opentelemetry", "python_calamine"}
    program = f"import sys, {module}; print(*{others} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
