"""The ASGI application: settings → database → schema → routes."""

import asyncio
import gc
import sys
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from mimetypes import guess_type
from pathlib import Path
from typing import Any

import structlog
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import Scope
from strawberry import Schema

from domain.errors import Unavailable
from models import revision
from models.database import Database
from schema.root import schema
from services import events, evidence, schedule
from services.installation import secret_key
from services.passwords import Passwords
from services.queries.paging import Cursors
from services.schedule import again
from services.work import Clock, utc_now
from settings import Settings
from web import metrics, transport
from web.callers import Callers
from web.cookies import Cookie
from web.endpoint import Endpoint
from web.evidence import Files
from web.failures import Failures
from web.observed import Observed
from web.operations import Operations
from web.origins import Origin, Origins
from web.rates import Strangers
from web.sign_in import SignIn, Signing
from web.socket import Sockets
from web.stopping import told
from web.tracing import tracing

CONSOLE = Path(__file__).parent / "admin" / "dist"


class Probes:
    """What an installation's surroundings ask."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def alive(self, _: Request) -> Response:
        return JSONResponse({"alive": True})

    async def ready(self, _: Request) -> Response:
        """Whether it can serve: the database answers, and has this version's schema."""
        try:
            found = await revision.current(self._database)
        except Unavailable:
            return JSONResponse({"ready": False, "reason": "the database does not answer"}, 503)
        if found != revision.HEAD:
            return JSONResponse({"ready": False, "reason": "the schema is not current: run `backhaul migrate`"}, 503)
        return JSONResponse({"ready": True})


async def _unbuilt(_: Request) -> Response:
    return _no_page()


def _no_page() -> Response:
    return PlainTextResponse("The console is not built here: run `make setup`.\n", 503)


def _page(name: str) -> Response:
    path = CONSOLE / name
    return FileResponse(path, headers={"Cache-Control": "no-cache"}) if path.exists() else _no_page()


async def _console(request: Request) -> Response:
    """The page of the console, whatever it shows: its addresses are its own business. Nothing else is found."""
    if request.url.path != "/" and not transport.wants_page(request):
        raise HTTPException(404)
    return _page("index.html")


class _Assets(StaticFiles):
    """Files that are packed already: sent as they are, in a way that the client can unpack."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await self._packed(path, scope) or await super().get_response(path, scope)
        response.headers.add_vary_header("Accept-Encoding")
        return response

    async def _packed(self, path: str, scope: Scope) -> Response | None:
        """None where there is nothing that the client unpacks."""
        accepted = transport.encodings(Headers(scope=scope).get("accept-encoding", ""))
        for encoding, ending in (("br", ".br"), ("gzip", ".gz")):
            if encoding in accepted:
                with suppress(HTTPException):
                    response = await super().get_response(path + ending, scope)
                    response.headers["Content-Type"] = guess_type(path)[0] or "application/octet-stream"
                    response.headers["Content-Encoding"] = encoding
                    return response
        return None


@asynccontextmanager
async def _meanwhile(*going: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Tasks that go on for as long as this does."""
    tasks = [asyncio.create_task(task) for task in going]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def configure_logs(log_format: str) -> None:
    """One line an event on standard error, for people or for machines."""
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
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
    schema: Schema = schema,
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
    operations = Operations(
        schema=schema,
        database=database,
        clock=clock,
        spans=settings.spans,
        limits=settings.limits,
        rates=settings.rates,
        bounds=settings.bounds,
        introspection=settings.introspection,
        planned=planned,
        tracing=tracing(settings.otlp_endpoint),
    )
    origins = Origins(Origin.of(settings.public_url or ""))
    cookie = Cookie("backhaul", origins)
    callers = Callers(database, clock, cookie, settings.lifetime.idle, Strangers(settings.rates))
    signing = Signing(database, clock, cookie, settings.lifetime.most)
    elsewhere = _elsewhere(settings, signing, callers.strangers)
    sign_in = SignIn(
        signing,
        callers,
        Passwords(database, settings.attempts.at_once),
        Failures(settings.attempts),
        settings.bounds.body_time,
        ways=["/auth/login", *(route.path for route in elsewhere[:1])],
        demo=_demo_accounts() if settings.demo else (),
    )
    objects = settings.objects(database.url)
    files = Files(signing, callers, objects, settings.uploads)
    endpoint, sockets = Endpoint(operations, callers), Sockets(operations, callers)
    probes = Probes(database)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        signing.secret = await _secret(database, settings)
        operations.cursors = Cursors(signing.secret)
        async with _meanwhile(
            again(settings.schedule_every, lambda: schedule.run(database, settings.spans, clock, metrics.done)),
            again(settings.schedule_every, lambda: evidence.clear(database, objects, clock)),
            events.keep(database, metrics.sequenced),
            database.listen(),
            operations.feed.keep(),
            callers.keep(),
        ):
            with told(sockets.close):
                yield
        await sockets.close()
        # It sends what is left, and waits for the answer: not in the way of anybody else.
        await asyncio.to_thread(operations.tracing.close)
        await database.close()

    async def graphql(request: Request) -> Response:
        """A browser that navigates here is shown GraphiQL."""
        if request.method in {"GET", "HEAD"} and transport.wants_page(request):
            return _page("graphiql.html")
        return await endpoint(request)

    routes = [
        Route("/graphql", graphql, methods=["GET", "POST", "PUT", "PATCH", "DELETE"]),
        WebSocketRoute("/graphql", sockets.serve),
        *sign_in.routes(),
        *elsewhere,
        *files.routes(),
        Route("/healthz", probes.alive),
        Route("/readyz", probes.ready),
        Route("/metrics", metrics.show),
        Mount("/assets", _Assets(directory=CONSOLE / "assets"))
        if CONSOLE.is_dir()
        else Route("/assets/{path:path}", _unbuilt),
        Route("/{path:path}", _console),
    ]
    return Starlette(routes=routes, lifespan=lifespan, middleware=[Middleware(Observed)])


def _elsewhere(settings: Settings, signing: Signing, strangers: Strangers) -> list[Route]:
    """Signing in with a provider, which is loaded only where there is one: it takes a tenth of the memory."""
    if settings.oidc_issuer is None or settings.oidc_client_id is None:
        return []
    from web.oidc import Oidc
    from web.provider import Provider

    secret = settings.oidc_client_secret
    provider = Provider(settings.oidc_issuer, settings.oidc_client_id, secret, signing.clock)
    return Oidc(signing, provider, settings.oidc_user_claim, strangers).routes()


def _demo_accounts() -> Sequence[str]:
    """Loaded only where they are to be had."""
    from services.demo import ACCOUNTS

    return tuple(ACCOUNTS)


async def _secret(database: Database, settings: Settings) -> bytes:
    """The key that all server processes of the database sign with."""
    if settings.secret_key is not None:
        return settings.secret_key.encode()
    async with database.read(primary=True) as session:
        return (await secret_key(session)).encode()


def create_served_app() -> Starlette:
    """The application of a server process. What is loaded by now stays for good: the collector need not look again."""
    application = create_app()
    gc.collect()
    gc.freeze()
    return application
