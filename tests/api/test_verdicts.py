"""A verdict for everything: what each root field answers to whoever asks.

The rows are the fields of the served schema, no more and no fewer: a new one needs its row here, and what to ask it with
in verdicts.py. Each cell is asked for over HTTP.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Self, TypeVar

import httpx
import pytest
from graphql import GraphQLField, GraphQLObjectType, get_named_type, is_leaf_type
from sqlalchemy import ColumnElement, Table, func, literal, select, union_all

from models import Base
from models.database import Database
from services.demo.exhibits import pdf
from services.events import sequence
from tests.api.verdicts import (
    MUTATIONS,
    NARROW,
    VOID,
    Read,
    Rows,
    Site,
    our_documents,
    parcel,
    reads,
    rows,
    their_documents,
    token_of,
    with_tokens,
)
from tests.client import Api
from tests.conftest import BACKENDS
from tests.plan.served import SCHEMA
from tests.templates import Templates
from tests.web.conversation import Closed, Conversation
from tests.world import ACCOUNTS
from web.socket import FORBIDDEN, PROTOCOL

T = TypeVar("T")

# ───────────────────────── the table ─────────────────────────

# OWN        the document, or the rows that belong to its merchant and warehouse, in full
# ALL        these, and those of the other tenants
# THEIRS     only those of the other tenants
# LESS       as OWN, without what only the warehouse and the platform are told of exception cases
# MASKED     as LESS, and whatever partners may not read is masked
# PUBLIC     everything; it belongs to nobody
# SELF       who is asking, or what is theirs alone
# NONE       null or empty: as if there were nothing
#
# DONE       it is done
# NOT_FOUND  the userError of a document that does not exist, and nothing is changed
#
# FORBIDDEN  not for this role
# SCOPE      not with this token
#
# The document is merchant-a's, in a warehouse of provider's; other things, as products and tokens, are merchant-a's.
# The last two columns are tokens of the first caller whom the field answers. Without a token, or with one of that caller
# that is expired or revoked, everything is answered UNAUTHENTICATED.

QUERIES = """
                          merchant   provider   operator   partner    other      other      read-      write-
                                                                      merchant   provider   only       only

node                      OWN        OWN        OWN        MASKED     NONE       NONE       OWN        SCOPE
nodes                     OWN        OWN        OWN        MASKED     NONE       NONE       OWN        SCOPE
viewer                    SELF       SELF       SELF       SELF       SELF       SELF       SELF       SCOPE
reverseOrder              OWN        OWN        OWN        MASKED     NONE       NONE       OWN        SCOPE
reverseOrders             OWN        OWN        ALL        MASKED     THEIRS     THEIRS     OWN        SCOPE
exceptionCase             LESS       OWN        OWN        MASKED     NONE       NONE       LESS       SCOPE
exceptionCases            LESS       OWN        ALL        MASKED     THEIRS     THEIRS     LESS       SCOPE
returnOrder               OWN        OWN        OWN        MASKED     NONE       NONE       OWN        SCOPE
returnOrders              OWN        OWN        ALL        MASKED     THEIRS     THEIRS     OWN        SCOPE
stockOrder                OWN        OWN        OWN        MASKED     NONE       NONE       OWN        SCOPE
stockOrders               OWN        OWN        ALL        MASKED     THEIRS     THEIRS     OWN        SCOPE
deliveryNote              OWN        OWN        OWN        MASKED     NONE       NONE       OWN        SCOPE
deliveryNotes             OWN        OWN        ALL        MASKED     THEIRS     THEIRS     OWN        SCOPE
workTicket                OWN        OWN        OWN        NONE       NONE       NONE       OWN        SCOPE
workTickets               OWN        OWN        ALL        NONE       THEIRS     THEIRS     OWN        SCOPE
merchants                 OWN        OWN        ALL        OWN        THEIRS     THEIRS     OWN        SCOPE
warehouses                PUBLIC     PUBLIC     PUBLIC     PUBLIC     PUBLIC     PUBLIC     PUBLIC     SCOPE
cargoOwners               OWN        OWN        ALL        OWN        THEIRS     THEIRS     OWN        SCOPE
products                  OWN        OWN        ALL        OWN        THEIRS     THEIRS     OWN        SCOPE
goodsItems                OWN        OWN        ALL        OWN        THEIRS     THEIRS     OWN        SCOPE
addresses                 OWN        NONE       NONE       NONE       THEIRS     NONE       OWN        SCOPE
apiTokens                 SELF       SELF       SELF       SELF       SELF       SELF       SELF       SCOPE
events                    LESS       OWN        ALL        MASKED     THEIRS     THEIRS     LESS       SCOPE
exceptionRules            LESS       PUBLIC     PUBLIC     LESS       LESS       PUBLIC     LESS       SCOPE
previewResolution         NONE       OWN        OWN        NONE       NONE       NONE       OWN        SCOPE
tasks                     OWN        OWN        ALL        NONE       THEIRS     THEIRS     OWN        SCOPE
taskSummary               OWN        OWN        ALL        NONE       THEIRS     THEIRS     OWN        SCOPE
stateMachine              PUBLIC     PUBLIC     PUBLIC     PUBLIC     PUBLIC     PUBLIC     PUBLIC     SCOPE
glossary                  PUBLIC     PUBLIC     PUBLIC     PUBLIC     PUBLIC     PUBLIC     PUBLIC     SCOPE
"""
CHANGES = """
                          merchant   provider   operator   partner    other      other      read-      write-
                                                                      merchant   provider   only       only

