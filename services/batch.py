"""What batches share: which documents are meant, and how an answer is remembered and recalled."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from domain.batches import Batch, BatchOutcome, Item
from domain.errors import Failure
from domain.ids import decode_as
from services.idempotency import dump_key, load_key
from services.queries.filters import Given


@dataclass(frozen=True)
class Selection:
    """Ids as the caller wrote them, or everything that a filter matches now: exactly one of the two."""

    ids: tuple[str, ...] | None = None
    filter: Given | None = None

    def named(self, prefix: str) -> dict[str, UUID | None]:
        """The ids, each once, with their values: None for what is no id of ours."""
        return {id: decode_as(prefix, id) for id in self.ids or ()}


def dump(batch: Batch) -> dict[str, Any]:
    """A batch's answer as it is remembered."""
    return {
        "batch": str(batch.id) if batch.id else None,
        "items": [
            {
                "id": item.id,
                **(dump_key(item.key) if item.key else {"key": None}),
                "outcome": item.outcome.value,
                "failures": [failure.dump() for failure in item.failures],
            }
            for item in batch.items
        ],
    }


def load(answer: dict[str, Any]) -> Batch:
    return Batch(
        id=UUID(answer["batch"]) if answer["batch"] else None,
        dry_run=False,
        items=tuple(
            Item(
                id=item["id"],
                key=load_key(item) if item["key"] else None,
                outcome=BatchOutcome(item["outcome"]),
                failures=tuple(Failure.load(failure) for failure in item["failures"]),
            )
            for item in answer["items"]
        ),
    )
