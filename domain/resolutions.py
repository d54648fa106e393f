"""The rule matrix (异常处理规则): what a resolution of a case does to the documents, and what is left to do.

One row a line; `consequences` reads each column once, for the preview and for the execution alike.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import auto
from uuid import UUID

from domain.delivery_notes import MACHINE as NOTES
from domain.delivery_notes import DeliveryNoteState
from domain.documents import Action, DocumentKind
from domain.errors import NotEligible, RuleNotFound
from domain.exception_cases import SURPLUS, ExceptionCaseState, ExceptionSubtype, ExceptionType
from domain.permissions import Role
from domain.return_orders import ReturnScope
from domain.stock_orders import FulfilmentMode, OrderKind
from domain.words import Word
from domain.work_tickets import TicketCategory


class Resolution(Word):
    CONTINUE_SUPPLY = auto()
    TERMINATE_SUPPLY = auto()
    IN_WAREHOUSE_SUPPLEMENT = auto()
    AUTO_DOCUMENT_SUPPLEMENT = auto()
    RETURN_PARCEL = auto()
    RETURN_PROBLEM_ITEMS = auto()
    REWORK_PROBLEM_ITEMS = auto()
    RETURN_DEFECTIVE = auto()
    REWORK_DEFECTIVE = auto()
    REWORK_ALL = auto()
    RETURN_ALL = auto()


class MerchantScheme(Word):
    NO_ACTION = auto()
    RETURN_ONLY = auto()
    RETURN_AND_RESUPPLY = auto()
    RESUPPLY_ONLY = auto()


class OriginalNoteEffect(Word):
    VOID = auto()
    RECEIVE_REMAINDER = auto()
    REINSTATE_AND_RECEIVE = auto()
    RETURNED = auto()


class NewNoteEffect(Word):
    WAREHOUSE_RECEIVE = auto()
    WAREHOUSE_RELABEL_AND_RECEIVE = auto()


class NewOrderEffect(Word):
    MERCHANT_ACCEPTS = auto()
    AUTO_ACCEPTED = auto()


@dataclass(frozen=True)
class Rule:
    """One row: what happens to the original note, what is made, and what the merchant has to do."""

    number: str
    type: ExceptionType
    resolution: Resolution
    original_note: OriginalNoteEffect
    scheme: MerchantScheme
    subtype: ExceptionSubtype | None = None
    order_kinds: tuple[OrderKind, ...] = tuple(OrderKind)
    new_delivery_note: NewNoteEffect | None = None
    new_stock_order: NewOrderEffect | None = None
    return_scope: ReturnScope | None = None
    receives_remainder: bool = False
    compensation: bool = False
    jit_penalty_risk: bool = False
    opens_ticket: TicketCategory | None = None

    @property
    def merchant_actions(self) -> tuple[Action, ...]:
        return SCHEME_ACTIONS[self.scheme]

    @property
    def is_partial(self) -> bool:
        """Whether it is about the case's lines, not about the whole note."""
        return self.original_note is OriginalNoteEffect.RECEIVE_REMAINDER

    @property
    def id(self) -> UUID:
        """Of what everybody may know of it: type and resolution, which no two rows share. It tells no subtype."""
        return UUID(hashlib.sha256(f"{self.type.value}:{self.resolution.value}".encode()).hexdigest()[:32])


SCHEME_ACTIONS: Mapping[MerchantScheme, tuple[Action, ...]] = {
    MerchantScheme.NO_ACTION: (),
    MerchantScheme.RETURN_ONLY: (Action.ENTER_RETURN_METHOD,),
    MerchantScheme.RETURN_AND_RESUPPLY: (Action.ENTER_RETURN_METHOD, Action.ACCEPT),
    MerchantScheme.RESUPPLY_ONLY: (Action.ACCEPT,),
}

_rule, _T, _R, _N, _M = Rule, ExceptionType, Resolution, OriginalNoteEffect, MerchantScheme
_U, _D, _O, _P, _K = ExceptionSubtype, NewNoteEffect, NewOrderEffect, ReturnScope, TicketCategory

