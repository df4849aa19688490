"""The pre-test: forms drawn once, halves balanced, the post-test crossed over, and keys withheld in between."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from lms.bimtek import actions
from lms.bimtek.models import Assessment, BimtekSession, Enrolment
from lms.bimtek.queries import session_view
from lms.bimtek.queries.assessment import assessment_of, half_sizes, halves, pre_test_progress
from lms.bimtek.queries.learning import learning
from lms.competency.models import Evidence
from lms.content.check import check
from lms.content.tree import ContentTree
from lms.core.actor import Actor
from lms.core.clock import FixedClock
from lms.core.errors import Forbidden, Refused
from lms.db.session import writing
from lms.library.actions import publish
from lms.people.models import Officer
from lms.quizzes import actions as quizzes
from lms.quizzes.domain.question import item_id
from lms.quizzes.models import Attempt
from lms.quizzes.queries.attempts import questions_of
from lms.quizzes.schema import QuizChecker
from tests.bimtek.conftest import Running
from tests.factories import ACTOR, Make

HEAD = """---
id: silang
title: Kolam soal
competency: K3
level: 2
pass_mark: 50
attempts: 2
---
"""
POOL = HEAD + "".join(
    f"""
## Soal {n} {{#soal-{n} competency={"K3" if n < 9 else "K4"}}}
Pilih.

