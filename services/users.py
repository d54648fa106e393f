"""Accounts and API tokens."""

import asyncio
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from argon2 import PasswordHasher
from sqlalchemy import CompoundSelect, bindparam, literal, null, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import AlreadySubmitted, Invalid, NotFound, Rejected
from domain.permissions import ALL_SCOPES, Role, TokenScope, Viewer, grants_of
from models import ApiToken, Merchant, User, UserMerchant, UserWarehouse, Warehouse
from models.base import UtcDateTime
from models.database import Database
from services.validation import Problems
from services.work import Work

TOKEN_PREFIX = "bh_"
SHOWN = 10
LEAST_PASSWORD = 8
_hasher = PasswordHasher()


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
    hashed = await asyncio.to_thread(_hasher.hash, command.password) if command.password else None
    work.add(User(id=id, name=name, role=command.role, password_hash=hashed, created_at=work.now))
    work.add(*(UserMerchant(user_id=id, merchant_id=merchant) for merchant in merchants))
    work.add(*(UserWarehouse(user_id=id, warehouse_id=warehouse) for warehouse in warehouses))
    return id


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
    token = TOKEN_PREFIX + secrets.token_urlsafe(32)
    work.add(
        ApiToken(
            id=work.new_id(),
            user_id=user.id,
            name=label,
            prefix=token[:SHOWN],
            secret_hash=_hash(token),
            scopes=sorted(scope.value for scope in command.scopes),
            created_at=work.now,
            expires_at=work.now + command.lifetime if command.lifetime else None,
        )
    )
    return token


_TOKEN = (
    ApiToken.secret_hash == bindparam("secret_hash"),
    ApiToken.revoked_at.is_(None),
    ApiToken.expires_at.is_(None) | (ApiToken.expires_at > bindparam("now", type_=UtcDateTime())),
)
# Who the token speaks for, then what is granted to them: a line each.
_SPEAKS_FOR: CompoundSelect[Any] = union_all(
    select(literal("user"), User.id, User.name, User.role, ApiToken.scopes)
    .join(ApiToken, ApiToken.user_id == User.id)
    .where(*_TOKEN),
    select(literal("merchant"), UserMerchant.merchant_id, null(), null(), null())
    .join(ApiToken, ApiToken.user_id == UserMerchant.user_id)
    .where(*_TOKEN),
    select(literal("warehouse"), UserWarehouse.warehouse_id, null(), null(), null())
    .join(ApiToken, ApiToken.user_id == UserWarehouse.user_id)
    .where(*_TOKEN),
)


async def authenticate(database: Database, token: str, now: datetime) -> Viewer | None:
    """Who a token speaks for; None when it is unknown, expired or revoked."""
    lines = await database.fetch(_SPEAKS_FOR, {"secret_hash": _hash(token), "now": now})
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
        grants=grants_of(role, merchants, warehouses),
        scopes=frozenset(map(TokenScope, scopes)),
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()
