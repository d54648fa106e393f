"""Who is asking, what it may see, and which actors there are."""

from collections.abc import Set
from dataclasses import dataclass
from enum import auto
from uuid import UUID

from domain.words import Word


class Role(Word):
    MERCHANT = auto()
    SERVICE_PROVIDER = auto()
    PLATFORM_OPERATOR = auto()
    PARTNER = auto()


MERCHANT = frozenset({Role.MERCHANT})
WAREHOUSE = frozenset({Role.SERVICE_PROVIDER, Role.PLATFORM_OPERATOR})
OPERATOR = frozenset({Role.PLATFORM_OPERATOR})


class TokenScope(Word):
    """What an API token may be used for, within its user's role."""

    READ = "read"
    WRITE = "write"


ALL_SCOPES = frozenset(TokenScope)


@dataclass(frozen=True, slots=True)
class Grants:
    """The merchants and warehouses whose documents may be seen; None means all of them, empty means none.

    `own`: the merchants are the caller's own, with their address books. `tickets`: work tickets may be seen.
    `user_id`: whose own things, as API tokens, may be seen.
    """

    merchant_ids: Set[UUID] | None = None
    warehouse_ids: Set[UUID] | None = None
    own: bool = False
    tickets: bool = True
    user_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody as an event names them. The system has neither id nor role."""

    id: UUID | None
    name: str
    role: Role | None


SYSTEM = Actor(id=None, name="SYSTEM", role=None)


@dataclass(frozen=True, slots=True)
class Viewer:
    """The signed-in caller of one request."""

    id: UUID
    name: str
    role: Role
    grants: Grants
    scopes: Set[TokenScope] = ALL_SCOPES

    @property
    def actor(self) -> Actor:
        return Actor(id=self.id, name=self.name, role=self.role)

    @property
    def masked(self) -> bool:
        """Partners read persons, phones, street lines, remarks and content hashes masked."""
        return self.role is Role.PARTNER

    @property
    def sees_subtypes(self) -> bool:
        """Subtypes, options and proposals of exception cases are the warehouses' and the platform's matter."""
        return self.role in WAREHOUSE


def grants_of(user_id: UUID, role: Role, merchant_ids: Set[UUID], warehouse_ids: Set[UUID]) -> Grants:
    """What a user's role makes of the merchants and warehouses granted to it."""
    match role:
        case Role.PLATFORM_OPERATOR:
            return Grants(user_id=user_id)
        case Role.MERCHANT:
            return Grants(merchant_ids=merchant_ids, own=True, user_id=user_id)
        case Role.SERVICE_PROVIDER:
            return Grants(warehouse_ids=warehouse_ids, user_id=user_id)
        case Role.PARTNER:
            narrowed = warehouse_ids or None
            return Grants(merchant_ids=merchant_ids, warehouse_ids=narrowed, tickets=False, user_id=user_id)


HIDDEN = "***"


def mask_name(name: str) -> str:
    """The first character of a name, the rest hidden: enough to recognise, not to know."""
    return (name[:1] if len(name) > 1 else "") + "**"


def mask_phone(phone: str) -> str:
    """An E.164 number with all but its country code's start and its last two digits hidden."""
    return phone[:3] + "*" * max(len(phone) - 5, 3) + phone[-2:]


def mask_text(_: str) -> str:
    return HIDDEN


# The keys of an event's `changes` that hold what partners read masked.
MASKED_CHANGES = {
    "contactName": mask_name,
    "contactPhone": mask_phone,
    "recipient": mask_name,
    "phone": mask_phone,
    "line1": mask_text,
    "line2": mask_text,
    "postalCode": mask_text,
    "remark": mask_text,
    "reason": mask_text,
    "detail": mask_text,
    "outcome": mask_text,
    "verifiedName": mask_name,
    "contentHash": mask_text,
    "fileName": mask_text,
    "sha256": mask_text,
}


def mask_changes(changes: object) -> object:
    """The same changes, whatever is masked for partners hidden at any depth."""
    if isinstance(changes, dict):
        return {
            key: MASKED_CHANGES[key](value) if key in MASKED_CHANGES and isinstance(value, str) else mask_changes(value)
            for key, value in changes.items()
        }
    if isinstance(changes, list):
        return [mask_changes(item) for item in changes]
    return changes
