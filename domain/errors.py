"""Everything a caller can expect to go wrong: a code, the field's path, and the data that a message needs.

A message is not here: `domain.texts` words it in the reader's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import auto
from typing import Any, ClassVar, Self
from uuid import UUID

from domain.words import Word

Path = tuple[str | int, ...]


class ErrorCode(Word):
    INVALID = auto()
    CONFIRMATION_REQUIRED = auto()
    NOT_FOUND = auto()
    STALE_VERSION = auto()
    ALREADY_SUBMITTED = auto()
    NOT_ELIGIBLE = auto()
    INVALID_STATE = auto()
    TOO_EARLY = auto()
    DEADLINE_PASSED = auto()
    RULE_NOT_FOUND = auto()
    IDEMPOTENCY_KEY_REUSED = auto()
    BATCH_TOO_LARGE = auto()
    BATCH_NOT_UNIFORM = auto()


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong, as a value: `reason` is the message's key in the catalogue, `data` what it is worded with.

    A word in the data is kept as the name of its label, so that a remembered failure can be worded in any language.
    """

    code: ErrorCode
    reason: str
    field: Path
    data: Mapping[str, Any]

    def dump(self) -> dict[str, Any]:
        """As JSON, for an answer that is remembered."""
        return {"code": self.code.value, "reason": self.reason, "field": list(self.field), "data": dict(self.data)}

    @classmethod
    def load(cls, dumped: Mapping[str, Any]) -> Self:
        return cls(ErrorCode(dumped["code"]), dumped["reason"], tuple(dumped["field"]), dumped["data"])


class DomainError(Exception):
    """One failure, raised."""

    code: ClassVar[ErrorCode]

    def __init__(self, *, field: Path = (), reason: str | None = None, **data: object) -> None:
        super().__init__(reason or self.code.value, data)
        labelled = {
            key: {"label": [type(value).__name__, value.value]} if isinstance(value, Word) else value
            for key, value in data.items()
        }
        self.failure = Failure(self.code, reason or self.code.value, field, labelled)


class Invalid(DomainError):
    code = ErrorCode.INVALID


class ConfirmationRequired(DomainError):
    code = ErrorCode.CONFIRMATION_REQUIRED


class NotFound(DomainError):
    code = ErrorCode.NOT_FOUND


class StaleVersion(DomainError):
    code = ErrorCode.STALE_VERSION


class AlreadySubmitted(DomainError):
    code = ErrorCode.ALREADY_SUBMITTED


class NotEligible(DomainError):
    code = ErrorCode.NOT_ELIGIBLE


class InvalidState(DomainError):
    code = ErrorCode.INVALID_STATE


class TooEarly(DomainError):
    code = ErrorCode.TOO_EARLY


class RuleNotFound(DomainError):
    code = ErrorCode.RULE_NOT_FOUND


class IdempotencyKeyReused(DomainError):
    code = ErrorCode.IDEMPOTENCY_KEY_REUSED


class BatchTooLarge(DomainError):
    code = ErrorCode.BATCH_TOO_LARGE


class BatchNotUniform(DomainError):
    code = ErrorCode.BATCH_NOT_UNIFORM


class Rejected(Exception):
    """A whole call failed: why, and, where the caller may see it, the key of the document in question."""

    def __init__(self, *errors: DomainError, document: tuple[UUID, UUID] | None = None) -> None:
        super().__init__(*errors)
        self.failures = tuple(error.failure for error in errors)
        self.document = document

    def about(self, document: tuple[UUID, UUID]) -> "Rejected":
        """The same, of this document."""
        self.document = self.document or document
        return self


class RequestError(Exception):
    """A failure outside of any mutation's userErrors: answered as a top-level GraphQL error."""

    code: ClassVar[str]
    # The message's key in the catalogue, where it is not the code.
    reason: ClassVar[str | None] = None


class Forbidden(RequestError):
    """The role may not do this, whatever the document."""

    code = "FORBIDDEN"


class TokenScopeMissing(Forbidden):
    """The role may, but the token that it came with may not."""

    reason = "TOKEN_SCOPE"


class InvalidCursor(RequestError):
    code = "INVALID_CURSOR"


class SlowConsumer(RequestError):
    """What is followed comes faster than it is read: it goes on from the last cursor that was got."""

    code = "SLOW_CONSUMER"


class Unavailable(RequestError):
    """The database did not answer, also after retries."""

    code = "UNAVAILABLE"
