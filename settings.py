"""The settings: environment variables, read once into one frozen object."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import timedelta
from typing import Any, Self

from domain.deadlines import Spans


class BadSetting(Exception):
    """A variable whose value cannot be understood."""


def _setting(variable: str, description: str, default: Any = None, parse: Any = str) -> Any:
    return field(default=default, metadata={"variable": variable, "description": description, "parse": parse})


def _flag(text: str) -> bool:
    if text.lower() not in {"1", "0", "true", "false", "yes", "no"}:
        raise ValueError
    return text.lower() in {"1", "true", "yes"}


def _days(text: str) -> timedelta:
    days = float(text)
    if not 0 < days <= 3650:
        raise ValueError
    return timedelta(days=days)


def _choice(*choices: str) -> Any:
    def parse(text: str) -> str:
        if text not in choices:
            raise ValueError
        return text

    return parse


@dataclass(frozen=True)
class Settings:
    database_url: str = _setting(
        "BACKHAUL_DATABASE_URL",
        "the database: sqlite+aiosqlite:///FILE or postgresql+asyncpg://…",
        "sqlite+aiosqlite:///backhaul.db",
    )
    read_database_url: str | None = _setting("BACKHAUL_READ_DATABASE_URL", "a replica to read from")
    pooler: str | None = _setting(
        "BACKHAUL_POOLER", "`transaction` behind pgbouncer in transaction mode", parse=_choice("transaction")
    )
    secret_key: str | None = _setting(
        "BACKHAUL_SECRET_KEY", "signs cursors; without it, a key made at migration and kept in the database"
    )
    log_format: str = _setting("BACKHAUL_LOG_FORMAT", "`console` or `json`", "console", _choice("console", "json"))
    durable: bool = _setting(
        "BACKHAUL_DURABLE", "SQLite: every commit survives a power cut; no: the last ones may not", True, _flag
    )
    instruction_span: timedelta = _setting(
        "BACKHAUL_INSTRUCTION_DAYS", "days to register a pickup or confirm a destruction", timedelta(days=15), _days
    )
    collect_span: timedelta = _setting(
        "BACKHAUL_COLLECT_DAYS", "days to collect after the expected pickup time", timedelta(days=7), _days
    )
    demo_password: str | None = _setting(
        "BACKHAUL_DEMO_PASSWORD", "the demo accounts' password; without it, a random one"
    )

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """BadSetting names the first variable that cannot be understood."""
        given: dict[str, Any] = {}
        for item in fields(cls):
            variable, parse = item.metadata["variable"], item.metadata["parse"]
            if text := environment.get(variable):
                try:
                    given[item.name] = parse(text)
                except ValueError:
                    described = item.metadata["description"]
                    raise BadSetting(f"{variable}={text!r} is not understood: {described}") from None
        return cls(**given)

    @property
    def spans(self) -> Spans:
        return Spans(instruction=self.instruction_span, collect=self.collect_span)

    @classmethod
    def table(cls) -> list[tuple[str, str, str]]:
        """(variable, default, description) of every setting."""
        return [(f.metadata["variable"], _shown(f.default), f.metadata["description"]) for f in fields(cls)]


def _shown(default: object) -> str:
    if isinstance(default, timedelta):
        return str(default.days)
    if isinstance(default, bool):
        return "yes" if default else "no"
    return "" if default is None else str(default)
