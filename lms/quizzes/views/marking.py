"""Open answers that wait for a person."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flask import flash, redirect, render_template, url_for

from lms.core.errors import Stale
from lms.db.session import writing
from lms.people.domain.permissions import Permission
from lms.people.guard import current_actor, permit
from lms.quizzes import actions
from lms.quizzes.forms import MarkForm
from lms.quizzes.queries.documents import question_of
from lms.quizzes.queries.waiting import waiting_answer, waiting_answers
from lms.quizzes.views import blueprint
from lms.quizzes.views.texts import block
from lms.web.context import services
from lms.web.i18n import _


@blueprint.get("/kuis/penilaian")
@permit(Permission.WRITE_CONTENT)
def to_mark() -> Any:
    """Every answer that waits, the oldest first."""
    return render_template("quizzes/to_mark.html", lines=waiting_answers(services().session))


@blueprint.get("/kuis/penilaian/<int:answer_id>")
@permit(Permission.WRITE_CONTENT)
def mark_page(answer_id: int, form: MarkForm | None = None) -> Any:
    """One answer with its question and rubric; whose it is stays out of sight while it is marked."""
    session = services().session
    row = waiting_answer(session, answer_id)
    question = question_of(session, row.revision_id, row.question_id)
    return render_template(
        "quizzes/mark.html",
        row=row,
        title=question.title,
        stem=block(question.stem, row.revision_id),
        rubric=block(question.rubric, row.revision_id),
        text=str((row.answer or {}).get("text", "")),
        form=form or MarkForm(replaces=row.score),
    )


@blueprint.post("/kuis/penilaian/<int:answer_id>")
@permit(Permission.WRITE_CONTENT)
def mark(answer_id: int) -> Any:
    """Store the mark and go on with the next waiting answer."""
    form, session = MarkForm(), services().session
    if not form.validate_on_submit():
        return mark_page(answer_id, form), 400
    try:
        _store(answer_id, form)
        flash(_("Nilai disimpan."), "ok")
    except Stale as stale:
        flash(str(stale.message), "bad")
    following = next(iter(waiting_answers(session)), None)
    if following is None:
        return redirect(url_for("quizzes.to_mark"), 303)
    return redirect(url_for("quizzes.mark_page", answer_id=following.id), 303)


def _store(answer_id: int, form: MarkForm) -> None:
    with writing(services().session) as session:
        actions.mark_by_person(
            session,
            actor=current_actor(),
            clock=services().clock,
            attempt_question_id=answer_id,
            fraction=Fraction(form.percent.data) / 100,
            comment=form.comment.data or "",
            replaces=form.replaces.data,
        )