# fmt: off
RULES: tuple[Rule, ...] = (
    _rule("R01a", _T.PLATFORM_TRANSPORT_TIMEOUT, _R.CONTINUE_SUPPLY, _N.VOID, _M.RESUPPLY_ONLY, new_stock_order=_O.MERCHANT_ACCEPTS, jit_penalty_risk=True),
    _rule("R01b", _T.SELF_TRANSPORT_TIMEOUT, _R.CONTINUE_SUPPLY, _N.VOID, _M.RESUPPLY_ONLY, new_stock_order=_O.MERCHANT_ACCEPTS, jit_penalty_risk=True),
    _rule("R02a", _T.PLATFORM_TRANSPORT_TIMEOUT, _R.TERMINATE_SUPPLY, _N.VOID, _M.NO_ACTION),
    _rule("R02b", _T.SELF_TRANSPORT_TIMEOUT, _R.TERMINATE_SUPPLY, _N.VOID, _M.NO_ACTION),
    _rule("R03", _T.TRANSIT_DAMAGE, _R.CONTINUE_SUPPLY, _N.VOID, _M.RESUPPLY_ONLY, new_stock_order=_O.MERCHANT_ACCEPTS, compensation=True, jit_penalty_risk=True),
    _rule("R04", _T.TRANSIT_DAMAGE, _R.TERMINATE_SUPPLY, _N.VOID, _M.NO_ACTION, compensation=True),
    _rule("R05a", _T.MULTIPLE_NOTES_ON_PARCEL, _R.IN_WAREHOUSE_SUPPLEMENT, _N.VOID, _M.NO_ACTION, new_delivery_note=_D.WAREHOUSE_RELABEL_AND_RECEIVE),
    _rule("R05b", _T.CARTON_MARK_UNREADABLE, _R.IN_WAREHOUSE_SUPPLEMENT, _N.VOID, _M.NO_ACTION, new_delivery_note=_D.WAREHOUSE_RELABEL_AND_RECEIVE),
    _rule("R05c", _T.CARTON_MARK_MISSING, _R.IN_WAREHOUSE_SUPPLEMENT, _N.VOID, _M.NO_ACTION, new_delivery_note=_D.WAREHOUSE_RELABEL_AND_RECEIVE),
    _rule("R06a", _T.MULTIPLE_NOTES_ON_PARCEL, _R.TERMINATE_SUPPLY, _N.VOID, _M.NO_ACTION, opens_ticket=_K.RETURN_PROGRESS),
    _rule("R06b", _T.CARTON_MARK_UNREADABLE, _R.TERMINATE_SUPPLY, _N.VOID, _M.NO_ACTION, opens_ticket=_K.RETURN_PROGRESS),
    _rule("R06c", _T.CARTON_MARK_MISSING, _R.TERMINATE_SUPPLY, _N.VOID, _M.NO_ACTION, opens_ticket=_K.RETURN_PROGRESS),
    _rule("R07a", _T.NOTE_NOT_CONFIRMED, _R.AUTO_DOCUMENT_SUPPLEMENT, _N.REINSTATE_AND_RECEIVE, _M.NO_ACTION, receives_remainder=True),
    _rule("R07b", _T.NOTE_CANCELLED, _R.AUTO_DOCUMENT_SUPPLEMENT, _N.REINSTATE_AND_RECEIVE, _M.NO_ACTION, receives_remainder=True),
    _rule("R08a", _T.NOTE_NOT_CONFIRMED, _R.RETURN_PARCEL, _N.VOID, _M.RETURN_ONLY, return_scope=_P.WHOLE_PARCEL),
    _rule("R08b", _T.NOTE_CANCELLED, _R.RETURN_PARCEL, _N.VOID, _M.RETURN_ONLY, return_scope=_P.WHOLE_PARCEL),
    _rule("R09a", _T.QTY_OVER, _R.AUTO_DOCUMENT_SUPPLEMENT, _N.RECEIVE_REMAINDER, _M.NO_ACTION, new_delivery_note=_D.WAREHOUSE_RECEIVE, new_stock_order=_O.AUTO_ACCEPTED, receives_remainder=True),
    _rule("R09b", _T.WRONG_GOODS, _R.AUTO_DOCUMENT_SUPPLEMENT, _N.RECEIVE_REMAINDER, _M.NO_ACTION, new_delivery_note=_D.WAREHOUSE_RECEIVE, new_stock_order=_O.AUTO_ACCEPTED, receives_remainder=True),
    _rule("R10a", _T.QTY_OVER, _R.RETURN_PROBLEM_ITEMS, _N.RECEIVE_REMAINDER, _M.RETURN_ONLY, return_scope=_P.PROBLEM_ITEMS, receives_remainder=True),
    _rule("R10b", _T.WRONG_GOODS, _R.RETURN_PROBLEM_ITEMS, _N.RECEIVE_REMAINDER, _M.RETURN_ONLY, return_scope=_P.PROBLEM_ITEMS, receives_remainder=True),
    _rule("R11a", _T.BARCODE_WRONG, _R.IN_WAREHOUSE_SUPPLEMENT, _N.RECEIVE_REMAINDER, _M.NO_ACTION, new_delivery_note=_D.WAREHOUSE_RELABEL_AND_RECEIVE, receives_remainder=True),
    _rule("R11b", _T.BARCODE_DAMAGED, _R.IN_WAREHOUSE_SUPPLEMENT, _N.RECEIVE_REMAINDER, _M.NO_ACTION, new_delivery_note=_D.WAREHOUSE_RELABEL_AND_RECEIVE, receives_remainder=True),
    _rule("R12a", _T.BARCODE_WRONG, _R.RETURN_PROBLEM_ITEMS, _N.RECEIVE_REMAINDER, _M.RETURN_ONLY, return_scope=_P.PROBLEM_ITEMS, receives_remainder=True),
    _rule("R12b", _T.BARCODE_DAMAGED, _R.RETURN_PROBLEM_ITEMS, _N.RECEIVE_REMAINDER, _M.RETURN_ONLY, return_scope=_P.PROBLEM_ITEMS, receives_remainder=True),
    _rule("R13", _T.QTY_SHORT, _R.CONTINUE_SUPPLY, _N.RECEIVE_REMAINDER, _M.RESUPPLY_ONLY, new_stock_order=_O.MERCHANT_ACCEPTS, receives_remainder=True, jit_penalty_risk=True),
    _rule("R14", _T.QTY_SHORT, _R.TERMINATE_SUPPLY, _N.RECEIVE_REMAINDER, _M.NO_ACTION, receives_remainder=True),
    _rule("R15a", _T.PRODUCT_BLOATED, _R.IN_WAREHOUSE_SUPPLEMENT, _N.RECEIVE_REMAINDER, _M.NO_ACTION, new_delivery_note=_D.WAREHOUSE_RECEIVE, receives_remainder=True),
    _rule("R15b", _T.PRODUCT_DAMAGED, _R.IN_WAREHOUSE_SUPPLEMENT, _N.RECEIVE_REMAINDER, _M.NO_ACTION, new_delivery_note=_D.WAREHOUSE_RECEIVE, receives_remainder=True),
    _rule("R16a", _T.PRODUCT_BLOATED, _R.REWORK_PROBLEM_ITEMS, _N.RECEIVE_REMAINDER, _M.RETURN_AND_RESUPPLY, new_stock_order=_O.MERCHANT_ACCEPTS, return_scope=_P.PROBLEM_ITEMS, receives_remainder=True, jit_penalty_risk=True),
    _rule("R16b", _T.PRODUCT_DAMAGED, _R.REWORK_PROBLEM_ITEMS, _N.RECEIVE_REMAINDER, _M.RETURN_AND_RESUPPLY, new_stock_order=_O.MERCHANT_ACCEPTS, return_scope=_P.PROBLEM_ITEMS, receives_remainder=True, jit_penalty_risk=True),
    _rule("R17", _T.QUALITY_DEFECT, _R.RETURN_DEFECTIVE, _N.RECEIVE_REMAINDER, _M.RETURN_ONLY, subtype=_U.PARTIAL, return_scope=_P.PROBLEM_ITEMS, receives_remainder=True),
    _rule("R18", _T.QUALITY_DEFECT, _R.REWORK_DEFECTIVE, _N.RECEIVE_REMAINDER, _M.RETURN_AND_RESUPPLY, subtype=_U.PARTIAL, new_stock_order=_O.MERCHANT_ACCEPTS, return_scope=_P.PROBLEM_ITEMS, receives_remainder=True, jit_penalty_risk=True),
    _rule("R19", _T.QUALITY_DEFECT, _R.REWORK_ALL, _N.RETURNED, _M.RETURN_AND_RESUPPLY, subtype=_U.FULL_REJECT, new_stock_order=_O.MERCHANT_ACCEPTS, return_scope=_P.WHOLE_NOTE, jit_penalty_risk=True),
    _rule("R20", _T.QUALITY_DEFECT, _R.RETURN_ALL, _N.RETURNED, _M.RETURN_ONLY, subtype=_U.FULL_REJECT, return_scope=_P.WHOLE_NOTE),
    _rule("R21", _T.RECEIVING_PARCEL_ANOMALY, _R.CONTINUE_SUPPLY, _N.RECEIVE_REMAINDER, _M.RESUPPLY_ONLY, new_stock_order=_O.MERCHANT_ACCEPTS, receives_remainder=True, jit_penalty_risk=True),
    _rule("R22", _T.RECEIVING_PARCEL_ANOMALY, _R.TERMINATE_SUPPLY, _N.RECEIVE_REMAINDER, _M.NO_ACTION, receives_remainder=True),
)
# fmt: on

