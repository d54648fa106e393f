"""The rule matrix as the design has it, and what its rules and the stock orders do with pieces."""

from collections import Counter
from collections.abc import Mapping
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.delivery_notes import ARRIVED_STATES, DeliveryNoteState
from domain.delivery_notes import MACHINE as NOTES
from domain.documents import Action, DocumentKind
from domain.errors import InvalidState, NotEligible, RuleNotFound
from domain.exception_cases import ADMITTED, SURPLUS, ExceptionCaseState, ExceptionSubtype, ExceptionType
from domain.permissions import Role
from domain.resolutions import (
    BY_ID,
    LISTED,
    RULES,
    Consequences,
    Decided,
    MerchantScheme,
    NewOrderEffect,
    OriginalNoteEffect,
    Piece,
    Pieces,
    Resolution,
    Rule,
    consequences,
    listed_rules,
    rule_of,
    rules_of,
)
from domain.stock_orders import FulfilmentMode, Note, OrderKind, StockOrderState, left_to_note, progress
from tests.properties import trying

# Number, type, subtype, resolution; original note, new note, new order, return scope; remainder received, compensation,
# JIT penalty risk; ticket; scheme; the merchant's actions.
# fmt: off
MATRIX = [
    ("R01a", "PLATFORM_TRANSPORT_TIMEOUT", None, "CONTINUE_SUPPLY", "VOID", None, "MERCHANT_ACCEPTS", None, False, False, True, None, "RESUPPLY_ONLY", "ACCEPT"),
    ("R01b", "SELF_TRANSPORT_TIMEOUT", None, "CONTINUE_SUPPLY", "VOID", None, "MERCHANT_ACCEPTS", None, False, False, True, None, "RESUPPLY_ONLY", "ACCEPT"),
    ("R02a", "PLATFORM_TRANSPORT_TIMEOUT", None, "TERMINATE_SUPPLY", "VOID", None, None, None, False, False, False, None, "NO_ACTION", ""),
    ("R02b", "SELF_TRANSPORT_TIMEOUT", None, "TERMINATE_SUPPLY", "VOID", None, None, None, False, False, False, None, "NO_ACTION", ""),
    ("R03", "TRANSIT_DAMAGE", None, "CONTINUE_SUPPLY", "VOID", None, "MERCHANT_ACCEPTS", None, False, True, True, None, "RESUPPLY_ONLY", "ACCEPT"),
    ("R04", "TRANSIT_DAMAGE", None, "TERMINATE_SUPPLY", "VOID", None, None, None, False, True, False, None, "NO_ACTION", ""),
    ("R05a", "MULTIPLE_NOTES_ON_PARCEL", None, "IN_WAREHOUSE_SUPPLEMENT", "VOID", "WAREHOUSE_RELABEL_AND_RECEIVE", None, None, False, False, False, None, "NO_ACTION", ""),
    ("R05b", "CARTON_MARK_UNREADABLE", None, "IN_WAREHOUSE_SUPPLEMENT", "VOID", "WAREHOUSE_RELABEL_AND_RECEIVE", None, None, False, False, False, None, "NO_ACTION", ""),
    ("R05c", "CARTON_MARK_MISSING", None, "IN_WAREHOUSE_SUPPLEMENT", "VOID", "WAREHOUSE_RELABEL_AND_RECEIVE", None, None, False, False, False, None, "NO_ACTION", ""),
    ("R06a", "MULTIPLE_NOTES_ON_PARCEL", None, "TERMINATE_SUPPLY", "VOID", None, None, None, False, False, False, "RETURN_PROGRESS", "NO_ACTION", ""),
    ("R06b", "CARTON_MARK_UNREADABLE", None, "TERMINATE_SUPPLY", "VOID", None, None, None, False, False, False, "RETURN_PROGRESS", "NO_ACTION", ""),
    ("R06c", "CARTON_MARK_MISSING", None, "TERMINATE_SUPPLY", "VOID", None, None, None, False, False, False, "RETURN_PROGRESS", "NO_ACTION", ""),
    ("R07a", "NOTE_NOT_CONFIRMED", None, "AUTO_DOCUMENT_SUPPLEMENT", "REINSTATE_AND_RECEIVE", None, None, None, True, False, False, None, "NO_ACTION", ""),
    ("R07b", "NOTE_CANCELLED", None, "AUTO_DOCUMENT_SUPPLEMENT", "REINSTATE_AND_RECEIVE", None, None, None, True, False, False, None, "NO_ACTION", ""),
    ("R08a", "NOTE_NOT_CONFIRMED", None, "RETURN_PARCEL", "VOID", None, None, "WHOLE_PARCEL", False, False, False, None, "RETURN_ONLY", "ENTER_RETURN_METHOD"),
    ("R08b", "NOTE_CANCELLED", None, "RETURN_PARCEL", "VOID", None, None, "WHOLE_PARCEL", False, False, False, None, "RETURN_ONLY", "ENTER_RETURN_METHOD"),
    ("R09a", "QTY_OVER", None, "AUTO_DOCUMENT_SUPPLEMENT", "RECEIVE_REMAINDER", "WAREHOUSE_RECEIVE", "AUTO_ACCEPTED", None, True, False, False, None, "NO_ACTION", ""),
    ("R09b", "WRONG_GOODS", None, "AUTO_DOCUMENT_SUPPLEMENT", "RECEIVE_REMAINDER", "WAREHOUSE_RECEIVE", "AUTO_ACCEPTED", None, True, False, False, None, "NO_ACTION", ""),
    ("R10a", "QTY_OVER", None, "RETURN_PROBLEM_ITEMS", "RECEIVE_REMAINDER", None, None, "PROBLEM_ITEMS", True, False, False, None, "RETURN_ONLY", "ENTER_RETURN_METHOD"),
    ("R10b", "WRONG_GOODS", None, "RETURN_PROBLEM_ITEMS", "RECEIVE_REMAINDER", None, None, "PROBLEM_ITEMS", True, False, False, None, "RETURN_ONLY", "ENTER_RETURN_METHOD"),
    ("R11a", "BARCODE_WRONG", None, "IN_WAREHOUSE_SUPPLEMENT", "RECEIVE_REMAINDER", "WAREHOUSE_RELABEL_AND_RECEIVE", None, None, True, False, False, None, "NO_ACTION", ""),
    ("R11b", "BARCODE_DAMAGED", None, "IN_WAREHOUSE_SUPPLEMENT", "RECEIVE_REMAINDER", "WAREHOUSE_RELABEL_AND_RECEIVE", None, None, True, False, False, None, "NO_ACTION", ""),
    ("R12a", "BARCODE_WRONG", None, "RETURN_PROBLEM_ITEMS", "RECEIVE_REMAINDER", None, None, "PROBLEM_ITEMS", True, False, False, None, "RETURN_ONLY", "ENTER_RETURN_METHOD"),
    ("R12b", "BARCODE_DAMAGED", None, "RETURN_PROBLEM_ITEMS", "RECEIVE_REMAINDER", None, None, "PROBLEM_ITEMS", True, False, False, None, "RETURN_ONLY", "ENTER_RETURN_METHOD"),
    ("R13", "QTY_SHORT", None, "CONTINUE_SUPPLY", "RECEIVE_REMAINDER", None, "MERCHANT_ACCEPTS", None, True, False, True, None, "RESUPPLY_ONLY", "ACCEPT"),
    ("R14", "QTY_SHORT", None, "TERMINATE_SUPPLY", "RECEIVE_REMAINDER", None, None, None, True, False, False, None, "NO_ACTION", ""),
    ("R15a", "PRODUCT_BLOATED", None, "IN_WAREHOUSE_SUPPLEMENT", "RECEIVE_REMAINDER", "WAREHOUSE_RECEIVE", None, None, True, False, False, None, "NO_ACTION", ""),
    ("R15b", "PRODUCT_DAMAGED", None, "IN_WAREHOUSE_SUPPLEMENT", "RECEIVE_REMAINDER", "WAREHOUSE_RECEIVE", None, None, True, False, False, None, "NO_ACTION", ""),
    ("R16a", "PRODUCT_BLOATED", None, "REWORK_PROBLEM_ITEMS", "RECEIVE_REMAINDER", None, "MERCHANT_ACCEPTS", "PROBLEM_ITEMS", True, False, True, None, "RETURN_AND_RESUPPLY", "ENTER_RETURN_METHOD|ACCEPT"),
    ("R16b", "PRODUCT_DAMAGED", None, "REWORK_PROBLEM_ITEMS", "RECEIVE_REMAINDER", None, "MERCHANT_ACCEPTS", "PROBLEM_ITEMS", True, False, True, None, "RETURN_AND_RESUPPLY", "ENTER_RETURN_METHOD|ACCEPT"),
    ("R17", "QUALITY_DEFECT", "PARTIAL", "RETURN_DEFECTIVE", "RECEIVE_REMAINDER", None, None, "PROBLEM_ITEMS", True, False, False, None, "RETURN_ONLY", "ENTER_RETURN_METHOD"),
    ("R18", "QUALITY_DEFECT", "PARTIAL", "REWORK_DEFECTIVE", "RECEIVE_REMAINDER", None, "MERCHANT_ACCEPTS", "PROBLEM_ITEMS", True, False, True, None, "RETURN_AND_RESUPPLY", "ENTER_RETURN_METHOD|ACCEPT"),
    ("R19", "QUALITY_DEFECT", "FULL_REJECT", "REWORK_ALL", "RETURNED", None, "MERCHANT_ACCEPTS", "WHOLE_NOTE", False, False, True, None, "RETURN_AND_RESUPPLY", "ENTER_RETURN_METHOD|ACCEPT"),
    ("R20", "QUALITY_DEFECT", "FULL_REJECT", "RETURN_ALL", "RETURNED", None, None, "WHOLE_NOTE", False, False, False, None, "RETURN_ONLY", "ENTER_RETURN_METHOD"),
    ("R21", "RECEIVING_PARCEL_ANOMALY", None, "CONTINUE_SUPPLY", "RECEIVE_REMAINDER", None, "MERCHANT_ACCEPTS", None, True, False, True, None, "RESUPPLY_ONLY", "ACCEPT"),
    ("R22", "RECEIVING_PARCEL_ANOMALY", None, "TERMINATE_SUPPLY", "RECEIVE_REMAINDER", None, None, None, True, False, False, None, "NO_ACTION", ""),
]
# fmt: on


