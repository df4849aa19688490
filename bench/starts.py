"""The hardest second of an examination: everybody starts at one instant."""

from __future__ import annotations

import http.client
import sqlite3
import tempfile
import threading
import time
import urllib.parse
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from bench.instance import QUIZ, build, sign_in
from bench.servers import platform

OFFICERS = 500

METHOD = f"""{OFFICERS} officers, signed in beforehand, each on a connection of its own, send the start of the same quiz at one instant; the clock of each runs
until the answer that leads to the first question. "Attempts" counts the rows in the database. The load generator runs on the same two cores."""


@dataclass(frozen=True)
class Starts:
    """What became of the starts: how many were served, how many attempts exist, and how long they took in seconds."""

    served: int
    attempts: int
    median: float
    slowest: float


def run(officers: int = OFFICERS) -> tuple[str, Starts]:
    """Start everybody at once; returns the method and the figures."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "instance"
        _config, takers = build(home, officers, started=False)
        with platform(home) as port:
            with ThreadPoolExecutor(4) as pool:
                signed_in = list(pool.map(lambda one: sign_in(f"http://127.0.0.1:{port}", one.nip), takers))
            seconds = _at_once(port, signed_in)
        with sqlite3.connect(home / "estafet.sqlite3") as database:
            attempts = database.execute("SELECT count(*) FROM attempt WHERE state = 'open'").fetchone()[0]
    return METHOD, Starts(len(seconds), attempts, sorted(seconds)[len(seconds) // 2], max(seconds))


def _at_once(port: int, signed_in: list[tuple[str, str]]) -> list[float]:
    """The seconds of every start that led to an attempt."""
    barrier, taken, lock = threading.Barrier(len(signed_in)), list[float](), threading.Lock()

    def start(cookie: str, csrf: str) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        connection.connect()
        form = urllib.parse.urlencode({"csrf_token": csrf, "mode": "exam"})
        headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        barrier.wait()
        began = time.perf_counter()
        connection.request("POST", f"/kuis/{QUIZ}/mulai", form, headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        if answer.status == HTTPStatus.SEE_OTHER and "/percobaan/" in (answer.getheader("Location") or ""):
            with lock:
                taken.append(time.perf_counter() - began)

    threads = [threading.Thread(target=start, args=pair) for pair in signed_in]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken
