"""An operation, from its text to its result. Whatever is wrong is an error in the result, with a code."""

import secrets
import traceback
from functools import lru_cache
from typing import Any

import structlog
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    execute,
    parse,
    specified_rules,
)
from strawberry import Schema
from strawberry.execution.is_awaitable import optimized_is_awaitable
from strawberry.schema.schema import validate_document

from domain.errors import DomainError, RequestError
from domain.texts import Locale, message, text
from plan.execution import PlanningExecutor
from schema.context import Context
from schema.paths import contract_path

log = structlog.get_logger()

KEPT = 500


async def run(schema: Schema, query: str, variables: dict[str, Any], context: Context) -> ExecutionResult:
    """The operation that the context names, or the only one. Strawberry's own way around would cost a third more."""
    try:
        document = _parsed(query)
    except GraphQLSyntaxError as error:
        return _failed([error], context)
    if problem := _unclear(document, context.operation_name):
        return _failed([GraphQLError(problem)], context)
    if errors := _errors(schema, query):
        return _failed(errors, context)
    result = execute(
        schema._schema,
        document,
        context_value=context,
        variable_values=variables,
        operation_name=context.operation_name,
        executor_class=PlanningExecutor,
        is_awaitable=optimized_is_awaitable,  # type: ignore[arg-type]
    )
    answer = result if isinstance(result, ExecutionResult) else await result
    return ExecutionResult(answer.data, _coded(answer.errors, context)) if answer.errors else answer


@lru_cache(maxsize=KEPT)
def _parsed(query: str) -> DocumentNode:
    return parse(query)


@lru_cache(maxsize=KEPT)
def _errors(schema: Schema, query: str) -> list[GraphQLError]:
    """Known by the text: comparing syntax would cost more."""
    return validate_document(schema._schema, _parsed(query), tuple(specified_rules))


def _unclear(document: DocumentNode, name: str | None) -> str | None:
    """Of several operations none is guessed."""
    operations = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
    if name is None:
        return "operationName: say which operation is meant" if len(operations) > 1 else None
    named = any(operation.name and operation.name.value == name for operation in operations)
    return None if named else "the document holds no such operation"


def _failed(errors: list[GraphQLError], context: Context) -> ExecutionResult:
    return ExecutionResult(None, _coded(errors, context))


def _coded(errors: list[GraphQLError], context: Context) -> list[GraphQLError]:
    return [coded(error, context.locale) for error in errors]


def coded(error: GraphQLError, locale: Locale) -> GraphQLError:
    """The error with its code, worded for the reader."""
    cause = error.original_error
    if isinstance(error, GraphQLSyntaxError):
        return _with(error, error.message, code="GRAPHQL_PARSE_FAILED")
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
