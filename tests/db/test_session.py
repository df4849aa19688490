"""The one way to write: checked and done together, whole or not at all, also when eight want it at once."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from lms.db.engine import session_factory
from lms.db.session import WriteOutsideTransactionError, writing
from lms.people.models import Agency, Post


def test_the_pragmas_are_those_of_a_durable_database(session):
    found = {
        name: session.execute(text(f"PRAGMA {name}")).scalar()
        for name in ("journal_mode", "synchronous", "foreign_keys")
    }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_a_change_outside_of_writing_is_loud(session, make):
    agency = make.agency()
    session.add(Post(agency_id=agency.id, title="A"))
    with pytest.raises(WriteOutsideTransactionError):
        session.flush()
    session.rollback()
    session.get(Agency, agency.id).name = "Lain"
    with pytest.raises(WriteOutsideTransactionError):
        session.commit()
    session.rollback()
    session.delete(session.get(Agency, agency.id))
    with pytest.raises(WriteOutsideTransactionError):
        session.flush()
    session.rollback()
    assert session.get(Agency, agency.id).name == agency.name


def test_reading_outside_of_writing_is_quiet(session, make):
    agency = make.agency("Dinas A")
    row = session.get(Agency, agency.id)
    row.name = "Dinas A"
    session.flush()
    assert session.scalar(select(Agency.name)) == "Dinas A"


def test_an_exception_undoes_everything(session, make):
    agency = make.agency("Dinas A")
    with pytest.raises(RuntimeError, match="tidak jadi"), writing(session):
        session.get(Agency, agency.id).name = "Dinas B"
        session.flush()
        raise RuntimeError("tidak jadi")
    assert session.get(Agency, agency.id).name == "Dinas A"


def test_a_broken_constraint_undoes_everything(session, make):
    agency = make.agency()
    with pytest.raises(IntegrityError), writing(session):
        session.add(Post(agency_id=agency.id, title="A"))
        session.flush()
        session.add(Post(agency_id=agency.id, title="A"))
    assert session.scalars(select(Post)).all() == []
    with pytest.raises(IntegrityError), writing(session):
        session.add(Post(agency_id=999, title="A"))


def test_writing_does_not_nest_and_recovers(session, make):
    with pytest.raises(RuntimeError, match="nest"), writing(session), writing(session):
        pass
    assert make.agency("Sesudahnya").id


def test_inside_writing_everything_is_read_anew(config, session, make):
    agency = make.agency("Dinas A")
    assert session.get(Agency, agency.id).name == "Dinas A"
    factory = session_factory(config.database_url)
    with factory() as other, writing(other):
        other.get(Agency, agency.id).name = "Dinas B"
    factory.kw["bind"].dispose()
    with writing(session):
        assert session.get(Agency, agency.id).name == "Dinas B"


def test_a_reader_keeps_its_snapshot_while_another_writes(config, session, make):
    agency = make.agency("Dinas A")
    session.rollback()
    assert session.scalar(select(Agency.name)) == "Dinas A"
    factory = session_factory(config.database_url)
    with factory() as other, writing(other):
        other.get(Agency, agency.id).name = "Dinas B"
    factory.kw["bind"].dispose()
    assert session.scalar(select(Agency.name)) == "Dinas A"
    session.rollback()
    assert session.scalar(select(Agency.name)) == "Dinas B"


def test_eight_threads_that_read_then_write_lose_nothing(config, make):
    """Each adds one to a number that it has just read; a deferred BEGIN would lose or lock some of them."""
    agency = make.agency("0")
    threads, rounds = 8, 25
    start = threading.Barrier(threads)
    failures: list[Exception] = []
    factory = session_factory(config.database_url)

    def add() -> None:
        start.wait()
        try:
            for _round in range(rounds):
                with factory() as own, writing(own):
                    row = own.get(Agency, agency.id)
                    row.name = str(int(row.name) + 1)
        except Exception as error:  # noqa: BLE001 - handed to the main thread
            failures.append(error)

    workers = [threading.Thread(target=add) for _n in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert failures == []
    with factory() as own:
        assert own.get(Agency, agency.id).name == str(threads * rounds)
    factory.kw["bind"].dispose()


def test_eight_threads_cannot_make_the_same_thing_twice(config, make):
    agency = make.agency()
    start = threading.Barrier(8)
    outcome: list[str] = []
    factory = session_factory(config.database_url)

    def open_post() -> None:
        start.wait()
        with factory() as own, writing(own):
            if own.scalar(select(Post).where(Post.title == "Analis")) is None:
                own.add(Post(agency_id=agency.id, title="Analis"))
                outcome.append("made")
            else:
                outcome.append("there")

    workers = [threading.Thread(target=open_post) for _n in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    factory.kw["bind"].dispose()
    assert sorted(outcome) == ["made"] + ["there"] * 7
