"""Measuring in turns: A B C, then C B A. What a neighbour on the machine does hits all alike, and ratios bear it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from benchmarks.contenders import Contender
from benchmarks.drive import Request, drive
from benchmarks.postgres import Server
from benchmarks.processes import cpu_seconds

CONNECTIONS = 32


@dataclass(frozen=True)
class Round:
    """One contender's turn: CPU milliseconds a request, latencies in milliseconds, requests a second."""

    server_cpu: float
    database_cpu: float
    p50: float
    p95: float
    rate: float

    @property
    def cpu(self) -> float:
        return self.server_cpu + self.database_cpu


Turns = Mapping[str, Sequence[Round]]


@dataclass(frozen=True)
class Effort:
    """How long to measure; short where the aim is to see that all works."""

    rounds: int
    seconds: float


def in_turns(
    server: Server,
    contenders: Sequence[Contender],
    requests: Callable[[Contender], Sequence[Request]],
    effort: Effort,
    connections: int = 1,
) -> Turns:
    """Each contender's rounds, by its name. Each round asks the same requests, as often as fits the time."""
    asked = {contender.name: requests(contender) for contender in contenders}
    counts = {}
    for contender in contenders:
        counts[contender.name] = _warm_up(contender, asked[contender.name], effort.seconds, connections)
    turns: dict[str, list[Round]] = {contender.name: [] for contender in contenders}
    for number in range(effort.rounds):
        for contender in contenders if number % 2 == 0 else reversed(contenders):
            name = contender.name
            turns[name].append(_turn(server, contender, asked[name], counts[name], connections))
    return turns


def _warm_up(contender: Contender, requests: Sequence[Request], seconds: float, connections: int) -> int:
    """Pools are filled and plans cached; answers how many requests fit the time: whole passes over all of them."""
    drive(contender.port, requests, count=max(2 * len(requests), 2 * connections), connections=connections)
    trial = drive(contender.port, requests, count=max(len(requests), 2 * connections), connections=connections)
    passes = max(1, round(seconds * trial.rate / len(requests)))
    return max(passes * len(requests), 2 * connections)


def _turn(server: Server, contender: Contender, requests: Sequence[Request], count: int, connections: int) -> Round:
    before, before_database = cpu_seconds(contender.process), cpu_seconds(server.process)
    result = drive(contender.port, requests, count=count, connections=connections)
    after, after_database = cpu_seconds(contender.process), cpu_seconds(server.process)
    latencies = [1000 * seconds for seconds in result.latencies]
    return Round(
        server_cpu=1000 * (after - before) / count,
        database_cpu=1000 * (after_database - before_database) / count,
        p50=median(latencies),
        p95=quantiles(latencies, n=20)[-1] if len(latencies) > 1 else latencies[0],
        rate=result.rate,
    )


def middle(turns: Turns, name: str, of: Callable[[Round], float]) -> float:
    return median(of(turn) for turn in turns[name])


def ratio(turns: Turns, name: str, other: str, of: Callable[[Round], float]) -> float:
    """The median over the rounds of one to the other in the same round."""
    return median(of(ours) / of(theirs) for ours, theirs in zip(turns[name], turns[other], strict=True))
