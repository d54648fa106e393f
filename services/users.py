"""Accounts and API tokens."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    bindparam,
    delete,
    func,
    literal,
    null,
    select,
    union_all,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from domain.batches import Key
from domain.errors import AlreadySubmitted, Invalid, InvalidState, NotFound, Rejected
from domain.ids import decode_as
from domain.permissions import ALL_SCOPES, Role, TokenScope, Viewer, grants_of
from models import ApiToken, Merchant, Session, User, UserMerchant, UserWarehouse, Warehouse
from models.base import UtcDateTime, table_of
from models.database import Database
from models.readers import Row
from services import passwords
from services.scope import visible
from services.validation import Problems
from services.work import Work

TOKEN_PREFIX = "bh_"
TOKEN_IDS = "at"
SHOWN = 10
# Of one user, with those that ended, which are kept so long.
MOST_TOKENS, KEPT = 1_000, timedelta(days=30)
LEAST_PASSWORD = 8


@dataclass(frozen=True)
class CreateUser:
    name: str
    role: Role
    merchant_codes: Sequence[str] = ()
    warehouse_codes: Sequence[str] = ()
    password: str | None = None


async def create_user(work: Work, command: CreateUser) -> UUID:
    """An account with its grants. Merchants and partners need a merchant, service providers a warehouse."""
    problems = Problems()
    name = problems.text(("name",), command.name)
    if command.password is not None and len(command.password) < LEAST_PASSWORD:
        problems.add(("password",), "PASSWORD_TOO_SHORT", least=LEAST_PASSWORD)
    if command.password is not None and not command.password.isprintable():
        problems.add(("password",), "CONTROL_CHARACTER")
    for code in command.merchant_codes:
        problems.text(("merchant",), code)
    for code in command.warehouse_codes:
        problems.text(("warehouse",), code)
    if command.role in {Role.MERCHANT, Role.PARTNER} and not command.merchant_codes:
        problems.add(("merchant",), "ROLE_NEEDS_MERCHANT", role=command.role)
    if command.role is Role.SERVICE_PROVIDER and not command.warehouse_codes:
        problems.add(("warehouse",), "ROLE_NEEDS_WAREHOUSE", role=command.role)
    problems.raise_any()

    if await work.session.scalar(select(User.id).where(User.name == name)):
        raise Rejected(AlreadySubmitted(field=("name",), reason="NAME_TAKEN", value=name))
    merchants = await _known(work.session, Merchant, "merchant", command.merchant_codes)
    warehouses = await _known(work.session, Warehouse, "warehouse", command.warehouse_codes)
    id = work.new_id()
    password_hash = await passwords.hashed(command.password) if command.password else None
    work.add(User(id=id, name=name, role=command.role, password_hash=password_hash, created_at=work.now))
    work.add(*(UserMerchant(user_id=id, merchant_id=merchant) for merchant in merchants))
    work.add(*(UserWarehouse(user_id=id, warehouse_id=warehouse) for warehouse in warehouses))
    return id


async def id_of(database: Database, name: str) -> UUID | None:
    """The account of this name."""
    # No name holds what PostgreSQL cannot even compare.
    named = {"name": name.replace("\0", "\ufffd")}
    rows = await database.fetch(_NAMED, named, primary=True)
    return rows[0][0] if rows else None


_NAMED = select(User.id).where(User.name == bindparam("name"))


async def _known(
    session: AsyncSession, model: type[Merchant | Warehouse], field: str, codes: Sequence[str]
) -> list[UUID]:
    rows = await session.execute(select(model.code, model.id).where(model.code.in_(sorted(set(codes)))))
    ids = {code: id for code, id in rows}  # noqa: C416  a Result has `keys`, which dict() would call
    if unknown := [code for code in codes if code not in ids]:
        raise Rejected(*(NotFound(field=(field,), reason="CODE_NOT_FOUND", value=code) for code in unknown))
    return list(ids.values())


@dataclass(frozen=True)
class CreateToken:
    user_name: str
    label: str = "token"
    scopes: Sequence[TokenScope] = tuple(ALL_SCOPES)
    lifetime: timedelta | None = None


async def create_token(work: Work, command: CreateToken) -> str:
    """A new token: told once, kept only as its hash."""
    problems = Problems()
    label = problems.text(("name",), command.label)
    problems.text(("user",), command.user_name)
    problems.raise_any()
    if command.lifetime is not None and command.lifetime <= timedelta(0):
        raise Rejected(Invalid(field=("expires_in",), reason="TOO_SMALL", least=1, value=command.lifetime.days))
    user = await work.session.scalar(select(User).where(User.name == command.user_name))
    if user is None:
        raise Rejected(NotFound(field=("user",), reason="CODE_NOT_FOUND", value=command.user_name))
    return _new_token(
        work,
        user.id,
        label,
        frozenset(command.scopes),
        work.now + command.lifetime if command.lifetime else None,
    ).secret


@dataclass(frozen=True)
class IssueToken:
    """A token of one's own. `held`: the scopes of whoever asks, which it cannot go beyond."""

    name: str
    scopes: Sequence[str]
    held: Set[TokenScope]
    expires_at: datetime | None = None


@dataclass(frozen=True)
class Issued:
    """A new token with its secret: told once, kept only as its hash."""

    key: Key
    secret: str