registerPickup            DONE       FORBIDDEN  FORBIDDEN  FORBIDDEN  NOT_FOUND  FORBIDDEN  SCOPE      DONE
registerPickupBatch       DONE       FORBIDDEN  FORBIDDEN  FORBIDDEN  NOT_FOUND  FORBIDDEN  SCOPE      DONE
confirmDestruction        DONE       FORBIDDEN  FORBIDDEN  FORBIDDEN  NOT_FOUND  FORBIDDEN  SCOPE      DONE
confirmDestructionBatch   DONE       FORBIDDEN  FORBIDDEN  FORBIDDEN  NOT_FOUND  FORBIDDEN  SCOPE      DONE
confirmHandling           DONE       FORBIDDEN  FORBIDDEN  FORBIDDEN  NOT_FOUND  FORBIDDEN  SCOPE      DONE
createReverseOrder        FORBIDDEN  DONE       DONE       FORBIDDEN  FORBIDDEN  NOT_FOUND  SCOPE      DONE
decideCustomsOutcome      FORBIDDEN  DONE       DONE       FORBIDDEN  FORBIDDEN  NOT_FOUND  SCOPE      DONE
reportPickedUp            FORBIDDEN  DONE       DONE       FORBIDDEN  FORBIDDEN  NOT_FOUND  SCOPE      DONE
reportForwarded           FORBIDDEN  DONE       DONE       FORBIDDEN  FORBIDDEN  NOT_FOUND  SCOPE      DONE
reportDelivered           FORBIDDEN  DONE       DONE       FORBIDDEN  FORBIDDEN  NOT_FOUND  SCOPE      DONE
reportDestroyed           FORBIDDEN  DONE       DONE       FORBIDDEN  FORBIDDEN  NOT_FOUND  SCOPE      DONE
cancelReverseOrder        FORBIDDEN  FORBIDDEN  DONE       FORBIDDEN  FORBIDDEN  FORBIDDEN  SCOPE      DONE

createStockOrder          FORBIDDEN  FORBIDDEN  DONE       FORBIDDEN  FORBIDDEN  FORBIDDEN  SCOPE      DONE
acceptStockOrder          DONE       FORBIDDEN  FORBIDDEN  FORBIDDEN  NOT_FOUND  FORBIDDEN  SCOPE      DONE
rejectStockOrder          DONE       FORBIDDEN  FORBIDDEN  FORBIDDEN  NOT_FOUND  FORBIDDEN  SCOPE      DONE
cancelStockOrder          FORBIDDEN  FORBIDDEN  DONE       FORBIDDEN  FORBIDDEN  FORBIDDEN  SCOPE      DONE
createDeliveryNote        DONE       FORBIDDEN  FORBIDDEN  FORBIDDEN  NOT_FOUND  FORBIDDEN  SCOPE      DONE
confirmSend               DONE       FORBIDDEN  FORBIDDEN  FORBIDDEN  NOT_FOUND  FORBIDDEN  SCOPE      DONE
cancelDeliveryNote        DONE       FORBIDDEN  FORBIDDEN  FORBIDDEN  NOT_FOUND  FORBIDDEN  SCOPE      DONE
advanceDeliveryNote       FORBIDDEN  DONE       DONE       FORBIDDEN  FORBIDDEN  NOT_FOUND  SCOPE      DONE

