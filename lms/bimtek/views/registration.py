"""Registering oneself, giving a place back, and the answers of the heads of agency."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from lms.bimtek import actions
from lms.bimtek.forms import ReasonForm
from lms.bimtek.queries.requests import Request, requests
from lms.bimtek.views import blueprint
from lms.bimtek.views.shared import change, now, visible
from lms.core.errors import NotFound
from lms.institution.current import today
from lms.people import guard, sight
from lms.people.domain.permissions import Permission
from lms.web.context import services
from lms.web.i18n import _

LEARN = Permission.LEARN


def _who(session_id: int) -> dict[str, Any]:
    return {"actor": guard.current_actor(), "clock": services().clock, "session_id": session_id}


@blueprint.post("/<int:session_id>/ikut")
@guard.permit(LEARN)
def register_self(session_id: int) -> Any:
    """Ask for a place."""
    visible(session_id)
    form, officer_id = ReasonForm(), guard.current_officer_id()
    note = (form.reason.data or "")[:300]
    got: list[str] = []
    change(
        lambda session: got.append(
            actions.register(session, **_who(session_id), officer_id=officer_id, note=note).status
        ),
        "",
    )
    if got:
        flash(_said(got[0]))
        services().ring()
    return redirect(url_for("bimtek.detail", session_id=session_id), 303)


def _said(status: str) -> str:
    if status == "requested":
        return _("Permintaan Anda disampaikan kepada kepala perangkat daerah.")
    if status == "waiting":
        return _("Bimtek sudah penuh. Anda masuk daftar tunggu dan diberi tahu begitu ada tempat.")
    return _("Anda terdaftar sebagai peserta.")


@blueprint.post("/<int:session_id>/batal-ikut")
@guard.permit(LEARN)
def unregister(session_id: int) -> Any:
    """Give a place, a turn or a request back."""
    visible(session_id)
    form, officer_id = ReasonForm(), guard.current_officer_id()
    reason = (form.reason.data or "")[:200]
    change(
        lambda session: actions.take_back(session, **_who(session_id), officer_id=officer_id, reason=reason),
        _("Anda tidak lagi terdaftar. Tempat Anda diberikan kepada yang menunggu."),
    )
    services().ring()
    return redirect(url_for("bimtek.detail", session_id=session_id), 303)


def waiting_requests() -> list[Request]:
    """The requests that the reader may answer: of their own agency, or of all for admins; never their own."""
    session = services().session
    own = sight.agencies_of(session, current_user.officer_id, today())
    scope = None if guard.allowed(Permission.SEE_ALL_AGENCIES) else own
    return requests(session, on=today(), agency_ids=scope, now=now(), but=current_user.officer_id)


@blueprint.get("/persetujuan")
@guard.permit(Permission.SEE_OWN_AGENCY)
def approvals() -> Any:
    """Who of one's agency asks for a place."""
    return render_template("bimtek/approvals.html", asked=waiting_requests())


@blueprint.post("/persetujuan/<int:enrolment_id>")
@guard.permit(Permission.SEE_OWN_AGENCY)
def decide(enrolment_id: int) -> Any:
    """Answer one request."""
    found = next((one for one in waiting_requests() if one.enrolment_id == enrolment_id), None)
    if found is None:
        raise NotFound("registration.unknown", _("Permintaan ini tidak menunggu jawaban Anda."))
    form = ReasonForm()
    approve, note = "setuju" in request.form, (form.reason.data or "")[:300]
    change(
        lambda session: actions.decide(
            session, **_who(found.view.id), enrolment_id=enrolment_id, approve=approve, note=note
        ),
        _("Permintaan disetujui.") if approve else _("Permintaan ditolak, dan alasannya disampaikan."),
    )
    services().ring()
    return redirect(url_for("bimtek.approvals"), 303)
