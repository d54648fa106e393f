"""Words and state machines, for whoever builds upon the API."""

from typing import Annotated

import strawberry

from domain import reverse_orders
from domain.documents import DocumentKind
from domain.errors import Invalid
from domain.texts import Locale, label
from schema.enums import DESCRIPTIONS
from schema.types.viewer import GlossaryEntry, StateMachine

MACHINES = {DocumentKind.REVERSE_ORDER: reverse_orders.MACHINE}


def state_machine(
    kind: Annotated[DocumentKind, strawberry.argument(description="The kind of document (单据类型).")],
) -> StateMachine:
    if kind not in MACHINES:
        raise Invalid(field=("kind",), reason="NO_STATE_MACHINE", kind=kind)
    return StateMachine(machine=MACHINES[kind])


def glossary() -> list[GlossaryEntry]:
    return [
        GlossaryEntry(enum=word.__name__, value=value.value, zh=label(value, Locale.ZH_CN), en=label(value, Locale.EN))
        for word in DESCRIPTIONS
        for value in word
    ]
