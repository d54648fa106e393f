"""GraphQL over HTTP: requests in, JSON out. Every refusal is a JSON body with a coded error."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import ExecutionResult, GraphQLError
from starlette.requests import Request
from starlette.responses import Response

GRAPHQL_JSON = "application/graphql-response+json"
JSON = "application/json"
NOT_EXECUTED = {"GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED"}


class BadRequest(Exception):
    """A request that holds no GraphQL operation."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


@dataclass(frozen=True)
class Operation:
    query: str
    variables: Mapping[str, Any] | None
    name: str | None


def parse(content_type: str, body: bytes) -> Operation:
    """The operation of a POST body."""
    media_type, _, parameters = content_type.partition(";")
    if media_type.strip().lower() != JSON:
        raise BadRequest(415, f"send the operation as {JSON}")
    if "charset=" in parameters.lower() and "utf-8" not in parameters.lower():
        raise BadRequest(415, "send the operation in UTF-8")
    try:
        request = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise BadRequest(400, "the body is not JSON in UTF-8") from None
    if not isinstance(request, dict):
        raise BadRequest(400, "the body is not a JSON object")
    query, variables, name = (request.get(key) for key in ("query", "variables", "operationName"))
    if not isinstance(query, str) or not query.strip():
        raise BadRequest(400, "query: a GraphQL document is required")
    if variables is not None and not isinstance(variables, dict):
        raise BadRequest(400, "variables: must be an object")
    if name is not None and not isinstance(name, str):
        raise BadRequest(400, "operationName: must be a string")
    return Operation(query, variables, name)


def wants_html(request: Request) -> bool:
    """A browser's navigation, not a client's query."""
    accept = request.headers.get("accept", "")
    return "text/html" in accept


def media_type(request: Request) -> str:
    return GRAPHQL_JSON if GRAPHQL_JSON in request.headers.get("accept", "") else JSON


def respond(request: Request, result: ExecutionResult) -> Response:
    """The result; with the newer media type, an operation that was never executed is a 400."""
    answer: dict[str, Any] = {}
    errors = [formatted(error) for error in result.errors or ()]
    executed = not any(error["extensions"].get("code") in NOT_EXECUTED and "path" not in error for error in errors)
    if errors:
        answer["errors"] = errors
    if executed:
        answer["data"] = result.data
    kind = media_type(request)
    status = 400 if kind == GRAPHQL_JSON and not executed else 200
    return Response(orjson.dumps(answer), status_code=status, media_type=kind)


def formatted(error: GraphQLError) -> dict[str, Any]:
    return {**error.formatted, "extensions": error.extensions or {}}


def refuse(request: Request, status: int, code: str, message: str, **headers: str) -> Response:
    body = {"errors": [{"message": message, "extensions": {"code": code}}]}
    return Response(orjson.dumps(body), status_code=status, media_type=media_type(request), headers=headers)
