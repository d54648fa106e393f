"""The inbound stories of each demo merchant: every rule of the matrix, and every state that no rule leads to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from domain.deadlines import DeadlineStatus
from domain.documents import DocumentKind
from domain.exception_cases import ExceptionType
from domain.resolutions import RULES, MerchantScheme, OriginalNoteEffect, Rule
from domain.stock_orders import OrderKind
from domain.work_tickets import TicketCategory, TicketState
from services.demo.beats import (
    ABANDON,
    ACCEPT,
    ACCEPTED_BY,
    ANSWER,
    ARRIVE,
    BY_LOGISTICS,
    BY_PICKUP,
    CANCEL_NOTE,
    CANCEL_ORDER,
    CANCEL_RETURN,
    CERTIFY,
    CHECK,
    CHECK_FIRST,
    COLLECT,
    COUNT,
    COUNT_FIRST,
    DELIVERED_BY,
    DISMISS,
    DISPOSE,
    ENTERED_BY,
    EXPIRE,
    EXPIRE_RESUPPLY,
    FIND,
    FORCE_ABANDON,
    MISS,
    NOTE,
    ORDER,
    PACK,
    PACK_FOR_PICKUP,
    PAPER_OF_ORDER,
    PAPER_OF_TICKET,
    PART_NOTE,
    PICTURE,
    PICTURE_OF_NOTE,
    PICTURE_OF_RETURN,
    PROPOSE,
    RECEIVE,
    REJECT,
    RESOLVE,
    RESUPPLY_ACCEPTED_BY,
    SEND,
    SHIP,
    SIGN,
    TRANSIT,
    WARN,
    penalty_after,
    talk,
)
from services.demo.tales import Beat, Finding, Since

Beats = tuple[Beat, ...]

# Hours since the last step: of what is going on, and of what is over.
RECENT, LONG_AGO = (1, 20), (26, 700)


@dataclass(frozen=True)
class Plot:
    """What happens one after the other.

    `stands`: where the deadline is that a step began. Without, the last step was `rests` hours ago.
    """

    beats: Beats
    kind: OrderKind = OrderKind.REPLENISHMENT
    finding: Finding | None = None
    stands: tuple[Since, DeadlineStatus] | None = None
    rests: tuple[float, float] = RECENT


def plots(shop: int) -> Iterator[Plot]:
    """The same for every merchant, but for which rule's story ends how."""
    yield from _PLAIN
    taken = dict.fromkeys(MerchantScheme, 0)
    for position, rule in enumerate(RULES):
        yield _of_rule(rule, position + shop, taken[rule.scheme], shop)
        taken[rule.scheme] += 1


# ───────────────────────── without a rule ─────────────────────────

_FIRST, _STOCK, _JIT = OrderKind.FIRST, OrderKind.REPLENISHMENT, OrderKind.JIT_REPLENISHMENT
_RUNNING, _DUE_SOON, _OVERDUE = DeadlineStatus.RUNNING, DeadlineStatus.DUE_SOON, DeadlineStatus.OVERDUE
_E = ExceptionType
_ACCEPTED = (ORDER, ACCEPT)
_NOTED = (*_ACCEPTED, NOTE)
_SENT = (*_NOTED, SEND)
_ARRIVED = (*_SENT, ARRIVE)
_RECEIVING = (*_ARRIVED, RECEIVE)
_COUNTED = (*_RECEIVING, COUNT)

