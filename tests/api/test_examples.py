"""Every example operation runs as it is against the demo data, for the account that its comment names.

A walk is an example of several operations: its steps, each with its account.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import pytest
from graphql import FieldNode, OperationDefinitionNode, OperationType, Visitor, parse, visit
from sqlalchemy import select

from models import Event, ReverseOrder
from services import demo
from services.verify import verify
from tests.api.followers import following, last_cursor
from tests.client import Api
from tests.templates import Fill, demo_data

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "operations"
# Its answer for nothing found is shown on purpose.
SHOWS_NULL = {"10-by-number": {"reverseOrder"}}
# Those that change something as they are.
CHANGES = ["17-create-reverse-order"]


@dataclass(frozen=True)
class Step:
    """An operation. In a walk, an answer before it gives its variables."""

    name: str
    account: str
    variables: frozenset[str]
    type: OperationType

    @classmethod
    def read(cls, query: str, operation: OperationDefinitionNode) -> Self:
        assert operation.name
        assert operation.loc
        named = re.findall(r"^# Account: (\S+)$", query[: operation.loc.start], re.MULTILINE)
        assert named, f"{operation.name.value} names no account"
        declared = frozenset(definition.variable.name.value for definition in operation.variable_definitions or ())
        return cls(operation.name.value, named[-1], declared, operation.operation)


@dataclass(frozen=True)
class Example:
    name: str
    query: str
    steps: tuple[Step, ...]
    variables: dict[str, Any]

    @classmethod
    def read(cls, path: Path) -> Self:
        query = path.read_text(encoding="utf-8")
        parts = parse(query).definitions
        steps = tuple(Step.read(query, part) for part in parts if isinstance(part, OperationDefinitionNode))
        variables = path.with_suffix(".variables.json")
        return cls(path.stem, query, steps, json.loads(variables.read_text("utf-8")) if variables.exists() else {})

    @property
    def account(self) -> str:
        return self.steps[0].account

    @property
    def is_walk(self) -> bool:
        return len(self.steps) > 1

    @property
    def types(self) -> set[OperationType]:
        return {step.type for step in self.steps}

    @property
    def is_dry_run(self) -> bool:
        return "dryRun: true" in self.query

    @property
    def wants_an_id(self) -> bool:
        return any(isinstance(value, str) and re.fullmatch("ro_0{32}", value) for value in self.variables.values())


EXAMPLES = {path.stem: Example.read(path) for path in sorted(FOLDER.glob("*.graphql"))}
DRY_RUNS = [name for name, example in EXAMPLES.items() if example.is_dry_run]
WANT_IDS = [name for name, example in EXAMPLES.items() if example.wants_an_id]
READS = [name for name, example in EXAMPLES.items() if example.types == {OperationType.QUERY}]
FOLLOWS = [name for name, example in EXAMPLES.items() if example.types == {OperationType.SUBSCRIPTION}]
WALKS = [name for name, example in EXAMPLES.items() if example.is_walk]


@pytest.fixture
def filling() -> Fill:
    return demo_data


async def run(api: Api, name: str, **variables: Any) -> Any:
    """The data of an example, run as its account."""
    example = EXAMPLES[name]
    return await api.data(example.account, example.query, **(example.variables | variables))


async def stored(api: Api) -> tuple[set[Any], set[Any]]:
    """All that a mutation could change: every order at its version, every event."""
    async with api.world.database.read(primary=True) as session:
        orders = await session.execute(select(ReverseOrder.id, ReverseOrder.version))
        return set(map(tuple, orders)), set(await session.scalars(select(Event.id)))


def empty(data: dict[str, Any]) -> Iterator[str]:
    """The fields that hold nothing."""
    for name, value in data.items():
        rows = value.get("nodes", value) if isinstance(value, dict) else value
        if not rows or (isinstance(value, dict) and value.get("totalCount") == 0):
            yield name


# ───────────────────────── the files ─────────────────────────


def test_each_file_is_an_example_or_the_variables_of_one() -> None:
    stems = {path.name.removesuffix(".graphql").removesuffix(".variables.json") for path in FOLDER.iterdir()}
    assert stems == set(EXAMPLES)
    assert [int(name.partition("-")[0]) for name in EXAMPLES] == list(range(1, len(EXAMPLES) + 1))


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_page_can_read_it(name: str) -> None:
    example = EXAMPLES[name]
    title, account, blank, *_ = example.query.splitlines()
    assert re.fullmatch(r"# \S.*", title)
    assert account == f"# Account: {example.account}"
    assert example.account in demo.ACCOUNTS
    assert blank == "#"
    assert {name for step in example.steps for name in step.variables} == set(example.variables)


def test_titles_differ() -> None:
    titles = [example.query.partition("\n")[0] for example in EXAMPLES.values()]
    assert len(set(titles)) == len(titles)


# ───────────────────────── as they are ─────────────────────────


@pytest.mark.parametrize("name", READS)
async def test_a_read_finds_something(api: Api, name: str) -> None:
    data = await run(api, name)
    assert set(empty(data)) == SHOWS_NULL.get(name, set())


@pytest.mark.parametrize("name", [*DRY_RUNS, *WANT_IDS])
async def test_nothing_is_changed(api: Api, name: str) -> None:
    before = await stored(api)
    await run(api, name)
    assert await stored(api) == before


@pytest.mark.parametrize("name", DRY_RUNS)
async def test_a_dry_run_says_what_would_be_done(api: Api, name: str) -> None:
    (payload,) = (await run(api, name)).values()
    batch = payload["batch"]
    assert payload["userErrors"] == []
    assert batch["dryRun"] is True
    assert batch["applied"] == batch["requested"] == len(batch["items"]) > 0


@pytest.mark.parametrize("name", DRY_RUNS)
async def test_a_dry_run_may_be_meant(api: Api, name: str) -> None:
    example = EXAMPLES[name]
    before = await stored(api)
    meant = example.query.replace("dryRun: true", "dryRun: false")
    (payload,) = (await api.data(example.account, meant, **example.variables)).values()
    changed = (await stored(api))[0] - before[0]
    assert len(changed) == payload["batch"]["applied"] > 0


@pytest.mark.parametrize("name", WANT_IDS)
async def test_where_an_id_is_to_be_filled_in_nothing_is_found(api: Api, name: str) -> None:
    for payload in (await run(api, name)).values():
        assert payload["reverseOrder"] is None
        assert [error["code"] for error in payload["userErrors"]] == ["NOT_FOUND"]


@pytest.mark.parametrize("name", FOLLOWS)
async def test_what_happens_is_followed(api: Api, name: str) -> None:
    example = EXAMPLES[name]
    order = (await run(api, "09-one-order"))["reverseOrders"]["nodes"][0]
    after = await last_cursor(api, example.account)
    async with following(api, example.account, example.query, after=after) as follower:
        await run(api, "11-register-pickup", id=order["id"])
        change = await follower.change()
    assert change["document"]["number"] == order["number"]
    assert change["event"]["actor"]["name"] == EXAMPLES["11-register-pickup"].account


async def test_a_parcel_is_entered_once(api: Api) -> None:
    first = await run(api, "17-create-reverse-order")
    assert first["createReverseOrder"]["userErrors"] == []
    after = await stored(api)
    assert await run(api, "17-create-reverse-order") == first
    assert await stored(api) == after


def test_no_example_is_left_out() -> None:
    assert {*READS, *DRY_RUNS, *WANT_IDS, *CHANGES, *FOLLOWS, *WALKS} == set(EXAMPLES)


# ───────────────────────── filled in ─────────────────────────


async def test_pasted_numbers_find_own_orders(api: Api) -> None:
    data = await run(api, "04-paste-numbers")
    found = {node["orderNumber"] for node in data["reverseOrders"]["nodes"]}
    assert found == {"310000000977", "310000002931", "310000004885"}


async def test_pages_follow_each_other_to_the_end(api: Api) -> None:
    numbers: list[str] = []
    page = (await run(api, "08-next-page"))["reverseOrders"]
    while True:
        numbers += [node["number"] for node in page["nodes"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        page = (await run(api, "08-next-page", after=page["pageInfo"]["endCursor"]))["reverseOrders"]
    total = (await run(api, "02-first-page"))["reverseOrders"]["totalCount"]
    assert len(numbers) == len(set(numbers)) == total


async def test_an_order_is_found_by_a_number_of_the_list(api: Api) -> None:
    listed = (await run(api, "10-by-number"))["reverseOrders"]["nodes"]
    for node in listed:
        order = (await run(api, "10-by-number", number=node["number"]))["reverseOrder"]
        assert order["number"] == node["number"]
        assert order["pickup"] or order["destruction"]


async def test_a_pickup_is_registered_for_the_order_shown(api: Api) -> None:
    (order,) = (await run(api, "09-one-order"))["reverseOrders"]["nodes"]
    payload = (await run(api, "11-register-pickup", id=order["id"]))["registerPickup"]
    assert payload["userErrors"] == []
    assert payload["reverseOrder"]["number"] == order["number"]
    assert payload["reverseOrder"]["state"] == "AWAITING_PICKUP"


async def test_the_warehouse_reports_what_waited(api: Api) -> None:
    waiting = {name: part["nodes"][0]["id"] for name, part in (await run(api, "15-provider-worklist")).items()}
    payloads = await run(
        api,
        "16-provider-steps",
        decide=waiting["toDecide"],
        pickedUp=waiting["toHandOut"],
        forwarded=waiting["toForward"],
        delivered=waiting["onTheWay"],
    )
    assert [payload["userErrors"] for payload in payloads.values()] == [[]] * 4
    states = [payload["reverseOrder"]["state"] for payload in payloads.values()]
    assert states == ["AWAITING_PICKUP_REGISTRATION", "PICKED_UP", "FORWARDED", "DELIVERED"]


async def test_the_operator_cancels_what_waits(api: Api) -> None:
    (order,) = (await run(api, "09-one-order"))["reverseOrders"]["nodes"]
    payload = (await run(api, "18-cancel", id=order["id"]))["cancelReverseOrder"]
    assert payload["userErrors"] == []
    assert payload["reverseOrder"]["state"] == "CANCELLED"


async def test_a_partner_reads_masked_what_the_merchant_reads(api: Api) -> None:
    partner = await run(api, "19-masked")
    merchant = await api.data("merchant-a", EXAMPLES["19-masked"].query)
    assert [n["number"] for n in partner["reverseOrders"]["nodes"]] == [
        n["number"] for n in merchant["reverseOrders"]["nodes"]
    ]
    for masked, plain in zip(partner["reverseOrders"]["nodes"], merchant["reverseOrders"]["nodes"], strict=True):
        assert masked["pickup"]["address"]["line1"] == "***" != plain["pickup"]["address"]["line1"]
        assert masked["pickup"]["contactPhone"] != plain["pickup"]["contactPhone"]
        assert masked["pickup"]["contentHash"] is None


# ───────────────────────── walks ─────────────────────────


class Aliases(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        if node.alias:
            self.found.add(node.alias.value)


def names(variables: dict[str, Any]) -> set[str]:
    """What is to be copied: variables, and where one is a list, what its rows hold."""
    rows = [value[0] for value in variables.values() if isinstance(value, list)]
    return {*variables, *(name for row in rows for name in row)}


def called(answer: Any, name: str) -> Iterator[Any]:
    """All that an answer calls by a name."""
    for key, value in answer.items() if isinstance(answer, dict) else enumerate(answer):
        if key == name:
            yield value
        elif isinstance(value, dict | list):
            yield from called(value, name)


def copied(wanted: dict[str, Any], answer: Any) -> dict[str, Any]:
    """What a reader copies of an answer: the first thing that has the name, of a list each row."""
    found = {name: next(called(answer, name), None) for name in wanted}
    return {
        name: [copied(wanted[name][0], row) for row in value] if isinstance(wanted[name], list) else value
        for name, value in found.items()
        if value is not None
    }


async def walk(api: Api, name: str) -> tuple[dict[str, Any], Any]:
    """All steps of a walk, as GraphiQL sends them: what was copied on the way, and the last answer."""
    example = EXAMPLES[name]
    filled: dict[str, Any] = {}
    data: Any = None
    for step in example.steps:
        assert step.variables <= set(filled), step
        data = await api.data(step.account, example.query, operation=step.name, **(example.variables | filled))
        assert set(empty(data)) == set(), step
        if step.type is OperationType.MUTATION:
            assert [payload["userErrors"] for payload in data.values()] == [[]] * len(data), step
        filled |= copied(example.variables, data)
    return filled, data


@pytest.mark.parametrize("name", WALKS)
def test_a_walk_says_who_does_what_and_names_what_is_to_be_copied(name: str) -> None:
    example = EXAMPLES[name]
    told = r"^# (\d+)\. \S.*[.]\n# Account: (\S+)\n(?:query|mutation) (\w+)"
    steps = [(str(number), step.account, step.name) for number, step in enumerate(example.steps, start=1)]
    assert re.findall(told, example.query, re.MULTILINE) == steps
    assert {step.account for step in example.steps} <= set(demo.ACCOUNTS)
    aliases = Aliases()
    visit(parse(example.query), aliases)
    assert aliases.found == names(example.variables)


@pytest.mark.parametrize("name", WALKS)
async def test_a_walk_leads_to_the_close_each_time_with_another_case(api: Api, name: str) -> None:
    walked = [await walk(api, name) for _ in range(2)]
    for _, data in walked:
        case = data["exceptionCase"]
        assert (case["state"], case["scheme"]) == ("CLOSED", name[3:].replace("-", "_").upper())
    for id in ("deliveryNoteId", "caseId"):
        assert len({filled[id] for filled, _ in walked}) == 2
    assert await verify(api.world.database) == []
