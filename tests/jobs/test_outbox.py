"""The outbox: asked once, leased, fenced, tried again, parked; nothing is lost when a worker is killed."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.core.clock import FixedClock
from lms.core.config import Config
from lms.db.engine import session_factory
from lms.db.session import writing
from lms.jobs import actions, registry, worker
from lms.jobs.models import Job
from lms.jobs.queries import backlog, is_ready
from lms.jobs.registry import JobContext


@pytest.fixture
def context(session: Session, config: Config, clock: FixedClock, home: Path) -> Iterator[JobContext]:
    factory = session_factory(config.database_url)
    yield JobContext(sessions=factory, clock=clock, home=home, config={})
    factory.kw["bind"].dispose()


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """A handler that notes its payload, and fails as long as the payload says so."""
    seen: list[dict[str, Any]] = []

    def handle(_context: JobContext, payload: dict[str, Any]) -> None:
        seen.append(payload)
        if payload.get("fails", 0) >= len(seen):
            raise RuntimeError("not yet")

    monkeypatch.setitem(registry._HANDLERS, "test", handle)
    return seen


def ask(session: Session, clock: FixedClock, key: str = "a", **payload: Any) -> None:
    with writing(session):
        actions.enqueue(session, kind="test", key=key, payload=payload, at=clock.now())


def job(session: Session) -> Job:
    session.rollback()
    row = session.scalar(select(Job))
    assert row is not None
    session.refresh(row)
    return row


def test_asking_twice_asks_once(
    session: Session, clock: FixedClock, context: JobContext, done: list[Any]
) -> None:
    ask(session, clock)
    ask(session, clock)
    assert worker.drain(context) == 1
    assert done == [{}]
    assert job(session).state == "done"
    assert not is_ready(session, clock.now())


def test_a_finished_step_can_be_asked_for_again(
    session: Session, clock: FixedClock, context: JobContext, done: list[Any]
) -> None:
    ask(session, clock, n=1)
    worker.drain(context)
    ask(session, clock, n=2)
    worker.drain(context)
    assert done == [{"n": 1}, {"n": 2}]


def test_work_asked_for_in_a_lost_transaction_is_not_done(
    session: Session, clock: FixedClock, context: JobContext, done: list[Any]
) -> None:
    with pytest.raises(ZeroDivisionError), writing(session):
        actions.enqueue(session, kind="test", key="a", payload={}, at=clock.now())
        _ = 1 / 0
    assert worker.drain(context) == 0
    assert done == []


def test_a_failing_step_is_tried_again_later_and_then_works(
    session: Session, clock: FixedClock, context: JobContext, done: list[Any]
) -> None:
    ask(session, clock, fails=2)
    assert worker.drain(context) == 1
    assert (job(session).state, job(session).last_error) == ("waiting", "RuntimeError: not yet")
    assert worker.drain(context) == 0  # not before its pause is over
    clock.advance(timedelta(seconds=2))
    worker.drain(context)
    clock.advance(timedelta(seconds=10))
    worker.drain(context)
    assert len(done) == 3
    assert (job(session).state, job(session).last_error) == ("done", None)


def test_a_poisoned_step_is_parked_after_five_attempts(
    session: Session, clock: FixedClock, context: JobContext, done: list[Any]
) -> None:
    ask(session, clock, fails=99)
    for _ in range(8):
        worker.drain(context)
        clock.advance(timedelta(minutes=6))
    assert len(done) == 5
    assert job(session).state == "parked"
    assert backlog(session).parked == 1


def test_a_step_of_a_killed_worker_is_taken_up_when_its_lease_ends(
    session: Session, clock: FixedClock, context: JobContext, done: list[Any]
) -> None:
    ask(session, clock)
    with writing(session):
        taken = actions.take(session, now=clock.now())
    assert taken is not None  # and now that worker is gone
    assert worker.drain(context) == 0
    clock.advance(actions.LEASE + timedelta(seconds=1))
    assert worker.drain(context) == 1
    assert done == [{}]


def test_a_worker_that_wakes_too_late_cannot_overwrite(
    session: Session, clock: FixedClock, context: JobContext
) -> None:
    ask(session, clock)
    with writing(session):
        slow = actions.take(session, now=clock.now())
        assert slow is not None
        old = (slow.id, slow.fence)
    clock.advance(actions.LEASE + timedelta(seconds=1))
    with writing(session):
        fresh = actions.take(session, now=clock.now())
        assert fresh is not None
        new = (fresh.id, fresh.fence)
    with writing(session):
        assert actions.finish(session, job_id=old[0], fence=old[1], now=clock.now()) is False
        assert actions.extend(session, job_id=old[0], fence=old[1], now=clock.now()) is False
        assert actions.finish(session, job_id=new[0], fence=new[1], now=clock.now()) is True


def test_a_request_that_comes_while_a_step_runs_runs_it_once_more(
    session: Session, clock: FixedClock, context: JobContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def handle(own: JobContext, payload: dict[str, Any]) -> None:
        seen.append(payload["n"])
        if payload["n"] == 1:
            with own.sessions() as other, writing(other):
                actions.enqueue(other, kind="test", key="a", payload={"n": 2}, at=clock.now())

    monkeypatch.setitem(registry._HANDLERS, "test", handle)
    ask(session, clock, n=1)
    worker.drain(context)
    assert seen == [1, 2]
    assert job(session).state == "done"


def test_an_unknown_kind_is_kept_not_dropped(
    session: Session, clock: FixedClock, context: JobContext
) -> None:
    with writing(session):
        actions.enqueue(session, kind="from.a.newer.version", key="a", payload={}, at=clock.now())
    worker.drain(context)
    assert job(session).state == "waiting"
    assert "no handler" in (job(session).last_error or "")
