"""Writes rows that come as PostgreSQL's text on standard input: `python -m benchmarks.sqlite_rows FILE STATEMENT`.

A process of its own, for SQLite gives Python's lock away and takes it again with every row.
"""

import re
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing

# Not PostgreSQL's own, whose backslash would make every row with a null a row with an escape.
NULL = "\x01"
_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\"}
# Nothing of a half copy is kept, so nothing is written twice to survive a crash.
_PRAGMAS = (
    "journal_mode = OFF",
    "synchronous = OFF",
    "locking_mode = EXCLUSIVE",
    "cache_size = -1000000",
    "temp_store = MEMORY",
    "threads = 2",
    "foreign_keys = OFF",
)


def connect(file: str) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()
    return connection


def main() -> None:
    file, statement = sys.argv[1:]
    with closing(connect(file)) as target, open(0, encoding="utf-8", newline="\n") as rows:
        target.execute("BEGIN")
        target.executemany(statement, _values(rows))
        target.execute("COMMIT")


def _values(rows: Iterable[str]) -> Iterator[list[str | None]]:
    for row in rows:
        values: list[str | None] = [*row[:-1].split("\t")]
        if NULL in row:
            values = [None if value == NULL else value for value in values]
        if "\\" in row:
            values = [value and re.sub(r"\\(.)", lambda found: _ESCAPES[found[1]], value) for value in values]
        yield values


if __name__ == "__main__":
    main()
