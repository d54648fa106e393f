"""The `backhaul` command."""

import asyncio
import multiprocessing
import os
import socket
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from domain.errors import DomainError, Failure, Rejected, Unavailable
from domain.permissions import SYSTEM, Role, TokenScope
from domain.texts import Locale, message
from models import revision
from models.database import Database
from services import demo as demo_data
from services import rulebook, users
from services import verify as invariants
from services.objects import StoreDown
from services.work import perform
from settings import BadSetting, Settings

T = TypeVar("T")
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
errors = Console(stderr=True, highlight=False, soft_wrap=True)
output = Console(highlight=False, soft_wrap=True)


class CommandFailed(click.ClickException):
    """A failure that a user can cause: one line on standard error, exit 1."""

    exit_code = 1


def main() -> None:
    sys.exit(_exit_code(lambda: backhaul.main(standalone_mode=False)))


def _exit_code(run: Callable[[], int | None]) -> int:
    """One clear line for whatever a user can cause: 2 on bad usage, 1 on failure."""
    try:
        return run() or 0
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return 2
    except click.UsageError as error:
        command = f" ({error.ctx.command_path} --help)" if error.ctx else ""
        _complain(error.format_message() + command)
        return 2
    except click.ClickException as error:
        _complain(error.format_message())
        return error.exit_code
    except BadSetting as error:
        _complain(str(error))
        return 2
    except Rejected as rejected:
        for failure in rejected.failures:
            _complain(_worded(failure))
    except DomainError as error:
        _complain(_worded(error.failure))
    except Unavailable as error:
        _complain(f"the database cannot be used: {error}")
    except OSError as error:
        _complain(str(error))
    except (click.Abort, KeyboardInterrupt):
        return 130
    return 1


def _complain(text: str) -> None:
    click.echo(f"backhaul: {' '.join(text.split())}", err=True)


def _worded(failure: Failure) -> str:
    field = ".".join(str(step) for step in failure.field)
    return f"{field + ': ' if field else ''}{message(failure, Locale.EN)}"


def _database(settings: Settings) -> Database:
    try:
        return Database(
            settings.database_url,
            read_url=settings.read_database_url,
            pooler=settings.pooler,
            durable=settings.durable,
        )
    except Exception as error:
        raise BadSetting(f"BACKHAUL_DATABASE_URL is not understood: {error}") from None


def _run(task: Callable[[Database, Settings], Awaitable[T]]) -> T:
    """Run a task against the configured database, and close it."""
    settings = Settings.read()

    async def run() -> T:
        database = _database(settings)
        try:
            return await task(database, settings)
        finally:
            await database.close()

    return asyncio.run(run())


def _run_apart(task: Callable[[Database, Settings], Awaitable[None]]) -> None:
    """As `_run`, in a process of its own: the server forks, and threads that the object store started do not outlive a fork."""
    process = multiprocessing.get_context("fork").Process(target=lambda: sys.exit(_exit_code(lambda: _run(task))))
    process.start()
    process.join()
    if process.exitcode:
        sys.exit(process.exitcode)


async def _require_schema(database: Database) -> None:
    found = await revision.current(database)
    if found is None:
        raise CommandFailed("the database has no schema yet: run `backhaul migrate`")
    if found != revision.HEAD:
        raise CommandFailed(
            f"the database's schema is at {found}, this version's at {revision.HEAD}: run `backhaul migrate`"
        )


