"""What stands in an officer's examination is not practised until its keys may be shown; others practise it freely."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from lms.core.errors import Refused
from lms.db.session import writing
from lms.quizzes import actions
from lms.quizzes.models import Attempt
from lms.quizzes.queries.attempts import questions_of
from lms.quizzes.queries.held import held_back
from tests.quizzes.conftest import Taking
from tests.quizzes.library import EVALUATION, PRACTICE, publish_city

BOTH = EVALUATION.replace("attempts: 1\n", "use: both\nfeedback: after_close\ncloses: 2026-11-23 12:00\n")
LETTERS = PRACTICE.replace("use: practice", "use: both").replace("id: latihan", "id: surat")
CLOSES = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
ALL = {("evaluasi", name) for name in ("batas-waktu", "golongan", "angka", "urutan")}


@pytest.fixture
def both(session, clock, officer) -> Taking:
    publish_city(session, clock, evaluasi=BOTH, surat=LETTERS)
    return Taking(session, clock, officer)


def held(taking: Taking) -> frozenset[tuple[str, str]]:
    return held_back(taking.session, taking.officer.id, taking.clock.now())


def test_an_examination_holds_its_questions_until_its_keys_may_be_shown(both, clock, make):
    assert held(both) == frozenset()
    exam = both.start()
    assert held(both) == ALL
    assert held(Taking(both.session, clock, make.officer())) == frozenset()
    with pytest.raises(Refused) as refused:
        both.start(mode="practice")
    assert refused.value.code == "practice.held"
    both.submit(exam)
    with pytest.raises(Refused):
        both.start(mode="practice")
    clock.at = CLOSES
    assert held(both) == frozenset()


def test_a_practice_begun_before_is_neither_settled_nor_handed_in(both, make):
    practice = both.start("surat", mode="practice")
    both.save(practice, "gang", {"kecualikan": ["1"]})
    exam = both.start("surat")
    for step in (lambda: both.settle(practice, "gang"), lambda: both.submit(practice)):
        with pytest.raises(Refused) as refused:
            step()
        assert refused.value.code == "practice.held"
    colleague = Taking(both.session, both.clock, make.officer())
    own = colleague.start("surat", mode="practice")
    colleague.save(own, "gang", {"kecualikan": ["1"]})
    assert colleague.settle(own, "gang").fraction == 0
    both.submit(exam)
    assert both.settle(practice, "gang").fraction == 0
    assert both.submit(practice).fraction == 0


def test_the_practice_without_end_draws_other_letters(both, session):
    both.start("surat")
    asked = set()
    for _ in range(3):
        with writing(session):
            row = actions.practise_on(session, title="Latihan", **both.facts)
        asked.add((row.revision_id, row.question_id))
        attempt = session.get(Attempt, row.attempt_id)
        both.save(attempt, row.question_id, {"kecualikan": ["1"]})
        both.settle(attempt, row.question_id)
    known = {(r.revision_id, r.question_id) for r in questions_of(session, 1)}
    assert len(known) == 3
    assert asked & known == set()