openExceptionCase         FORBIDDEN  DONE       DONE       FORBIDDEN  FORBIDDEN  NOT_FOUND  SCOPE      DONE
proposeResolution         FORBIDDEN  DONE       DONE       FORBIDDEN  FORBIDDEN  NOT_FOUND  SCOPE      DONE
resolveCase               FORBIDDEN  FORBIDDEN  DONE       FORBIDDEN  FORBIDDEN  FORBIDDEN  SCOPE      DONE
settleCase                FORBIDDEN  FORBIDDEN  DONE       FORBIDDEN  FORBIDDEN  FORBIDDEN  SCOPE      DONE
dismissCase               FORBIDDEN  FORBIDDEN  DONE       FORBIDDEN  FORBIDDEN  FORBIDDEN  SCOPE      DONE

enterReturnMethod         DONE       FORBIDDEN  FORBIDDEN  FORBIDDEN  NOT_FOUND  FORBIDDEN  SCOPE      DONE
signReturn                DONE       FORBIDDEN  FORBIDDEN  FORBIDDEN  NOT_FOUND  FORBIDDEN  SCOPE      DONE
packReturn                FORBIDDEN  DONE       DONE       FORBIDDEN  FORBIDDEN  NOT_FOUND  SCOPE      DONE
shipReturn                FORBIDDEN  DONE       DONE       FORBIDDEN  FORBIDDEN  NOT_FOUND  SCOPE      DONE
collectReturn             FORBIDDEN  DONE       DONE       FORBIDDEN  FORBIDDEN  NOT_FOUND  SCOPE      DONE
disposeReturn             FORBIDDEN  DONE       DONE       FORBIDDEN  FORBIDDEN  NOT_FOUND  SCOPE      DONE
forceAbandon              FORBIDDEN  FORBIDDEN  DONE       FORBIDDEN  FORBIDDEN  FORBIDDEN  SCOPE      DONE
cancelReturnOrder         FORBIDDEN  FORBIDDEN  DONE       FORBIDDEN  FORBIDDEN  FORBIDDEN  SCOPE      DONE

openTicket                DONE       DONE       DONE       FORBIDDEN  NOT_FOUND  NOT_FOUND  SCOPE      DONE
replyTicket               DONE       DONE       DONE       FORBIDDEN  NOT_FOUND  NOT_FOUND  SCOPE      DONE
closeTicket               DONE       DONE       DONE       FORBIDDEN  NOT_FOUND  NOT_FOUND  SCOPE      DONE
createAddress             DONE       FORBIDDEN  FORBIDDEN  FORBIDDEN  DONE       FORBIDDEN  SCOPE      DONE
createApiToken            DONE       DONE       DONE       DONE       DONE       DONE       SCOPE      DONE
revokeApiToken            DONE       NOT_FOUND  NOT_FOUND  NOT_FOUND  NOT_FOUND  NOT_FOUND  SCOPE      DONE
"""
# POST /evidence: with the same words, as statuses.
UPLOADS = """
                          merchant   provider   operator   partner    other      other      read-      write-
                                                                      merchant   provider   only       only

evidence                  DONE       DONE       DONE       FORBIDDEN  NOT_FOUND  NOT_FOUND  SCOPE      DONE
"""

FOLLOWED = """
                          merchant   provider   operator   partner    other      other      read-      write-
                                                                      merchant   provider   only       only

