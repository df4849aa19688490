"""Confusions of cohorts: before and after a Bimtek with exact numbers, and what heads may read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from lms.quizzes.queries.confusions import Scope
from lms.reports.queries.cohorts import Cohort, cohort
from lms.reports.queries.routing import before_and_after, behind, for_head
from tests.quizzes.conftest import Taking
from tests.quizzes.library import PRACTICE, publish_city
from tests.quizzes.queries.test_confusions import Desk

DAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
EXAM = PRACTICE.replace("id: latihan", "id: ujian").replace(
    "use: practice\nfeedback: after_each", "use: exam"
)


@pytest.fixture
def desk(session, clock, make) -> Desk:
    publish_city(session, clock, ujian=EXAM)
    return Desk(Taking(session, clock, make.officer()), make)


def exam(desk: Desk, officer, to: str, context: str = "") -> None:
    taking = Taking(desk.taking.session, desk.taking.clock, officer)
    attempt = taking.start("ujian", context=context)
    taking.save(attempt, "gang", {"tujuan": [desk.refs[to]]})
    taking.submit(attempt)


def test_before_and_after_a_bimtek(desk, clock):
    people = [desk.officer() for _ in range(6)]
    for n, who in enumerate(people):
        desk.route(who, "latihan", "gang", "DPU" if n < 5 else "Disperkim")
    begins = clock.now() + timedelta(days=1)
    clock.advance(timedelta(days=1, hours=1))
    desk.route(people[0], "latihan", "gang", "DPU")  # while it was running: neither before nor after
    exam(desk, people[0], "DPU", context="bimtek:7:post")  # the post-test was opened before the end
    ends = clock.now() + timedelta(hours=1)
    clock.advance(timedelta(days=1))
    for who in people[1:]:
        desk.route(who, "latihan", "gang", "Disperkim")
    group = Cohort(
        "bimtek", "bimtek-7", officer_ids=frozenset(p.id for p in people), begins=begins, ends=ends
    )
    scope = Scope(officer_ids=group.officer_ids)
    found = before_and_after(desk.taking.session, scope, group)
    assert [(c.right, c.chosen) for c in found] == [("1.04", "1.03/jalan")]
    change = found[0].change
    assert [(i.count, i.of) for i in (change.before, change.after)] == [(5, 6), (1, 6)]
    assert round(change.share, 4) == -0.6667
    assert change.sure
    assert before_and_after(desk.taking.session, scope, Cohort("semua", "semua")) == []


def test_pairs_with_few_letters_on_one_side_are_not_compared(desk, clock):
    who = desk.officer()
    desk.route(who, "latihan", "gang", "DPU")
    group = Cohort(
        "bimtek", "bimtek-7", begins=clock.now() + timedelta(days=1), ends=clock.now() + timedelta(days=2)
    )
    assert before_and_after(desk.taking.session, Scope(), group) == []


def test_heads_read_names_of_examinations_in_groups_of_five(desk):
    people = [desk.officer() for _ in range(5)]
    for who in people:
        desk.route(who, "latihan", "gang", "DPU")
    exam(desk, people[0], "DPU")
    session = desk.taking.session
    scope, whole = for_head(session, Scope(officer_ids=frozenset(p.id for p in people)), NOW)
    assert (scope.mode, whole) == (None, True)
    seen = behind(session, scope, "1.04", "1.03/jalan", on=DAY, names=True, exams_only=True)
    assert (seen.several, [p.officer_id for p in seen.people]) == (5, [people[0].id])
    trainer = behind(session, scope, "1.04", "1.03/jalan", on=DAY, names=True, exams_only=False)
    assert sorted(p.officer_id for p in trainer.people) == sorted(p.id for p in people)
    practice = behind(
        session, Scope(mode="practice"), "1.04", "1.03/jalan", on=DAY, names=True, exams_only=True
    )
    assert practice.people == []


def test_in_a_small_group_examinations_alone_are_counted(desk):
    few = [desk.officer() for _ in range(4)]
    for who in few:
        desk.route(who, "latihan", "gang", "DPU")
    scope, whole = for_head(desk.taking.session, Scope(officer_ids=frozenset(p.id for p in few)), NOW)
    assert (scope.mode, whole) == ("exam", False)


def test_a_wave_holds_everybody_whose_assignment_began_that_day(desk, make):
    agency = make.agency()
    moved, other = make.officer(), make.officer()
    make.assign(moved, make.post(agency), date(2026, 11, 16))
    make.assign(other, make.post(agency), date(2026, 11, 17))
    found = cohort(desk.taking.session, "gelombang-2026-11-16", on=DAY, agencies=None)
    assert (found.officer_ids, found.size) == (frozenset({moved.id}), 1)
    assert (
        cohort(desk.taking.session, "gelombang-2026-11-16", on=DAY, agencies=frozenset({agency.id})) is None
    )