LISTED: tuple[Rule, ...] = tuple(
    sorted(RULES, key=lambda r: (list(ExceptionType).index(r.type), list(Resolution).index(r.resolution)))
)
"""In an order that tells no subtype."""
BY_ID: Mapping[UUID, Rule] = {rule.id: rule for rule in RULES}


def listed_rules(type: ExceptionType | None, resolution: Resolution | None) -> list[Rule]:
    """The rules of a type, with a resolution, where these are given."""
    return [rule for rule in LISTED if type in (None, rule.type) and resolution in (None, rule.resolution)]


def rules_of(type: ExceptionType, subtype: ExceptionSubtype | None, kind: OrderKind) -> list[Rule]:
    """The rules that a case admits."""
    return [rule for rule in LISTED if (rule.type, rule.subtype) == (type, subtype) and kind in rule.order_kinds]


def rule_of(type: ExceptionType, subtype: ExceptionSubtype | None, kind: OrderKind, resolution: Resolution) -> Rule:
    for rule in rules_of(type, subtype, kind):
        if rule.resolution is resolution:
            return rule
    raise RuleNotFound(type=type, resolution=resolution)


# ───────────────────────── what a rule does ─────────────────────────


@dataclass(frozen=True)
class Piece:
    """Pieces of one goods item."""

    goods_item_id: UUID
    quantity: int


