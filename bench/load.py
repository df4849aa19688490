"""A closed-loop load generator: N clients, each with one connection and a ledger of what was acknowledged."""

from __future__ import annotations

import http.client
import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

Build = Callable[[int], tuple[str, bytes, dict[str, str]]]


@dataclass
class Client:
    """One simulated browser: how to build its next request, and what came back."""

    host: str
    port: int
    build: Build
    seconds: list[float] = field(default_factory=list)
    acknowledged: int = 0
    refused: int = 0

    def run(self, barrier: threading.Barrier, until: Callable[[], bool]) -> None:
        """Send requests one after another from the moment all clients are ready."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=30)
        connection.connect()
        barrier.wait()
        number = 0
        while not until():
            number += 1
            path, body, headers = self.build(number)
            began = time.perf_counter()
            connection.request("POST", path, body, headers)
            answer = connection.getresponse()
            answer.read()
            self.seconds.append(time.perf_counter() - began)
            if answer.status == http.client.OK:
                self.acknowledged += 1
            else:
                self.refused += 1
        connection.close()


@dataclass(frozen=True)
class Figures:
    """What one scene measured."""

    clients: int
    per_second: float
    p50_ms: float
    p95_ms: float
    acknowledged: int
    refused: int


def measure(clients: list[Client], seconds: float) -> Figures:
    """Run the clients side by side for some seconds, after half a second that does not count."""
    barrier = threading.Barrier(len(clients) + 1)
    stop = threading.Event()
    threads = [threading.Thread(target=client.run, args=(barrier, stop.is_set)) for client in clients]
    for thread in threads:
        thread.start()
    barrier.wait()
    time.sleep(0.5)
    skipped = [len(client.seconds) for client in clients]
    began = time.perf_counter()
    time.sleep(seconds)
    took = time.perf_counter() - began
    stop.set()
    counted = [client.seconds[skip:] for client, skip in zip(clients, skipped, strict=True)]
    for thread in threads:
        thread.join()
    samples = sorted(value for own in counted for value in own)
    return Figures(
        clients=len(clients),
        per_second=len(samples) / took,
        p50_ms=statistics.median(samples) * 1000,
        p95_ms=samples[int(len(samples) * 0.95)] * 1000,
        acknowledged=sum(client.acknowledged for client in clients),
        refused=sum(client.refused for client in clients),
    )