async def issue_token(work: Work, command: IssueToken) -> Issued:
    problems = Problems()
    name = problems.text(("name",), command.name)
    scopes = _scopes(problems, command)
    if command.expires_at is not None and command.expires_at <= work.now:
        problems.add(("expires_at",), "EXPIRES_IN_PAST")
    problems.raise_any()
    user_id = work.actor.id
    if user_id is None:
        raise Rejected(NotFound())
    await _make_room(work, user_id)
    return _new_token(work, user_id, name, scopes, command.expires_at)


def _scopes(problems: Problems, command: IssueToken) -> Set[TokenScope]:
    known = {scope.value: scope for scope in TokenScope}
    if not command.scopes:
        problems.add(("scopes",), "EMPTY")
    for place, given in enumerate(command.scopes):
        if given not in known:
            problems.add(("scopes", place), "UNKNOWN_WORD", value=given[:SHOWN], known=", ".join(known))
            break
        if known[given] not in command.held:
            problems.add(("scopes", place), "SCOPE_NOT_HELD", value=given)
            break
    return frozenset(known[given] for given in command.scopes if given in known)


async def _make_room(work: Work, user_id: UUID) -> None:
    """Tokens that ended long ago are forgotten; whoever still has too many gets no more."""
    await work.session.execute(select(User.id).where(User.id == user_id).with_for_update())
    ended = func.coalesce(ApiToken.revoked_at, ApiToken.expires_at, type_=UtcDateTime())
    mine = ApiToken.user_id == user_id
    await work.session.execute(delete(ApiToken).where(mine, ended <= work.now - KEPT))
    count = await work.session.scalar(select(func.count()).select_from(ApiToken).where(mine)) or 0
    if count >= MOST_TOKENS:
        raise Rejected(InvalidState(reason="TOKENS_FULL", most=MOST_TOKENS))


def _new_token(work: Work, user_id: UUID, name: str, scopes: Set[TokenScope], expires_at: datetime | None) -> Issued:
    secret, id = TOKEN_PREFIX + secrets.token_urlsafe(32), work.new_id()
    work.add(
        ApiToken(
            id=id,
            user_id=user_id,
            name=name,
            prefix=secret[:SHOWN],
            secret_hash=hash_of(secret),
            scopes=sorted(scope.value for scope in scopes),
            created_at=work.now,
            expires_at=expires_at,
        )
    )
    return Issued((user_id, id), secret)


async def revoke_token(work: Work, id: str) -> Key:
    """One's own token is good no longer, at once and for ever; a second time changes nothing."""
    own = select(ApiToken).where(visible(ApiToken, work.grants), ApiToken.id == decode_as(TOKEN_IDS, id))
    token = await work.session.scalar(own.with_for_update())
    if token is None:
        raise Rejected(NotFound(field=("id",)))
    token.revoked_at = token.revoked_at or work.now
    return (token.user_id, token.id)


async def used(work: Work, moments: Mapping[str, datetime]) -> None:
    """Tokens, by their hashes, were used at these moments."""
    token = table_of(ApiToken)
    earlier = token.c.last_used_at.is_(None) | (token.c.last_used_at < bindparam("at"))
    mark = update(token).where(token.c.secret_hash == bindparam("used"), earlier).values(last_used_at=bindparam("at"))
    await work.session.execute(mark, [{"used": used, "at": at} for used, at in sorted(moments.items())])


def speaks_for(
    secret: type[ApiToken] | type[Session], scopes: ColumnElement[Any], *valid: ColumnElement[bool]
) -> CompoundSelect[Any]:
    """Who it is that holds a secret, then what is granted to them: a line each."""

    def line(kind: str, user_id: Any, *values: Any) -> Select[Any]:
        return select(literal(kind), *values).join(secret, secret.user_id == user_id).where(*valid)

    return union_all(
        line("user", User.id, User.id, User.name, User.role, scopes),
        line("merchant", UserMerchant.user_id, UserMerchant.merchant_id, null(), null(), null()),
        line("warehouse", UserWarehouse.user_id, UserWarehouse.warehouse_id, null(), null(), null()),
    )


def viewer_of(lines: Sequence[Row]) -> Viewer | None:
    """Whom the lines of `speaks_for` name."""
    users = [line[1:] for line in lines if line[0] == "user"]
    if not users:
        return None
    ((id, name, role, scopes),) = users
    merchants, warehouses = (
        frozenset(line[1] for line in lines if line[0] == kind) for kind in ("merchant", "warehouse")
    )
    return Viewer(
        id=id,
        name=name,
        role=role,
        grants=grants_of(id, role, merchants, warehouses),
        scopes=ALL_SCOPES if scopes is None else frozenset(map(TokenScope, scopes)),
    )


_SPEAKS_FOR = speaks_for(
    ApiToken,
    ApiToken.__table__.c.scopes,
    ApiToken.secret_hash == bindparam("secret_hash"),
    ApiToken.revoked_at.is_(None),
    ApiToken.expires_at.is_(None) | (ApiToken.expires_at > bindparam("now", type_=UtcDateTime())),
)


async def authenticate(database: Database, secret_hash: str, now: datetime) -> Viewer | None:
    """Who a token speaks for, by its hash; None when it is unknown, expired or revoked. No replica, which would know late."""
    parameters = {"secret_hash": secret_hash, "now": now}
    return viewer_of(await database.fetch(_SPEAKS_FOR, parameters, primary=True))


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()