changes                   LESS       OWN        ALL        MASKED     THEIRS     THEIRS     LESS       SCOPE
"""

ASKING = {
    "merchant": "merchant-a",
    "provider": "provider",
    "operator": "operator",
    "partner": "partner",
    "other merchant": "merchant-b",
    "other provider": "other-provider",
}
REFUSED = {"FORBIDDEN", "NONE", "NOT_FOUND"}


@dataclass(frozen=True)
class Row:
    """A line of the table: what each caller is answered."""

    field: str
    verdicts: Mapping[str, str]

    @classmethod
    def read(cls, line: str) -> Self:
        field, *words = line.split()
        verdicts = dict(zip([*ASKING, *NARROW], words, strict=True))
        return cls(field, verdicts | dict.fromkeys(["no token", *VOID], "UNAUTHENTICATED"))

    def account(self, caller: str) -> str:
        """Who the caller's token is of."""
        answered = (name for name in ASKING if self.verdicts[name] not in REFUSED)
        return ASKING[caller if caller in ASKING else next(answered)]


def table(text: str) -> dict[str, Row]:
    """The lines that begin with a field."""
    lines = (Row.read(line) for line in text.splitlines() if line[:1].strip())
    return {row.field: row for row in lines}


TABLE = {"Query": table(QUERIES), "Mutation": table(CHANGES), "Subscription": table(FOLLOWED)}


def served(root: str) -> dict[str, GraphQLField]:
    type = SCHEMA.type_map.get(root)
    return type.fields if isinstance(type, GraphQLObjectType) else {}


@pytest.mark.parametrize("root", ["Query", "Mutation", "Subscription"])
def test_each_field_has_its_row(root: str) -> None:
    assert set(TABLE.get(root, ())) == set(served(root))


# ───────────────────────── what is answered ─────────────────────────


@dataclass(frozen=True)
class Told:
    """What a caller was told by a field."""

    field: str
    account: str
    status: int
    body: Any

    @property
    def answer(self) -> Any:
        return self.body["data"][self.field]

    @property
    def errors(self) -> list[Any]:
        return list(self.body.get("errors", ()))

    @property
    def accepted(self) -> bool:
        return self.status == 200 and "errors" not in self.body

    def refused(self, code: str, because: str) -> bool:
        """With nothing but this one error."""
        errors = [(e["extensions"]["code"], e.get("path"), because in e["message"]) for e in self.errors]
        nothing = self.body.get("data") in (None, {self.field: None})
        return self.status == 200 and nothing and errors == [(code, [self.field], True)]


def unauthenticated(told: Told) -> bool:
    codes = [error["extensions"]["code"] for error in told.errors]
    return (told.status, codes, "data" in told.body) == (401, ["UNAUTHENTICATED"], False)


REFUSALS: dict[str, Callable[[Told], bool]] = {
    "UNAUTHENTICATED": unauthenticated,
    "FORBIDDEN": lambda told: told.refused("FORBIDDEN", "Your role"),
    "SCOPE": lambda told: told.refused("FORBIDDEN", "the scope"),
}


def texts(answer: Any) -> Iterator[str]:
    """All that can be read in it, as it stands there."""
    if isinstance(answer, dict | list):
        for value in answer.values() if isinstance(answer, dict) else answer:
            yield from texts(value)
    elif answer is not None:
        yield str(answer)


def shown(answer: Any, secrets: Iterable[str]) -> set[str]:
    """Which of the secrets it tells, if only in part of a text."""
    told = list(texts(answer))
    return {secret for secret in secrets if any(secret in text for text in told)}


def listed(answer: Any) -> list[Any]:
    """The rows of a list, or the one that a field answers."""
    found = answer["nodes"] if is_page(answer) else answer if isinstance(answer, list) else [answer]
    return [row for row in found if row is not None]


def is_page(answer: Any) -> bool:
    return isinstance(answer, dict) and "nodes" in answer


def names(answer: Any) -> Rows:
    """Which rows are answered."""
    return frozenset(next(texts(row)) for row in listed(answer))


def counted(answer: Any) -> bool:
    """A list's count is of what it shows."""
    return not is_page(answer) or answer["totalCount"] == len(answer["nodes"])


def of(answered: Rows | Mapping[str, Rows], account: str) -> Rows:
    return answered[ACCOUNTS[account].role.value] if isinstance(answered, Mapping) else answered


