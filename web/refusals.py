"""Requests that are answered with an error, and no operation: one for each thing that can stand in the way."""

from collections.abc import Mapping

import structlog
from graphql import GraphQLError

from domain.errors import Unavailable
from domain.texts import Locale, text
from schema.execution import log_internal

log = structlog.get_logger()


class Refused(Exception):
    """`wait`: the seconds after which it may be asked again."""

    def __init__(self, status: int, code: str, wait: int = 0, **data: object) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.wait = wait
        self.data = data

    def message(self, locale: Locale) -> str:
        return text(locale, "request", self.code, wait=self.wait, **self.data)

    @property
    def headers(self) -> Mapping[str, str]:
        asked = {"WWW-Authenticate": "Bearer"} if self.status == 401 else {}
        return asked | ({"Retry-After": str(self.wait)} if self.wait else {})

    def error(self, locale: Locale) -> GraphQLError:
        wait = {"retryAfter": self.wait} if self.wait else {}
        return GraphQLError(self.message(locale), extensions={"code": self.code, **wait, **self.data})


def refused(error: Exception) -> Refused:
    """What a caller is told of whatever went wrong: of what nobody expected an id alone, which the log has too."""
    if isinstance(error, Refused):
        return error
    if isinstance(error, Unavailable):
        log.error("unavailable", reason=str(error))
        return Refused(503, "UNAVAILABLE")
    return Refused(500, "INTERNAL", id=log_internal(error))
