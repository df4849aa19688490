"""The outbox: asked once, taken by one, lost and found, tried again with pauses, parked in the end."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from lms.db.engine import session_factory
from lms.db.session import writing
from lms.jobs import actions, queries
from lms.jobs.models import DONE, PARKED, RUNNING, WAITING, Job


@pytest.fixture
def ask(session, clock):
    def enqueue(key="1", kind="test.step", payload=None, later=timedelta()):
        with writing(session):
            return actions.enqueue(session, kind=kind, key=key, payload=payload or {}, at=clock.now() + later)

    return enqueue


@pytest.fixture
def take(session, clock):
    def taken():
        with writing(session):
            job = actions.take(session, now=clock.now())
            return (job.key, job.fence) if job else None

    return taken


def job(session, key="1"):
    session.rollback()
    session.expire_all()
    return session.scalars(select(Job).where(Job.key == key)).one()


def done(session, clock, key, fence):
    with writing(session):
        return actions.finish(session, job_id=job_id(session, key), fence=fence, now=clock.now())


def job_id(session, key):
    return session.scalar(select(Job.id).where(Job.key == key))


def test_asking_twice_asks_once(session, ask):
    assert ask().id == ask().id
    assert len(session.scalars(select(Job)).all()) == 1
    assert ask(key="2").id != ask(kind="other.step", key="2").id


def test_the_wish_is_undone_with_the_deed_that_had_it(session, clock):
    with pytest.raises(RuntimeError), writing(session):
        actions.enqueue(session, kind="test.step", key="1", payload={}, at=clock.now())
        raise RuntimeError
    assert session.scalars(select(Job)).all() == []


def test_the_oldest_ready_step_comes_first_and_the_future_waits(clock, ask, take):
    ask(key="later", later=timedelta(minutes=1))
    ask(key="first")
    ask(key="second")
    assert [take()[0], take()[0], take()] == ["first", "second", None]
    clock.advance(timedelta(minutes=1))
    assert take()[0] == "later"


def test_a_finished_step_that_is_asked_for_again_runs_again(session, clock, ask, take):
    ask(payload={"n": 1})
    _key, fence = take()
    assert done(session, clock, "1", fence)
    assert (job(session).state, job(session).finished_at) == (DONE, clock.now())
    assert take() is None
    ask(payload={"n": 2})
    assert (job(session).state, job(session).payload, job(session).attempts) == (WAITING, {"n": 2}, 0)


def test_a_step_asked_for_while_it_runs_runs_once_more(session, clock, ask, take):
    ask()
    _key, fence = take()
    ask(payload={"n": 2})
    assert not done(session, clock, "1", fence)
    assert take() == ("1", fence + 2)


def test_a_lost_worker_is_fenced_off(session, clock, ask, take):
    ask()
    _key, old = take()
    assert take() is None
    clock.advance(actions.LEASE)
    assert take() is None
    clock.advance(timedelta(seconds=1))
    _key, new = take()
    assert new > old
    assert not done(session, clock, "1", old)
    assert job(session).state == RUNNING
    assert done(session, clock, "1", new)


def test_a_long_step_keeps_its_lease(session, clock, ask, take):
    ask()
    _key, fence = take()
    for _n in range(5):
        clock.advance(actions.LEASE)
        with writing(session):
            assert actions.extend(session, job_id=job_id(session, "1"), fence=fence, now=clock.now())
        assert take() is None
    with writing(session):
        assert not actions.extend(session, job_id=job_id(session, "1"), fence=fence - 1, now=clock.now())


def test_failures_wait_longer_and_longer_and_are_parked_after_the_last(session, clock, ask, take):
    ask()
    pauses = []
    for _n in range(actions.ATTEMPTS):
        assert take() is not None
        with writing(session):
            actions.fail(session, job=session.scalars(select(Job)).one(), now=clock.now(), error="x" * 900)
        row = job(session)
        pauses.append((row.not_before - clock.now()).total_seconds())
        assert len(row.last_error) == 500
        clock.advance(row.not_before - clock.now())
    assert pauses == [2, 10, 60, 300, 300]
    assert job(session).state == PARKED
    assert take() is None
    assert [row.key for row in queries.parked(session)] == ["1"]
    ask()
    assert job(session).state == WAITING


def test_a_step_that_keeps_killing_its_worker_is_parked(session, clock, ask, take):
    ask(key="poison")
    ask(key="healthy", later=timedelta(days=1))
    for _n in range(actions.ATTEMPTS):
        assert take()[0] == "poison"
        clock.advance(actions.LEASE + timedelta(seconds=1))
    assert take() is None
    assert (job(session, "poison").state, job(session, "poison").last_error) == (
        PARKED,
        "its worker was lost again and again",
    )


def test_the_backlog_counts_what_waits_runs_and_is_parked(session, clock, ask, take):
    assert not queries.is_ready(session, clock.now())
    for key in "abc":
        ask(key=key)
    take()
    assert queries.backlog(session) == queries.Backlog(waiting=2, running=1, parked=0)
    assert queries.is_ready(session, clock.now())


def test_eight_workers_take_every_step_exactly_once(config, clock, ask):
    for n in range(40):
        ask(key=str(n))
    factory = session_factory(config.database_url)
    start, taken = threading.Barrier(8), []

    def work() -> None:
        start.wait()
        while True:
            with factory() as own:
                with writing(own):
                    found = actions.take(own, now=clock.now())
                    if found is None:
                        return
                    key, fence, number = found.key, found.fence, found.id
                with writing(own):
                    assert actions.finish(own, job_id=number, fence=fence, now=clock.now())
                taken.append(key)

    workers = [threading.Thread(target=work) for _n in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    factory.kw["bind"].dispose()
    assert sorted(taken, key=int) == [str(n) for n in range(40)]