def _row(rule: Rule) -> tuple[object, ...]:
    return (
        rule.number,
        rule.type.value,
        rule.subtype and rule.subtype.value,
        rule.resolution.value,
        rule.original_note.value,
        rule.new_delivery_note and rule.new_delivery_note.value,
        rule.new_stock_order and rule.new_stock_order.value,
        rule.return_scope and rule.return_scope.value,
        rule.receives_remainder,
        rule.compensation,
        rule.jit_penalty_risk,
        rule.opens_ticket and rule.opens_ticket.value,
        rule.scheme.value,
        "|".join(action.value for action in rule.merchant_actions),
    )


def test_the_rules_are_those_of_the_design() -> None:
    assert [_row(rule) for rule in RULES] == MATRIX
    assert len(MATRIX) == 36


def test_every_rule_admits_all_kinds_of_orders() -> None:
    assert {rule.order_kinds for rule in RULES} == {tuple(OrderKind)}


@pytest.mark.parametrize("row", MATRIX, ids=lambda row: row[0])
def test_a_row_says_the_same_thing_in_each_of_its_columns(row: tuple[str, ...]) -> None:
    *_, order, returned, _, _, _, _, scheme, actions = row[1:]
    assert (returned is not None) is ("ENTER_RETURN_METHOD" in actions.split("|"))
    assert (order == "MERCHANT_ACCEPTS") is ("ACCEPT" in actions.split("|"))
    schemes = {
        (False, False): "NO_ACTION",
        (True, False): "RETURN_ONLY",
        (True, True): "RETURN_AND_RESUPPLY",
        (False, True): "RESUPPLY_ONLY",
    }
    assert scheme == schemes[returned is not None, order == "MERCHANT_ACCEPTS"]


