"""The worker: runs handlers, survives them, and is survived when it is killed in the middle of a step."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest
from sqlalchemy import select

from lms.core.clock import FixedClock
from lms.db.engine import session_factory
from lms.db.session import writing
from lms.jobs import actions, registry, worker
from lms.jobs.models import DONE, PARKED, RUNNING, WAITING, Job
from lms.jobs.registry import JobContext


@pytest.fixture
def handlers(monkeypatch):
    """The registry, empty for this test."""
    monkeypatch.setattr(registry, "_HANDLERS", {})
    return registry


@pytest.fixture
def context(app, config, clock):
    factory = session_factory(config.database_url)
    yield JobContext(factory, clock, config.home, {"config": config})
    factory.kw["bind"].dispose()


def ask(context, key, kind="test.step", **payload):
    with context.sessions() as session, writing(session):
        actions.enqueue(session, kind=kind, key=key, payload=payload, at=context.clock.now())


def states(context):
    with context.sessions() as session:
        return {row.key: row.state for row in session.scalars(select(Job))}


def test_drain_runs_all_that_is_ready_with_its_payload(handlers, context):
    seen = []

    @handlers.handler("test.step")
    def step(_context, payload):
        seen.append(payload["n"])

    for n in range(3):
        ask(context, str(n), n=n)
    assert worker.drain(context) == 3
    assert seen == [0, 1, 2]
    assert set(states(context).values()) == {DONE}
    assert worker.drain(context) == 0


def test_one_bad_step_does_not_stop_the_others(handlers, context, clock):
    @handlers.handler("test.step")
    def step(_context, payload):
        if payload["bad"]:
            raise ValueError("rusak")

    ask(context, "bad", bad=True)
    ask(context, "good", bad=False)
    worker.drain(context)
    assert states(context) == {"bad": WAITING, "good": DONE}
    for _n in range(actions.ATTEMPTS):
        clock.advance(timedelta(minutes=10))
        worker.drain(context)
    assert states(context) == {"bad": PARKED, "good": DONE}
    with context.sessions() as session:
        assert session.scalars(select(Job.last_error).where(Job.key == "bad")).one() == "ValueError: rusak"


def test_a_kind_that_nobody_knows_is_kept_for_a_newer_program(handlers, context):
    ask(context, "1", kind="from.the.future")
    worker.drain(context)
    assert states(context) == {"1": WAITING}


def test_one_kind_has_one_handler(handlers):
    @handlers.handler("test.step")
    def first(_context, _payload):
        """Does nothing."""

    with pytest.raises(ValueError, match="already"):
        handlers.handler("test.step")(lambda _context, _payload: None)
    assert handlers.handler("test.step")(first) is first


KILLED = """
import sys, time
from pathlib import Path
from lms.core.clock import SystemClock
from lms.core.config import read
from lms.db.engine import session_factory
from lms.jobs import registry, worker

config = read()

@registry.handler("test.slow")
def slow(context, payload):
    Path(payload["mark"]).write_text("begun")
    time.sleep(60)

worker.drain(registry.JobContext(session_factory(config.database_url), SystemClock(), config.home, {"config": config}))
"""


def test_a_killed_worker_loses_no_step(handlers, app, config, tmp_path):
    """SIGKILL in the middle of a step: the row stays leased, and another worker takes it when the lease ends."""
    from datetime import UTC, datetime

    real = FixedClock(datetime.now(UTC))
    factory = session_factory(config.database_url)
    context = JobContext(factory, real, config.home, {"config": config})
    mark = tmp_path / "mark"
    ask(context, "1", kind="test.slow", mark=str(mark))
    child = subprocess.Popen([sys.executable, "-c", KILLED], env={**os.environ, "LMS_HOME": str(config.home)})
    deadline = time.monotonic() + 60
    while not mark.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    child.send_signal(signal.SIGKILL)
    assert child.wait() == -signal.SIGKILL
    assert states(context) == {"1": RUNNING}
    done = []
    handlers.handler("test.slow")(lambda _context, payload: done.append(payload["mark"]))
    assert worker.drain(context) == 0
    real.at = datetime.now(UTC) + actions.LEASE + timedelta(seconds=1)
    assert worker.drain(context) == 1
    assert (done, states(context)) == ([str(mark)], {"1": DONE})
    factory.kw["bind"].dispose()


def test_a_worker_outlasts_others_who_keep_the_database(handlers, context, config):
    """Somebody holds the only right to write for longer than SQLite waits; the worker asks again, and loses nothing."""
    done = []
    handlers.handler("test.step")(lambda _context, _payload: done.append(True))
    ask(context, "1")
    with context.sessions() as session:
        session.connection().exec_driver_sql("PRAGMA busy_timeout=50")  # the pool hands this connection on
    holder = sqlite3.connect(config.home / "estafet.sqlite3", isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN IMMEDIATE")
    free = threading.Timer(1.0, lambda: holder.execute("ROLLBACK"))
    free.start()
    began = time.monotonic()
    assert worker.drain(context) == 1
    assert time.monotonic() - began >= 0.9
    assert (done, states(context)) == ([True], {"1": DONE})
    free.join()
    holder.close()
