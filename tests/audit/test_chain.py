"""The journal: every kind of tampering is found, and an entry lives or dies with the deed it tells of."""

from __future__ import annotations

import sqlite3
import threading

import pytest
from sqlalchemy import delete

from lms.audit.actions import record
from lms.audit.domain import GENESIS, canonical, entry_hash
from lms.audit.models import JournalPersonal
from lms.audit.queries import count, entries, hash_at, verify
from lms.db.engine import session_factory
from lms.db.session import writing
from lms.people.models import Agency
from tests.factories import ACTOR


@pytest.fixture
def chain(session, clock):
    for n in range(1, 7):
        with writing(session):
            record(
                session, at=clock.now(), actor=ACTOR, action="test.done", object_type="thing", object_id=n,
                data={"n": n, "teks": "é"}, personal={"name": f"Orang {n}"},
            )  # fmt: skip
    return session


@pytest.fixture
def tamper(config, chain):
    """Somebody with the file and a SQL prompt."""

    def run(*statements):
        chain.rollback()
        with sqlite3.connect(config.home / "estafet.sqlite3") as file:
            for statement in statements:
                file.execute(statement)
        file.close()
        chain.expire_all()
        return verify(chain)

    return run


def test_an_untouched_chain_is_whole(chain):
    found = verify(chain)
    assert (found.ok, found.entries, found.broken_at) == (True, 6, None)
    assert found.last_hash == hash_at(chain, 6)
    assert found.last_hash != GENESIS


def test_an_empty_journal_is_whole(session):
    assert (verify(session).entries, verify(session).last_hash) == (0, GENESIS)


@pytest.mark.parametrize(
    ("statements", "broken_at"),
    [
        (["UPDATE journal_entry SET action = 'test.undone' WHERE seq = 3"], 3),
        (["UPDATE journal_entry SET data = '{\"n\": 99}' WHERE seq = 3"], 3),
        (["UPDATE journal_entry SET at = '2020-01-01 00:00:00.000000' WHERE seq = 3"], 3),
        (["UPDATE journal_entry SET object_id = '9' WHERE seq = 3"], 3),
        (["UPDATE journal_entry SET actor_id = 7 WHERE seq = 1"], 1),
        (["UPDATE journal_entry SET personal_digest = NULL WHERE seq = 6"], 6),
        (["UPDATE journal_entry SET hash = 'x' WHERE seq = 4"], 4),
        (["PRAGMA foreign_keys = OFF", "DELETE FROM journal_entry WHERE seq = 3"], 4),
        (["PRAGMA foreign_keys = OFF", "DELETE FROM journal_entry WHERE seq = 1"], 2),
        (['UPDATE journal_personal SET "values" = \'{"name": "Lain"}\' WHERE seq = 2'], 2),
        (["UPDATE journal_personal SET salt = 'x' WHERE seq = 2"], 2),
    ],
)
def test_every_edit_and_deletion_is_found_where_it_happened(tamper, statements, broken_at):
    found = tamper(*statements)
    assert (found.ok, found.broken_at) == (False, broken_at)


def test_two_entries_that_changed_places_are_found(tamper):
    found = tamper(
        "PRAGMA foreign_keys = OFF",
        "UPDATE journal_entry SET seq = 100 WHERE seq = 3",
        "UPDATE journal_entry SET seq = 3 WHERE seq = 4",
        "UPDATE journal_entry SET seq = 4 WHERE seq = 100",
    )
    assert (found.ok, found.broken_at) == (False, 3)


def test_entries_cut_off_at_the_end_are_found_by_a_noted_head(chain, tamper):
    noted = verify(chain).last_hash
    found = tamper("PRAGMA foreign_keys = OFF", "DELETE FROM journal_entry WHERE seq = 6")
    assert found.ok
    assert hash_at(chain, 6) != noted


def test_an_entry_put_in_between_is_found(tamper):
    found = tamper(
        "PRAGMA foreign_keys = OFF",
        "UPDATE journal_entry SET seq = 7 WHERE seq = 6",
        "INSERT INTO journal_entry SELECT 6, at, actor_kind, actor_id, 'test.forged', object_type, object_id, data, "
        "personal_digest, previous, 'forged' FROM journal_entry WHERE seq = 5",
    )
    assert (found.ok, found.broken_at) == (False, 6)


def test_erasing_personal_values_keeps_the_chain(chain):
    with writing(chain):
        chain.execute(delete(JournalPersonal).where(JournalPersonal.seq == 2))
    assert verify(chain).ok
    second = entries(chain)[-2]
    assert (second.seq, second.actor, second.details) == (2, "cli", {})


def test_the_entry_is_undone_with_its_deed(session, clock, make):
    agency = make.agency("Dinas A")
    with pytest.raises(RuntimeError), writing(session):
        session.get(Agency, agency.id).name = "Dinas B"
        record(
            session,
            at=clock.now(),
            actor=ACTOR,
            action="agency.changed",
            object_type="agency",
            object_id=agency.id,
        )
        raise RuntimeError
    assert count(session) == 0
    assert session.get(Agency, agency.id).name == "Dinas A"


def test_eight_threads_write_one_chain_without_gap_or_fork(config, app, clock):
    start = threading.Barrier(8)
    failures: list[Exception] = []
    factory = session_factory(config.database_url)

    def write() -> None:
        start.wait()
        try:
            for n in range(10):
                with factory() as own, writing(own):
                    record(own, at=clock.now(), actor=ACTOR, action="test.done", object_type="t", object_id=n)
        except Exception as error:  # noqa: BLE001 - handed to the main thread
            failures.append(error)

    workers = [threading.Thread(target=write) for _n in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert failures == []
    with factory() as own:
        assert (verify(own).ok, verify(own).entries) == (True, 80)
    factory.kw["bind"].dispose()


def test_the_hash_does_not_depend_on_the_order_of_keys():
    assert canonical({"b": 1, "a": "é"}) == '{"a":"é","b":1}'
    assert entry_hash("0", {"a": 1, "b": 2}) == entry_hash("0", {"b": 2, "a": 1})
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical(float("nan"))


def test_entries_are_narrowed_by_object_by_action_and_by_page(session, clock):
    for n, action in enumerate(["quiz.started", "quiz.ended", "officer.created", "quiz_x"]):
        with writing(session):
            record(
                session,
                at=clock.now(),
                actor=ACTOR,
                action=action,
                object_type="a" if n % 2 else "b",
                object_id=n,
            )
    assert [e.seq for e in entries(session, prefix="quiz.")] == [2, 1]
    assert [e.seq for e in entries(session, prefix="quiz_")] == [4]
    assert [e.seq for e in entries(session, object_type="a")] == [4, 2]
    assert [e.seq for e in entries(session, object_type="b", object_id="2")] == [3]
    assert [e.seq for e in entries(session, before=3, limit=1)] == [2]