def test_a_voided_note_is_not_brought_back() -> None:
    rule = rule_of(ExceptionType.NOTE_CANCELLED, None, OrderKind.FIRST, Resolution.AUTO_DOCUMENT_SUPPLEMENT)
    with pytest.raises(InvalidState):
        resolved((rule, DeliveryNoteState.VOIDED, (Piece(GOODS[0], 1),), (), FulfilmentMode.STOCK))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.number)
def test_what_is_left_for_the_merchant_follows_from_what_a_rule_makes(rule: Rule) -> None:
    accepts = rule.new_stock_order is NewOrderEffect.MERCHANT_ACCEPTS
    assert (rule.return_scope is not None) is (Action.ENTER_RETURN_METHOD in rule.merchant_actions)
    assert accepts is (Action.ACCEPT in rule.merchant_actions)
    assert (rule.scheme is MerchantScheme.NO_ACTION) is (rule.merchant_actions == ())


def test_a_rule_s_id_is_its_own_and_tells_no_subtype() -> None:
    assert len(BY_ID) == len(RULES)
    for rule in RULES:
        for subtype in (None, *ExceptionSubtype):
            assert Rule(rule.number, rule.type, rule.resolution, rule.original_note, rule.scheme, subtype).id == rule.id
    assert len({(rule.type, rule.resolution) for rule in RULES}) == len(RULES)


