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


def _hours(text: str) -> timedelta:
    return _days(text) / 24


def _seconds(text: str) -> timedelta:
    seconds = float(text)
    if not 0 < seconds <= 86_400:
        raise ValueError
    return timedelta(seconds=seconds)


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
    confirm_span: timedelta = _setting(
        "BACKHAUL_CONFIRM_DAYS",
        "days after which the system confirms that an order was handled",
        timedelta(days=7),
        _days,
    )
    return_span: timedelta = _setting(
        "BACKHAUL_RETURN_METHOD_DAYS", "days to enter a return method", timedelta(days=15), _days
    )
    stock_accept_span: timedelta = _setting(
        "BACKHAUL_STOCK_ACCEPT_HOURS", "hours to accept a stock order", timedelta(hours=48), _hours
    )
    stock_ship_span: timedelta = _setting(
        "BACKHAUL_STOCK_SHIP_DAYS", "days to ship a stock order once it is accepted", timedelta(days=7), _days
    )
    jit_accept_span: timedelta = _setting(
        "BACKHAUL_JIT_ACCEPT_HOURS", "hours to accept a JIT order", timedelta(hours=24), _hours
    )
    jit_arrive_span: timedelta = _setting(
        "BACKHAUL_JIT_ARRIVE_HOURS", "hours for a JIT order to arrive once it is accepted", timedelta(hours=72), _hours
    )
    penalty_grace: timedelta = _setting(
        "BACKHAUL_PENALTY_GRACE_HOURS",
        "hours between the warning of a JIT penalty and the penalty",
        timedelta(hours=24),
        _hours,
    )
    schedule_every: timedelta = _setting(
        "BACKHAUL_SCHEDULE_SECONDS", "seconds between looks at what is due", timedelta(seconds=30), _seconds
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
        return Spans(
            instruction=self.instruction_span,
            collect=self.collect_span,
            confirm_handling=self.confirm_span,
            return_method=self.return_span,
            stock_accept=self.stock_accept_span,
            stock_ship=self.stock_ship_span,
            jit_accept=self.jit_accept_span,
            jit_arrive=self.jit_arrive_span,
            penalty_grace=self.penalty_grace,
        )

    @classmethod
    def table(cls) -> list[tuple[str, str, str]]:
        """(variable, default, description) of every setting."""
        return [(f.metadata["variable"], _shown(f), f.metadata["description"]) for f in fields(cls)]


def _shown(setting: Any) -> str:
    default, unit = setting.default, setting.metadata["variable"].rpartition("_")[2]
    if isinstance(default, timedelta):
        return f"{default / timedelta(**{unit.lower(): 1}):g}"
    if isinstance(default, bool):
        return "yes" if default else "no"
    return "" if default is None else str(default)
