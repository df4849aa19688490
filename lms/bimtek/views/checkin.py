"""The check-in screen: a short code and its QR code, large enough for the back row, new every thirty seconds."""

from __future__ import annotations

from typing import Any

from flask import current_app, jsonify, redirect, render_template, url_for

from lms.bimtek import actions, queries, render
from lms.bimtek.domain import checkin as codes
from lms.bimtek.queries import SessionView, SlotView
from lms.bimtek.views import blueprint
from lms.bimtek.views.shared import address, change, now
from lms.core.errors import NotFound
from lms.people import guard
from lms.people.domain.permissions import Permission
from lms.web.context import services
from lms.web.i18n import _

RUN = Permission.RUN_SESSIONS


def slot_or_404(session_id: int, slot_id: int) -> tuple[SessionView, SlotView]:
    """A session and one of its slots; raises NotFound."""
    view = queries.session_view(services().session, session_id)
    slot = view.slot(slot_id)
    if slot is None:
        raise NotFound("bimtek.slot_unknown", _("Materi ini tidak ada dalam jadwal Bimtek."))
    return view, slot


def _shown(view: SessionView, slot: SlotView) -> dict[str, Any]:
    """What the screen shows now: the code, its picture, how long it holds, and how many are here."""
    session, at = services().session, now()
    code = codes.code(current_app.config["SECRET_KEY"], view.id, slot.id, at)
    there = queries.present_count(session, slot.id)
    of = queries.enrolled_counts(session, [view.id]).get(view.id, 0)
    return {
        "open": slot.checkin_open,
        "code": codes.show(code),
        "picture": render.picture(address("bimtek.scanned", session_id=view.id, slot_id=slot.id, kode=code)),
        "seconds": codes.seconds_left(at),
        "count": _("%(n)s dari %(all)s peserta tercatat hadir", n=there, all=of),
    }


@blueprint.get("/kelola/<int:session_id>/presensi/<int:slot_id>")
@guard.permit(RUN)
def checkin(session_id: int, slot_id: int) -> Any:
    """The screen for the projector."""
    view, slot = slot_or_404(session_id, slot_id)
    return render_template(
        "bimtek/checkin.html", view=view, slot=slot, shown=_shown(view, slot),
        typed=address("bimtek.detail", session_id=session_id),
    )  # fmt: skip


@blueprint.get("/kelola/<int:session_id>/presensi/<int:slot_id>/kode.json")
@guard.permit(RUN)
def checkin_code(session_id: int, slot_id: int) -> Any:
    """What the screen shows now, for the script that renews it; nothing that opens a door once check-in is closed."""
    view, slot = slot_or_404(session_id, slot_id)
    shown = _shown(view, slot)
    return jsonify(shown if slot.checkin_open else {"open": False})


@blueprint.post("/kelola/<int:session_id>/presensi/<int:slot_id>/buka")
@guard.permit(RUN)
def open_checkin(session_id: int, slot_id: int) -> Any:
    """Open the check-in of a slot and show its screen."""
    who: dict[str, Any] = {"actor": guard.current_actor(), "clock": services().clock}
    opened = change(
        lambda session: actions.open_check_in(session, **who, session_id=session_id, slot_id=slot_id),
        _("Presensi dibuka. Tampilkan layar ini kepada peserta."),
    )
    if not opened:
        return redirect(url_for("bimtek.overview", session_id=session_id), 303)
    return redirect(url_for("bimtek.checkin", session_id=session_id, slot_id=slot_id), 303)


@blueprint.post("/kelola/<int:session_id>/presensi/<int:slot_id>/tutup")
@guard.permit(RUN)
def close_checkin(session_id: int, slot_id: int) -> Any:
    """Close the check-in of a slot and go on to its list."""
    who: dict[str, Any] = {"actor": guard.current_actor(), "clock": services().clock}
    change(
        lambda session: actions.close_check_in(session, **who, session_id=session_id, slot_id=slot_id),
        _("Presensi ditutup. Lengkapi daftar hadir bila ada yang tidak membawa ponsel."),
    )
    return redirect(url_for("bimtek.attendance", session_id=session_id, slot_id=slot_id), 303)
