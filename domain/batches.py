"""Batches: one instruction for many documents, decided item by item before anything is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import auto
from uuid import UUID

from domain.errors import Failure
from domain.words import Word

MOST_ITEMS = 500


class BatchPolicy(Word):
    ALL_OR_NOTHING = auto()
    SKIP_INVALID = auto()


class BatchOutcome(Word):
    APPLIED = auto()
    SKIPPED = auto()
    REJECTED = auto()


Key = tuple[UUID, UUID]
"""A document's merchant and id: its primary key."""


@dataclass(frozen=True, slots=True)
class Item:
    """What became of one document. `id` as the caller wrote it; `key` None when there is no such document."""

    id: str
    key: Key | None
    outcome: BatchOutcome
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    id: UUID | None
    dry_run: bool
    items: tuple[Item, ...]

    def count(self, outcome: BatchOutcome) -> int:
        return sum(item.outcome is outcome for item in self.items)


def decide(verdicts: Sequence[tuple[str, Key | None, Failure | None]], policy: BatchPolicy) -> tuple[Item, ...]:
    """Outcomes from what speaks against each item: with ALL_OR_NOTHING one refusal holds back the others."""
    held_back = policy is BatchPolicy.ALL_OR_NOTHING and any(failure for _, _, failure in verdicts)
    fine = BatchOutcome.SKIPPED if held_back else BatchOutcome.APPLIED
    return tuple(
        Item(id, key, BatchOutcome.REJECTED, (failure,)) if failure else Item(id, key, fine)
        for id, key, failure in verdicts
    )
