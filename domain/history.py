"""What an event says, in words: the values that it changed, each with its name, in the reader's language."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from domain.delivery_notes import DeliveryLogistics
from domain.documents import DocumentKind
from domain.evidence import EvidenceKind
from domain.exception_cases import ExceptionCaseState, ExceptionSubtype, ExceptionType, InboundStage
from domain.machines import RULES
from domain.resolutions import MerchantScheme, Resolution
from domain.return_orders import ReturnMethod, ReturnScope
from domain.reverse_orders import CustomsOutcome, PickupMethod, ReverseExceptionStatus, ReverseType
from domain.stock_orders import OrderKind, PenaltyReason, PenaltyState, StockOrderOrigin, StockOrderState
from domain.texts import Locale, catalogue, label, text
from domain.words import Word
from domain.work_tickets import TicketCategory

# The words that a value may be, by its key; what is none of them is told as it is.
WORDS: Mapping[str, tuple[type[Word], ...]] = {
    "caseState": (ExceptionCaseState,),
    "category": (TicketCategory,),
    "evidenceKind": (EvidenceKind,),
    "exceptionStatus": (ReverseExceptionStatus,),
    "logistics": (DeliveryLogistics,),
    "method": (PickupMethod, ReturnMethod),
    "orderKind": (OrderKind,),
    "origin": (StockOrderOrigin,),
    "outcome": (CustomsOutcome,),
    "penalty": (PenaltyReason,),
    "penaltyState": (PenaltyState,),
    "proposedResolution": (Resolution,),
    "resolution": (Resolution,),
    "resupplyFailed": (StockOrderState,),
    "scheme": (MerchantScheme,),
    "scope": (ReturnScope,),
    "stage": (InboundStage,),
    "subtype": (ExceptionSubtype,),
    "type": (ReverseType, ExceptionType),
}


class ChangedValue(NamedTuple):
    """`name`: where it stands in the event's changes, its keys joined by dots."""

    name: str
    label: str
    value: str


def changed_values(changes: Mapping[str, Any], locale: Locale) -> list[ChangedValue]:
    return list(_told(changes, (), locale))


def state_label(kind: DocumentKind, state: str | None, locale: Locale) -> str | None:
    return None if state is None else label(RULES[kind].machine.states(state), locale)


def _told(changes: Mapping[str, Any], above: tuple[str, ...], locale: Locale) -> Iterator[ChangedValue]:
    for key, value in changes.items():
        if isinstance(value, dict):
            yield from _told(value, (*above, key), locale)
        elif value is not None:
            yield ChangedValue(".".join((*above, key)), _name(key, locale), _value(key, value, locale))


def _value(key: str, value: Any, locale: Locale) -> str:
    if isinstance(value, list):
        return text(locale, "lists", "COMMA").join(_value(key, item, locale) for item in value)
    if isinstance(value, dict):
        return " ".join(f"{_name(name, locale)} {_value(name, part, locale)}" for name, part in value.items())
    for words in WORDS.get(key, ()):
        with suppress(ValueError):
            return label(words(value), locale)
    return str(value)


def _name(key: str, locale: Locale) -> str:
    """Events are kept for ever: one of an older version may hold what is written no more."""
    return str(catalogue(locale)["changes"].get(key, key))
