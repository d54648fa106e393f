"""The tables of domain.md written out again and compared, and the small pure rules that everything else stands on."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import auto
from itertools import product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.deadlines import LATEST, DeadlineKind, DeadlineStatus, Term, after, status_of, term
from domain.documents import Action, DocumentKind
from domain.errors import InvalidCursor, InvalidState
from domain.ids import decode_as, decode_id, document_number, encode_id, new_id
from domain.machine import StateMachine, Transition
from domain.permissions import Role
from domain.reverse_orders import (
    CAUSES,
    MACHINE,
    WAITING_STATES,
    BusinessModel,
    PickupMethod,
    ReverseCause,
    ReverseExceptionStatus,
    ReverseOrderState,
    ReverseType,
    available_actions,
    content_hash,
    deadlines,
)
from domain.text import fold
from domain.words import Word
from models import ReverseOrder
from services.queries.paging import Cursors, Ordering
from services.queries.reverse_orders import LISTING
from tests.properties.tables import CREATION, TABLE

# ───────────────────────── reverse orders: transitions ─────────────────────────


def _who(transition: Transition[ReverseOrderState]) -> frozenset[str]:
    roles = {role.value for role in transition.roles}
    return frozenset(roles | {"system"} if transition.system else roles)


def test_the_machine_is_the_table_of_the_domain() -> None:
    served = {
        (t.action.value, t.from_state.value if t.from_state else None, t.to_state.value, _who(t))
        for t in MACHINE.transitions
    }
    assert served == {(action, start, end, frozenset(who.split())) for action, start, end, who in TABLE}
    assert len(MACHINE.transitions) == len(TABLE)


def test_each_type_has_its_cause_and_its_first_state() -> None:
    assert {(t.value, CAUSES[t].value, WAITING_STATES[t].value) for t in ReverseType} == set(CREATION)


def test_what_is_not_in_the_table_is_an_invalid_state() -> None:
    listed = {row[:3] for row in TABLE}
    for action, state, target in product(Action, ReverseOrderState, ReverseOrderState):
        if (action.value, state.value, target.value) in listed:
            assert MACHINE.next(action, state, to=target) is target
        else:
            with pytest.raises(InvalidState):
                MACHINE.next(action, state, to=target)


def test_only_completed_and_cancelled_end_an_order() -> None:
    assert {state.value for state in ReverseOrderState if MACHINE.terminal(state)} == {"COMPLETED", "CANCELLED"}


def test_a_choice_has_to_be_made_where_the_table_leaves_one() -> None:
    with pytest.raises(ValueError, match="several states"):
        MACHINE.next(Action.DECIDE_CUSTOMS_OUTCOME, ReverseOrderState.AWAITING_DECISION)


@pytest.mark.parametrize("role", list(Role))
def test_each_role_is_offered_the_actions_of_its_table_rows(role: Role) -> None:
    offered = available_actions(_Order(), role)
    assert [a.action for a in offered] == [
        Action(name)
        for name in dict.fromkeys(row[0] for row in TABLE)
        if name != "CREATE" and any(row[0] == name and role.value in row[3].split() for row in TABLE)
    ]
    asks_again = {a.action for a in offered if a.requires_confirmation}
    assert asks_again == ({Action.CONFIRM_DESTRUCTION} if role is Role.MERCHANT else set())


# ───────────────────────── state machines check themselves ─────────────────────────


class Lamp(Word):
    OFF = auto()
    ON = auto()


def _lamp(*transitions: tuple[Action, Lamp | None, Lamp]) -> StateMachine[Lamp]:
    roles = frozenset({Role.MERCHANT})
    rows = [Transition(action, start, end, roles) for action, start, end in transitions]
    return StateMachine(DocumentKind.WORK_TICKET, Lamp, rows)


def test_a_table_must_not_list_a_transition_twice() -> None:
    create = (Action.CREATE, None, Lamp.OFF)
    light = (Action.OPEN_TICKET, Lamp.OFF, Lamp.ON)
    assert _lamp(create, light).terminal(Lamp.ON)
    with pytest.raises(ValueError, match="listed twice"):
        _lamp(create, light, light)


def test_every_state_must_be_reached_from_creation() -> None:
    with pytest.raises(ValueError, match="ON"):
        _lamp((Action.CREATE, None, Lamp.OFF))
    with pytest.raises(ValueError, match="ON"):
        _lamp((Action.CREATE, None, Lamp.OFF), (Action.CLOSE, Lamp.ON, Lamp.OFF), (Action.REPLY, Lamp.ON, Lamp.ON))


# ───────────────────────── deadlines ─────────────────────────

SINCE = datetime(2026, 6, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 20 * 366 * 86400 * 10**6).map(lambda micros: SINCE + timedelta(microseconds=micros))
SPANS = st.timedeltas(timedelta(seconds=4), timedelta(days=400))
JUST = timedelta(microseconds=1)


@dataclass
class _Order:
    """The least that the rules need to know."""

    number: str = "RO1"
    version: int = 1
    type: ReverseType = ReverseType.RETURN_SHIPMENT
    state: ReverseOrderState = ReverseOrderState.AWAITING_PICKUP_REGISTRATION
    exception_status: ReverseExceptionStatus = ReverseExceptionStatus.NONE
    pickup_method: PickupMethod | None = None
    instruction_due_soon_at: datetime | None = None
    instruction_due_at: datetime | None = None
    instructed_at: datetime | None = None
    collect_due_soon_at: datetime | None = None
    collect_due_at: datetime | None = None
    collected_at: datetime | None = None


@given(since=MOMENTS, span=SPANS)
def test_the_last_quarter_is_due_soon_and_what_is_past_is_overdue(since: datetime, span: timedelta) -> None:
    due = since + span
    running = term(since, due)

    def at(now: datetime) -> DeadlineStatus:
        return status_of(running, None, False, now)

    assert running.due_at == due
    assert abs(running.due_soon_at - (since + span * 3 / 4)) <= JUST
    assert at(since) is DeadlineStatus.RUNNING
    assert at(running.due_soon_at - JUST) is DeadlineStatus.RUNNING
    assert at(running.due_soon_at) is DeadlineStatus.DUE_SOON
    assert at(due) is DeadlineStatus.DUE_SOON
    assert at(due + JUST) is DeadlineStatus.OVERDUE


@given(now=MOMENTS, met=MOMENTS, ended=st.booleans())
def test_done_is_met_also_late_and_an_ended_document_cancels_the_rest(
    now: datetime, met: datetime, ended: bool
) -> None:
    some = term(SINCE, SINCE + timedelta(days=15))
    assert status_of(some, met, ended, now) is DeadlineStatus.MET
    assert status_of(some, None, True, now) is DeadlineStatus.CANCELLED


def test_an_order_tells_its_deadlines_by_its_type_and_instruction() -> None:
    instruction = term(SINCE, SINCE + timedelta(days=15))
    order = _Order(instruction_due_soon_at=instruction.due_soon_at, instruction_due_at=instruction.due_at)
    assert deadlines(_Order(), SINCE) == []
    assert [(d.kind, d.due_at, d.status) for d in deadlines(order, SINCE)] == [
        (DeadlineKind.REGISTER_PICKUP, instruction.due_at, DeadlineStatus.RUNNING)
    ]
    order.type = ReverseType.DESTRUCTION
    assert [d.kind for d in deadlines(order, SINCE)] == [DeadlineKind.CONFIRM_DESTRUCTION]
    order.state = ReverseOrderState.CANCELLED
    assert [d.status for d in deadlines(order, SINCE)] == [DeadlineStatus.CANCELLED]


@given(span=SPANS)
def test_a_deadline_never_leaves_the_calendar(span: timedelta) -> None:
    assert after(LATEST - span / 2, span) == LATEST
    assert after(SINCE, span) == SINCE + span
    assert status_of(Term(LATEST, LATEST), None, False, SINCE) is DeadlineStatus.RUNNING


# ───────────────────────── ids and numbers ─────────────────────────


@given(moment=MOMENTS)
def test_an_id_is_a_uuid_of_version_7_that_holds_its_millisecond(moment: datetime) -> None:
    id = new_id(moment)
    assert (id.version, id.variant) == (7, "specified in RFC 4122")
    assert id.int >> 80 == (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


@given(first=MOMENTS, later=st.integers(1, 10**12))
def test_ids_are_ordered_by_their_millisecond_in_every_spelling(first: datetime, later: int) -> None:
    a, b = new_id(first), new_id(first + timedelta(milliseconds=later))
    assert a < b
    assert a.bytes < b.bytes
    assert encode_id("ro", a) < encode_id("ro", b)


def test_ids_of_one_millisecond_differ() -> None:
    assert len({new_id(SINCE) for _ in range(1000)}) == 1000


@given(prefix=st.from_regex(r"[a-z]{2}", fullmatch=True), value=st.uuids())
def test_an_id_reads_back_as_it_was_written(prefix: str, value: UUID) -> None:
    text = encode_id(prefix, value)
    assert text == f"{prefix}_{value.hex}"
    assert decode_id(text) == (prefix, value)
    assert decode_as(prefix, text) == value
    assert decode_as("zz" if prefix != "zz" else "aa", text) is None


@given(value=st.uuids(), spoil=st.sampled_from([str.upper, str.strip, "{}\n".format, " {}".format, "{}0".format]))
def test_what_is_spelt_otherwise_is_no_id(value: UUID, spoil: Callable[[str], str]) -> None:
    text = encode_id("ro", value)
    assert (decode_id(spoil(text)) is None) is (spoil(text) != text)


@given(text=st.text(max_size=40))
def test_no_text_makes_decoding_an_id_fail(text: str) -> None:
    decoded = decode_id(text)
    assert decoded is None or encode_id(*decoded) == text


@given(moment=MOMENTS)
def test_a_number_is_its_date_and_letters_that_are_not_mistaken(moment: datetime) -> None:
    number = document_number("RO", moment, new_id(moment))
    assert number.startswith(f"RO{moment:%y%m%d}")
    assert len(number) == 18
    assert not set(number[8:]) - set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


# ───────────────────────── text ─────────────────────────

FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}
PLAIN = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E) | st.sampled_from("小熊饼干山楂条清关失败销毁"))


@given(text=PLAIN)
def test_case_and_width_make_no_difference(text: str) -> None:
    variants = [text, text.upper(), text.lower(), text.swapcase(), text.translate(FULL_WIDTH)]
    assert {fold(variant) for variant in variants} == {fold(text)}


@given(before=PLAIN, inner=PLAIN, behind=PLAIN)
def test_a_part_stays_a_part(before: str, inner: str, behind: str) -> None:
    assert fold(inner) in fold(before + inner.translate(FULL_WIDTH) + behind)
    assert fold(before + inner).startswith(fold(before.swapcase()))


@given(a=PLAIN, b=PLAIN)
def test_nothing_else_is_made_equal(a: str, b: str) -> None:
    assert (fold(a) == fold(b)) is (a.lower() == b.lower())


@pytest.mark.parametrize(
    ("a", "b"),
    [("ＡＢＣ１２３", "abc123"), ("Straße", "STRASSE"), ("ﬁne", "FINE"), ("ｶﾞ", "ガ"), ("Ⅷ", "viii"), ("Σ", "ς")],
)
def test_texts_that_are_one(a: str, b: str) -> None:
    assert fold(a) == fold(b)


def test_folding_a_folded_text_changes_nothing() -> None:
    unstable = [
        code for code in range(0x110000) if not 0xD800 <= code < 0xE000 and fold(fold(chr(code))) != fold(chr(code))
    ]
    assert unstable == []


# ───────────────────────── cursors ─────────────────────────

CURSORS = Cursors(b"secret")
SORTS = st.lists(st.tuples(st.sampled_from(["CREATED_AT", "UPDATED_AT", "NUMBER"]), st.booleans()), max_size=3)
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def _row(number: str, moment: datetime) -> ReverseOrder:
    id = new_id(moment)
    return ReverseOrder(
        merchant_id=id,
        id=id,
        number=number,
        version=1,
        cargo_owner_id=id,
        warehouse_id=id,
        service_provider_id=id,
        created_at=moment,
        updated_at=moment + timedelta(hours=1),
        order_number="ORDER",
        sales_return_number=None,
        type=ReverseType.RETURN_SHIPMENT,
        cause=ReverseCause.CUSTOMS,
        state=ReverseOrderState.AWAITING_PICKUP_REGISTRATION,
        business_model=BusinessModel.POP,
        total_quantity=1,
    )


ROWS = st.builds(_row, st.from_regex(r"RO[0-9A-Z]{1,16}", fullmatch=True), MOMENTS)


@given(row=ROWS, sort=SORTS)
def test_a_cursor_reads_back_the_values_of_its_row(row: ReverseOrder, sort: list[tuple[str, bool]]) -> None:
    ordering = LISTING.ordering(sort)
    values = {"CREATED_AT": row.created_at, "UPDATED_AT": row.updated_at, "NUMBER": row.number, "ID": row.id}
    assert CURSORS.read(ordering, CURSORS.write(ordering, ordering.of(row))) == [
        values[key.name] for key in ordering.keys
    ]


@pytest.mark.parametrize("number", ["RO", "RO1", "RO12"])  # the three lengths that base 64 tells apart
def test_a_cursor_with_any_character_altered_or_added_is_refused(number: str) -> None:
    ordering = LISTING.ordering([("NUMBER", True)])
    cursor = CURSORS.write(ordering, ordering.of(_row(number, SINCE)))
    others = ALPHABET + "+/=! \n游"
    altered = [cursor[:i] + other + cursor[i + 1 :] for i, other in product(range(len(cursor)), others)]
    longer = [cursor[:i] + other + cursor[i:] for i, other in product(range(len(cursor) + 1), others)]
    assert [text for text in (*altered, *longer) if text != cursor and _reads(ordering, text)] == []


def _reads(ordering: Ordering, cursor: str) -> bool:
    try:
        CURSORS.read(ordering, cursor)
    except InvalidCursor:
        return False
    return True


@given(row=ROWS, sort=SORTS, other=SORTS, data=st.data())
def test_what_this_server_did_not_answer_for_this_sort_is_no_cursor(
    row: ReverseOrder, sort: list[tuple[str, bool]], other: list[tuple[str, bool]], data: st.DataObject
) -> None:
    ordering = LISTING.ordering(sort)
    cursor = CURSORS.write(ordering, ordering.of(row))
    place = data.draw(st.integers(0, len(cursor)))
    forged = [
        cursor[:place] if place < len(cursor) else "",
        Cursors(b"another secret").write(ordering, ordering.of(row)),
        data.draw(st.text(max_size=60)),
        base64.urlsafe_b64encode(data.draw(st.binary(max_size=60))).decode(),
    ]
    if LISTING.ordering(other).signature != ordering.signature:
        forged.append(CURSORS.write(LISTING.ordering(other), LISTING.ordering(other).of(row)))
    for cursor in forged:
        with pytest.raises(InvalidCursor):
            CURSORS.read(ordering, cursor)


@given(sort=SORTS)
def test_a_repeated_field_sorts_once_and_the_id_decides_last(sort: list[tuple[str, bool]]) -> None:
    keys = LISTING.ordering(sort).keys
    assert len({key.name for key in keys}) == len(keys)
    assert keys[-1].name == "ID"
    first: dict[str, bool] = {}
    for name, descending in sort or [("CREATED_AT", True)]:
        first.setdefault(name, descending)
    assert [(key.name, key.descending) for key in keys[:-1]] == list(first.items())


# ───────────────────────── what was submitted ─────────────────────────

VALUES = st.recursive(
    st.text() | st.integers() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
SUBMISSIONS = st.dictionaries(st.text(), VALUES, max_size=5)


def _turned_round(value: object) -> object:
    """The same, every mapping's keys in the opposite order."""
    if isinstance(value, dict):
        return {key: _turned_round(item) for key, item in reversed(value.items())}
    return [_turned_round(item) for item in value] if isinstance(value, list) else value


