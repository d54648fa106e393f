"""Sessions of the console: begun by signing in, ended by signing out, by disuse or by age."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import bindparam, delete, null, update

from domain.permissions import Viewer
from models import Session, User
from models.base import UtcDateTime, table_of
from models.database import Database
from services.users import hash_of, speaks_for, viewer_of
from services.work import Work


@dataclass(frozen=True)
class Lifetime:
    """How long a session lasts unused, and how long at most."""

    idle: timedelta = timedelta(hours=12)
    most: timedelta = timedelta(days=7)


@dataclass(frozen=True)
class Begin:
    """`instead_of`: the secret of the session that the browser had; `new_hash`: of the password, where it is due."""

    user_id: UUID
    lifetime: timedelta
    instead_of: str | None = None
    new_hash: str | None = None


async def begin(work: Work, command: Begin) -> str:
    """A new session's secret: told once, kept only as its hash."""
    if command.instead_of is not None:
        await end(work, command.instead_of)
    if command.new_hash is not None:
        await work.session.execute(
            update(User).where(User.id == command.user_id).values(password_hash=command.new_hash)
        )
    secret = secrets.token_urlsafe(32)
    work.add(
        Session(
            secret_hash=hash_of(secret),
            user_id=command.user_id,
            created_at=work.now,
            last_seen_at=work.now,
            expires_at=work.now + command.lifetime,
        )
    )
    return secret


async def end(work: Work, secret: str) -> None:
    await work.session.execute(delete(Session).where(Session.secret_hash == hash_of(secret)))


async def saw(work: Work, moments: Mapping[str, datetime]) -> None:
    """Sessions, by their hashes, were used at these moments."""
    session = table_of(Session)
    those = (session.c.secret_hash == bindparam("seen"), session.c.last_seen_at < bindparam("at"))
    mark = update(session).where(*those).values(last_seen_at=bindparam("at"))
    await work.session.execute(mark, [{"seen": seen, "at": at} for seen, at in sorted(moments.items())])


_SPEAKS_FOR = speaks_for(
    Session,
    null(),
    Session.secret_hash == bindparam("secret_hash"),
    Session.expires_at > bindparam("now", type_=UtcDateTime()),
    Session.last_seen_at > bindparam("idle_since", type_=UtcDateTime()),
)


async def whose(database: Database, secret_hash: str, now: datetime, idle: timedelta) -> Viewer | None:
    """Whose session it is, by its secret's hash; None when it is unknown or over."""
    parameters = {"secret_hash": secret_hash, "now": now, "idle_since": now - idle}
    return viewer_of(await database.fetch(_SPEAKS_FOR, parameters, primary=True))
