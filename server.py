"""The ASGI application: settings → database → schema → routes."""

import asyncio
import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import structlog
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from domain.deadlines import Spans
from domain.errors import Unavailable
from domain.permissions import Viewer
from domain.texts import Locale, negotiate, text
from models import migrate
from models.database import Database
from schema import execution, transport
from schema.context import Context
from schema.execution import log_internal
from schema.root import schema
from services import schedule
from services.installation import secret_key
from services.queries.paging import Cursors
from services.users import authenticate
from services.work import Clock, utc_now
from settings import Settings

CONSOLE = Path(__file__).parent / "admin" / "dist"
LONGEST_BODY = 1024 * 1024
log = structlog.get_logger()


class Application:
    """What all requests share."""

    def __init__(self, database: Database, spans: Spans, secret: str | None, clock: Clock, planned: bool) -> None:
        self.database = database
        self.spans = spans
        self.clock = clock
        self.planned = planned
        self._secret = secret
        self.cursors: Cursors | None = None

    async def start(self) -> None:
        """Read what the database keeps for all server processes."""
        if self._secret is None:
            async with self.database.read(primary=True) as session:
                self._secret = await secret_key(session)
        self.cursors = Cursors(self._secret.encode())

    async def viewer(self, request: Request) -> Viewer | None:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            return None
        return await authenticate(self.database, token.strip(), self.clock())

    async def graphql(self, request: Request) -> Response:
        if request.method == "GET" and transport.wants_html(request):
            return _page("graphiql.html")
        if request.method != "POST":
            return transport.refuse(request, 405, "INVALID", "send the operation with POST", Allow="GET, POST")
        locale = negotiate(request.headers.get("accept-language"))
        try:
            return await self._operation(request, locale)
        except Unavailable as error:
            log.error("unavailable", reason=str(error))
            return transport.refuse(request, 503, "UNAVAILABLE", text(locale, "request", "UNAVAILABLE"))
        except transport.BadRequest as error:
            return transport.refuse(request, error.status, "INVALID", error.message)
        except Exception as error:
            id = log_internal(error)
            return transport.refuse(request, 500, "INTERNAL", text(locale, "request", "INTERNAL", id=id))

    async def _operation(self, request: Request, locale: Locale) -> Response:
        viewer = await self.viewer(request)
        if viewer is None:
            message = text(locale, "request", "UNAUTHENTICATED")
            return transport.refuse(request, 401, "UNAUTHENTICATED", message, **{"WWW-Authenticate": "Bearer"})
        operation = transport.parse(request.headers.get("content-type", ""), await _body(request))
        assert self.cursors is not None  # started
        context = Context(
            viewer=viewer,
            database=self.database,
            cursors=self.cursors,
            locale=locale,
            clock=self.clock,
            spans=self.spans,
            operation_name=operation.name,
            planned=self.planned,
        )
        result = await execution.run(schema, operation.query, dict(operation.variables or {}), context)
        return transport.respond(request, result)

    async def ready(self, _: Request) -> Response:
        """Whether it can serve: the database answers, and has this version's schema."""
        try:
            revision = await migrate.current(self.database)
        except Unavailable:
            return JSONResponse({"ready": False, "reason": "the database does not answer"}, 503)
        if revision != migrate.HEAD:
            return JSONResponse({"ready": False, "reason": "the schema is not current: run `backhaul migrate`"}, 503)
        return JSONResponse({"ready": True})


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_BODY:
            raise transport.BadRequest(413, f"at most {LONGEST_BODY} bytes")
    return bytes(body)


def _page(name: str) -> Response:
    path = CONSOLE / name
    if not path.exists():
        return PlainTextResponse("The console is not built here: run `make setup`.\n", 503)
    return FileResponse(path, headers={"Cache-Control": "no-cache"})


async def _home(_: Request) -> Response:
    return _page("index.html")


async def _alive(_: Request) -> Response:
    return JSONResponse({"alive": True})


@asynccontextmanager
async def _kept(application: Application, settings: Settings) -> AsyncIterator[None]:
    """While this goes on, what is due is done."""
    keeping = schedule.keep(application.database, application.spans, application.clock, settings.schedule_every)
    task = asyncio.create_task(keeping)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def configure_logs(log_format: str) -> None:
    """One line an event on standard error, for people or for machines."""
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer() if log_format == "json" else structlog.dev.ConsoleRenderer()
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def create_app(
    database: Database | None = None,
    settings: Settings | None = None,
    clock: Clock = utc_now,
    *,
    planned: bool = True,
) -> Starlette:
    """The application on a database; without one, as the environment's settings say.

    Not `planned`, all reading is left to the ordinary executor: for comparing with it.
    """
    settings = settings or Settings.read()
    configure_logs(settings.log_format)
    database = database or Database(
        settings.database_url,
        read_url=settings.read_database_url,
        pooler=settings.pooler,
        durable=settings.durable,
    )
    application = Application(database, settings.spans, settings.secret_key, clock, planned)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await application.start()
        async with _kept(application, settings):
            yield
        await database.close()

    routes = [
        Route("/", _home),
        Route("/graphql", application.graphql, methods=["GET", "POST", "PUT", "PATCH", "DELETE"]),
        Route("/healthz", _alive),
        Route("/readyz", application.ready),
        Mount("/assets", StaticFiles(directory=CONSOLE / "assets", check_dir=False)),
    ]
    return Starlette(routes=routes, lifespan=lifespan)


def create_served_app() -> Starlette:
    """The application of a server process. What is loaded by now stays for good: the collector need not look again."""
    application = create_app()
    gc.collect()
    gc.freeze()
    return application