def test_rules_are_listed_by_type_and_resolution() -> None:
    types, resolutions = list(ExceptionType), list(Resolution)
    places = [(types.index(rule.type), resolutions.index(rule.resolution)) for rule in LISTED]
    assert places == sorted(places)
    assert sorted(rule.number for rule in LISTED) == sorted(row[0] for row in MATRIX)
    # The hidden words do not lie together, which would tell them.
    defects = [rule.number for rule in listed_rules(ExceptionType.QUALITY_DEFECT, None)]
    assert defects == ["R17", "R18", "R19", "R20"]


def test_a_case_admits_the_rules_of_its_type_and_subtype_only() -> None:
    def admitted(type: ExceptionType, subtype: ExceptionSubtype | None = None) -> list[str]:
        return [rule.number for rule in rules_of(type, subtype, OrderKind.FIRST)]

    assert admitted(ExceptionType.QUALITY_DEFECT, ExceptionSubtype.PARTIAL) == ["R17", "R18"]
    assert admitted(ExceptionType.QUALITY_DEFECT, ExceptionSubtype.FULL_REJECT) == ["R19", "R20"]
    assert admitted(ExceptionType.QUALITY_DEFECT) == []
    assert admitted(ExceptionType.PRODUCT_DAMAGED) == ["R15b", "R16b"]
    assert admitted(ExceptionType.PRODUCT_DAMAGED, ExceptionSubtype.PARTIAL) == []
    assert admitted(ExceptionType.REVERSE_PARCEL_ANOMALY) == []
    with pytest.raises(RuleNotFound):
        rule_of(ExceptionType.QUALITY_DEFECT, ExceptionSubtype.PARTIAL, OrderKind.FIRST, Resolution.RETURN_ALL)


def test_every_type_but_that_of_reverse_parcels_has_rules_and_notes_that_admit_it() -> None:
    on_notes = set(ExceptionType) - {ExceptionType.REVERSE_PARCEL_ANOMALY}
    assert {rule.type for rule in RULES} == on_notes
    assert {type for type, states in ADMITTED.items() if states} == on_notes


# ───────────────────────── what a rule does ─────────────────────────

GOODS = [uuid4() for _ in range(4)]
QUANTITY = st.integers(1, 50)
BY_NUMBER = {rule.number: rule for rule in RULES}


def pieces(least: int = 1) -> st.SearchStrategy[Pieces]:
    contents = st.dictionaries(st.sampled_from(GOODS), QUANTITY, min_size=least)
    return contents.map(lambda found: tuple(Piece(item, quantity) for item, quantity in found.items()))


