"""What is made once in a run: by the worker that needs it first; the others wait for it, and are given the same."""

import pickle
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

# Seconds, on a busy machine.
PATIENCE = 600


class Once:
    """Made things are kept in a folder that all workers of a run share; each is locked as SQLite locks its files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def made(self, name: str, make: Callable[[], T]) -> T:
        with closing(sqlite3.connect(self._folder / f"{name}.once", PATIENCE, isolation_level=None)) as kept:
            kept.execute("BEGIN EXCLUSIVE")
            kept.execute("CREATE TABLE IF NOT EXISTS made (value BLOB)")
            row = kept.execute("SELECT value FROM made").fetchone()
            if row is None:
                row = (pickle.dumps(make()),)
                kept.execute("INSERT INTO made VALUES (?)", row)
            kept.execute("COMMIT")
        value: T = pickle.loads(row[0])
        return value