- [x] benar {n}
- [ ] salah {n}
"""
    for n in range(1, 13)
)


def pool(session: Session, clock: FixedClock, text: str = POOL) -> str:
    report = check(ContentTree({"quizzes/silang.md": text.encode()}), [QuizChecker()])
    assert report.ok, report.problems
    with writing(session):
        publish(session, actor=ACTOR, clock=clock, report=report)
    return "silang"


@pytest.fixture
def crossed(session: Session, clock: FixedClock) -> str:
    return pool(session, clock)


def room(run: Running, quiz: str, people: int) -> tuple[BimtekSession, list[Officer], list[Enrolment]]:
    row, _slots = run.held(slots=1, post_test_quiz=quiz)
    officers = [run.make.officer() for _one in range(people)]
    enrolments = [run.enrol(row, officer) for officer in officers]
    return row, officers, enrolments


def sit(run: Running, row: BimtekSession, officer: Officer, right: set[str] | int, *, pre: bool) -> Attempt:
    """Answer rightly the questions named, or the first so many in the order of their numbers."""
    who = Actor("account", officer.id, "Peserta")
    facts: dict[str, Any] = {"actor": who, "session_id": row.id, "officer_id": officer.id}
    attempt: Attempt = run.do(actions.start_pre_test if pre else actions.start_post_test, **facts)
    asked = sorted(
        questions_of(run.session, attempt.id), key=lambda q: int(q.question_id.removeprefix("soal-"))
    )
    for place, question in enumerate(asked):
        number = question.question_id.removeprefix("soal-")
        known = place < right if isinstance(right, int) else question.question_id in right
        run.do(
            quizzes.save_answer, actor=who, attempt_id=attempt.id, officer_id=officer.id,
            position=question.position, client_seq=1,
            fields={"jawab": [item_id(f"{'benar' if known else 'salah'} {number}")]},
        )  # fmt: skip
    run.do(quizzes.submit_attempt, actor=who, attempt_id=attempt.id, officer_id=officer.id)
    return attempt


def asked(run: Running, attempt: Attempt) -> set[str]:
    return {question.question_id for question in questions_of(run.session, attempt.id)}


def test_forms_are_drawn_and_the_room_is_halved_once(run: Running, crossed: str) -> None:
    row, _officers, _enrolments = room(run, crossed, 7)
    run.do(actions.open_pre_test, session_id=row.id)
    found = assessment_of(run.session, row.id)
    assert found is not None
    assert len(found.forms.first) == len(found.forms.second) == 6
    assert not set(found.forms.first) & set(found.forms.second)
    k4 = {f"soal-{n}" for n in range(9, 13)}
    assert len(k4 & set(found.forms.first)) == len(k4 & set(found.forms.second)) == 2
    assert sorted(half_sizes(run.session, row.id).values()) == [3, 4]
    before = halves(run.session, row.id)
    run.do(actions.close_pre_test, session_id=row.id)
    run.do(actions.open_pre_test, session_id=row.id)
    assert assessment_of(run.session, row.id).forms == found.forms  # type: ignore[union-attr]
    assert halves(run.session, row.id) == before
    assert [len(run.journal(word)) for word in ("forms_drawn", "pre_test_opened", "pre_test_closed")] == [
        1, 2, 1,
    ]  # fmt: skip


def test_the_post_test_is_the_other_form(run: Running, crossed: str) -> None:
    row, officers, enrolments = room(run, crossed, 2)
    run.do(actions.open_pre_test, session_id=row.id)
    forms = assessment_of(run.session, row.id).forms  # type: ignore[union-attr]
    sides = halves(run.session, row.id)
    pre = {o.id: asked(run, sit(run, row, o, 3, pre=True)) for o in officers}
    run.do(actions.open_post_test, session_id=row.id)
    post = {o.id: asked(run, sit(run, row, o, 5, pre=False)) for o in officers}
    for officer, enrolment in zip(officers, enrolments, strict=True):
        first, second = set(forms.first), set(forms.second)
        wanted = (first, second) if sides[enrolment.id] == "A" else (second, first)
        assert (pre[officer.id], post[officer.id]) == wanted
    assert Counter(sides.values()) == {"A": 1, "B": 1}


def test_a_pinned_revision_outlives_a_new_one(run: Running, crossed: str, clock: FixedClock) -> None:
    row, (officer, *_rest), _enrolments = room(run, crossed, 2)
    run.do(actions.open_pre_test, session_id=row.id)
    pool(run.session, clock, POOL.split("## Soal 5 ", 1)[0])
    attempt = sit(run, row, officer, 6, pre=True)
    assert len(asked(run, attempt)) == 6
    assert attempt.revision_id == assessment_of(run.session, row.id).revision_id  # type: ignore[union-attr]


def test_who_comes_late_fills_the_smaller_half(run: Running, crossed: str) -> None:
    row, _officers, _enrolments = room(run, crossed, 3)
    run.do(actions.open_pre_test, session_id=row.id)
    for _one in range(3):
        late = run.make.officer()
        run.enrol(row, late)
        sit(run, row, late, 2, pre=True)
        sizes = half_sizes(run.session, row.id)
        assert abs(sizes["A"] - sizes["B"]) <= 1
    assert sum(half_sizes(run.session, row.id).values()) == 6


def test_gain_counts_people_with_both_tests_only(run: Running, crossed: str) -> None:
    row, officers, _enrolments = room(run, crossed, 5)
    run.do(actions.open_pre_test, session_id=row.id)
    for officer in officers[:4]:
        sit(run, row, officer, 3, pre=True)
    run.do(actions.open_post_test, session_id=row.id)
    for officer in officers[1:]:
        sit(run, row, officer, 6 if officer is officers[1] else 5, pre=False)
    sit(run, row, officers[2], 6, pre=False)  # a second try changes nothing in the gain
    found = learning(run.session, session_view(run.session, row.id))
    assert found is not None and found.whole is not None
    assert (found.took_pre, found.took_post, found.whole.n) == (4, 4, 3)
    assert sorted(one.after for one in found.people) == pytest.approx([5 / 6, 5 / 6, 1])
    assert all(one.before == pytest.approx(0.5) for one in found.people)
    per_unit = {one.unit: (one.questions, one.gain.n) for one in found.units}
    assert per_unit == {"K3": (4, 3), "K4": (2, 3)}
    assert len(found.questions) == 12
    asked = {
        (form, when): {side.n for q in found.questions if q.form == form and (side := getattr(q, when))}
        for form in (1, 2)
        for when in ("before", "after")
    }
    half_a, half_b = {found.whole.n_a} - {0}, {found.whole.n_b} - {0}  # the lot may have left a half empty
    assert asked == {(1, "before"): half_a, (2, "after"): half_a, (2, "before"): half_b, (1, "after"): half_b}


def test_keys_stay_back_until_the_closing(run: Running, crossed: str, clock: FixedClock) -> None:
    row, officers, _enrolments = room(run, crossed, 1)
    run.do(actions.open_pre_test, session_id=row.id)
    attempt = sit(run, row, officers[0], 6, pre=True)
    assert attempt.feedback == "withheld"
    run.do(actions.open_post_test, session_id=row.id)
    assert sit(run, row, officers[0], 6, pre=False).feedback == "after_submit"
    run.later(hours=3)
    run.do(actions.close_session, session_id=row.id)
    assert run.session.get(Attempt, attempt.id).feedback == "after_submit"  # type: ignore[union-attr]
    assert assessment_of(run.session, row.id).pre_closes_at is not None  # type: ignore[union-attr]


def test_a_pre_test_left_open_is_handed_in_when_the_post_test_begins(run: Running, crossed: str) -> None:
    row, (officer,), _enrolments = room(run, crossed, 1)
    run.do(actions.open_pre_test, session_id=row.id)
    pre = run.do(
        actions.start_pre_test, actor=Actor("account", officer.id, "P"), session_id=row.id,
        officer_id=officer.id,
    ).id  # fmt: skip
    run.do(actions.open_post_test, session_id=row.id)
    sit(run, row, officer, 6, pre=False)
    assert run.session.get(Attempt, pre).state == "submitted"  # type: ignore[union-attr]


def test_a_pre_test_proves_nothing_and_changes_no_eligibility(run: Running, crossed: str) -> None:
    row, (officer,), _enrolments = room(run, crossed, 1)
    run.do(actions.open_pre_test, session_id=row.id)
    sit(run, row, officer, 6, pre=True)
    assert run.standing(row, officer.id).post_test is None
    assert run.session.query(Evidence).count() == 0


def test_once_only_and_not_after_the_post_test(run: Running, crossed: str) -> None:
    row, (officer, other), _enrolments = room(run, crossed, 2)
    run.do(actions.open_pre_test, session_id=row.id)
    sit(run, row, officer, 6, pre=True)
    with pytest.raises(Refused, match="tidak sedang dibuka"):
        sit(run, row, officer, 6, pre=True)
    run.do(actions.open_post_test, session_id=row.id)
    assert (
        pre_test_progress(run.session, session_view(run.session, row.id), other.id, run.clock.now()) == "over"
    )
    with pytest.raises(Refused, match="tidak dapat dibuka lagi"):
        run.do(actions.open_pre_test, session_id=row.id)
    with pytest.raises(Forbidden):
        sit(run, row, run.make.officer(), 1, pre=True)


def test_a_pool_that_is_too_small_is_refused(run: Running, quiz: str) -> None:
    row, _officers, _enrolments = room(run, quiz, 2)
    with pytest.raises(Refused, match="hanya memberi 2 pasang"):
        run.do(actions.open_pre_test, session_id=row.id)
    run.session.rollback()
    assert run.session.get(Assessment, row.id) is None


def test_opening_asks_for_a_quiz_an_announcement_and_a_time_ahead(run: Running, crossed: str) -> None:
    bare, _slots = run.held(slots=1)
    with pytest.raises(Refused, match="tidak memakai pos-tes"):
        run.do(actions.open_pre_test, session_id=bare.id)
    draft = run.plan(post_test_quiz=crossed)
    with pytest.raises(Refused, match="Umumkan"):
        run.do(actions.open_pre_test, session_id=draft.id)
    row, _officers, _enrolments = room(run, crossed, 1)
    with pytest.raises(Refused, match="sudah lewat"):
        run.do(actions.open_pre_test, session_id=row.id, closes_at=run.clock.now() - timedelta(minutes=1))


def test_the_quiz_of_drawn_forms_stays(run: Running, crossed: str, quiz: str, make: Make) -> None:
    row, _officers, _enrolments = room(run, crossed, 1)
    run.do(actions.open_pre_test, session_id=row.id)
    plan = actions.SessionPlan(title=row.title, place="Aula", post_test_quiz=quiz)
    with pytest.raises(Refused, match="tidak dapat diganti"):
        run.do(actions.edit_session, session_id=row.id, plan=plan)