@dataclass(frozen=True)
class Seen:
    """What a query told: which rows, and which of the secrets in ours."""

    told: Told
    read: Read

    def tells(self, rows: Rows, *secrets: Iterable[str]) -> bool:
        """Exactly these rows, and with them exactly these secrets."""
        if not self.told.accepted:
            return False
        answer, known = self.told.answer, (*self.read.private, *self.read.staff)
        return names(answer) == rows and counted(answer) and shown(answer, known) == set().union(*secrets)

    def tells_all(self, rows: Rows) -> bool:
        """Exactly these rows, ours in full."""
        return self.tells(rows, self.read.private, self.read.staff)

    @property
    def ours(self) -> Rows:
        return of(self.read.ours, self.told.account)

    @property
    def theirs(self) -> Rows:
        return of(self.read.theirs, self.told.account)


ANSWERS: dict[str, Callable[[Seen], bool]] = {
    "OWN": lambda seen: seen.tells_all(seen.ours),
    "ALL": lambda seen: bool(seen.theirs) and seen.tells_all(seen.ours | seen.theirs),
    "THEIRS": lambda seen: bool(seen.theirs) and seen.tells(seen.theirs),
    "LESS": lambda seen: bool(seen.read.staff) and seen.tells(seen.ours, seen.read.private),
    "MASKED": lambda seen: bool(seen.read.private) and seen.tells(seen.ours),
    "PUBLIC": lambda seen: not (seen.theirs or seen.read.private) and seen.tells_all(seen.ours),
    "SELF": lambda seen: seen.tells(seen.read.own[seen.told.account]),
    "NONE": lambda seen: seen.tells(rows()),
}


def outcome(payload: Any) -> tuple[set[str], bool]:
    """The codes of what was wrong, and whether anything else is told; of a batch, with what became of its only item."""
    parts = [payload, *((payload.get("batch") or {}).get("items", ()))]
    codes = {error["code"] for part in parts for error in part["userErrors"]}
    return codes, any(part[name] for part in parts for name in part if name not in PARTS)


def done(told: Told) -> bool:
    return told.accepted and outcome(told.answer) == (set(), True)


def not_found(told: Told) -> bool:
    return told.accepted and outcome(told.answer) == ({"NOT_FOUND"}, False)


PARTS = {"userErrors": "{ code }", "batch": "{ items { number userErrors { code } } }"}
OUTCOMES: dict[str, Callable[[Told], bool]] = {"DONE": done, "NOT_FOUND": not_found}


def holds(word: str, told: Told, read: Read) -> bool:
    """Whether this is what a query told."""
    return REFUSALS[word](told) if word in REFUSALS else ANSWERS[word](Seen(told, read))


# ───────────────────────── asking ─────────────────────────


def operation(root: str, name: str, arguments: Iterable[str], selection: str) -> str:
    """The field by itself, with each of its arguments as a variable."""
    types = {given: served(root)[name].args[given].type for given in arguments}
    declared = ", ".join(f"${given}: {type}" for given, type in types.items())
    given = ", ".join(f"{given}: ${given}" for given in types)
    brackets = "({})" if types else "{}"
    return f"{root.lower()}{brackets.format(declared)} {{ {name}{brackets.format(given)} {selection} }}"


def payload(name: str) -> str:
    """All that a mutation answers: of a document, that it is there."""
    type = get_named_type(served("Mutation")[name].type)
    assert isinstance(type, GraphQLObjectType)
    return f"{{ {' '.join(_part(name, field) for name, field in type.fields.items())} }}"


def _part(name: str, field: GraphQLField) -> str:
    return name if is_leaf_type(get_named_type(field.type)) else f"{name} {PARTS.get(name, '{ __typename }')}"


