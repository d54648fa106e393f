"""Words and state machines, for whoever builds upon the API."""

from typing import Annotated

import strawberry

from domain.documents import DocumentKind
from domain.machines import RULES
from domain.texts import Locale, label
from schema.enums import DESCRIPTIONS
from schema.types.viewer import GlossaryEntry, StateMachine


def state_machine(
    kind: Annotated[DocumentKind, strawberry.argument(description="The kind of document (单据类型).")],
) -> StateMachine:
    return StateMachine(machine=RULES[kind].machine)


def glossary() -> list[GlossaryEntry]:
    return [
        GlossaryEntry(enum=word.__name__, value=value.value, zh=label(value, Locale.ZH_CN), en=label(value, Locale.EN))
        for word in DESCRIPTIONS
        for value in word
    ]
