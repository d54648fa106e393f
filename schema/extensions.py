"""What happens around every operation."""

import secrets
import traceback
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from typing import Any

import structlog
from graphql import DocumentNode, GraphQLError, GraphQLSyntaxError, OperationDefinitionNode, parse, validate
from strawberry import Schema
from strawberry.extensions import SchemaExtension

from domain.errors import DomainError, RequestError
from domain.texts import Locale, message, text
from schema.paths import contract_path

log = structlog.get_logger()

KEPT = 500


class KeptDocuments(SchemaExtension):
    """Documents that were parsed and validated before, known by their text: comparing syntax would cost more.

    One that cannot be parsed is left to Strawberry, which tells what is wrong with it.
    """

    def on_parse(self) -> Iterator[None]:
        context = self.execution_context
        with suppress(GraphQLSyntaxError):
            context.graphql_document = _parsed(context.query, **context.parse_options)
        yield

    def on_validate(self) -> Iterator[None]:
        context = self.execution_context
        rules = tuple(context.validation_rules)
        context.pre_execution_errors = [*_errors(context.schema, context.query, rules, **context.parse_options)]
        yield


@lru_cache(maxsize=KEPT)
def _parsed(text: str, **options: Any) -> DocumentNode:
    return parse(text, **options)


@lru_cache(maxsize=KEPT)
def _errors(schema: Schema, text: str, rules: tuple[Any, ...], **options: Any) -> tuple[GraphQLError, ...]:
    return tuple(validate(schema._schema, _parsed(text, **options), rules))


class AnswerErrors(SchemaExtension):
    """Top-level errors as clients see them: always a code, never what only the log should know."""

    def on_validate(self) -> Any:
        """Of several operations none is guessed: the request must name the one that it means."""
        context = self.execution_context
        document = context.graphql_document
        if document is not None and context.context.operation_name is None:
            operations = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
            if len(operations) > 1:
                context.pre_execution_errors = [GraphQLError("operationName: say which operation is meant")]
        yield

    def on_operation(self) -> Any:
        yield
        result = self.execution_context.result
        errors = getattr(result, "errors", None)
        if errors:
            context = self.execution_context.context
            result.errors = [coded(error, context.locale) for error in errors]  # type: ignore[union-attr]


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
