"""An operation, from its text to its result. Whatever is wrong is an error in the result, with a code."""

import asyncio
import secrets
import sys
import traceback
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from inspect import isawaitable
from typing import Any

import structlog
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLSyntaxError,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    OperationType,
    create_source_event_stream,
    execute,
    execute_subscription_event,
    parse,
    specified_rules,
)
from graphql.execution.executor import Executor
from strawberry import Schema
from strawberry.execution.is_awaitable import optimized_is_awaitable
from strawberry.schema.schema import validate_document

from domain.errors import DomainError, RequestError
from domain.texts import Locale, message, text
from models.recent import Recent
from plan.execution import PlanningExecutor
from schema.answers import Answers, likeness
from schema.bounds import Limits
from schema.context import Context
from schema.limits import Circular, TooComplex, check, check_document, check_text, check_variables
from schema.limits import cost as cost_of
from schema.paths import contract_path
from services.queries.wanted import Together

log = structlog.get_logger()

# Of operations that come again, by their texts; the syntax of a text takes some twenty times as much.
KEPT, KEPT_CHARACTERS = 500, 1_000_000


def _by_text() -> Recent[Any]:
    return Recent(KEPT, KEPT_CHARACTERS, lambda key, _: len(key[0]))


_documents: Recent[DocumentNode] = _by_text()
_validated: Recent[list[GraphQLError]] = _by_text()
# Says less of itself than it does.
_is_awaitable: Any = optimized_is_awaitable
# What a schema holds is told to those who may read it, not to those who guess names.
sys.modules["graphql.pyutils.did_you_mean"].MAX_LENGTH = 0  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Operation:
    """What a client sent: a document, which of its operations is meant, and the variables."""

    query: str
    variables: Mapping[str, Any] = field(default_factory=dict)
    name: str | None = None


@dataclass(frozen=True)
class Counted:
    """An operation that is within the limits; not validated yet."""

    operation: Operation
    document: DocumentNode
    cost: int
    # Characters that had to be read for it, because it was not known.
    read: int

    @cached_property
    def _meant(self) -> OperationDefinitionNode | None:
        """None where the document does not hold it."""
        return next(iter(_meant(self.document, self.operation.name)), None)

    @property
    def kind(self) -> OperationType | None:
        return self._meant.operation if self._meant else None

    @property
    def name(self) -> str | None:
        """As its document calls it."""
        return self._meant.name.value if self._meant and self._meant.name else None


class NotExecuted(Exception):
    """Why an operation is not executed."""

    def __init__(self, *errors: GraphQLError) -> None:
        super().__init__(*(error.message for error in errors))
        self.errors = errors


def count(schema: Schema, operation: Operation, limits: Limits) -> Counted:
    """The operation with its syntax and what it costs; raises NotExecuted."""
    read = 0

    def parsed() -> DocumentNode:
        nonlocal read
        read = len(operation.query)
        return _parsed(operation.query, limits)

    try:
        # What is over the limits is not kept.
        document = _documents.get((operation.query, limits), parsed)
        check_variables(limits, operation.variables)
        cost = cost_of(schema._schema, operation.query, document, operation.name, operation.variables)
        check(limits, cost=cost)
    except GraphQLSyntaxError as error:
        raise NotExecuted(error) from None
    except TooComplex as error:
        raise NotExecuted(GraphQLError("", original_error=error)) from None
    except Circular as error:
        raise NotExecuted(GraphQLError(f"fragments spread each other: {', '.join(error.args)}")) from None
    return Counted(operation, document, cost, read)


async def run(schema: Schema, counted: Counted, context: Context) -> ExecutionResult:
    """Validate and execute. Strawberry's own way around would cost a third more."""
    if wrong := _wrong(schema, counted, context):
        return wrong
    result = execute(
        schema._schema,
        counted.document,
        context_value=context,
        variable_values=dict(counted.operation.variables),
        operation_name=counted.operation.name,
        executor_class=PlanningExecutor,
        is_awaitable=_is_awaitable,
    )
    return _told(result if isinstance(result, ExecutionResult) else await result, context)


