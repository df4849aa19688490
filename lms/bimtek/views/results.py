"""The results of a session: how everybody stands and why, and the closing that makes it final."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, url_for

from lms.bimtek import actions, queries
from lms.bimtek.views import blueprint
from lms.bimtek.views.shared import change, now
from lms.institution.current import today
from lms.people import guard
from lms.people.domain.permissions import Permission
from lms.web.context import services
from lms.web.i18n import _

RUN = Permission.RUN_SESSIONS


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
    )  # fmt: skip


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
