"""Tests before and after: opening the pre-test, who sits in which half, and what the room learned."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, url_for

from lms.bimtek import actions, queries
from lms.bimtek.domain.gain import FEW, LEAST_FOR_T
from lms.bimtek.forms import PostTestForm
from lms.bimtek.queries.assessment import assessment_of, half_sizes
from lms.bimtek.queries.learning import learning as learned
from lms.bimtek.views import blueprint
from lms.bimtek.views.shared import change, now, visible
from lms.competency.queries import framework
from lms.db.session import writing
from lms.institution.current import settings, today
from lms.people import guard
from lms.people.domain.permissions import Permission
from lms.web.context import services
from lms.web.i18n import _

RUN = Permission.RUN_SESSIONS


def acting() -> dict[str, Any]:
    """Who acts, and when."""
    return {"actor": guard.current_actor(), "clock": services().clock}


@blueprint.post("/<int:session_id>/pra-tes")
@guard.permit(Permission.LEARN)
def start_pre_test(session_id: int) -> Any:
    """Begin the pre-test, or go on with it."""
    visible(session_id)
    officer_id = guard.current_officer_id()
    with writing(services().session) as session:
        attempt = actions.start_pre_test(session, **acting(), session_id=session_id, officer_id=officer_id)
    return redirect(url_for("quizzes.attempt", attempt_id=attempt.id), 303)


@blueprint.get("/kelola/<int:session_id>/pra-tes")
@guard.permit(RUN)
def pre_test(session_id: int) -> Any:
    """The pre-test of a session: open or close it, and how its forms are built."""
    return _pre_test(session_id, PostTestForm())


def _pre_test(session_id: int, form: PostTestForm, status: int = 200) -> Any:
    session, at = services().session, now()
    view = queries.session_view(session, session_id)
    found = assessment_of(session, session_id)
    return render_template(
        "bimtek/pre_test.html", view=view, form=form, found=found, state=view.post_test_state(at),
        is_open=found is not None and found.pre_open(at), sizes=half_sizes(session, session_id),
    ), status  # fmt: skip


@blueprint.post("/kelola/<int:session_id>/pra-tes/buka")
@guard.permit(RUN)
def open_pre_test(session_id: int) -> Any:
    """Draw the forms and let participants begin."""
    form = PostTestForm()
    if not form.validate_on_submit():
        return _pre_test(session_id, form, 422)
    closes = form.naive.replace(tzinfo=settings().zone) if form.naive else None
    change(
        lambda session: actions.open_pre_test(session, **acting(), session_id=session_id, closes_at=closes),
        _("Pra-tes dibuka untuk peserta."),
    )
    return redirect(url_for("bimtek.pre_test", session_id=session_id), 303)


@blueprint.post("/kelola/<int:session_id>/pra-tes/tutup")
@guard.permit(RUN)
def close_pre_test(session_id: int) -> Any:
    """Let nobody begin the pre-test any more."""
    change(
        lambda session: actions.close_pre_test(session, **acting(), session_id=session_id),
        _("Pra-tes ditutup. Peserta yang sudah mulai boleh menyelesaikannya dalam batas waktunya."),
    )
    return redirect(url_for("bimtek.pre_test", session_id=session_id), 303)


@blueprint.get("/kelola/<int:session_id>/belajar")
@guard.permit(RUN)
def learning(session_id: int) -> Any:
    """What the room learned between the tests."""
    session = services().session
    view = queries.session_view(session, session_id)
    people = {one.enrolment_id: one for one in queries.participants(session, session_id, on=today())}
    units = {unit.id: unit.short or unit.title for unit in framework(session).units}
    return render_template(
        "bimtek/learning.html", view=view, found=learned(session, view), people=people, units=units, few=FEW,
        least=LEAST_FOR_T,
    )  # fmt: skip
