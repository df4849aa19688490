"""The trainer's desk for late answers: what came, what its device says, and the decision with its reason."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from lms.core.errors import Refused
from lms.db.session import writing
from lms.people.domain.permissions import Permission
from lms.people.guard import current_actor, permit
from lms.quizzes import actions
from lms.quizzes.forms import DecisionForm, RescueForm
from lms.quizzes.models import Attempt
from lms.quizzes.queries.attempts import attempt_at
from lms.quizzes.queries.documents import quiz_at
from lms.quizzes.queries.late import Late, late_of_quiz
from lms.quizzes.views import blueprint
from lms.quizzes.views.answer_words import words_of
from lms.quizzes.views.kept import WRONG_FILE, rescue_file, take_file
from lms.web.context import services
from lms.web.i18n import _


@blueprint.get("/kuis/<slug>/peserta/terlambat")
@permit(Permission.RUN_SESSIONS)
def late_answers(slug: str) -> Any:
    """Late answers of a quiz, those that wait for a decision first."""
    session = services().session
    live = quiz_at(session, slug)
    lines = [_line(one) for one in late_of_quiz(session, live.quiz.id)]
    titles = {question.id: question.title for question in live.quiz.questions}
    return render_template(
        "quizzes/late.html",
        live=live,
        lines=lines,
        titles=titles,
        waiting=sum(line["late"].decision is None for line in lines),
        form=RescueForm(),
        own=current_user.officer_id,
    )


def _line(late: Late) -> dict[str, Any]:
    session = services().session
    return {
        "late": late,
        "given": words_of(session, late.attempt, late.row, late.value),
        "marked": words_of(session, late.attempt, late.row, late.row.answer),
    }


@blueprint.post("/kuis/<slug>/peserta/terlambat")
@permit(Permission.RUN_SESSIONS)
def decide(slug: str) -> Any:
    """Accept or decline one late answer."""
    form, back = DecisionForm(), redirect(url_for("quizzes.late_answers", slug=slug), 303)
    if not form.validate_on_submit():
        flash(str(next(iter(form.errors.values()))[0]), "bad")
        return back
    accept = form.decision.data == "accept"
    try:
        _decide(form.target.data or 0, form.reason.data or "", accept=accept)
    except Refused as refused:
        flash(str(refused.message), "bad")
        return back
    flash(_("Jawaban terlambat diterima dan dinilai.") if accept else _("Jawaban terlambat ditolak."), "ok")
    return back


def _decide(event_id: int, reason: str, *, accept: bool) -> None:
    service = services()
    with writing(service.session):
        actions.decide_late(
            service.session,
            actor=current_actor(),
            clock=service.clock,
            event_id=event_id,
            accept=accept,
            reason=reason,
            officer_id=current_user.officer_id,
        )


@blueprint.post("/kuis/<slug>/peserta/penyelamat")
@permit(Permission.RUN_SESSIONS)
def rescue_for(slug: str) -> Any:
    """A trainer hands in the rescue file of a participant of this quiz."""
    live = quiz_at(services().session, slug)
    try:
        file = rescue_file()
        flash(take_file(file, _of_quiz(file.attempt, live.quiz.id)), "ok")
    except Refused as refused:
        flash(str(refused.message), "bad")
    return redirect(url_for("quizzes.late_answers", slug=slug), 303)


def _of_quiz(attempt_id: int, quiz_id: str) -> Attempt:
    attempt = attempt_at(services().session, attempt_id)
    if attempt is None or attempt.quiz_id != quiz_id:
        raise Refused(WRONG_FILE, _("Berkas ini bukan dari kuis ini."))
    return attempt