@dataclass(repr=False)
class Stage:
    """The API on a database of its own, and the loop that it runs on."""

    runner: asyncio.Runner
    api: Api

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(coroutine)

    async def ask(self, row: Row, caller: str, query: str, variables: Mapping[str, Any]) -> Told:
        body, headers = {"query": query, "variables": variables}, self.headers(row, caller)
        response: httpx.Response = await self.api.http.post("/graphql", json=body, headers=headers)
        return Told(row.field, row.account(caller), response.status_code, response.json())

    def headers(self, row: Row, caller: str) -> dict[str, str]:
        account = row.account(caller)
        headers = {"Accept-Language": "en"}
        if caller != "no token":
            token = self.api.world.tokens[account if caller in ASKING else token_of(account, caller)]
            headers["Authorization"] = f"Bearer {token}"
        return headers

    async def everything(self) -> list[tuple[Any, ...]]:
        """How many rows each table has, and how often they were changed."""
        async with self.api.world.database.read(primary=True) as session:
            return sorted(map(tuple, await session.execute(EVERYTHING)))


def _changes(table: Table) -> ColumnElement[Any]:
    """What counts how often rows were changed, where they are."""
    if "version" in table.c:
        return func.sum(table.c.version)
    return func.count(table.c.revoked_at) if "revoked_at" in table.c else literal(0)


EVERYTHING = union_all(
    *(
        select(literal(name), func.count(), _changes(table)).select_from(table)
        for name, table in Base.metadata.tables.items()
    )
)


@contextmanager
def stage_on(backend: str, templates: Templates) -> Iterator[Stage]:
    with templates.copy(backend, with_tokens) as copy, asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
        stack = AsyncExitStack()
        database = Database(copy.url, durable=False)
        stack.push_async_callback(database.close)
        try:
            yield Stage(runner, runner.run(stack.enter_async_context(Api.of(copy.world(database)))))
        finally:
            runner.run(stack.aclose())


# ───────────────────────── queries ─────────────────────────


@dataclass(repr=False)
class Reading:
    stage: Stage
    reads: Mapping[str, Read]

    @classmethod
    async def of(cls, stage: Stage) -> Self:
        documents = await our_documents(stage.api), await their_documents(stage.api)
        await sequence(stage.api.world.database)
        return cls(stage, reads(*documents))

    async def wrong(self, row: Row) -> dict[str, Any]:
        """Who is told anything else than the table says."""
        read = self.reads[row.field]
        query = operation("Query", row.field, read.arguments, read.selection)
        told = {caller: await self.stage.ask(row, caller, query, read.arguments) for caller in row.verdicts}
        return {caller: told[caller].body for caller in told if not holds(row.verdicts[caller], told[caller], read)}


@pytest.fixture(scope="module", params=BACKENDS)
def reading(request: pytest.FixtureRequest, templates: Templates) -> Iterator[Reading]:
    with stage_on(request.param, templates) as stage:
        yield stage.run(Reading.of(stage))


@pytest.mark.parametrize("field", TABLE["Query"])
def test_what_is_read(reading: Reading, field: str) -> None:
    row = TABLE["Query"][field]
    assert reading.stage.run(reading.wrong(row)) == {}


# ───────────────────────── subscriptions ─────────────────────────


async def happened(stage: Stage, row: Row, caller: str, given: Mapping[str, Any]) -> int:
    """How many events there are to be told of."""
    query = operation("Query", "events", given, "{ nodes { id } }")
    told = await stage.ask(row, caller, query, given)
    return len(told.body["data"]["events"]["nodes"]) if told.body.get("data") else 0


async def followed(stage: Stage, row: Row, caller: str, read: Read) -> Told:
    """What somebody is told who follows from the very first event on: as a list, until nothing more comes."""
    first = await stage.api.data("operator", "{ events(first: 1) { pageInfo { endCursor } } }")
    given = {"after": first["events"]["pageInfo"]["endCursor"], "kinds": read.arguments["kinds"]}
    expected = await happened(stage, row, caller, given)
    query = operation("Subscription", row.field, given, "{ event { subject { id } changes } }")
    account = row.account(caller)
    token = stage.api.world.tokens.get(account if caller in ASKING else token_of(account, caller), "none")
    nodes: list[Any] = []
    async with Conversation.opened(stage.api.app, [PROTOCOL], {"accept-language": "en"}) as conversation:
        await conversation.say({"type": "connection_init", "payload": {"authorization": f"Bearer {token}"}})
        try:
            await conversation.hear()
        except Closed as closed:
            errors = [{"extensions": {"code": "UNAUTHENTICATED"}}] if closed.code == FORBIDDEN else []
            return Told(row.field, account, 401, {"errors": errors})
        await conversation.say({"id": "1", "type": "subscribe", "payload": {"query": query, "variables": given}})
        with suppress(TimeoutError):
            while True:
                message = await asyncio.wait_for(conversation.hear(), 10 if len(nodes) < expected else 0.5)
                if message["type"] == "error" or "errors" in message["payload"]:
                    errors = message["payload"] if message["type"] == "error" else message["payload"]["errors"]
                    return Told(row.field, account, 200, {"errors": errors})
                nodes.append(message["payload"]["data"][row.field]["event"])
    return Told(row.field, account, 200, {"data": {row.field: nodes}})


