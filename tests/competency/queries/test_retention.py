"""Retention as pages read it: live for one officer, from the night for many; evidence without answers is a prior."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from lms import wiring
from lms.competency.actions import add_evidence
from lms.competency.actions.night import sum_up
from lms.competency.domain.recall import Forgetting
from lms.competency.models import MemoryState
from lms.competency.queries.retention import recall_of, recalls, summaries, summed_up_on
from lms.competency.queries.standing import standing
from lms.db.session import writing
from tests.competency.publishing import CITY, publish_city
from tests.competency.taking import RIGHT, WRONG, later, quiz, states, take
from tests.factories import ACTOR
from tests.quizzes.actions.test_budget import counting

FILES = {**CITY, **quiz("latihan-a", "K1", 5), **quiz("latihan-b", "K2", 5)}


@pytest.fixture
def officer(session, clock, make):
    wiring.subscribe()
    publish_city(session, clock, FILES)
    officer = make.officer()
    make.assign(officer, make.post(make.agency()))
    return officer


def test_answers_make_the_estimate_and_unknown_units_are_left_out(session, clock, officer):
    take(session, clock, officer.id, "latihan-a", {"s1": RIGHT, "s2": WRONG})
    take(session, clock, officer.id, "latihan-b", {"s1": RIGHT})
    with writing(session):  # a unit that the framework no longer has
        session.execute(update(MemoryState).where(MemoryState.unit == "K2").values(unit="K9"))
    later(clock, days=6)
    found = recall_of(session, officer.id, clock.now())
    model = Forgetting()
    expected = [
        model.recall(row["stability"], row["last_review"], clock.now())
        for row in states(session)
        if row["unit"] == "K1"
    ]
    assert found.keys() == {"K1"}
    assert found["K1"].estimate == pytest.approx(sum(expected) / 2)
    assert (found["K1"].basis, found["K1"].questions) == ("answers", 2)


def test_evidence_without_answers_is_a_prior_by_the_half_life(session, clock, officer):

    with writing(session):
        add_evidence(
            session, actor=ACTOR, clock=clock, officer_id=officer.id, unit="K2", level=2,
            source_kind="import", source_ref="1", title="Bukti lama",
        )  # fmt: skip
    later(clock, days=120)
    found = recall_of(session, officer.id, clock.now())["K2"]
    assert (found.basis, found.estimate, found.low) == ("prior", 0.5, None)
    take(session, clock, officer.id, "latihan-b", {"s1": RIGHT})
    assert recall_of(session, officer.id, clock.now())["K2"].basis == "answers"


def test_low_retention_takes_no_standing_away(session, clock, officer):
    with writing(session):
        add_evidence(
            session, actor=ACTOR, clock=clock, officer_id=officer.id, unit="K1", level=2,
            source_kind="import", source_ref="2", title="Bukti",
        )  # fmt: skip
    day = clock.now().date()
    before = standing(session, officer.id, day + timedelta(days=200))
    take(session, clock, officer.id, "latihan-a", {f"s{n}": WRONG for n in range(1, 6)})
    later(clock, days=200)
    assert recall_of(session, officer.id, clock.now())["K1"].estimate < 0.6
    assert standing(session, officer.id, day + timedelta(days=200)) == before


def test_the_night_writes_what_the_page_would_compute(session, clock, make, officer):
    other = make.officer()
    take(session, clock, officer.id, "latihan-a", {"s1": RIGHT, "s2": WRONG})
    take(session, clock, other.id, "latihan-b", {"s1": RIGHT})
    later(clock, days=9)
    session.rollback()
    assert sum_up(session, clock) == 2
    ids = [officer.id, other.id]
    assert summaries(session, ids) == recalls(session, ids, clock.now())
    later(clock, days=30)
    session.rollback()
    assert sum_up(session, clock) == 2
    assert summaries(session, ids) == recalls(session, ids, clock.now())
    assert summed_up_on(session) == clock.now().date()


def test_statements_do_not_grow_with_officers_or_answers(session, clock, make, officer):
    counts = []
    for size in (1, 8):
        people = [make.officer() for _ in range(size)]
        for one in people:
            take(session, clock, one.id, "latihan-a", {f"s{n}": RIGHT for n in range(1, min(size, 5) + 1)})
        session.rollback()
        ids = [one.id for one in people]
        session.rollback()
        with counting(session) as seen:
            recalls(session, ids, clock.now())
        counts.append(len(seen))
    assert counts[0] == counts[1]
