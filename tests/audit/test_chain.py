"""The journal: entries follow one another, and any later edit is found."""

import sqlite3
from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from lms.audit.actions import record
from lms.audit.queries import entries, verify
from lms.core.actor import Actor
from lms.core.clock import FixedClock
from lms.core.config import Config
from lms.db.session import writing

ACTOR = Actor("account", 7, "Rini Wulandari")


@pytest.fixture
def journal(session: Session, clock: FixedClock) -> Session:
    for number in range(1, 6):
        with writing(session):
            record(
                session, at=clock.now(), actor=ACTOR, action="test.done", object_type="thing", object_id=number,
                data={"n": number}, personal={"nip": f"19900101201503200{number}"},
            )  # fmt: skip
    return session


def test_an_untouched_chain_is_whole(journal: Session) -> None:
    result = verify(journal)
    assert (result.ok, result.entries, result.broken_at) == (True, 5, None)
    assert result.last_hash == journal.execute(text("SELECT hash FROM journal_entry WHERE seq = 5")).scalar()


def tamper(config: Config, *statements: str) -> None:
    """Edit the file as somebody would who holds it: no foreign keys, no application."""
    file = sqlite3.connect(config.home / "estafet.sqlite3")
    with file:
        for statement in statements:
            assert file.execute(statement).rowcount == 1
    file.close()


TAMPERINGS: dict[str, tuple[str, int]] = {
    "data changed": ("UPDATE journal_entry SET data = '{\"n\":9}' WHERE seq = 3", 3),
    "time changed": ("UPDATE journal_entry SET at = '2020-01-01 00:00:00.000000' WHERE seq = 2", 2),
    "actor changed": ("UPDATE journal_entry SET actor_id = 8 WHERE seq = 1", 1),
    "entry deleted": ("DELETE FROM journal_entry WHERE seq = 4", 5),
    "hash changed": ("UPDATE journal_entry SET hash = 'x' WHERE seq = 2", 2),
    "personal value changed": ('UPDATE journal_personal SET "values" = \'{"nip":"1"}\' WHERE seq = 5', 5),
    "digest dropped": ("UPDATE journal_entry SET personal_digest = NULL WHERE seq = 3", 3),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_every_edit_is_found(journal: Session, config: Config, name: str) -> None:
    statement, broken_at = TAMPERINGS[name]
    tamper(config, statement)
    journal.rollback()
    assert verify(journal).broken_at == broken_at


def test_two_entries_swapped_are_found(journal: Session, config: Config) -> None:
    tamper(
        config,
        "UPDATE journal_entry SET seq = 99 WHERE seq = 2",
        "UPDATE journal_entry SET seq = 2 WHERE seq = 3",
        "UPDATE journal_entry SET seq = 3 WHERE seq = 99",
    )
    journal.rollback()
    assert verify(journal).broken_at == 2


def test_erasing_personal_values_keeps_the_chain(journal: Session) -> None:
    with writing(journal):
        journal.execute(text("DELETE FROM journal_personal WHERE seq = 2"))
    journal.expire_all()
    assert verify(journal).ok


def test_personal_values_are_not_in_the_entry_itself(journal: Session) -> None:
    stored = journal.execute(text("SELECT group_concat(data || actor_kind) FROM journal_entry")).scalar()
    assert "1990" not in str(stored)
    assert "Rini" not in str(stored)


def test_an_entry_lives_and_dies_with_its_transaction(journal: Session, clock: FixedClock) -> None:
    def fail(_session: Session) -> None:
        raise ZeroDivisionError

    steps: list[Callable[[Session], object]] = [
        lambda s: record(
            s, at=clock.now(), actor=ACTOR, action="test.lost", object_type="thing", object_id=1
        ),
        fail,
    ]
    with pytest.raises(ZeroDivisionError), writing(journal):
        for step in steps:
            step(journal)
    assert [entry.action for entry in entries(journal, limit=1)] == ["test.done"]
    assert verify(journal).entries == 5


def test_entries_are_read_newest_first_with_the_actors_name(journal: Session) -> None:
    found = entries(journal, object_type="thing", limit=2)
    assert [(e.seq, e.actor, e.data) for e in found] == [
        (5, "Rini Wulandari", {"n": 5}),
        (4, "Rini Wulandari", {"n": 4}),
    ]
    assert [e.seq for e in entries(journal, before=4, limit=10)] == [3, 2, 1]