@pytest.mark.parametrize("field", TABLE["Subscription"])
def test_what_is_followed(reading: Reading, field: str) -> None:
    row, read = TABLE["Subscription"][field], reading.reads["events"]
    stage = reading.stage
    told = {caller: stage.run(followed(stage, row, caller, read)) for caller in row.verdicts}
    assert {caller: told[caller].body for caller in told if not holds(row.verdicts[caller], told[caller], read)} == {}


# ───────────────────────── mutations ─────────────────────────


@dataclass(repr=False)
class Acting:
    stage: Stage
    site: Site

    async def wrong(self, row: Row) -> dict[str, Any]:
        """Who is told anything else than the table says; or told that it is done where nothing changed, or the reverse.

        Whoever is refused comes first, all with the same document; it is another for each after the first who is not.
        """
        query = operation("Mutation", row.field, ["input"], payload(row.field))
        prepare, wrong, used = MUTATIONS[row.field], {}, False
        given, before = await prepare(self.site), await self.stage.everything()
        for caller, word in sorted(row.verdicts.items(), key=lambda verdict: verdict[1] == "DONE"):
            if used:
                given, before = await prepare(self.site), await self.stage.everything()
            told = await self.stage.ask(row, caller, query, {"input": given})
            used = await self.stage.everything() != before
            if not (REFUSALS | OUTCOMES)[word](told) or used is not (word == "DONE"):
                wrong[caller] = told.body, {"changed": used}
        return wrong


@pytest.fixture(scope="module", params=BACKENDS)
def acting(request: pytest.FixtureRequest, templates: Templates) -> Iterator[Acting]:
    with stage_on(request.param, templates) as stage:
        yield Acting(stage, stage.run(Site.of(stage.api)))


@pytest.mark.parametrize("field", TABLE["Mutation"])
def test_what_is_done(acting: Acting, field: str) -> None:
    row = TABLE["Mutation"][field]
    assert acting.stage.run(acting.wrong(row)) == {}


# ───────────────────────── files ─────────────────────────

STATUSES = {
    "DONE": (201, None, ""),
    "NOT_FOUND": (404, "NOT_FOUND", ""),
    "FORBIDDEN": (403, "FORBIDDEN", "Your role"),
    "SCOPE": (403, "FORBIDDEN", "the scope"),
    "UNAUTHENTICATED": (401, "UNAUTHENTICATED", ""),
}


def test_who_attaches_evidence(acting: Acting) -> None:
    stage, (row,) = acting.stage, table(UPLOADS).values()
    document = stage.run(parcel(acting.site))

    async def attach(caller: str) -> httpx.Response:
        words, file = {"kind": "DOCUMENT", "documentId": document}, ("a.pdf", pdf([caller]), "application/pdf")
        return await stage.api.http.post(
            "/evidence", data=words, files={"file": file}, headers=stage.headers(row, caller)
        )

    for caller, word in row.verdicts.items():
        before = stage.run(stage.everything())
        response = stage.run(attach(caller))
        status, code, because = STATUSES[word]
        (error,) = response.json().get("errors", [{"message": "", "extensions": {"code": None}}])
        assert (response.status_code, error["extensions"]["code"]) == (status, code), caller
        assert because in error["message"], caller
        assert (stage.run(stage.everything()) != before) is (word == "DONE"), caller