@given(submission=SUBMISSIONS, absent=st.sets(st.text(), max_size=3))
def test_order_and_absent_values_do_not_change_a_content_hash(submission: dict[str, object], absent: set[str]) -> None:
    turned = _turned_round({**dict.fromkeys(absent - submission.keys()), **submission})
    assert isinstance(turned, dict)
    assert content_hash(turned) == content_hash(submission)
    assert len(content_hash(submission)) == 64


@given(a=SUBMISSIONS, b=SUBMISSIONS)
def test_other_contents_have_another_hash(a: dict[str, object], b: dict[str, object]) -> None:
    assert (content_hash(a) == content_hash(b)) is (_typed(a) == _typed(b))


def _typed(value: object) -> object:
    """As `value`, but True is not 1."""
    if isinstance(value, dict):
        return {key: _typed(item) for key, item in value.items()}
    return [_typed(item) for item in value] if isinstance(value, list) else (type(value), value)


def test_a_content_hash_is_that_of_sorted_json_in_utf_8() -> None:
    # printf '%s' '{"address":{"city":"杭州市"},"method":"FORWARD"}' | sha256sum
    expected = "c849caf297f8fad79a3186f23d3f678c028e00af0c82da3a65710db26ba7558d"
    assert content_hash({"method": "FORWARD", "remark": None, "address": {"city": "杭州市"}}) == expected
