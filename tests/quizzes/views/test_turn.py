"""The start window: words and countdown before it, a turn for everybody after it, and the full time from the real start."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from lms.quizzes.domain.rules import turn
from lms.quizzes.models import Attempt
from tests.quizzes.library import EVALUATION, publish_city

OPENS = datetime(2026, 11, 23, 2, 10, tzinfo=UTC)  # 09.10 in the city


@pytest.fixture
def spread(session, clock, taking):
    head = "attempts: 1\nopens: 2026-11-23 09:10\ncloses: 2026-11-23 10:00\nstart_spread: 45"
    publish_city(session, clock, evaluasi=EVALUATION.replace("attempts: 1", head))


def test_turns_are_spread_over_all_seconds_and_stay_the_same():
    turns = [
        int((turn(OPENS, 30, officer, "evaluasi") - OPENS).total_seconds()) for officer in range(1, 2001)
    ]
    assert turns == [int((turn(OPENS, 30, n, "evaluasi") - OPENS).total_seconds()) for n in range(1, 2001)]
    counts = [turns.count(second) for second in range(31)]
    assert sum(counts) == 2000
    assert min(counts) >= 30  # 64 are expected in each second
    assert turn(OPENS, 30, 1, "evaluasi") != turn(OPENS, 30, 1, "lain") or turn(OPENS, 30, 2, "lain") != OPENS
    assert turn(OPENS, None, 1, "evaluasi") == OPENS
    assert turn(None, 30, 1, "evaluasi") is None


def test_before_the_opening_the_page_says_when_and_counts_down(reader, spread, officer):
    own = turn(OPENS, 45, officer.id, "evaluasi")
    page = reader.get("/kuis/evaluasi").text
    assert "Kuis ini dibuka pada 23 November 2026, 09.10 WIB." in page
    assert f"Giliran Anda mulai pukul 09.10.{own.second:02d}." in page
    assert f'data-turn="{600 + own.second}"' in page
    assert reader.get("/kuis/evaluasi/giliran").json["seconds"] == 600 + own.second


def test_a_start_before_its_moment_is_refused_with_words_and_a_time(reader, spread, officer, clock, session):
    own = turn(OPENS, 45, officer.id, "evaluasi")
    assert own > OPENS
    for at, words in (
        (OPENS - timedelta(seconds=1), "Kuis ini belum dibuka."),
        (own - timedelta(milliseconds=1), f"Giliran Anda mulai pukul 09.10.{own.second:02d}."),
    ):
        clock.at = at
        answer = reader.post("/kuis/evaluasi/mulai", {"mode": "exam"})
        seconds = -int((at - own).total_seconds() // 1)
        assert (answer.status_code, answer.headers["Retry-After"]) == (409, str(seconds))
        assert words in answer.text
        assert f'data-turn="{seconds}" data-ask="/kuis/evaluasi/giliran" data-willing="1"' in answer.text
    assert session.query(Attempt).count() == 0


def test_the_time_limit_begins_at_the_real_start(reader, spread, officer, clock, session):
    clock.at = turn(OPENS, 45, officer.id, "evaluasi")
    attempt = reader.start()
    session.rollback()
    found = session.get(Attempt, attempt)
    assert (found.started_at, found.deadline_at) == (clock.at, clock.at + timedelta(minutes=20))


def test_after_the_window_the_page_says_so(reader, spread, clock):
    clock.advance(timedelta(minutes=20))
    reader.get("/kuis/evaluasi")  # the session stays alive
    clock.advance(timedelta(minutes=25))
    reader.get("/kuis/evaluasi")
    clock.advance(timedelta(minutes=15))
    page = reader.get("/kuis/evaluasi").text
    assert "Kuis ini ditutup pada 23 November 2026, 10.00 WIB." in page
    assert not re.search(r"data-turn=", page)
    answer = reader.post("/kuis/evaluasi/mulai", {"mode": "exam"})
    assert answer.status_code == 303
    assert "Kuis ini sudah ditutup." in reader.get("/kuis/evaluasi").text


def test_practice_of_a_quiz_needs_no_turn(reader, session, clock, taking):
    head = "attempts: 1\nopens: 2026-11-23 08:00\nuse: both\nstart_spread: 600"
    publish_city(session, clock, evaluasi=EVALUATION.replace("attempts: 1", head))
    clock.at = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    assert reader.post("/kuis/evaluasi/mulai", {"mode": "practice"}).status_code == 303