Pieces = tuple[Piece, ...]

NOTE_ACTIONS: Mapping[OriginalNoteEffect, Action] = {
    OriginalNoteEffect.VOID: Action.VOID,
    OriginalNoteEffect.REINSTATE_AND_RECEIVE: Action.REINSTATE,
    OriginalNoteEffect.RETURNED: Action.RETURN,
}


@dataclass(frozen=True)
class Pending:
    """What is left to do once the case is resolved."""

    action: Action
    role: Role
    document_kind: DocumentKind
    penalty_risk: bool = False


@dataclass(frozen=True)
class Consequences:
    """All that resolving does. Lines are empty where no such document is made; `note_action` None: it stays."""

    rule: Rule
    note_action: Action | None
    note_state: DeliveryNoteState
    new_delivery_note: Pieces
    new_stock_order: Pieces
    return_order: Pieces
    compensation: int | None
    pending: tuple[Pending, ...]
    case_state: ExceptionCaseState


@dataclass(frozen=True)
class Decided:
    """What another case of the note was about, and the rule by which it was resolved."""

    rule: Rule
    found: Sequence[Piece]


def _deals_with_goods(rule: Rule) -> bool:
    """Whether the pieces go back or in, or are found never to have come."""
    return bool(rule.is_partial or rule.return_scope or rule.new_delivery_note)


def _deals_with_supply(rule: Rule) -> bool:
    """Whether it is decided what the merchant supplies in their place."""
    return bool(rule.is_partial or rule.new_stock_order or rule.new_delivery_note)


