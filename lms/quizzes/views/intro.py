"""The list of quizzes, the page before a quiz, and starting it."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from lms.core.errors import Refused, Stale
from lms.db.session import writing
from lms.people.domain.permissions import Permission
from lms.people.guard import allowed, current_actor, current_officer_id, permit
from lms.quizzes import actions
from lms.quizzes.actions import is_endless
from lms.quizzes.actions.start import NotYet, turn_of, window_of
from lms.quizzes.domain.rules import Mode, Window, accepts
from lms.quizzes.forms import StartForm
from lms.quizzes.models import Attempt
from lms.quizzes.queries.attempts import best_results_of, left, open_attempt, past_attempts
from lms.quizzes.queries.documents import LiveQuiz, live_quizzes, quiz_at
from lms.quizzes.queries.late import late_by_quiz
from lms.quizzes.views import blueprint
from lms.quizzes.views.pages import question_url
from lms.quizzes.views.texts import block
from lms.quizzes.views.turn import seconds_to, wait
from lms.web.context import services


@blueprint.get("/kuis")
@permit(Permission.LEARN)
def index() -> Any:
    """All live quizzes, with the reader's best result."""
    session, officer = services().session, current_user.officer_id
    return render_template(
        "quizzes/index.html",
        quizzes=live_quizzes(session),
        best=best_results_of(session, officer) if officer is not None else {},
        late=late_by_quiz(session) if allowed(Permission.RUN_SESSIONS) else {},
        rights=Permission,
    )


@blueprint.get("/kuis/<slug>")
@permit(Permission.LEARN)
def intro(slug: str) -> Any:
    """The rules of a quiz, what is left of it, and what the reader did so far."""
    session, officer = services().session, current_officer_id()
    live = quiz_at(session, slug)
    close_overdue(live.quiz.id)
    now = services().clock.now()
    window = window_of(session, live, officer, "", now)
    modes = [_mode(live, officer, mode, window) for mode in live.quiz.modes]
    return render_template(
        "quizzes/intro.html",
        live=live,
        quiz=live.quiz,
        opening=block(live.quiz.intro, live.revision_id),
        modes=modes,
        window=window,
        state=window.state(now),
        past=past_attempts(session, officer, live.quiz.id),
        rights=Permission,
        form=StartForm(),
    )


def close_overdue(quiz_id: str) -> None:
    """Close the reader's attempts at a quiz that ran out and that the finisher has not reached yet."""
    session, clock = services().session, services().clock
    for attempt in past_attempts(session, current_officer_id(), quiz_id):
        if attempt.state == "open" and not accepts(clock.now(), attempt.deadline_at):
            with writing(session):
                actions.close_expired(session, clock=clock, attempt_id=attempt.id)


def _mode(live: LiveQuiz, officer_id: int, mode: Mode, window: Window) -> dict[str, Any]:
    session = services().session
    at = turn_of(live, officer_id, mode, window)
    running = open_attempt(session, officer_id, live.quiz.id, mode=mode)
    size = len(live.quiz.pool(mode))
    return {
        "name": mode,
        "running": running,
        "left": left(session, officer_id, live, mode=mode),
        "size": min(size, live.quiz.draw or size),
        "turn": at,
        "wait": seconds_to(at, services().clock.now()),
    }


@blueprint.post("/kuis/<slug>/mulai")
@permit(Permission.LEARN)
def start(slug: str) -> Any:
    """Start an attempt, or go on with the open one."""
    session = services().session
    live = quiz_at(session, slug)
    close_overdue(live.quiz.id)
    form = StartForm()
    mode: Mode = "practice" if form.mode.data == "practice" else "exam"
    try:
        attempt = _start(live, mode)
    except NotYet as early:
        return wait(live, mode, early)
    except Refused as refused:
        flash(str(refused.message), "bad")
        return redirect(url_for("quizzes.intro", slug=slug), 303)
    return redirect(url_for("quizzes.attempt", attempt_id=attempt.id), 303)


def _start(live: LiveQuiz, mode: Mode, *, again: bool = True) -> Attempt:
    """Two taps at once on a database with side-by-side writers: the slower one finds the other's attempt."""
    session = services().session
    try:
        with writing(session):
            return actions.start_attempt(
                session,
                actor=current_actor(),
                clock=services().clock,
                officer_id=current_officer_id(),
                quiz_id=live.quiz.id,
                mode=mode,
            )
    except Stale:
        if not again:
            raise
        return _start(live, mode, again=False)


def first_open_url(attempt: Attempt, rows: list[Any]) -> str:
    """The first question without an answer, or the review when all have one."""
    row = next((r for r in rows if r.answer is None and r.settled_at is None), None)
    if row is None and is_endless(attempt):
        return url_for("quizzes.desk")
    if row is None:
        return url_for("quizzes.review", attempt_id=attempt.id)
    return question_url(attempt.id, row.position, row.kind)
