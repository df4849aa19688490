"""The trainer's page of one quiz: who takes it, more time, more attempts, and marking again."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for

from lms.core.errors import Refused
from lms.db.session import writing
from lms.people.domain.permissions import Permission
from lms.people.guard import current_actor, permit
from lms.quizzes import actions
from lms.quizzes.forms import LeniencyForm, RegradeForm
from lms.quizzes.queries.documents import quiz_at
from lms.quizzes.queries.items import item_overview
from lms.quizzes.queries.late import late_waiting
from lms.quizzes.queries.participants import grants, taken
from lms.quizzes.views import blueprint
from lms.web.context import services
from lms.web.i18n import _, ngettext


@blueprint.get("/kuis/<slug>/peserta")
@permit(Permission.RUN_SESSIONS)
def participants(slug: str) -> Any:
    """Attempts at a quiz and its questions, the hardest first."""
    session = services().session
    live = quiz_at(session, slug)
    lines = taken(session, live.quiz.id)
    newest = {line.officer_id: line.attempt_id for line in reversed(lines) if not line.context}
    titles = {question.id: question.title for question in live.quiz.questions}
    return render_template(
        "quizzes/participants.html",
        live=live,
        lines=lines,
        newest=set(newest.values()),
        grants=grants(session, live.quiz.id),
        items=item_overview(session, live.quiz.id),
        titles=titles,
        late=late_waiting(session, live.quiz.id),
        form=LeniencyForm(),
    )


@blueprint.post("/kuis/<slug>/peserta/waktu")
@permit(Permission.RUN_SESSIONS)
def extend(slug: str) -> Any:
    """More minutes for a running attempt."""
    form = LeniencyForm()
    facts = {
        "attempt_id": form.target.data or 0,
        "minutes": form.amount.data or 0,
        "reason": form.reason.data or "",
    }
    return _done(slug, actions.extend_time, _("Waktu ditambah."), **facts)


@blueprint.post("/kuis/<slug>/peserta/kesempatan")
@permit(Permission.RUN_SESSIONS)
def grant(slug: str) -> Any:
    """More attempts for an officer."""
    form, live = LeniencyForm(), quiz_at(services().session, slug)
    facts = {
        "officer_id": form.target.data or 0,
        "extra": form.amount.data or 0,
        "reason": form.reason.data or "",
    }
    return _done(slug, actions.grant_attempts, _("Kesempatan ditambah."), quiz_id=live.quiz.id, **facts)


@blueprint.post("/kuis/<slug>/nilai-ulang")
@permit(Permission.WRITE_CONTENT)
def mark_again(slug: str) -> Any:
    """Mark all closed attempts with the key that is live now."""
    session, live = services().session, quiz_at(services().session, slug)
    if RegradeForm().validate_on_submit():
        with writing(session):
            done = actions.regrade(
                session, actor=current_actor(), clock=services().clock, quiz_id=live.quiz.id
            )
        text = ngettext("%(num)s percobaan dinilai ulang", "%(num)s percobaan dinilai ulang", done.looked)
        change = _("%(n)s nilainya berubah, %(up)s menjadi lulus, %(down)s menjadi belum lulus.",
                   n=done.changed, up=done.now_pass, down=done.now_fail)  # fmt: skip
        flash(f"{text}: {change}", "ok")
    return redirect(url_for("quizzes.participants", slug=slug), 303)


def _done(slug: str, act: Any, text: str, **facts: Any) -> Any:
    session = services().session
    try:
        with writing(session):
            act(session, actor=current_actor(), clock=services().clock, **facts)
        flash(text, "ok")
    except Refused as refused:
        flash(str(refused.message), "bad")
    return redirect(url_for("quizzes.participants", slug=slug), 303)
