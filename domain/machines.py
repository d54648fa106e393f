"""The state machine of each kind of document."""

from collections.abc import Mapping
from typing import Any

from domain import reverse_orders
from domain.documents import DocumentKind
from domain.errors import Invalid
from domain.machine import StateMachine

MACHINES: Mapping[DocumentKind, StateMachine[Any]] = {DocumentKind.REVERSE_ORDER: reverse_orders.MACHINE}


def machine_of(kind: DocumentKind) -> StateMachine[Any]:
    """Invalid where documents of the kind are not served yet."""
    if kind not in MACHINES:
        raise Invalid(field=("kind",), reason="NO_STATE_MACHINE", kind=kind)
    return MACHINES[kind]
