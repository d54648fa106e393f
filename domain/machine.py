"""A state machine is a table of transitions; everything that asks what may happen reads this table."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from domain.documents import Action, DocumentKind
from domain.errors import DomainError, Failure, InvalidState
from domain.permissions import Role
from domain.words import Word

State = TypeVar("State", bound=Word)


@dataclass(frozen=True)
class Transition(Generic[State]):
    """One line of the table. `from_state` None is a document's creation; `system` also acts by itself."""

    action: Action
    from_state: State | None
    to_state: State
    roles: frozenset[Role] = frozenset()
    system: bool = False
    irreversible: bool = False
    requires_confirmation: bool = False


class StateMachine(Generic[State]):
    """The checked table of one kind of document."""

    def __init__(self, kind: DocumentKind, states: type[State], transitions: Iterable[Transition[State]]) -> None:
        self.kind = kind
        self.states = states
        self.transitions = tuple(transitions)
        self._check()
        self.actions = tuple(dict.fromkeys(t.action for t in self.transitions if t.from_state is not None))

    def _check(self) -> None:
        keys = [(t.action, t.from_state, t.to_state) for t in self.transitions]
        if repeated := {key for key in keys if keys.count(key) > 1}:
            raise ValueError(f"{self.kind}: listed twice: {repeated}")
        reached = {t.to_state for t in self.transitions if t.from_state is None}
        for _ in self.states:
            reached |= {t.to_state for t in self.transitions if t.from_state in reached}
        if unreached := set(self.states) - reached:
            raise ValueError(f"{self.kind}: no transition leads to {unreached}")

    def of(self, action: Action) -> tuple[Transition[State], ...]:
        return tuple(t for t in self.transitions if t.action is action)

    def roles(self, action: Action) -> frozenset[Role]:
        """Who may take the action at all, whatever the state."""
        return frozenset(role for t in self.of(action) for role in t.roles)

    def next(self, action: Action, state: State | None, to: State | None = None) -> State:
        """The state that the action leads to; `to` chooses where the table leaves a choice. Else InvalidState."""
        targets = [t.to_state for t in self.of(action) if t.from_state is state and to in (None, t.to_state)]
        if not targets:
            raise InvalidState(action=action, state=state)
        if len(targets) > 1:
            raise ValueError(f"{self.kind}: {action} from {state} leads to several states: say which")
        return targets[0]

    def next_any(self, action: Action, state: State, to: State | None = None) -> State:
        """`to`, or any state that the action leads to: whether it is possible at all. Else InvalidState."""
        if to is not None:
            return self.next(action, state, to)
        targets = [t.to_state for t in self.of(action) if t.from_state is state]
        return self.next(action, state, targets[0] if targets else None)

    def next_for(self, action: Action, state: State, role: Role) -> State:
        """Where the action of this role leads to. Else InvalidState."""
        targets = [t.to_state for t in self.of(action) if t.from_state is state and role in t.roles]
        if not targets:
            raise InvalidState(action=action, state=state)
        return targets[0]

    def terminal(self, state: State) -> bool:
        return not any(t.from_state is state for t in self.transitions)


@dataclass(frozen=True, slots=True)
class Available:
    """What somebody may do to a document now; `disabled_reason` says why not."""

    action: Action
    disabled_reason: Failure | None
    requires_confirmation: bool
    irreversible: bool

    @property
    def enabled(self) -> bool:
        return self.disabled_reason is None


def available(machine: StateMachine[State], role: Role, check: Callable[[Action], object]) -> list[Available]:
    """Every action of the role, in the table's order, with what `check` raises against it."""
    return [
        Available(
            action=action,
            disabled_reason=_raised(check, action),
            requires_confirmation=any(t.requires_confirmation for t in machine.of(action)),
            irreversible=any(t.irreversible for t in machine.of(action)),
        )
        for action in machine.actions
        if role in machine.roles(action)
    ]


def _raised(check: Callable[[Action], object], action: Action) -> Failure | None:
    try:
        check(action)
    except DomainError as error:
        return error.failure
    return None
