"""Group commit: what is acknowledged is in the file, one failure is nobody else's, and nobody waits for ever."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import IntegrityError, OperationalError

from lms.core.errors import Refused
from lms.db import group
from lms.db.group import WriteQueue, write_queue
from lms.db.session import prepare_engine

AT_ONCE = 12


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "group.sqlite3"


@pytest.fixture
def engine(file: Path) -> Iterator[Engine]:
    engine = prepare_engine(create_engine(f"sqlite:///{file}"))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE answer (id INTEGER PRIMARY KEY, who INTEGER UNIQUE)"))
    yield engine
    engine.dispose()


@pytest.fixture
def queue(engine: Engine) -> WriteQueue:
    return write_queue(engine)


@pytest.fixture
def commits(engine: Engine) -> list[str]:
    seen: list[str] = []
    event.listen(engine, "commit", lambda _connection: seen.append("commit"))
    return seen


def insert(who: int) -> Callable[[Connection], int]:
    def work(connection: Connection) -> int:
        connection.execute(text("INSERT INTO answer (who) VALUES (:who)"), {"who": who})
        return who

    return work


def stored(file: Path) -> list[int]:
    """What another process would find."""
    with sqlite3.connect(file) as connection:
        return [who for (who,) in connection.execute("SELECT who FROM answer ORDER BY who")]


def behind_a_slow_one(queue: WriteQueue, works: list[Callable[[Connection], int]]) -> list[object]:
    """Run works that all arrive while somebody else is writing; an outcome is the value or the exception."""

    def outcome(work: Callable[[Connection], int]) -> object:
        try:
            return queue.run(work)
        except (Refused, IntegrityError, ZeroDivisionError) as error:
            return type(error)

    with ThreadPoolExecutor(len(works)) as pool:
        with queue.turn():
            waiting = [pool.submit(outcome, work) for work in works]
            while len(queue._waiting) < len(works):
                threading.Event().wait(0.005)
        return [future.result(timeout=20) for future in waiting]


def test_those_who_came_meanwhile_share_one_commit(queue, file, commits):
    outcomes = behind_a_slow_one(queue, [insert(who) for who in range(AT_ONCE)])
    assert outcomes == list(range(AT_ONCE))
    assert stored(file) == list(range(AT_ONCE))
    assert len(commits) == 1


def test_nobody_is_answered_before_the_commit(queue, file):
    """Each caller looks into the file, as another process does, in the moment it is answered."""

    def save_and_look(who: int) -> bool:
        queue.run(insert(who))
        return who in stored(file)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert all(pool.map(save_and_look, range(300)))


def test_a_refusal_refuses_its_own_write_only(queue, file, commits):
    def refused(_connection: Connection) -> int:
        raise Refused("test.no", "tidak")

    outcomes = behind_a_slow_one(queue, [insert(1), refused, insert(2)])
    assert outcomes == [1, Refused, 2]
    assert stored(file) == [1, 2]
    assert len(commits) == 1


def test_a_failure_halfway_leaves_nothing_of_itself_and_all_of_the_others(queue, file):
    def halfway(connection: Connection) -> int:
        insert(3)(connection)
        return 1 // 0

    outcomes = behind_a_slow_one(queue, [insert(1), halfway, insert(1), insert(2)])
    assert outcomes == [1, ZeroDivisionError, IntegrityError, 2]
    assert stored(file) == [1, 2]


def test_a_commit_that_fails_is_told_to_the_one_it_was_for(queue, engine, file):
    def refuse(_connection: Connection) -> None:
        raise ZeroDivisionError

    event.listen(engine, "commit", refuse)
    with pytest.raises(ZeroDivisionError):
        queue.run(insert(1))
    event.remove(engine, "commit", refuse)
    assert queue.run(insert(2)) == 2
    assert stored(file) == [2]


def test_a_database_that_another_process_holds_is_busy_and_then_free_again(queue, file, engine):
    event.listen(engine, "checkout", lambda dbapi, *_: dbapi.execute("PRAGMA busy_timeout=50"))
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"):
        queue.run(insert(1))
    other.execute("ROLLBACK")
    other.close()
    assert queue.run(insert(2)) == 2
    assert stored(file) == [2]


def test_who_waits_too_long_for_a_turn_is_told_what_sqlite_would_say(queue, monkeypatch):
    monkeypatch.setattr(group, "PATIENCE_S", 0.05)
    with queue.turn(), pytest.raises(OperationalError, match="database is locked"), queue.turn():
        pass


def test_the_same_database_has_one_queue(engine):
    assert write_queue(engine) is write_queue(engine)
