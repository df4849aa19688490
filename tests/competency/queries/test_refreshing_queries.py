"""What a refresher asks: due questions for practice, of units that the posts of today ask for."""

from datetime import timedelta

import pytest

from lms import wiring
from lms.competency.actions.refreshing import REFRESHER, choose_digest, start_refresher
from lms.competency.queries.evidence import evidence_of
from lms.competency.queries.refreshing import refresher, wants_digest
from lms.competency.queries.standing import standing
from lms.core.errors import Refused
from lms.db.session import writing
from lms.people.models import Assignment
from lms.quizzes.actions import settle_question
from lms.quizzes.queries.attempts import questions_of
from tests.competency.publishing import CITY, publish_city
from tests.competency.taking import RIGHT, WRONG, later, quiz, states, take
from tests.factories import ACTOR
from tests.quizzes.actions.test_budget import counting

FILES = {
    **CITY,
    **quiz("latihan-a", "K1", 6),
    **quiz("latihan-b", "K2", 6),
    **quiz("ujian-b", "K2", 4, use="exam"),
}


@pytest.fixture
def officer(session, clock, make):
    wiring.subscribe()
    publish_city(session, clock, FILES)
    return make.officer()


@pytest.fixture
def post(make, officer):
    return make.assign(officer, make.post(make.agency()))  # asks for K1 and K2


def ids(found):
    return [(one.quiz_id, one.question_id) for one in found.items]


def test_nothing_is_due_right_after_answering_and_the_page_knows_when(session, clock, officer, post):
    take(session, clock, officer.id, "latihan-a", {f"s{n}": RIGHT for n in range(1, 7)} | {"dua": "satu+dua"})
    found = refresher(session, officer.id, clock.now())
    assert (ids(found), found.waiting) == ([], 0)
    later(clock, seconds=(found.next_due - clock.now()).total_seconds())
    assert len(refresher(session, officer.id, clock.now()).items) == 7


def test_due_questions_of_two_units_take_turns_the_weakest_first(session, clock, officer, post):
    take(session, clock, officer.id, "latihan-a", {"s1": RIGHT, "s2": WRONG})
    take(session, clock, officer.id, "latihan-b", {"s1": WRONG})
    later(clock, days=40)
    found = refresher(session, officer.id, clock.now())
    assert set(ids(found)[:2]) == {("latihan-a", "s2"), ("latihan-b", "s1")}
    assert ids(found)[2] == ("latihan-a", "s1")
    assert found.waiting == 3
    assert len(found.items) == 8  # filled up with questions never met, because both units are weak


def test_examination_questions_are_never_asked(session, clock, officer, post):
    take(session, clock, officer.id, "ujian-b", {f"s{n}": WRONG for n in range(1, 5)}, mode="exam")
    later(clock, days=30)
    found = refresher(session, officer.id, clock.now())
    assert found.recalls["K2"].due == 4
    assert {quiz_id for quiz_id, _ in ids(found)} == {"latihan-b"}
    assert found.silent == ()


def test_a_weak_unit_without_questions_for_practice_says_so(session, clock, make, officer, post):
    publish_city(
        session, clock, {**CITY, **quiz("ujian-b", "K2", 4, use="exam"), **quiz("latihan-b", "K1", 1)}
    )
    take(session, clock, officer.id, "ujian-b", {"s1": WRONG}, mode="exam")
    later(clock, days=30)
    assert "K2" in refresher(session, officer.id, clock.now()).silent


def test_it_stops_when_the_post_is_left(session, clock, officer, post):
    take(session, clock, officer.id, "latihan-a", {"s1": WRONG})
    later(clock, days=10)
    assert refresher(session, officer.id, clock.now()).units == ("K1", "K2")
    with writing(session):
        session.get(Assignment, post.id).end = clock.now().date() - timedelta(days=1)
    found = refresher(session, officer.id, clock.now())
    assert (found.units, found.items, found.recalls) == ((), (), {})


def test_a_refresher_asks_what_was_offered_and_changes_no_standing(session, clock, officer, post):
    take(session, clock, officer.id, "latihan-a", {"s1": WRONG, "s2": WRONG})
    later(clock, days=10)
    who = {"actor": ACTOR, "clock": clock, "officer_id": officer.id}
    offered = refresher(session, officer.id, clock.now())
    before = standing(session, officer.id, clock.now().date()), evidence_of(session, officer.id)
    with writing(session):
        attempt = start_refresher(session, title="Penyegaran", **who)
    rows = questions_of(session, attempt.id)
    assert [row.question_id for row in rows] == [one.question_id for one in offered.items]
    assert (attempt.quiz_id, attempt.mode, attempt.feedback) == (REFRESHER, "practice", "after_each")
    with writing(session):
        assert start_refresher(session, title="Penyegaran", **who).id == attempt.id
    later(clock, days=1)
    with writing(session):
        again = start_refresher(session, title="Penyegaran", **who)
    assert again.id != attempt.id
    assert (standing(session, officer.id, clock.now().date()), evidence_of(session, officer.id)) == before
    with pytest.raises(Refused, match="Jawab soal ini"), writing(session):
        settle_question(session, attempt_id=again.id, position=1, **who)
    assert [row["reviews"] for row in states(session)] == [1, 1]  # what was left empty is no review


def test_nothing_due_is_refused_in_plain_words(session, clock, officer, post):
    who = {"actor": ACTOR, "clock": clock, "officer_id": officer.id}
    with pytest.raises(Refused, match="Belum ada yang perlu disegarkan"), writing(session):
        start_refresher(session, title="Penyegaran", **who)


def test_the_word_about_the_letter_is_kept(session, clock, officer):
    assert wants_digest(session, officer.id)
    for wanted in (False, False, True):
        with writing(session):
            choose_digest(session, clock=clock, officer_id=officer.id, wanted=wanted)
        assert wants_digest(session, officer.id) is wanted


def test_statements_do_not_grow_with_what_is_due(session, clock, make, officer, post):
    counts = []
    for questions in (1, 6):
        take(session, clock, officer.id, "latihan-a", {f"s{n}": WRONG for n in range(1, questions + 1)})
        later(clock, days=10)
        session.rollback()
        with counting(session) as seen:
            refresher(session, officer.id, clock.now())
        counts.append(len(seen))
    assert counts[0] == counts[1]