def _progress() -> Progress:
    """On standard error, and only where somebody watches: piped output stays clean."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=errors,
        transient=True,
        disable=not errors.is_terminal,
    )


def _settings_help() -> str:
    rows = [
        f"  {name}{f' (default {default})' if default else ''}\n      {text}"
        for name, default, text in Settings.table()
    ]
    return "\b\nSettings, as environment variables:\n" + "\n".join(rows)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="backhaul")
def backhaul() -> None:
    """Reverse logistics that you can query.

    \b
    Example:
      backhaul serve --demo
    """


# ───────────────────────── serving ─────────────────────────


@backhaul.command(epilog=_settings_help())
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Server processes.")
@click.option("--demo", is_flag=True, help="Load demo data into an empty database; loopback only.")
def serve(host: str, port: int, workers: int, demo: bool) -> None:
    """Serve the console, GraphiQL and the API.

    Migrates the embedded database if it is new or older. On PostgreSQL it refuses to start on an older schema.

    \b
    Example:
      backhaul serve --port 8080 --demo
    """
    if (demo or Settings.read().demo) and host not in LOOPBACK:
        raise click.UsageError(f"the demo accounts need no password: {host} is not this machine alone")
    if demo:
        os.environ["BACKHAUL_DEMO"] = "yes"
        os.environ.setdefault("BACKHAUL_DURABLE", "no")
    _run_apart(lambda database, settings: _prepare(database, settings, demo))
    port = port or _free_port(host)
    _require_free(host, port)
    output.print(f"Backhaul on http://{f'[{host}]' if ':' in host else host}:{port}  (GraphiQL: /graphql)")

    from granian import Granian
    from granian.constants import Interfaces

    from web import stopping

    with _counted_together(workers):
        server = Granian(
            "server:create_served_app",
            factory=True,
            interface=Interfaces.ASGI,
            address=host,
            port=port,
            workers=workers,
            log_access=False,
            log_level="warning",  # type: ignore[arg-type]
            websockets=True,
            respawn_failed_workers=workers > 1,
            workers_kill_timeout=stopping.PATIENCE,
        )
        server.on_startup(stopping.tell_first)
        server.serve()


@contextmanager
def _counted_together(workers: int) -> Iterator[None]:
    """What several processes count for Prometheus lies in files."""
    if workers == 1 or os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        yield
        return
    with tempfile.TemporaryDirectory(prefix="backhaul-metrics-") as folder:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        yield


def _free_port(host: str) -> int:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def _require_free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandFailed(f"cannot listen on {host}:{port}: {error.strerror}") from None


async def _prepare(database: Database, settings: Settings, demo: bool) -> None:
    if database.is_sqlite:
        await _migrate(database)
    else:
        await _require_schema(database)
    if demo:
        if await demo_data.is_empty(database):
            await _load_demo(database, settings, orders=demo_data.ORDERS, seed=demo_data.SEED)
        try:
            await _show_accounts(database)
        except Rejected:
            raise CommandFailed("the database holds other data than the demo's: serve it without --demo") from None


async def _migrate(database: Database) -> None:
    from models import migrate

    await migrate.upgrade(database)


@backhaul.command(name="migrate")
def migrate_() -> None:
    """Bring the database to this version's schema.

    \b
    Example:
      BACKHAUL_DATABASE_URL=postgresql+asyncpg://localhost/backhaul backhaul migrate
    """

    async def run(database: Database, _: Settings) -> None:
        before = await revision.current(database)
        await _migrate(database)
        output.print(f"schema {revision.HEAD}" + (" (as it was)" if before == revision.HEAD else ""))

    _run(run)


# ───────────────────────── data ─────────────────────────


@backhaul.command()
@click.option("--orders", default=demo_data.ORDERS, show_default=True, type=click.IntRange(0, 1_000_000))
@click.option("--seed", default=demo_data.SEED, show_default=True, type=int, help="The same seed makes the same data.")
def demo(orders: int, seed: int) -> None:
    """Load demo data into an empty database, and print the accounts.

    \b
    Example:
      backhaul demo --orders 500
    """

    async def run(database: Database, settings: Settings) -> None:
        if await revision.current(database) is None:
            await _migrate(database)
        await _require_schema(database)
        await _load_demo(database, settings, orders, seed)
        await _show_accounts(database)

    _run(run)


async def _load_demo(database: Database, settings: Settings, orders: int, seed: int) -> None:
    with _progress() as progress:
        task = progress.add_task("demo data", total=orders + demo_data.STORIES)
        try:
            password = await demo_data.load(
                database,
                settings.objects(database.url),
                orders=orders,
                seed=seed,
                spans=settings.spans,
                password=settings.demo_password,
                advance=lambda number: progress.advance(task, number),
            )
        except demo_data.NotEmpty:
            raise CommandFailed("the database is not empty: demo data is for a new one only") from None
        except StoreDown as error:
            raise CommandFailed(f"the demo's files cannot be stored (BACKHAUL_OBJECT_STORE_URL): {error}") from None
    output.print(f"Demo data loaded. All demo accounts have the password  {password}")


async def _show_accounts(database: Database) -> None:
    """The demo accounts, each with a new token to try the API with."""
    table = Table("account", "role", "API token", box=None, pad_edge=False)
    for name, role in demo_data.ACCOUNTS.items():
        command = users.CreateToken(user_name=name, label="demo", lifetime=timedelta(days=1))
        table.add_row(name, role.value, await perform(database, users.create_token, command, actor=SYSTEM))
    output.print(table)


@backhaul.group(name="import")
def import_() -> None:
    """Read files of the trade.

    \b
    Example:
      backhaul import reverse-orders orders.csv
    """


@import_.command(name="reverse-orders")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A TOML file that adapts other files.",
)
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
def import_reverse_orders(file: Path, mapping: Path | None, dry_run: bool) -> None:
    """Enter the reverse orders of a CSV (UTF-8, GBK) or XLSX FILE, with Chinese or English headers.

    One row a line; rows with the same merchant, order number and type are one order. Each refusal is one line on standard
    error; running the same file again changes nothing. Exit 1 when anything was refused.

    \b
    Example:
      backhaul import reverse-orders retail.csv --mapping examples/online-retail.toml
    """
    from services import imports

    async def run(database: Database, settings: Settings) -> imports.Report:
        await _require_schema(database)
        with _progress() as progress:
            task = progress.add_task(file.name, total=None)
            return await imports.reverse_orders(
                database,
                file,
                mapping=mapping,
                dry_run=dry_run,
                spans=settings.spans,
                progress=lambda done, total: progress.update(task, completed=done, total=total),
            )

    try:
        report = _run(run)
    except imports.BadFile as error:
        raise CommandFailed(str(error)) from None
    for refusal in report.refusals:
        click.echo(str(refusal), err=True)
    output.print(report.summary(dry_run))
    if report.refusals:
        sys.exit(1)


@backhaul.command()
def verify() -> None:
    """Check the invariants on every document; exit 1 when one is broken.

    \b
    Example:
      backhaul verify
    """

    async def run(database: Database, _: Settings) -> list[invariants.Finding]:
        await _require_schema(database)
        with _progress() as progress:
            task = progress.add_task("invariants", total=len(invariants.INVARIANTS))
            return await invariants.verify(database, advance=lambda: progress.advance(task))

    findings = _run(run)
    for finding in findings:
        click.echo(str(finding), err=True)
    if findings:
        sys.exit(1)
    output.print(f"{len(invariants.INVARIANTS)} invariants hold")


# ───────────────────────── accounts ─────────────────────────


@backhaul.group(name="users")
def users_() -> None:
    """Accounts.

    \b
    Example:
      backhaul users create wang --role MERCHANT --merchant M001
    """


@users_.command(name="create")
@click.argument("name")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role], case_sensitive=False))
@click.option("--merchant", "merchants", multiple=True, metavar="CODE", help="Its merchant; may be repeated.")
@click.option("--warehouse", "warehouses", multiple=True, metavar="CODE", help="Its warehouse; may be repeated.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def create_user(
    name: str, role: str, merchants: tuple[str, ...], warehouses: tuple[str, ...], password_stdin: bool
) -> None:
    """Create the account NAME.

    \b
    Example:
      echo "$PASSWORD" | backhaul users create wang --role MERCHANT --merchant M001 --password-stdin
    """
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else None
    command = users.CreateUser(name, Role(role), merchants, warehouses, password)

    async def run(database: Database, _: Settings) -> None:
        await _require_schema(database)
        await perform(database, users.create_user, command, actor=SYSTEM)

    _run(run)
    output.print(f"created {name} ({role})")


@backhaul.group()
def tokens() -> None:
    """API tokens.

    \b
    Example:
      backhaul tokens create --user wang --scope read
    """


@tokens.command(name="create")
@click.option("--user", required=True, metavar="NAME", help="Whose token.")
@click.option("--name", "label", default="token", show_default=True, metavar="LABEL", help="To tell tokens apart.")
@click.option(
    "--scope", "scopes", multiple=True, type=click.Choice([s.value for s in TokenScope]), help="Both by default."
)
@click.option("--expires-in", type=click.IntRange(1, 3650), metavar="DAYS", help="By default it does not expire.")
def create_token(user: str, label: str, scopes: tuple[str, ...], expires_in: int | None) -> None:
    """Create a token, and print it and nothing else: it is never told again.

    \b
    Example:
      TOKEN=$(backhaul tokens create --user wang --scope read --expires-in 90)
    """
    command = users.CreateToken(
        user_name=user,
        label=label,
        scopes=tuple(TokenScope(scope) for scope in scopes or tuple(TokenScope)),
        lifetime=timedelta(days=expires_in) if expires_in else None,
    )

    async def run(database: Database, _: Settings) -> str:
        await _require_schema(database)
        return await perform(database, users.create_token, command, actor=SYSTEM)

    click.echo(_run(run))


@backhaul.command()
def rules() -> None:
    """Print the rule matrix as Markdown: what each resolution of an exception does.

    \b
    Example:
      backhaul rules > rules.md
    """
    click.echo(rulebook.markdown(), nl=False)


@backhaul.command()
def schema() -> None:
    """Print the GraphQL schema that is served.

    \b
    Example:
      backhaul schema > schema.graphql
    """
    from schema.root import schema as served

    click.echo(served.as_str())