def left_of(note: Sequence[Piece], decided: Sequence[Decided], deals: Callable[[Rule], bool]) -> Pieces:
    """A note's pieces that no case has dealt with yet. Surplus was never the note's."""
    taken: Counter[UUID] = Counter()
    for case in decided:
        if deals(case.rule) and case.rule.type not in SURPLUS:
            pieces = case.found if case.rule.is_partial else note
            taken.update({piece.goods_item_id: piece.quantity for piece in pieces})
    left = (Piece(piece.goods_item_id, piece.quantity - taken[piece.goods_item_id]) for piece in note)
    return tuple(piece for piece in left if piece.quantity > 0)


def consequences(
    rule: Rule,
    *,
    note_state: DeliveryNoteState,
    note: Sequence[Piece],
    found: Sequence[Piece],
    mode: FulfilmentMode,
    decided: Sequence[Decided] = (),
) -> Consequences:
    """What the rule does to a case that found `found` on a note of `note`, of which others `decided` already.

    VOID, RETURNED and REINSTATE concern what is left of the note, RECEIVE_REMAINDER the case's lines. InvalidState where
    the note admits it not, NotEligible where another case has dealt with the pieces: none is returned or supplied twice.
    """
    action, state = _note_after(rule.original_note, note_state)

    def concerned(deals: Callable[[Rule], bool]) -> Pieces:
        if not deals(rule):
            return ()
        left = left_of(note, decided, deals)
        mine = tuple(found) if rule.is_partial else left
        if not mine or not (rule.type in SURPLUS or _within(mine, left)):
            raise NotEligible(reason="GOODS_DEALT_WITH")
        return mine

    goods, supply = concerned(_deals_with_goods), concerned(_deals_with_supply)
    pending = _pending(rule, mode)
    return Consequences(
        rule=rule,
        note_action=action,
        note_state=state,
        new_delivery_note=goods if rule.new_delivery_note else (),
        new_stock_order=supply if rule.new_stock_order else (),
        return_order=goods if rule.return_scope else (),
        compensation=sum(piece.quantity for piece in found) if rule.compensation else None,
        pending=pending,
        case_state=_case_after(pending),
    )


def check_reinstated(
    seen: Consequences, was: DeliveryNoteState, note: Sequence[Piece], left: Mapping[UUID, int]
) -> None:
    """NotEligible where what was on a cancelled note is on another by now: it would be shipped twice.

    `left` are the pieces of the order, by goods item, that are on no note.
    """
    if seen.note_action is not Action.REINSTATE or was is not DeliveryNoteState.CANCELLED:
        return
    if not _within(note, [Piece(item, quantity) for item, quantity in left.items()]):
        raise NotEligible(reason="SHIPPED_AGAIN")


def _within(part: Sequence[Piece], whole: Sequence[Piece]) -> bool:
    most = {piece.goods_item_id: piece.quantity for piece in whole}
    return all(piece.quantity <= most.get(piece.goods_item_id, 0) for piece in part)


def _note_after(effect: OriginalNoteEffect, state: DeliveryNoteState) -> tuple[Action | None, DeliveryNoteState]:
    action = NOTE_ACTIONS.get(effect)
    if action is None or (action is Action.VOID and state is DeliveryNoteState.VOIDED):
        return None, state
    return action, NOTES.next(action, state)


def _pending(rule: Rule, mode: FulfilmentMode) -> tuple[Pending, ...]:
    pending = []
    if rule.return_scope:
        pending.append(Pending(Action.ENTER_RETURN_METHOD, Role.MERCHANT, DocumentKind.RETURN_ORDER))
    if rule.new_stock_order is NewOrderEffect.MERCHANT_ACCEPTS:
        at_risk = rule.jit_penalty_risk and mode is FulfilmentMode.JIT
        pending.append(Pending(Action.ACCEPT, Role.MERCHANT, DocumentKind.STOCK_ORDER, at_risk))
    if rule.new_delivery_note or rule.original_note is OriginalNoteEffect.REINSTATE_AND_RECEIVE:
        pending.append(Pending(Action.START_RECEIVING, Role.SERVICE_PROVIDER, DocumentKind.DELIVERY_NOTE))
    return tuple(pending)


def _case_after(pending: Sequence[Pending]) -> ExceptionCaseState:
    if any(waiting.role is Role.MERCHANT for waiting in pending):
        return ExceptionCaseState.AWAITING_MERCHANT
    return ExceptionCaseState.AWAITING_WAREHOUSE if pending else ExceptionCaseState.CLOSED