@st.composite
def findings(draw: st.DrawFn) -> tuple[Rule, DeliveryNoteState, Pieces, Pieces, FulfilmentMode]:
    """A rule, and a case that admits it on a note that admits the case."""
    rule = draw(st.sampled_from(RULES))
    states = set(ADMITTED[rule.type])
    if rule.original_note is OriginalNoteEffect.REINSTATE_AND_RECEIVE:
        states.discard(DeliveryNoteState.VOIDED)
    state = draw(st.sampled_from(sorted(states)))
    note = draw(pieces())
    found = draw(pieces() if rule.type in SURPLUS else parts(note))
    return rule, state, note, found, draw(st.sampled_from(FulfilmentMode))


@st.composite
def parts(draw: st.DrawFn, note: Pieces) -> Pieces:
    chosen = draw(st.lists(st.sampled_from(note), min_size=1, unique=True))
    return tuple(Piece(piece.goods_item_id, draw(st.integers(1, piece.quantity))) for piece in chosen)


def resolved(finding: tuple[Rule, DeliveryNoteState, Pieces, Pieces, FulfilmentMode]) -> Consequences:
    rule, state, note, found, mode = finding
    return consequences(rule, note_state=state, note=note, found=found, mode=mode)


def total(lines: Pieces) -> dict[UUID, int]:
    return {piece.goods_item_id: piece.quantity for piece in lines}


def within(part: Mapping[UUID, int], whole: Mapping[UUID, int]) -> bool:
    return all(quantity <= whole.get(item, 0) for item, quantity in part.items())


@trying(200)
@given(findings())
def test_what_is_returned_supplied_and_supplemented_never_exceeds_what_it_may_take(
    finding: tuple[Rule, DeliveryNoteState, Pieces, Pieces, FulfilmentMode],
) -> None:
    rule, _, note, found, _ = finding
    seen = resolved(finding)
    may_take = total(found if rule.is_partial else note)
    assert within(total(seen.return_order), may_take)
    # A supplement that has an order of its own is the same pieces.
    again = [seen.new_delivery_note]
    if rule.new_stock_order is NewOrderEffect.MERCHANT_ACCEPTS:
        again.append(seen.new_stock_order)
    supplied = {item: sum(total(lines).get(item, 0) for lines in again) for item in GOODS}
    assert within(supplied, may_take)
    assert within(total(seen.new_stock_order), may_take)


@trying(200)
@given(st.data(), pieces())
def test_no_piece_of_a_note_is_returned_or_supplied_by_two_cases(data: st.DataObject, note: Pieces) -> None:
    """Whatever is found on it, and in whatever order that is decided."""
    decided: list[Decided] = []
    returned, supplied = Counter[UUID](), Counter[UUID]()
    for rule in data.draw(st.lists(st.sampled_from([rule for rule in RULES if rule.type not in SURPLUS]), max_size=6)):
        found = data.draw(parts(note))
        state = (
            DeliveryNoteState.VOIDED
            if rule.original_note is OriginalNoteEffect.VOID
            else sorted(ADMITTED[rule.type])[0]
        )
        try:
            seen = consequences(
                rule, note_state=state, note=note, found=found, mode=FulfilmentMode.STOCK, decided=decided
            )
        except (NotEligible, InvalidState):
            continue
        decided.append(Decided(rule, found))
        returned.update(total(seen.return_order))
        returned.update(total(seen.new_delivery_note))
        supplied.update(total(seen.new_stock_order))
        supplied.update(total(seen.new_delivery_note))
    assert within(returned, total(note))
    assert within(supplied, total(note))


