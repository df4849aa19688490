"""Bad networks and killed servers: answers come twice, out of order or unacknowledged, and none that was acknowledged is lost."""

from __future__ import annotations

import http.client
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bench import starts
from bench.instance import Taker, build, save_request
from bench.load import Build
from bench.servers import free_port, wait_for
from lms.quizzes.models import AnswerEvent, AttemptQuestion
from tests.quizzes.torture.conftest import LONG

SAVES = 10_000 if LONG else 1_000
KILLS = 500 if LONG else 3
CLIENTS = 6


def mixed(saves: int, chance: random.Random) -> list[int]:
    """Numbers 1…n as a bad network delivers them: a fifth twice, a fifth out of order, a twentieth sent again unheard."""
    sent = []
    for seq in range(1, saves + 1):
        sent.append(seq)
        if chance.random() < 0.20 or chance.random() < 0.05:  # a duplicate, or a repeat of an unheard one
            sent.append(seq)
    for place in range(len(sent)):
        if chance.random() < 0.20:
            other = min(len(sent) - 1, place + chance.randrange(1, 40))
            sent[place], sent[other] = sent[other], sent[place]
    return sent


def test_the_highest_number_wins_whatever_the_network_does(app, taking, make, session, clock):
    """Duplicated, reordered and unacknowledged saves over HTTP; afterwards the attempt takes no more."""
    from tests.factories import sign_in
    from tests.quizzes.views.conftest import Reader

    account = make.account(officer=taking.officer)
    readers = [
        Reader(client, sign_in(client, account)) for client in (app.test_client() for _ in range(CLIENTS))
    ]
    attempt = taking.start()
    place = taking.place(attempt, "angka")
    chance = random.Random(41)
    traffic = mixed(SAVES, chance)
    ledger: dict[int, bool] = {}

    def send(number: int) -> None:
        for seq in traffic[number::CLIENTS]:
            answer = readers[number].save(attempt.id, place, seq, {"teks": [str(seq)]})
            assert answer.status_code == 200
            if chance.random() >= 0.05:  # else the acknowledgement got lost on its way
                ledger[seq] = True

    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(send, range(CLIENTS)))
    session.rollback()
    events = session.execute(
        select(AnswerEvent.client_seq, AnswerEvent.value).order_by(AnswerEvent.client_seq)
    ).all()
    assert [tuple(event) for event in events] == [(seq, {"text": str(seq)}) for seq in range(1, SAVES + 1)]
    assert set(ledger) <= {seq for seq, _ in events}
    current = select(AttemptQuestion.answer_seq, AttemptQuestion.answer).where(
        AttemptQuestion.position == place
    )
    assert tuple(session.execute(current).first()) == (SAVES, {"text": str(SAVES)})

    clock.advance(timedelta(minutes=21, seconds=1))
    readers[0].client.get("/")  # the session is still in use
    assert readers[0].save(attempt.id, place, SAVES + 1, {"teks": ["1"]}).status_code == 409
    session.rollback()
    assert tuple(session.execute(current).first()) == (SAVES, {"text": str(SAVES)})


@pytest.fixture
def served(tmp_path: Path) -> tuple[Path, list[Taker]]:
    home = tmp_path / "instance"
    _config, takers = build(home, CLIENTS)
    return home, takers


def serve(home: Path, port: int) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "LMS_HOME": str(home), "PORT": str(port)}
    process = subprocess.Popen(
        [sys.executable, "-m", "lms", "serve"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wait_for(f"http://127.0.0.1:{port}/healthz")
    return process


def web_process(server: int) -> int:
    """The process that answers requests, below the one that was started."""
    for _ in range(200):
        below = Path(f"/proc/{server}/task/{server}/children").read_text().split()
        for child in below:
            command = Path(f"/proc/{child}/cmdline").read_bytes()
            if b"spawn_main" in command or b"granian" in command:
                return int(child)
        time.sleep(0.02)
    return server


class Client(threading.Thread):
    """A browser that saves without pause and writes down what it was told, across every crash."""

    def __init__(self, port: int, taker: Taker, build_request: Build) -> None:
        super().__init__(daemon=True)
        self.port, self.taker, self.build_request = port, taker, build_request
        self.acknowledged: list[tuple[int, int, int]] = []
        self.ending = threading.Event()

    def run(self) -> None:
        number = 0
        while not self.ending.is_set():
            path, body, headers = self.build_request(number)
            try:
                with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=3)) as connection:
                    connection.request("POST", path, body, headers)
                    answer = connection.getresponse()
                    told = json.loads(answer.read())
            except (OSError, http.client.HTTPException, ValueError):
                time.sleep(0.02)
                continue  # the same save again, as a browser's queue does
            if answer.status == http.client.OK:
                place = number % len(self.taker.answers) + 1
                self.acknowledged.append((self.taker.attempt_id, place, told["seq"]))
                number += 1


@pytest.mark.slow
def test_kill_nine_loses_no_acknowledged_answer(served):
    """Random kills of the web process under load; every acknowledged answer is in the file, each exactly once."""
    home, takers = served
    port = free_port()
    chance = random.Random(9)
    server = serve(home, port)
    clients = [Client(port, taker, save_request(f"http://127.0.0.1:{port}", taker)) for taker in takers]
    for client in clients:
        client.start()
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.2, 1.0))
        os.kill(web_process(server.pid), signal.SIGKILL)
        server.kill()
        server.wait()
        server = serve(home, port)
    time.sleep(0.5)
    for client in clients:
        client.ending.set()
    for client in clients:
        client.join(timeout=30)
    server.send_signal(signal.SIGINT)
    server.wait(timeout=30)
    told = [entry for client in clients for entry in client.acknowledged]
    with sqlite3.connect(home / "estafet.sqlite3") as connection:
        rows = connection.execute(
            "SELECT e.attempt_id, q.position, e.client_seq FROM answer_event e "
            "JOIN attempt_question q ON q.id = e.attempt_question_id"
        ).fetchall()
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert len(told) > KILLS * 20
    assert len(set(rows)) == len(rows)
    assert set(told) - set(rows) == set()


@pytest.mark.slow
def test_everybody_starts_at_one_instant():
    """Every start is served, and each officer has exactly one attempt."""
    officers = 500 if LONG else 40
    found = starts.run(officers)[1]
    assert (found.served, found.attempts) == (officers, officers)
