"""What one operation, one caller and one server process may take. All of it can be set."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Limits:
    """The most that one operation may ask for; a fragment counts wherever it is spread."""

    characters: int = 100_000
    tokens: int = 5_000
    operations: int = 50
    depth: int = 30
    fields: int = 4_000
    # Of how many fragments each spreads the next one.
    fragments: int = 100
    # Fields of all operations and fragments, each with whatever is spread in it.
    expanded: int = 20_000
    # Pairs of fields that answer under one name in one place: validation compares each pair.
    repetitions: int = 10_000
    aliases: int = 500
    directives: int = 200
    # In lists of all variables together.
    values: int = 10_000
    cost: int = 10_000


@dataclass(frozen=True)
class Rates:
    """`bucket`: what a token or session may spend at once; `restored`: how much of it comes back each second;
    `strangers`: how many requests an address may make a minute that are not let in."""

    bucket: int = 100_000
    restored: int = 5_000
    strangers: int = 120


@dataclass(frozen=True)
class Bounds:
    """What one request, and all of them together, may take of this process."""

    body: int = 1024 * 1024
    body_time: timedelta = timedelta(seconds=10)
    running: int = 200
    time: timedelta = timedelta(seconds=30)


@dataclass(frozen=True)
class Attempts:
    """How many sign-ins may fail within 15 minutes: with one name from one address, and from one address; and how many
    passwords one process checks at once."""

    name: int = 10
    address: int = 100
    at_once: int = 4


@dataclass(frozen=True)
class Uploads:
    """How large a file may be, and how long it may take to come; how many a user may send a minute, and how many one
    process takes at once."""

    bytes: int = 20 * 1024 * 1024
    time: timedelta = timedelta(seconds=60)
    a_minute: int = 60
    at_once: int = 8