async def subscribe(
    schema: Schema, counted: Counted, context: Callable[[], Context], answers: Answers
) -> AsyncGenerator[ExecutionResult, None]:
    """Validate and follow; one answer where there is nothing to follow, NotExecuted where it cannot go on.

    What happens is answered in a context of its own each time, as it is then; of one row, once for all who are told the
    same.
    """
    given = context()
    if wrong := _wrong(schema, counted, given):
        yield wrong
        return
    executor = PlanningExecutor.build(
        schema._schema,
        counted.document,
        context_value=given,
        raw_variable_values=dict(counted.operation.variables),
        operation_name=counted.operation.name,
        is_awaitable=_is_awaitable,
    )
    if isinstance(executor, list):
        yield failed(executor, given.locale)
        return
    following = create_source_event_stream(executor)
    source = await following if isawaitable(following) else following
    if isinstance(source, ExecutionResult):
        yield _told(source, given)
        return
    like = answers.number(likeness(executor, counted.operation.query, given))
    try:
        async for event in source:
            now = context()
            if isinstance(event, Together):
                told = (answers.get((like, row.id), partial(_happened, executor, row, now)) for row in event)
                for answer in await asyncio.gather(*told):
                    yield answer
            else:
                yield await _happened(executor, event, now)
    except (DomainError, RequestError) as error:
        raise NotExecuted(GraphQLError("", original_error=error)) from None
    finally:
        await source.aclose()  # type: ignore[attr-defined]


async def _happened(executor: Executor[Any], event: Any, context: Context) -> ExecutionResult:
    own = executor.build_per_event_executor(event)
    own.context_value = context
    result = execute_subscription_event(own)
    return _told(result if isinstance(result, ExecutionResult) else await result, context)


def _wrong(schema: Schema, counted: Counted, context: Context) -> ExecutionResult | None:
    if problem := _unclear(counted.document, counted.operation.name):
        return failed([GraphQLError(problem)], context.locale)
    errors = _errors(schema, counted, context.introspection)
    return failed(errors, context.locale) if errors else None


def _told(result: ExecutionResult, context: Context) -> ExecutionResult:
    return ExecutionResult(result.data, coded_all(result.errors, context.locale)) if result.errors else result


def _parsed(query: str, limits: Limits) -> DocumentNode:
    check_text(limits, query)
    document = parse(query)
    check_document(limits, document)
    return document


def _errors(schema: Schema, counted: Counted, introspection: bool) -> list[GraphQLError]:
    """Known by the text: comparing syntax would cost more."""
    rules = (*specified_rules, *(() if introspection else (NoSchemaIntrospectionCustomRule,)))
    return _validated.get(
        (counted.operation.query, introspection),
        lambda: validate_document(schema._schema, counted.document, rules),
    )


def _meant(document: DocumentNode, name: str | None) -> list[OperationDefinitionNode]:
    operations = [part for part in document.definitions if isinstance(part, OperationDefinitionNode)]
    return [part for part in operations if name is None or (part.name and part.name.value == name)]


def _unclear(document: DocumentNode, name: str | None) -> str | None:
    """Of several operations none is guessed."""
    meant = _meant(document, name)
    if len(meant) > 1 and name is None:
        return "operationName: say which operation is meant"
    return None if meant or name is None else "the document holds no such operation"


def failed(errors: Iterable[GraphQLError], locale: Locale) -> ExecutionResult:
    return ExecutionResult(None, coded_all(errors, locale))


def coded_all(errors: Iterable[GraphQLError], locale: Locale) -> list[GraphQLError]:
    return [coded(error, locale) for error in errors]


def coded(error: GraphQLError, locale: Locale) -> GraphQLError:
    """The error with its code, worded for the reader."""
    cause = error.original_error
    if isinstance(error, GraphQLSyntaxError):
        return _with(error, error.message, code="GRAPHQL_PARSE_FAILED")
    if isinstance(cause, TooComplex):
        told = {"what": cause.what, "counted": cause.counted, "allowed": cause.allowed}
        return _with(error, text(locale, "request", "QUERY_TOO_COMPLEX", **told), code="QUERY_TOO_COMPLEX", **told)
    if isinstance(cause, DomainError):
        return _with(
            error, message(cause.failure, locale), code=cause.code.value, field=contract_path(cause.failure.field)
        )
    if isinstance(cause, RequestError):
        return _with(error, text(locale, "request", cause.reason or cause.code), code=cause.code)
    if error.path is None:
        return _with(error, error.message, code="GRAPHQL_VALIDATION_FAILED")
    if cause is None or isinstance(cause, GraphQLError):
        # An argument that turned out wrong while others were executed already.
        return _with(error, error.message, code="INVALID")
    id = log_internal(cause, path=error.path)
    return _with(error, text(locale, "request", "INTERNAL", id=id), code="INTERNAL", id=id)


def log_internal(error: BaseException, **about: object) -> str:
    """Log where it happened, but not the error's own words, which may hold what a caller wrote; answers the id."""
    id = secrets.token_hex(6)
    frames = "".join(traceback.format_tb(error.__traceback__))
    state = getattr(getattr(error, "orig", None), "sqlstate", None)
    log.error("internal error", id=id, error=type(error).__qualname__, sqlstate=state, frames=frames, **about)
    return id


def _with(error: GraphQLError, message: str, **extensions: object) -> GraphQLError:
    return GraphQLError(
        message,
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions=extensions,
    )
