"""The load: keep-alive connections, each with one request under way. A process of its own, whose CPU is not counted.

`python -m benchmarks.drive` reads a job from standard input and writes what came of it, both JSON.
"""

import json
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, islice


@dataclass(frozen=True)
class Request:
    path: str
    body: bytes
    token: str | None = None

    def raw(self) -> bytes:
        lines = [
            f"POST {self.path} HTTP/1.1",
            "Host: 127.0.0.1",
            "Content-Type: application/json",
            "Accept: application/json",
            f"Content-Length: {len(self.body)}",
        ]
        lines += [f"Authorization: Bearer {self.token}"] if self.token else []
        return "\r\n".join([*lines, "", ""]).encode() + self.body


@dataclass(frozen=True)
class Result:
    """The seconds of each request, in the order of their ends, and of all together."""

    latencies: list[float]
    seconds: float
    refused: int

    @property
    def rate(self) -> float:
        return len(self.latencies) / self.seconds


def drive(port: int, requests: Sequence[Request], *, count: int, connections: int = 1) -> Result:
    """So many requests in all, the given ones again and again."""
    job = {
        "port": port,
        "requests": [request.raw().decode("latin-1") for request in requests],
        "count": count,
        "connections": connections,
    }
    command = [sys.executable, "-m", "benchmarks.drive"]
    # In a session of its own, for Ctrl-C is ours to hear: we end it.
    done = subprocess.run(
        command, input=json.dumps(job).encode(), stdout=subprocess.PIPE, check=True, timeout=600, start_new_session=True
    )
    result = Result(**json.loads(done.stdout))
    if result.refused:
        raise RuntimeError(f"{result.refused} of {count} requests were not answered with 200")
    return result


class _Connection:
    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.started = 0.0
        self.received = bytearray()
        self.expected = -1

    def send(self, request: bytes) -> None:
        self.received.clear()
        self.expected = -1
        self.started = time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> bool:
        """Read what is there; whether the answer is whole."""
        data = self.socket.recv(1 << 18)
        if not data:
            raise ConnectionError("the server closed the connection")
        self.received += data
        if self.expected < 0:
            self.expected = self._length()
        return 0 <= self.expected <= len(self.received)

    def _length(self) -> int:
        head = self.received.find(b"\r\n\r\n")
        if head < 0:
            return -1
        for line in bytes(self.received[:head]).lower().split(b"\r\n"):
            if line.startswith(b"content-length:"):
                return head + 4 + int(line.partition(b":")[2])
        raise ValueError("an answer without Content-Length")

    @property
    def accepted(self) -> bool:
        return self.received.startswith(b"HTTP/1.1 200")


def _run(port: int, requests: Sequence[bytes], count: int, connections: int) -> Result:
    bodies = islice(cycle(requests), count)
    selector = selectors.DefaultSelector()
    opened = [_Connection(port) for _ in range(min(connections, count))]
    latencies: list[float] = []
    refused = 0
    begun = time.perf_counter()
    for connection in opened:
        selector.register(connection.socket, selectors.EVENT_READ, connection)
        connection.send(next(bodies))
    while len(latencies) < count:
        for key, _ in selector.select():
            connection = key.data
            if connection.receive():
                latencies.append(time.perf_counter() - connection.started)
                refused += not connection.accepted
                following = next(bodies, None)
                if following is not None:
                    connection.send(following)
    seconds = time.perf_counter() - begun
    for connection in opened:
        connection.socket.close()
    return Result(latencies, seconds, refused)


def main() -> None:
    job = json.load(sys.stdin)
    requests = [request.encode("latin-1") for request in job["requests"]]
    result = _run(job["port"], requests, job["count"], job["connections"])
    json.dump(vars(result), sys.stdout)


if __name__ == "__main__":
    main()
