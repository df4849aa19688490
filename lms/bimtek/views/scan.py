"""The trainer's side of check-in by a participant's own code: scanned with the camera, or typed."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, jsonify, redirect, render_template, request, url_for

from lms.bimtek import actions, queries
from lms.bimtek.forms import CodeForm
from lms.bimtek.models import Enrolment
from lms.bimtek.views import blueprint
from lms.bimtek.views.checkin import slot_or_404
from lms.bimtek.views.overview import current_slot
from lms.core.errors import NotFound, Refused
from lms.db.session import writing
from lms.institution.current import today
from lms.people import guard
from lms.people.domain.permissions import Permission
from lms.people.queries import officer_snapshot
from lms.web.context import services
from lms.web.i18n import _

RUN = Permission.RUN_SESSIONS


@blueprint.get("/kelola/<int:session_id>/pindai")
@guard.permit(RUN)
def scan_now(session_id: int) -> Any:
    """Where a participant's QR code leads a trainer's camera: the page of the present slot, with the code in it."""
    view = queries.session_view(services().session, session_id)
    slot = current_slot(view)
    if slot is None:
        raise NotFound(
            "bimtek.slot_unknown", _("Tidak ada materi yang berlangsung atau akan mulai hari ini.")
        )
    code = request.args.get("kode", "")[:24]
    return redirect(url_for("bimtek.scan", session_id=session_id, slot_id=slot.id, kode=code), 303)


@blueprint.route("/kelola/<int:session_id>/pindai/<int:slot_id>", methods=["GET", "POST"])
@guard.permit(RUN)
def scan(session_id: int, slot_id: int) -> Any:
    """Read codes one after the other; the script asks for JSON and stays on the page."""
    view, slot = slot_or_404(session_id, slot_id)
    form = CodeForm(data={"kode": request.args.get("kode", "")[:24]})
    said = _record(session_id, slot_id, form) if form.validate_on_submit() else None
    if request.accept_mimetypes.best == "application/json":
        return jsonify(ok=said is not None, text=said or next(iter(form.kode.errors), ""))
    if said:
        flash(said)
        return redirect(url_for("bimtek.scan", session_id=session_id, slot_id=slot_id), 303)
    status = 422 if form.is_submitted() else 200
    return render_template(
        "bimtek/scan.html", view=view, slot=slot, form=form, holder=_holder(session_id, form.kode.data)
    ), status


def _holder(session_id: int, code: str | None) -> str | None:
    """Whose code stands in the form, so that the trainer sees the name before it counts."""
    session, secret = services().session, current_app.config["SECRET_KEY"]
    found = actions.card_holder(session, services().clock, session_id, code or "", secret)
    return _name(found) if found else None


def _name(enrolment_id: int) -> str:
    row = services().session.get_one(Enrolment, enrolment_id)
    return officer_snapshot(services().session, row.officer_id, today()).name_with_titles


def _record(session_id: int, slot_id: int, form: CodeForm) -> str | None:
    try:
        with writing(services().session) as session:
            row = actions.check_in_by_card(
                session, actor=guard.current_actor(), clock=services().clock, session_id=session_id, slot_id=slot_id,
                code=form.kode.data or "", secret=current_app.config["SECRET_KEY"],
            )  # fmt: skip
    except NotFound:
        raise
    except Refused as refused:
        form.kode.errors = [str(refused.message)]
        return None
    return _("Hadir: %(name)s.", name=_name(row.enrolment_id))
