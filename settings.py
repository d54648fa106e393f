"""The settings: environment variables, read once into one frozen object."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import timedelta
from typing import Any, Self
from urllib.parse import urlsplit

from sqlalchemy import URL

from domain.deadlines import Spans
from schema.bounds import Attempts, Bounds, Limits, Rates, Uploads
from services.objects import Objects, default_url
from services.sessions import Lifetime
from web.origins import LOOPBACK


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


def _minutes(text: str) -> timedelta:
    """Who is there is written down each minute."""
    minutes = float(text)
    if not 5 <= minutes <= 525_600:
        raise ValueError
    return timedelta(minutes=minutes)


def _seconds(text: str) -> timedelta:
    seconds = float(text)
    if not 0 < seconds <= 86_400:
        raise ValueError
    return timedelta(seconds=seconds)


def _count(text: str) -> int:
    number = int(text)
    if not 0 < number <= 2**31:
        raise ValueError
    return number


def _origin(text: str) -> str:
    parts = urlsplit(text)
    elsewhere = parts.path.strip("/") or parts.query or parts.port == 0
    if parts.scheme not in {"http", "https"} or not parts.hostname or elsewhere:
        raise ValueError
    return text.rstrip("/")


def _store(text: str) -> str:
    parts = urlsplit(text)
    folder = parts.scheme == "file" and not parts.netloc and parts.path.startswith("/")
    if not (folder or (parts.scheme == "s3" and parts.netloc)) or parts.query or parts.fragment:
        raise ValueError
    return text


def _issuer(text: str) -> str:
    """Without TLS on this machine alone."""
    parts = urlsplit(text)
    if parts.query or not (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)):
        raise ValueError
    return text


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
        "BACKHAUL_SECRET_KEY", "signs cursors and links; without it, a key made at migration and kept in the database"
    )
    object_store_url: str | None = _setting(
        "BACKHAUL_OBJECT_STORE_URL",
        "where files lie: file:///FOLDER, or s3://BUCKET/PREFIX with AWS_* variables; without it, a folder beside the database "
        "file, or backhaul-objects in the working directory",
        parse=_store,
    )
    otlp_endpoint: str | None = _setting(
        "BACKHAUL_OTLP_ENDPOINT", "an OpenTelemetry collector (OTLP over HTTP), for example http://127.0.0.1:4318"
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
    introspection: bool = _setting(
        "BACKHAUL_INTROSPECTION", "whether signed-in callers may ask for the schema", True, _flag
    )
    operation_cost: int = _setting("BACKHAUL_OPERATION_COST", "what one operation may cost", Limits.cost, _count)
    operation_depth: int = _setting("BACKHAUL_OPERATION_DEPTH", "how deep its fields may lie", Limits.depth, _count)
    operation_fields: int = _setting(
        "BACKHAUL_OPERATION_FIELDS", "how many fields it may select, fragments spread", Limits.fields, _count
    )
    operation_aliases: int = _setting(
        "BACKHAUL_OPERATION_ALIASES", "how many of them under another name", Limits.aliases, _count
    )
    operation_tokens: int = _setting(
        "BACKHAUL_OPERATION_TOKENS", "how many words and signs its document may have", Limits.tokens, _count
    )
    operation_span: timedelta = _setting(
        "BACKHAUL_OPERATION_SECONDS", "seconds that an operation may take", Bounds.time, _seconds
    )
    running: int = _setting(
        "BACKHAUL_RUNNING_OPERATIONS", "operations that one process works on at once", Bounds.running, _count
    )
    body_bytes: int = _setting("BACKHAUL_BODY_BYTES", "how large a request's body may be", Bounds.body, _count)
    body_span: timedelta = _setting(
        "BACKHAUL_BODY_SECONDS", "seconds in which a request's body has to come", Bounds.body_time, _seconds
    )
    upload_bytes: int = _setting("BACKHAUL_UPLOAD_BYTES", "how large a file may be", Uploads.bytes, _count)
    upload_span: timedelta = _setting(
        "BACKHAUL_UPLOAD_SECONDS", "seconds in which a file has to come", Uploads.time, _seconds
    )
    uploads_a_minute: int = _setting(
        "BACKHAUL_UPLOADS_A_MINUTE", "files that a user may send a minute", Uploads.a_minute, _count
    )
    uploads_at_once: int = _setting(
        "BACKHAUL_UPLOADS_AT_ONCE", "files that one process takes at once", Uploads.at_once, _count
    )
    link_span: timedelta = _setting(
        "BACKHAUL_LINK_SECONDS", "seconds for which a link to a file is good", timedelta(minutes=5), _seconds
    )
    bucket: int = _setting("BACKHAUL_RATE_BUCKET", "what a token or session may spend at once", Rates.bucket, _count)
    restored: int = _setting("BACKHAUL_RATE_RESTORED", "what comes back of it each second", Rates.restored, _count)
    strangers: int = _setting(
        "BACKHAUL_RATE_STRANGERS",
        "requests a minute that an address may make without being let in",
        Rates.strangers,
        _count,
    )
    public_url: str | None = _setting(
        "BACKHAUL_PUBLIC_URL",
        "what browsers call this server, where a proxy in between says otherwise: https://backhaul.example",
        parse=_origin,
    )
    session_idle: timedelta = _setting(
        "BACKHAUL_SESSION_IDLE_MINUTES",
        "minutes after which an unused session ends, at least 5",
        Lifetime.idle,
        _minutes,
    )
    session_span: timedelta = _setting(
        "BACKHAUL_SESSION_DAYS", "days after which any session ends", Lifetime.most, _days
    )
    sign_in_failures: int = _setting(
        "BACKHAUL_SIGN_IN_FAILURES",
        "sign-ins that may fail in 15 minutes, with one name from one address",
        Attempts.name,
        _count,
    )
    sign_in_failures_address: int = _setting(
        "BACKHAUL_SIGN_IN_FAILURES_ADDRESS",
        "sign-ins that may fail in 15 minutes from one address",
        Attempts.address,
        _count,
    )
    passwords_at_once: int = _setting(
        "BACKHAUL_PASSWORDS_AT_ONCE", "passwords that one process checks at once, 64 MiB each", Attempts.at_once, _count
    )
    oidc_issuer: str | None = _setting(
        "BACKHAUL_OIDC_ISSUER", "an OpenID provider to sign in with: https://login.example", parse=_issuer
    )
    oidc_client_id: str | None = _setting("BACKHAUL_OIDC_CLIENT_ID", "what the provider calls this server")
    oidc_client_secret: str | None = _setting(
        "BACKHAUL_OIDC_CLIENT_SECRET", "what it knows this server by, if anything"
    )
    oidc_user_claim: str = _setting(
        "BACKHAUL_OIDC_USER_CLAIM", "which of its claims is the name of the account here", "preferred_username"
    )
    demo: bool = _setting(
        "BACKHAUL_DEMO", "whether the demo accounts need no password; `serve --demo` says so", False, _flag
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
        if ("oidc_issuer" in given) != ("oidc_client_id" in given):
            raise BadSetting("BACKHAUL_OIDC_ISSUER and BACKHAUL_OIDC_CLIENT_ID belong together")
        return cls(**given)

    def objects(self, database: URL) -> Objects:
        return Objects(self.object_store_url or default_url(database))

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
            link=self.link_span,
        )

    @property
    def limits(self) -> Limits:
        return Limits(
            cost=self.operation_cost,
            depth=self.operation_depth,
            fields=self.operation_fields,
            aliases=self.operation_aliases,
            tokens=self.operation_tokens,
        )

    @property
    def rates(self) -> Rates:
        return Rates(bucket=self.bucket, restored=self.restored, strangers=self.strangers)

    @property
    def bounds(self) -> Bounds:
        return Bounds(body=self.body_bytes, body_time=self.body_span, running=self.running, time=self.operation_span)

    @property
    def uploads(self) -> Uploads:
        return Uploads(
            bytes=self.upload_bytes,
            time=self.upload_span,
            a_minute=self.uploads_a_minute,
            at_once=self.uploads_at_once,
        )

    @property
    def lifetime(self) -> Lifetime:
        return Lifetime(idle=self.session_idle, most=self.session_span)

    @property
    def attempts(self) -> Attempts:
        return Attempts(
            name=self.sign_in_failures, address=self.sign_in_failures_address, at_once=self.passwords_at_once
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
