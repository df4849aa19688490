"""What a room learned: its pre-test and post-test side by side, as a whole, per unit and per question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from statistics import fmean

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.bimtek.domain.gain import Facility, Figure, Gain, Taken, facility, gain_of, shift
from lms.bimtek.domain.parallel import Half, Occasion
from lms.bimtek.models import Enrolment
from lms.bimtek.queries import post_test
from lms.bimtek.queries.assessment import AssessmentView, assessment_of, halves
from lms.bimtek.queries.views import SessionView
from lms.quizzes.models import Attempt, AttemptQuestion
from lms.quizzes.queries.documents import quiz_of_revision


@dataclass(frozen=True)
class Sitting:
    """One finished and fully marked attempt: its share, and the share of each question."""

    share: float
    questions: Mapping[str, float]
    units: Mapping[str, tuple[float, ...]]


@dataclass(frozen=True)
class PersonGain:
    """One person with both tests."""

    enrolment_id: int
    half: Half
    before: float
    after: float


@dataclass(frozen=True)
class QuestionGain:
    """One question of the forms: who had it before was one half of the room, who had it after the other."""

    id: str
    title: str
    unit: str
    form: int
    before: Facility | None
    after: Facility | None
    change: Figure | None


@dataclass(frozen=True)
class UnitGain:
    """The gain within the questions of one unit; `questions` is their number in each form."""

    unit: str
    questions: int
    gain: Gain


@dataclass(frozen=True)
class Learning:
    """Everything about the gain of a session; only people with both tests are counted."""

    assessment: AssessmentView
    enrolled: int
    took_pre: int
    took_post: int
    people: tuple[PersonGain, ...]
    whole: Gain | None
    units: tuple[UnitGain, ...]
    questions: tuple[QuestionGain, ...]


def learning(session: Session, view: SessionView) -> Learning | None:
    """The gain of a session's room; None when it has no pre-test. Of several post-tests the first finished one counts."""
    found = assessment_of(session, view.id)
    if found is None:
        return None
    enrolments = {
        officer_id: enrolment_id
        for enrolment_id, officer_id in session.execute(
            select(Enrolment.id, Enrolment.officer_id).where(
                Enrolment.session_id == view.id, Enrolment.status == "enrolled"
            )
        )
    }
    pre = _sittings(session, found, "pre")
    post = _sittings(session, found, "post")
    sides = halves(session, view.id)
    both = [
        (enrolments[officer], sides[enrolments[officer]], pre[officer], post[officer])
        for officer in sorted(set(pre) & set(post) & set(enrolments))
        if enrolments[officer] in sides
    ]
    people = tuple(PersonGain(who, half, one.share, other.share) for who, half, one, other in both)
    return Learning(
        assessment=found,
        enrolled=len(enrolments),
        took_pre=len(set(pre) & set(enrolments)),
        took_post=len(set(post) & set(enrolments)),
        people=people,
        whole=gain_of(Taken(one.half, one.before, one.after) for one in people),
        units=_units(both),
        questions=_questions(session, found, both),
    )


Both = list[tuple[int, Half, Sitting, Sitting]]


def _sittings(session: Session, found: AssessmentView, occasion: Occasion) -> dict[int, Sitting]:
    """The first finished attempt of each officer at one of the tests."""
    context = post_test.context(found.session_id, occasion)
    rows = session.execute(
        select(
            Attempt.officer_id, Attempt.id, Attempt.score,
            AttemptQuestion.question_id, AttemptQuestion.unit, AttemptQuestion.score,
        )
        .join(AttemptQuestion, AttemptQuestion.attempt_id == Attempt.id)
        .where(
            Attempt.quiz_id == found.quiz_id, Attempt.context == context, Attempt.mode == "exam",
            Attempt.state != "open", Attempt.score.is_not(None),
        )
        .order_by(Attempt.id, AttemptQuestion.position)
    )  # fmt: skip
    first: dict[int, int] = {}
    shares: dict[int, float] = {}
    questions: dict[int, dict[str, float]] = defaultdict(dict)
    units: dict[int, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for officer_id, attempt_id, total, question_id, unit, score in rows:
        if first.setdefault(officer_id, attempt_id) != attempt_id:
            continue
        mark = float(Fraction(score)) if score is not None else 0.0
        shares[officer_id] = float(Fraction(total or "0"))
        questions[officer_id][question_id] = mark
        units[officer_id][unit or ""].append(mark)
    return {
        officer_id: Sitting(
            share, questions[officer_id], {unit: tuple(marks) for unit, marks in units[officer_id].items()}
        )
        for officer_id, share in shares.items()
    }


def _units(both: Both) -> tuple[UnitGain, ...]:
    """The gain per unit, among the people whose both tests held questions of it."""
    names = sorted({unit for _who, _half, one, other in both for unit in set(one.units) & set(other.units)})
    found = []
    for name in names:
        taken = [
            Taken(half, fmean(one.units[name]), fmean(other.units[name]))
            for _who, half, one, other in both
            if name in one.units and name in other.units
        ]
        gain = gain_of(taken)
        if gain is not None:
            length = max(len(one.units[name]) for _who, _half, one, _other in both if name in one.units)
            found.append(UnitGain(name, length, gain))
    return tuple(found)


def _questions(session: Session, found: AssessmentView, both: Both) -> tuple[QuestionGain, ...]:
    """The questions of both forms in the order of their pairs."""
    quiz = quiz_of_revision(session, found.revision_id)
    lines = []
    for pair in zip(found.forms.first, found.forms.second, strict=True):
        for form, id in enumerate(pair, start=1):
            before = facility([one.questions[id] for _w, _h, one, _o in both if id in one.questions])
            after = facility([other.questions[id] for _w, _h, _one, other in both if id in other.questions])
            question = quiz.question(id)
            unit = (quiz.unit_of(question) if question else None) or ""
            title = question.title if question else id
            lines.append(QuestionGain(id, title, unit, form, before, after, shift(before, after)))
    return tuple(lines)