_PLAIN: Sequence[Plot] = (
    *(
        Plot((ORDER, PAPER_OF_ORDER), kind, stands=(ACCEPTED_BY, status))
        for kind in (_FIRST, _JIT)
        for status in (_RUNNING, _DUE_SOON)
    ),
    Plot((ORDER, REJECT), rests=LONG_AGO),
    Plot((ORDER, CANCEL_ORDER), _FIRST, rests=LONG_AGO),
    Plot((ORDER, EXPIRE), rests=LONG_AGO),
    Plot((ORDER, EXPIRE), _JIT),
    Plot((ORDER, EXPIRE, penalty_after(EXPIRE)), _JIT, rests=LONG_AGO),
    *(Plot(_ACCEPTED, stands=(DELIVERED_BY, status)) for status in (_RUNNING, _DUE_SOON, _OVERDUE)),
    *(Plot(_ACCEPTED, _JIT, stands=(DELIVERED_BY, status)) for status in (_RUNNING, _DUE_SOON)),
    Plot((*_ACCEPTED, WARN), _JIT),
    Plot((*_SENT, TRANSIT, WARN, penalty_after(WARN)), _JIT),
    Plot(_NOTED, _FIRST),
    Plot((*_NOTED, CANCEL_NOTE)),
    Plot((*_ACCEPTED, PART_NOTE, SEND)),
    Plot((*_SENT, TRANSIT), _JIT),
    Plot((*_ARRIVED, PICTURE_OF_NOTE), _FIRST),
    Plot(_RECEIVING),
    Plot(_COUNTED, _JIT),
    Plot((*_COUNTED, CHECK), _FIRST, rests=LONG_AGO),
    Plot((*_COUNTED, CHECK), _JIT, rests=LONG_AGO),
    Plot((*_ARRIVED, FIND), finding=Finding(_E.CARTON_MARK_UNREADABLE, whole=True)),
    Plot((*_RECEIVING, FIND), _JIT, finding=Finding(_E.QTY_OVER)),
    Plot((*_RECEIVING, FIND, DISMISS), _FIRST, finding=Finding(_E.QTY_SHORT), rests=LONG_AGO),
)

# ───────────────────────── of a rule ─────────────────────────


def _found(rule: Rule, kind: OrderKind) -> Beats:
    """As far as the goods came until something was wrong with them."""
    match rule.type:
        case _E.NOTE_NOT_CONFIRMED:
            return (*_NOTED, FIND)
        case _E.NOTE_CANCELLED:
            return (*_NOTED, CANCEL_NOTE, FIND)
        case _E.PLATFORM_TRANSPORT_TIMEOUT | _E.SELF_TRANSPORT_TIMEOUT:
            return (*_SENT, TRANSIT, WARN, FIND) if kind is _JIT else (*_SENT, TRANSIT, MISS)
        case _E.TRANSIT_DAMAGE:
            return (*_SENT, TRANSIT, FIND)
        case _E.MULTIPLE_NOTES_ON_PARCEL | _E.CARTON_MARK_UNREADABLE | _E.CARTON_MARK_MISSING:
            return (*_ARRIVED, FIND)
        case _E.QUALITY_DEFECT:
            return (*_COUNTED, FIND)
    return (*_RECEIVING, FIND)


_KINDS_AT_RISK, _KINDS = (_JIT, _FIRST, _JIT, _STOCK), (_STOCK, _FIRST, _STOCK, _JIT)


@dataclass(frozen=True)
class _Ending:
    beats: Beats = ()
    stands: tuple[Since, DeadlineStatus] | None = None
    rests: tuple[float, float] = RECENT


