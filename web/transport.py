"""GraphQL over HTTP: requests in, JSON out. Every refusal is a JSON body with a coded error."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import orjson
from graphql import ExecutionResult, GraphQLError
from starlette.requests import Request
from starlette.responses import Response

from schema.execution import Operation

GRAPHQL_JSON = "application/graphql-response+json"
JSON = "application/json"
HTML = "text/html"
EVENTS = "text/event-stream"
# A stream is of no use where something between collects it first.
UNBUFFERED = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
# What is answered 200 to those who know only the older media type.
NOT_EXECUTED = {"GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "QUERY_TOO_COMPLEX"}


class BadRequest(Exception):
    """A request that holds no GraphQL operation, or one that may not come this way."""

    def __init__(self, status: int, message: str, **headers: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.headers = headers


# ───────────────────────── in ─────────────────────────


def check_head(request: Request) -> None:
    """Whether a body of this kind is read at all."""
    kind, _, parameters = request.headers.get("content-type", "").partition(";")
    if kind.strip().lower() != JSON:
        raise BadRequest(415, f"send the operation as {JSON}", Accept=JSON)
    if "charset=" in parameters.lower() and "utf-8" not in parameters.lower():
        raise BadRequest(415, "send the operation in UTF-8")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise BadRequest(415, "send the operation uncompressed", **{"Accept-Encoding": "identity"})


def parse_body(body: bytes) -> Operation:
    """The operation of a POST body."""
    return operation(json_of(body), "the body")


def json_of(body: bytes) -> Any:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        raise BadRequest(400, "the body is not JSON in UTF-8") from None


def parse_query_string(request: Request) -> Operation:
    """The operation of a GET request, whose variables and extensions are JSON."""
    given: dict[str, Any] = dict(request.query_params)
    for name in ("variables", "extensions"):
        if name in given:
            try:
                given[name] = orjson.loads(given[name])
            except orjson.JSONDecodeError:
                raise BadRequest(400, f"{name}: not JSON") from None
    return operation(given, "the query string")


def operation(request: Any, where: str) -> Operation:
    """The operation of a request's parameters, however they came."""
    if not isinstance(request, dict):
        raise BadRequest(400, f"{where} is not a JSON object with one operation")
    query, variables, name = (request.get(key) for key in ("query", "variables", "operationName"))
    if not isinstance(query, str) or not query.strip():
        raise BadRequest(400, "query: a GraphQL document is required")
    if not isinstance(variables, Mapping | None):
        raise BadRequest(400, "variables: must be an object")
    if not isinstance(name, str | None):
        raise BadRequest(400, "operationName: must be a string")
    if not isinstance(request.get("extensions"), Mapping | None):
        raise BadRequest(400, "extensions: must be an object")
    return Operation(query, dict(variables or {}), name)


# ───────────────────────── out ─────────────────────────


def accepted(request: Request, *offered: str) -> str | None:
    """Which of the media types the client would rather have; None where it wants none of them.

    Among those that it likes alike, the one that it names first, then the one offered first.
    """
    return _preferred(request.headers.get("accept", "*/*"), offered)


def wants_page(request: Request) -> bool:
    """Whether somebody is to look at the answer, rather than a program."""
    return accepted(request, JSON, HTML) == HTML


def encodings(accept_encoding: str) -> set[str]:
    """What the client unpacks, of what it names in its header."""
    preferences = map(_preference, filter(str.strip, accept_encoding.split(",")))
    return {name for name, quality in preferences if quality > 0}


# Clients send the same few headers again and again.
@lru_cache(maxsize=100)
def _preferred(accept: str, offered: Sequence[str]) -> str | None:
    wanted = [_preference(part) for part in accept.split(",") if part.strip()]
    found = [
        (quality, exact, -place, -order, kind)
        for order, kind in enumerate(offered)
        for place, (pattern, quality) in enumerate(wanted or [("*/*", 1.0)])
        if quality > 0 and (exact := _matches(pattern, kind))
    ]
    return max(found)[-1] if found else None


def _preference(part: str) -> tuple[str, float]:
    pattern, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = next((value[2:] for value in parameters if value.startswith("q=")), "1")
    try:
        return pattern, float(quality)
    except ValueError:
        return pattern, 0.0


def _matches(pattern: str, kind: str) -> int:
    """How exactly; 0 for not at all."""
    return {kind: 3, f"{kind.partition('/')[0]}/*": 2, "*/*": 1}.get(pattern, 0)


def answer_type(request: Request) -> str:
    """The newer media type is for those who name it."""
    named = GRAPHQL_JSON in request.headers.get("accept", "")
    return accepted(request, *((GRAPHQL_JSON, JSON) if named else (JSON,))) or JSON


def respond(request: Request, result: ExecutionResult) -> Response:
    """The result; with the newer media type, an operation that was never executed is a 400."""
    kind = answer_type(request)
    body = written(result)
    status = 400 if kind == GRAPHQL_JSON and "data" not in body else 200
    return _json(body, status, kind)


def written(result: ExecutionResult) -> dict[str, Any]:
    """The result as it is sent; without `data` where nothing was executed."""
    errors = [formatted(error) for error in result.errors or ()]
    executed = not any(error["extensions"].get("code") in NOT_EXECUTED and "path" not in error for error in errors)
    answer: dict[str, Any] = {"errors": errors} if errors else {}
    if executed:
        answer["data"] = result.data
    if result.extensions:
        answer["extensions"] = result.extensions
    return answer


def formatted(error: GraphQLError) -> dict[str, Any]:
    return {**error.formatted, "extensions": error.extensions or {}}


def refuse(request: Request, error: BadRequest) -> Response:
    told = GraphQLError(error.message, extensions={"code": "INVALID"})
    return refused(request, error.status, told, error.headers)


def refused(request: Request, status: int, error: GraphQLError, headers: Mapping[str, str]) -> Response:
    return _json(refusal(error), status, answer_type(request), headers)


def refusal(*errors: GraphQLError) -> dict[str, Any]:
    return {"errors": list(map(formatted, errors))}


def _json(body: dict[str, Any], status: int, kind: str, headers: Mapping[str, str] | None = None) -> Response:
    return Response(orjson.dumps(body), status, headers, f"{kind}; charset=utf-8")
