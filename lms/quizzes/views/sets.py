"""A practice set: its page for whoever has the address, starting it, and for trainers how it is used."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for

from lms.core.errors import Refused
from lms.db.session import writing
from lms.institution.current import today
from lms.people.domain.permissions import Permission
from lms.people.guard import allowed, current_actor, current_officer_id, permit
from lms.quizzes.actions import sets as actions
from lms.quizzes.domain.confusion import end_of
from lms.quizzes.queries import sets as queries
from lms.quizzes.queries.catalogue import catalogue_on
from lms.quizzes.views import blueprint
from lms.web.context import services
from lms.web.i18n import _


@blueprint.get("/meja-disposisi/latihan/<int:set_id>")
@permit(Permission.LEARN)
def set_page(set_id: int) -> Any:
    """What the set is about, and for trainers its letters, its address and its use."""
    session = services().session
    row = queries.practice_set(session, set_id)
    catalogue = catalogue_on(session, today())
    writes = allowed(Permission.WRITE_CONTENT)
    return render_template(
        "quizzes/set.html",
        row=row,
        right=end_of(row.right_code, catalogue),
        chosen=end_of(row.chosen_code, catalogue),
        letters=queries.letters_of(session, row),
        use=queries.use_of(session, row, on=today()) if writes else None,
        address=url_for("quizzes.set_page", set_id=set_id, _external=True),
    )


@blueprint.post("/meja-disposisi/latihan/<int:set_id>/mulai")
@permit(Permission.LEARN)
def start_set(set_id: int) -> Any:
    """Start the set, or go on with it."""
    session, officer = services().session, current_officer_id()
    try:
        with writing(session):
            attempt = actions.start_set(
                session, actor=current_actor(), clock=services().clock, officer_id=officer, set_id=set_id
            )
    except Refused as refused:
        flash(str(refused.message), "bad")
        return redirect(url_for("quizzes.set_page", set_id=set_id), 303)
    return redirect(url_for("quizzes.attempt", attempt_id=attempt.id), 303)


@blueprint.post("/meja-disposisi/latihan/<int:set_id>/tutup")
@permit(Permission.WRITE_CONTENT)
def close_set(set_id: int) -> Any:
    """Stop offering the set."""
    session = services().session
    with writing(session):
        actions.close_set(session, actor=current_actor(), clock=services().clock, set_id=set_id)
    flash(_("Latihan ditutup. Yang sedang dikerjakan dapat diselesaikan."))
    return redirect(url_for("quizzes.set_page", set_id=set_id), 303)
