"""What came of an attempt, and the feedback of its questions as far as the rule allows."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flask import g, redirect, render_template, url_for

from lms.core.errors import Refused
from lms.people.domain.permissions import Permission
from lms.people.guard import current_officer_id, permit
from lms.quizzes.actions import is_endless
from lms.quizzes.domain.rules import Mode, feedback_open
from lms.quizzes.forms import RescueForm
from lms.quizzes.models import Attempt, AttemptQuestion
from lms.quizzes.queries.attempts import left, question_at, questions_of, result_of
from lms.quizzes.queries.catalogue import snapshot
from lms.quizzes.queries.confusions import confusions
from lms.quizzes.queries.documents import live_quiz, question_of
from lms.quizzes.queries.late import late_of_attempt
from lms.quizzes.views import blueprint
from lms.quizzes.views.desk import named
from lms.quizzes.views.feedback import feedback_of
from lms.quizzes.views.pages import question_url
from lms.quizzes.views.practice_words import why_of
from lms.quizzes.views.taking import current_attempt
from lms.quizzes.views.texts import KIND_NAMES
from lms.web.context import services
from lms.web.i18n import _


def is_released(attempt: Attempt) -> bool:
    """Whether keys and feedback of the whole attempt may be shown now."""
    return feedback_open(
        attempt.feedback,  # type: ignore[arg-type]
        state=attempt.state,  # type: ignore[arg-type]
        closes=attempt.closes_at,
        now=services().clock.now(),
    )


@blueprint.get("/kuis/percobaan/<int:attempt_id>/hasil")
@permit(Permission.LEARN)
def result(attempt_id: int) -> Any:
    """The mark of a closed attempt, per unit and per question."""
    session = services().session
    found = current_attempt(attempt_id)
    if found.state == "open":
        return redirect(url_for("quizzes.attempt", attempt_id=attempt_id), 303)
    live = live_quiz(session, found.quiz_id) if not found.context else None
    mode: Mode = "practice" if found.mode == "practice" else "exam"
    return render_template(
        "quizzes/result.html",
        attempt=found,
        outcome=result_of(session, found),
        released=is_released(found),
        lines=_lines(found),
        live=live,
        left=left(session, current_officer_id(), live, mode=mode) if live else None,
        routed=any(row.kind == "routing" for row in questions_of(session, attempt_id)),
        kind_names=KIND_NAMES,
        late=late_of_attempt(session, attempt_id),
        rescue=RescueForm(),
    )


def _lines(attempt: Attempt) -> list[dict[str, Any]]:
    session = services().session
    return [
        {
            "row": row,
            "title": question_of(session, row.revision_id, row.question_id).title,
            "fraction": None if row.score is None else Fraction(row.score),
        }
        for row in questions_of(session, attempt.id)
    ]


@blueprint.get("/kuis/percobaan/<int:attempt_id>/umpan-balik/<int:number>")
@permit(Permission.LEARN)
def feedback(attempt_id: int, number: int) -> Any:
    """The feedback of one question: after handing in, or at once in practice that says so."""
    session = services().session
    found = current_attempt(attempt_id)
    row = question_at(session, attempt_id, number)
    rows = questions_of(session, attempt_id)
    if not (is_released(found) or _settled_alone(found, row)):
        raise Refused("feedback.later", _("Umpan balik soal ini belum dibuka."))
    g.desk_page = routed = row.kind == "routing"
    return render_template(
        "quizzes/feedback_letter.html" if routed else "quizzes/feedback.html",
        attempt=found,
        shown=feedback_of(session, found, row),
        settled=[Fraction(r.score) for r in rows if r.score is not None],
        onward=_onward(found, rows, number),
        pairs=_own_confusions(found) if routed else [],
        endless=found.state == "open" and is_endless(found),
        why=why_of(session, found, row),
    )


def _settled_alone(attempt: Attempt, row: AttemptQuestion) -> bool:
    return attempt.feedback == "after_each" and attempt.mode == "practice" and row.settled_at is not None


def _onward(attempt: Attempt, rows: list[AttemptQuestion], number: int) -> tuple[str, bool]:
    """The address of the next step, and whether it is another question."""
    following = next((r for r in rows if r.position > number), None)
    if attempt.state != "open":
        if following is None:
            return url_for("quizzes.result", attempt_id=attempt.id), False
        return url_for("quizzes.feedback", attempt_id=attempt.id, number=following.position), True
    waiting = next((r for r in [*rows[number:], *rows[:number]] if r.settled_at is None), None)
    if waiting is None:
        return url_for("quizzes.review", attempt_id=attempt.id), False
    return question_url(attempt.id, waiting.position, waiting.kind), True


def _own_confusions(attempt: Attempt) -> list[dict[str, Any]]:
    session = services().session
    if attempt.catalogue_id is None:
        return []
    found = confusions(session, officer_id=attempt.officer_id, told_at=services().clock.now(), limit=5)
    return named(found, snapshot(session, attempt.catalogue_id))