def test_a_case_takes_what_others_have_left_or_nothing() -> None:
    note = (Piece(GOODS[0], 10), Piece(GOODS[1], 4))
    part = Decided(BY_NUMBER["R17"], (Piece(GOODS[0], 3),))

    def returned(number: str, found: Pieces, *decided: Decided) -> Pieces:
        state = DeliveryNoteState.QUALITY_CHECK
        rule, mode = BY_NUMBER[number], FulfilmentMode.STOCK
        return consequences(rule, note_state=state, note=note, found=found, mode=mode, decided=decided).return_order

    assert returned("R20", note, part) == (Piece(GOODS[0], 7), Piece(GOODS[1], 4))
    assert returned("R16b", (Piece(GOODS[0], 7),), part) == (Piece(GOODS[0], 7),)
    # Surplus is none of the note's.
    assert returned("R10a", (Piece(GOODS[0], 3),), Decided(BY_NUMBER["R20"], note)) == (Piece(GOODS[0], 3),)
    for number, found, other in (
        ("R16b", (Piece(GOODS[0], 8),), part),
        ("R16b", (Piece(GOODS[1], 1),), Decided(BY_NUMBER["R20"], note)),
        ("R20", note, Decided(BY_NUMBER["R17"], note)),
    ):
        with pytest.raises(NotEligible):
            returned(number, found, other)


@trying(200)
@given(findings())
def test_documents_are_made_where_the_rule_says(
    finding: tuple[Rule, DeliveryNoteState, Pieces, Pieces, FulfilmentMode],
) -> None:
    rule, _, _, found, _ = finding
    seen = resolved(finding)
    assert bool(seen.return_order) is (rule.return_scope is not None)
    assert bool(seen.new_stock_order) is (rule.new_stock_order is not None)
    assert bool(seen.new_delivery_note) is (rule.new_delivery_note is not None)
    assert seen.compensation == (sum(total(found).values()) if rule.compensation else None)


@trying(200)
@given(findings())
def test_what_is_pending_is_what_the_scheme_says_and_the_case_waits_for_it(
    finding: tuple[Rule, DeliveryNoteState, Pieces, Pieces, FulfilmentMode],
) -> None:
    rule, _, _, _, mode = finding
    seen = resolved(finding)
    merchants = tuple(pending.action for pending in seen.pending if pending.role is Role.MERCHANT)
    assert merchants == rule.merchant_actions
    if rule.scheme is MerchantScheme.NO_ACTION:
        assert merchants == ()
    at_risk = [pending for pending in seen.pending if pending.penalty_risk]
    assert all(pending.document_kind is DocumentKind.STOCK_ORDER for pending in at_risk)
    assert bool(at_risk) is (mode is FulfilmentMode.JIT and rule.jit_penalty_risk)
    waits = ExceptionCaseState.AWAITING_WAREHOUSE if seen.pending else ExceptionCaseState.CLOSED
    assert seen.case_state is (ExceptionCaseState.AWAITING_MERCHANT if merchants else waits)


@trying(200)
@given(findings())
def test_the_note_goes_where_the_rule_sends_it(
    finding: tuple[Rule, DeliveryNoteState, Pieces, Pieces, FulfilmentMode],
) -> None:
    rule, state, *_ = finding
    seen = resolved(finding)
    goes = {
        OriginalNoteEffect.VOID: DeliveryNoteState.VOIDED,
        OriginalNoteEffect.RETURNED: DeliveryNoteState.RETURNED,
        OriginalNoteEffect.REINSTATE_AND_RECEIVE: DeliveryNoteState.ARRIVED,
        OriginalNoteEffect.RECEIVE_REMAINDER: state,
    }
    assert seen.note_state is goes[rule.original_note]
    assert (seen.note_action is None) is (seen.note_state is state)


WHOLE = [rule for rule in RULES if rule.original_note is not OriginalNoteEffect.RECEIVE_REMAINDER]


@pytest.mark.parametrize("rule", WHOLE, ids=lambda rule: rule.number)
def test_no_rule_touches_a_note_whose_goods_are_put_away(rule: Rule) -> None:
    with pytest.raises(InvalidState):
        resolved((rule, DeliveryNoteState.PUTAWAY_DONE, (Piece(GOODS[0], 1),), (), FulfilmentMode.STOCK))


# ───────────────────────── how far an order is ─────────────────────────

S = DeliveryNoteState
CONTENTS = st.dictionaries(st.sampled_from(GOODS), QUANTITY, min_size=1)


