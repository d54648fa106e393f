"""Where files lie: a folder, or a bucket that is spoken to as S3."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from sqlalchemy import URL

if TYPE_CHECKING:
    from obstore.store import LocalStore, S3Store

# What is read and sent at once, and what is written at once where a file is larger than that.
READ = 256 * 1024
WRITTEN = 5 * 1024 * 1024
# Somebody waits meanwhile. Without TLS only where AWS_ENDPOINT says http.
_CLIENT: Any = {"allow_http": True, "connect_timeout": timedelta(seconds=3), "timeout": timedelta(seconds=30)}
_RETRIES: Any = {"max_retries": 2, "retry_timeout": timedelta(seconds=10)}


class StoreDown(Exception):
    """It cannot be reached, or does not let us."""


class Lost(Exception):
    """There is no such object."""


def default_url(database: URL) -> str:
    """A folder beside an embedded database; else one in the working directory."""
    embedded = database.get_backend_name() == "sqlite" and database.database
    folder = Path(database.database or "").absolute().parent / "evidence" if embedded else Path("backhaul-objects")
    return folder.absolute().as_uri()


class Objects:
    """Loaded and connected when it is first needed: who attaches nothing needs no store."""

    def __init__(self, url: str) -> None:
        self._url = url

    @cached_property
    def _store(self) -> "LocalStore | S3Store":
        from obstore.store import LocalStore, S3Store

        if self._url.startswith("file:"):
            return LocalStore.from_url(self._url, mkdir=True)
        return S3Store.from_url(self._url, client_options=_CLIENT, retry_config=_RETRIES)

    async def put(self, key: str, file: IO[bytes] | bytes) -> None:
        """All of it, or nothing."""
        with _told(missing=StoreDown):
            await self._store.put_async(key, file, chunk_size=WRITTEN, max_concurrency=2)

    async def remove(self, key: str) -> None:
        with _told():
            await self._store.delete_async(key)

    async def size(self, key: str) -> int:
        with _told():
            return int((await self._store.head_async(key))["size"])

    async def read(self, key: str, start: int, end: int) -> AsyncIterator[bytes]:
        """The bytes of an object from `start` to before `end`, piece by piece."""
        with _told():
            found = await self._store.get_async(key, options={"range": (start, end)})
        return _pieces(found)


async def _pieces(found: Any) -> AsyncIterator[bytes]:
    with _told():
        async for piece in found.stream(min_chunk_size=READ):
            yield bytes(piece)


@contextmanager
def _told(missing: type[Exception] = Lost) -> Iterator[None]:
    """The first line of what went wrong; the others are for who wrote the library. What is `missing` may be the bucket."""
    from obstore.exceptions import BaseError

    try:
        yield
    except FileNotFoundError as error:
        raise missing(_first_line(error)) from error
    except (BaseError, OSError, ValueError) as error:
        raise StoreDown(_first_line(error)) from error


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
