"""Expected failures, as payloads answer them."""

from domain.errors import ErrorCode, Failure
from domain.texts import message
from schema.fields import column, computed, object_type
from schema.paths import contract_path


@object_type(
    Failure,
    "A mutation's expected failure (错误). Nothing was changed by what it names.",
)
class UserError:
    code: ErrorCode = column("What kind of failure (错误码).")
    message: str = computed(
        "What is wrong, in the reader's language (错误信息).",
        [],
        lambda failure, context: message(failure, context.locale),
    )
    field: list[str] | None = computed(
        'The path below `input`, list indexes as decimals: ["pickup", "selfPickup", "contactName"] (字段路径).',
        [],
        lambda failure, _: contract_path(failure.field) or None,
    )