@st.composite
def notes(draw: st.DrawFn) -> Note:
    declared = draw(CONTENTS)
    state = draw(st.sampled_from(S))
    put_away = {item: draw(st.integers(0, quantity)) for item, quantity in declared.items()}
    passed = put_away if state is S.PUTAWAY_DONE else dict.fromkeys(declared, 0)
    return Note(state, declared, passed, supplements=draw(st.booleans()))


NOTES_OF_AN_ORDER = st.lists(notes(), max_size=5)


def summed(notes: list[Note]) -> dict[UUID, int]:
    return {item: sum(note.declared.get(item, 0) for note in notes) for item in GOODS}


@trying(200)
@given(CONTENTS, NOTES_OF_AN_ORDER)
def test_an_order_never_ships_more_than_is_on_its_notes(ordered: dict[UUID, int], own: list[Note]) -> None:
    reached = progress(ordered, own)
    sent = [n for n in own if not n.supplements and n.state not in (S.DRAFT, S.CANCELLED)]
    assert {item: reached.shipped.get(item, 0) for item in GOODS} == summed(sent)
    put_away = [note for note in own if note.state is S.PUTAWAY_DONE]
    assert within(reached.received, summed(put_away))
    if not sent:
        assert reached.state is None


@trying(200)
@given(CONTENTS, NOTES_OF_AN_ORDER)
def test_an_order_s_state_is_that_of_its_units(ordered: dict[UUID, int], own: list[Note]) -> None:
    reached = progress(ordered, own)
    whole = within(ordered, reached.shipped)
    running = [n for n in own if n.state not in (S.DRAFT, S.CANCELLED) and not NOTES.terminal(n.state)]
    if whole:
        assert reached.state is (StockOrderState.SHIPPED if running else StockOrderState.RECEIVED)
    else:
        assert reached.state is (StockOrderState.PARTIALLY_SHIPPED if any(reached.shipped.values()) else None)
    on_the_way = [note for note in own if note.state in (S.CONFIRMED, S.IN_TRANSIT)]
    come = [note for note in own if note.state in ARRIVED_STATES]
    assert reached.arrived is (whole and bool(come) and not on_the_way)


@trying(200)
@given(CONTENTS, NOTES_OF_AN_ORDER)
def test_what_is_left_is_what_is_on_no_note_or_on_a_cancelled_one(ordered: dict[UUID, int], own: list[Note]) -> None:
    left = left_to_note(ordered, own)
    noted = summed([note for note in own if note.state is not S.CANCELLED and not note.supplements])
    assert left == {item: max(0, quantity - noted[item]) for item, quantity in ordered.items()}


@trying(100)
@given(CONTENTS)
def test_a_cancelled_note_s_units_are_left_again_and_a_voided_one_s_are_not(ordered: dict[UUID, int]) -> None:
    nothing = dict.fromkeys(ordered, 0)

    def whole(state: DeliveryNoteState) -> list[Note]:
        return [Note(state, ordered, nothing)]

    assert left_to_note(ordered, []) == ordered
    assert left_to_note(ordered, whole(S.CANCELLED)) == ordered
    assert progress(ordered, whole(S.CANCELLED)).state is None
    for state in set(S) - {S.CANCELLED}:
        assert left_to_note(ordered, whole(state)) == nothing
    for state in (S.VOIDED, S.RETURNED):
        assert progress(ordered, whole(state)).state is StockOrderState.RECEIVED
        assert progress(ordered, whole(state)).received == {}


@trying(100)
@given(CONTENTS, st.sampled_from([state for state in S if state not in (S.DRAFT, S.CANCELLED)]))
def test_a_supplement_ships_nothing_but_holds_the_order_until_it_has_ended(
    ordered: dict[UUID, int], state: DeliveryNoteState
) -> None:
    voided = Note(S.VOIDED, ordered, {})
    passed = ordered if state is S.PUTAWAY_DONE else {}
    reached = progress(ordered, [voided, Note(state, ordered, passed, supplements=True)])
    assert reached.shipped == ordered
    assert reached.received == passed
    assert reached.state is (StockOrderState.RECEIVED if NOTES.terminal(state) else StockOrderState.SHIPPED)
