"""The databases that a run needs: loaded once, and kept for the next run with the same migrations and loader."""

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks import load, sqlite_copy
from benchmarks.load import Amount
from benchmarks.postgres import LOADING, Server, serving
from models import migrate
from models.database import Database
from models.revision import HEAD

Say = Callable[[str], None]
_HERE = Path(__file__).parent
_LOADER = ("load.py", "parties.py", "constraints.py", "sqlite_copy.py", "rows/*.sql")


@dataclass(frozen=True)
class Size:
    """The rows that figures are about, and a twentieth of them: what grows with the rows shows between the two."""

    name: str
    large: Amount
    small: Amount


SIZES = {
    "full": Size("full", Amount(2_000_000, 500_000), Amount(100_000, 25_000)),
    "small": Size("small", Amount(40_000, 10_000), Amount(2_000, 2_000)),
}


@dataclass(frozen=True)
class Dataset:
    """The same rows in both: a database of the PostgreSQL, and a file."""

    database: str
    file: Path
    amount: Amount


@dataclass(frozen=True)
class _Key:
    """What a kept database is named after: the migrations that it has, and what loaded it."""

    revision: str
    loader: str

    @classmethod
    def now(cls) -> "_Key":
        loader = hashlib.sha256()
        for pattern in _LOADER:
            for source in sorted(_HERE.glob(pattern)):
                loader.update(source.read_bytes())
        return cls(str(HEAD), loader.hexdigest()[:8])

    def __str__(self) -> str:
        return f"{self.revision}_{self.loader}"


def datasets(folder: Path, size: Size) -> tuple[Dataset, Dataset]:
    key = _Key.now()
    large, small = (f"bench_{size.name}_{part}_{key}" for part in ("large", "small"))
    return (
        Dataset(large, folder / f"{large}.db", size.large),
        Dataset(small, folder / f"{small}.db", size.small),
    )


def ensure(folder: Path, size: Size, say: Say) -> tuple[Dataset, Dataset]:
    """Load what is not there yet. What has fewer migrations gets the others; what another loader made is dropped."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".gitignore").write_text("*\n")
    wanted = datasets(folder, size)
    if all(dataset.file.exists() for dataset in wanted) and (folder / "postgres").exists():
        return wanted  # the file is made last
    with serving(folder / "postgres", LOADING) as server:
        for dataset in wanted:
            there = asyncio.run(server.databases())
            if dataset.database not in there or not dataset.file.exists():
                _provide(server, folder, dataset, there, _said_of(dataset, say))
    return wanted


def _said_of(dataset: Dataset, say: Say) -> Say:
    return lambda step: say(f"{dataset.amount.orders:,} orders: {step}")


def _provide(server: Server, folder: Path, dataset: Dataset, there: list[str], say: Say) -> None:
    family, _, loader = dataset.database.rsplit("_", 2)
    older = [name for name in there if name.startswith(family) and name != dataset.database]
    for name in older:
        file = folder / f"{name}.db"
        if name.endswith(loader) and file.exists() and dataset.database not in there:
            say("the migrations that came since")
            asyncio.run(_upgrade(server, name, file, dataset.database))
            file.rename(dataset.file)
            return
    for name in older:
        asyncio.run(server.execute(f'DROP DATABASE "{name}" WITH (FORCE)'))
    for stale in folder.glob(f"{family}_*"):
        stale.unlink()
    if dataset.database not in there:
        asyncio.run(load.load(server, dataset.database, dataset.amount, say))
    asyncio.run(sqlite_copy.copy(server, dataset.database, dataset.file, say))


async def _upgrade(server: Server, name: str, file: Path, new_name: str) -> None:
    """As an installation is brought to a new version."""
    for url in (server.url(name, "postgresql+asyncpg"), f"sqlite+aiosqlite:///{file}"):
        database = Database(url, durable=False)
        try:
            await migrate.upgrade(database)
        finally:
            await database.close()
    await server.execute("VACUUM (ANALYZE)", name)
    await server.execute(f'ALTER DATABASE "{name}" RENAME TO "{new_name}"')
