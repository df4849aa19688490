"""The results of a session: how everybody stands and why, and the closing that makes it final."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, url_for

from lms.bimtek import actions, queries
from lms.bimtek.domain.rules import Condition
from lms.bimtek.forms import ExceptionForm
from lms.bimtek.queries.assessment import assessment_of
from lms.bimtek.queries.exceptions import waivers
from lms.bimtek.views import blueprint
from lms.bimtek.views.assessment import acting
from lms.bimtek.views.shared import change, now
from lms.institution.current import today
from lms.people import guard
from lms.people.domain.permissions import Permission
from lms.web.context import services
from lms.web.i18n import _
from lms.web.i18n import lazy_gettext as _l

RUN = Permission.RUN_SESSIONS
CONDITION_WORDS: Mapping[Condition, Any] = {
    "attendance": _l("Kehadiran"),
    "post_test": _l("Pos-tes"),
    "evaluation": _l("Evaluasi"),
}


@blueprint.get("/kelola/<int:session_id>/hasil")
@guard.permit(RUN)
def results(session_id: int) -> Any:
    """Everybody's standing in plain words."""
    session = services().session
    view = queries.session_view(session, session_id)
    standing = {one.enrolment_id: one for one in queries.eligibility(session, session_id)}
    people = queries.participants(session, session_id, on=today())
    counts = {
        word: sum(one.eligible == word for one in standing.values())
        for word in ("pass", "participation", "none")
    }
    return render_template(
        "bimtek/results.html", view=view, stage=view.stage(now()), counts=counts,
        lines=[(one, standing[one.enrolment_id]) for one in people if one.enrolment_id in standing],
        waived=waivers(session, session_id), conditions=CONDITION_WORDS, crossed=assessment_of(session, session_id),
    )  # fmt: skip


@blueprint.post("/kelola/<int:session_id>/pengecualian/<int:enrolment_id>")
@guard.permit(RUN)
def waive(session_id: int, enrolment_id: int) -> Any:
    """Let one condition of one participant count as met, with the reason."""
    form = ExceptionForm()
    form.condition.choices = list(CONDITION_WORDS.items())
    if not form.validate_on_submit():
        flash(_("Pilih syaratnya dan tulis alasannya. Belum ada yang disimpan."), "bad")
        return redirect(url_for("bimtek.results", session_id=session_id), 303)
    facts: dict[str, Any] = {"condition": form.condition.data, "reason": form.reason.data}
    change(
        lambda session: actions.waive(
            session, **acting(), session_id=session_id, enrolment_id=enrolment_id, **facts
        ),
        _("Pengecualian dicatat, juga dalam jurnal."),
    )
    return redirect(url_for("bimtek.results", session_id=session_id, _anchor=f"p-{enrolment_id}"), 303)


@blueprint.post(
    "/kelola/<int:session_id>/pengecualian/<int:enrolment_id>/"
    "akhiri/<any(attendance, post_test, evaluation):condition>"
)
@guard.permit(RUN)
def unwaive(session_id: int, enrolment_id: int, condition: Condition) -> Any:
    """Take an exception back."""
    facts: dict[str, Any] = {"enrolment_id": enrolment_id, "condition": condition}
    change(
        lambda session: actions.unwaive(session, **acting(), session_id=session_id, **facts),
        _("Pengecualian dicabut."),
    )
    return redirect(url_for("bimtek.results", session_id=session_id, _anchor=f"p-{enrolment_id}"), 303)


@blueprint.post("/kelola/<int:session_id>/tutup")
@guard.permit(RUN)
def close(session_id: int) -> Any:
    """Make the results final."""
    who: dict[str, Any] = {
        "actor": guard.current_actor(),
        "clock": services().clock,
        "session_id": session_id,
    }
    done = _("Bimtek ditutup. Hasil dan data peserta hari ini sudah dibekukan.")
    change(lambda session: actions.close_session(session, **who), done)
    return redirect(url_for("bimtek.results", session_id=session_id), 303)