_HANDED_OVER = (RECEIVE, COUNT, CHECK)
_ENDINGS: Mapping[MerchantScheme, Sequence[_Ending]] = {
    MerchantScheme.RESUPPLY_ONLY: (
        _Ending(stands=(RESUPPLY_ACCEPTED_BY, _RUNNING)),
        _Ending((ACCEPT, NOTE, SEND)),
        _Ending((REJECT,), rests=LONG_AGO),
        _Ending(stands=(RESUPPLY_ACCEPTED_BY, _DUE_SOON)),
        _Ending((EXPIRE_RESUPPLY,)),
    ),
    MerchantScheme.RETURN_ONLY: (
        _Ending(stands=(ENTERED_BY, _RUNNING)),
        _Ending(stands=(ENTERED_BY, _OVERDUE)),
        _Ending((BY_LOGISTICS,)),
        _Ending((BY_LOGISTICS, PACK)),
        _Ending((BY_PICKUP, PACK_FOR_PICKUP)),
        _Ending((BY_LOGISTICS, PACK, PICTURE_OF_RETURN, SHIP)),
        _Ending((FORCE_ABANDON, CERTIFY, DISPOSE), rests=LONG_AGO),
        _Ending((CANCEL_RETURN,), rests=LONG_AGO),
    ),
    MerchantScheme.RETURN_AND_RESUPPLY: (
        _Ending((REJECT, BY_LOGISTICS, PACK, SHIP, SIGN), rests=LONG_AGO),
        _Ending((ACCEPT, NOTE, SEND, ARRIVE), (ENTERED_BY, _DUE_SOON)),
        _Ending((REJECT, ABANDON)),
        _Ending((ACCEPT, NOTE, SEND, ARRIVE, BY_PICKUP, PACK_FOR_PICKUP, COLLECT), rests=LONG_AGO),
    ),
}
_SUPPLEMENTS = (
    _Ending(),
    _Ending(_HANDED_OVER, rests=LONG_AGO),
    _Ending((RECEIVE,)),
    _Ending((RECEIVE, COUNT)),
)
# Merchants ask about the documents of these rules' stories, each with another state of the ticket.
_ASKED: Mapping[TicketCategory, tuple[DocumentKind, Sequence[str]]] = {
    TicketCategory.RETURN_PROGRESS: (DocumentKind.RETURN_ORDER, ("R08a", "R10a", "R12a", "R17", "R20")),
    TicketCategory.COMPENSATION_QUERY: (DocumentKind.EXCEPTION_CASE, ("R02a", "R02b", "R03", "R04", "R14")),
    TicketCategory.DOCUMENT_MISSING: (DocumentKind.DELIVERY_NOTE, ("R05a", "R05b", "R07a", "R09a", "R09b")),
    TicketCategory.OTHER: (DocumentKind.STOCK_ORDER, ("R11a", "R11b", "R15a", "R15b", "R22")),
}
# Then the merchant sends what was missing.
_SUPPLIED = (TicketCategory.DOCUMENT_MISSING, TicketState.WAITING_PLATFORM)
_TALKS: Mapping[str, Beats] = {
    number: (*talk(category, about, state), *([PAPER_OF_TICKET] if (category, state) == _SUPPLIED else []))
    for category, (about, numbers) in _ASKED.items()
    for number, state in zip(numbers, TicketState, strict=True)
}
# The platform has not decided these yet, at either merchant.
_PROPOSED = ({"R05c", "R22"}, {"R07b", "R14"})


# What can be seen is shown.
_SHOWN = {_E.TRANSIT_DAMAGE, _E.CARTON_MARK_UNREADABLE, _E.PRODUCT_DAMAGED, _E.QUALITY_DEFECT}


def _of_rule(rule: Rule, turn: int, taken: int, shop: int) -> Plot:
    """`taken`: how many rules of the same scheme came before."""
    kinds = _KINDS_AT_RISK if rule.jit_penalty_risk else _KINDS
    plot = Plot((), kinds[turn % len(kinds)], Finding.under(rule))
    found = (*_found(rule, plot.kind), *([PICTURE] if rule.type in _SHOWN else []))
    talked = _TALKS.get(rule.number, ())
    if rule.number in _PROPOSED[shop % 2]:
        return replace(plot, beats=(*found, PROPOSE, *talked))
    ending = _ending(rule, taken + 3 * shop, turn)
    beats = (*found, *([PROPOSE] if turn % 3 == 0 else []), RESOLVE, *ending.beats, *talked)
    return replace(plot, beats=beats, stands=ending.stands, rests=ending.rests)


def _ending(rule: Rule, taken: int, turn: int) -> _Ending:
    if endings := _ENDINGS.get(rule.scheme):
        ending = endings[taken % len(endings)]
    elif rule.new_delivery_note or rule.original_note is OriginalNoteEffect.REINSTATE_AND_RECEIVE:
        return _SUPPLEMENTS[turn % len(_SUPPLEMENTS)]
    else:
        ending = _Ending((ANSWER,) if rule.opens_ticket and turn % 2 else (), rests=LONG_AGO)
    if rule.original_note is OriginalNoteEffect.RECEIVE_REMAINDER and ending.rests is LONG_AGO:
        return replace(ending, beats=(*_taken_in(rule), *ending.beats))
    return ending


def _taken_in(rule: Rule) -> Beats:
    """What is left of the note is put away."""
    return (CHECK_FIRST,) if rule.type is _E.QUALITY_DEFECT else (COUNT_FIRST, CHECK_FIRST)
