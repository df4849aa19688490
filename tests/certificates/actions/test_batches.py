"""A batch under way: stopped, gone on with, and only what failed tried again."""

from __future__ import annotations

import pytest

from lms.certificates import actions, queries
from lms.certificates.models import Certificate
from lms.certificates.queries.book import missing_sequences
from lms.core.errors import Stale
from lms.db.session import writing
from lms.jobs.models import Job
from tests.certificates.conftest import Town


def fault(town: Town, certificate_id: int, text: str) -> None:
    with writing(town.session):
        town.session.get_one(Certificate, certificate_id).fault = text


def test_a_paused_batch_prints_nothing_until_it_is_resumed(town: Town) -> None:
    session_id = town.held([town.officer(f"Peserta {n}") for n in range(2)])
    town.issue(session_id)
    town.do(actions.pause, session_id=session_id)
    town.work()
    assert queries.progress(town.session, session_id) == queries.Progress(2, 0, 0, paused=True)
    with pytest.raises(Stale):
        town.do(actions.pause, session_id=session_id)

    assert town.do(actions.resume, session_id=session_id) == 2
    town.work()
    assert queries.progress(town.session, session_id) == queries.Progress(0, 2, 0)
    assert [row.sequence for row in town.rows()] == [1, 2]
    with pytest.raises(Stale):
        town.do(actions.resume, session_id=session_id)


def test_trying_again_asks_for_the_failed_ones_only(town: Town) -> None:
    session_id = town.held([town.officer(f"Peserta {n}") for n in range(3)])
    town.issue(session_id)
    broken = town.rows()[1].id
    with writing(town.session):
        town.session.query(Job).update({"state": "parked"})
    fault(town, broken, "fon hilang")

    assert town.do(actions.retry, session_id=session_id) == 1
    assert town.work() == 1
    assert [row.state for row in town.rows()] == ["waiting", "issued", "waiting"]
    assert town.do(actions.retry, session_id=session_id) == 2  # nothing failed: all that wait
    town.work()
    assert {row.state for row in town.rows()} == {"issued"}
    assert town.do(actions.retry, session_id=session_id) == 0


def test_a_number_given_up_stays_in_the_book(town: Town) -> None:
    session_id = town.held([town.officer(f"Peserta {n}") for n in range(3)])
    town.issue(session_id)
    town.do(actions.void, certificate_id=town.rows()[1].id, reason="Peserta dicatat dua kali")
    town.issue(session_id)
    town.work()
    assert [row.state for row in town.rows()] == ["issued", "void", "issued", "issued"]
    assert missing_sequences(town.session) == []
