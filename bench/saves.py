"""Answers saved per second, with p50 and p95, beside a bare Flask and SQLite handler doing the same durable write."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path

from bench.instance import build, save_request
from bench.load import Build, Client, Figures, measure
from bench.servers import floor, platform

CLIENTS = (8, 32, 64)
SECONDS = 6.0
THREADS = 16

METHOD = f"""Closed loop, {SECONDS:.0f} s per scene after a warm-up of 0.5 s; every client is one keep-alive connection. The platform checks the session,
the CSRF token, the permission, the attempt and the question, appends the event and updates the current answer, and acknowledges after a
durable commit, which saves that arrive together share (docs/decisions/0006); the floor inserts one row in one BEGIN IMMEDIATE
transaction per save. Both: granian, one process, {THREADS} threads, SQLite in WAL mode with synchronous=FULL, on the same machine as the load
generator, alternating within the run. "Lost" compares the acknowledged saves of the platform with the rows in its database."""


def run() -> tuple[str, list[tuple[Figures, Figures]], int]:
    """Measure all scenes; returns the method, (platform, floor) per number of clients, and acknowledged saves that are missing."""
    pairs = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "instance"
        _config, takers = build(home, max(CLIENTS))
        acknowledged = 0
        with platform(home) as port, floor(Path(folder), THREADS) as floor_port:
            requests = [save_request(f"http://127.0.0.1:{port}", taker) for taker in takers]
            for scene, clients in enumerate(CLIENTS):
                takers_now = [shifted(request, scene * 40_000) for request in requests[:clients]]
                ours = measure([Client("127.0.0.1", port, request) for request in takers_now], SECONDS)
                bare = measure(
                    [Client("127.0.0.1", floor_port, bare_request) for _ in range(clients)], SECONDS
                )
                acknowledged += ours.acknowledged
                pairs.append((ours, bare))
        stored = (
            sqlite3.connect(home / "estafet.sqlite3")
            .execute("SELECT count(*) FROM answer_event")
            .fetchone()[0]
        )
    return METHOD, pairs, acknowledged - stored


def shifted(request: Build, base: int) -> Build:
    """The same requests with numbers that no earlier scene has used."""
    return lambda number: request(base + number)


def bare_request(number: int) -> tuple[str, bytes, dict[str, str]]:
    """One write for the floor, about as large as an autosave."""
    return "/save", b'{"seq": %d, "fields": {}}' % number, {"Content-Type": "application/json"}
