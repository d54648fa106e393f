"""Idempotency keys: the same call twice is done once, and answered the same.

A record is written in the transaction that it describes. Two calls at once: the second one's insert meets the first
one's key, its transaction starts again and finds the record.
"""

import hashlib
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any, ClassVar, Protocol, Self
from uuid import UUID

from sqlalchemy import delete, select

from domain.batches import Key
from domain.errors import DomainError, IdempotencyKeyReused
from domain.reverse_orders import canonical_json
from models import IdempotencyRecord
from services.validation import Problems
from services.work import Work

KEPT = timedelta(hours=24)


class Keyed(Protocol):
    """A command that may carry a key."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def idempotency_key(self) -> str | None: ...


@dataclass(frozen=True)
class Call:
    """One call of a mutation with a key. Without a key nothing is remembered."""

    mutation: str
    key: str | None
    input: object

    @classmethod
    def of(cls, problems: Problems, mutation: str, command: Keyed) -> Self:
        """The call that a command is, by the mutation's name in the contract; its key is checked and trimmed."""
        contents = asdict(command)
        return cls(mutation, problems.key(contents.pop("idempotency_key")), contents)

    @property
    def input_hash(self) -> str:
        return hashlib.sha256(canonical_json(self.input)).hexdigest()


async def recall(work: Work, call: Call) -> dict[str, Any] | None:
    """What the same call answered before; IdempotencyKeyReused when its input was another."""
    if call.key is None:
        return None
    ours = (
        IdempotencyRecord.user_id == work.actor.id,
        IdempotencyRecord.mutation == call.mutation,
        IdempotencyRecord.key == call.key,
    )
    record = await work.session.scalar(select(IdempotencyRecord).where(*ours))
    if record is None:
        return None
    if record.created_at <= work.now - KEPT:
        await work.session.execute(delete(IdempotencyRecord).where(*ours))
        return None
    if record.input_hash != call.input_hash:
        raise IdempotencyKeyReused(field=("idempotency_key",))
    return record.answer


async def recall_or(work: Work, call: Call, refusal: DomainError) -> dict[str, Any]:
    """The remembered answer of a repetition; for any other call, the refusal."""
    try:
        answer = await recall(work, call)
    except IdempotencyKeyReused:
        answer = None
    if answer is None:
        raise refusal
    return answer


def remember(work: Work, call: Call, answer: dict[str, Any]) -> None:
    if call.key is not None and work.actor.id is not None:
        work.add(
            IdempotencyRecord(
                user_id=work.actor.id,
                mutation=call.mutation,
                key=call.key,
                input_hash=call.input_hash,
                answer=answer,
                created_at=work.now,
            )
        )


def dump_key(key: Key) -> dict[str, Any]:
    """The answer of a call about one document: its key, as it is remembered."""
    return {"key": [str(part) for part in key]}


def load_key(answer: dict[str, Any]) -> Key:
    merchant_id, id = answer["key"]
    return (UUID(merchant_id), UUID(id))
