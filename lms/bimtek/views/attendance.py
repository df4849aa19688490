"""The attendance list of a slot: all participants on one page, filled in by hand where the code did not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from lms.bimtek import actions, queries
from lms.bimtek.actions import Mark
from lms.bimtek.domain.rules import PRESENCES
from lms.bimtek.queries import Participant, Presence
from lms.bimtek.views import blueprint
from lms.bimtek.views.checkin import slot_or_404
from lms.core.errors import NotFound, Refused
from lms.db.session import writing
from lms.institution.current import today
from lms.people import guard
from lms.people.domain.permissions import Permission
from lms.web.context import services
from lms.web.i18n import _
from lms.web.incoming import whole

RUN = Permission.RUN_SESSIONS


@dataclass(frozen=True)
class Row:
    """One line of the list: what is recorded, and what stands in the form."""

    person: Participant
    recorded: Presence | None
    state: str
    minutes: str


@blueprint.get("/kelola/<int:session_id>/daftar-hadir/<int:slot_id>")
@guard.permit(RUN)
def attendance(session_id: int, slot_id: int) -> Any:
    """The list of one slot."""
    return _page(session_id, slot_id)


@blueprint.post("/kelola/<int:session_id>/daftar-hadir/<int:slot_id>")
@guard.permit(RUN)
def save_attendance(session_id: int, slot_id: int) -> Any:
    """Save the lines that the trainer changed; what came in by code meanwhile stays as it is."""
    _view, _slot = slot_or_404(session_id, slot_id)
    try:
        marks = _changed()
        with writing(services().session) as session:
            changed = actions.mark_attendance(
                session, actor=guard.current_actor(), clock=services().clock, session_id=session_id, slot_id=slot_id,
                marks=marks,
            )  # fmt: skip
    except NotFound:
        raise
    except Refused as refused:
        return _page(session_id, slot_id, fault=str(refused.message))
    if changed:
        flash(_("Daftar hadir disimpan: %(n)s baris berubah.", n=changed))
    else:
        flash(_("Tidak ada baris yang berubah."), "due")
    return redirect(url_for("bimtek.attendance", session_id=session_id, slot_id=slot_id), 303)


@blueprint.post("/kelola/<int:session_id>/daftar-hadir/<int:slot_id>/semua")
@guard.permit(RUN)
def mark_rest(session_id: int, slot_id: int) -> Any:
    """Write down as present everybody of whom nothing is recorded yet."""
    _view, _slot = slot_or_404(session_id, slot_id)
    service = services()
    with writing(service.session) as session:
        marked = actions.mark_rest_present(
            session, actor=guard.current_actor(), clock=service.clock, session_id=session_id, slot_id=slot_id
        )
    if marked:
        flash(
            _("%(n)s peserta ditandai hadir. Ubah baris yang ternyata tidak hadir atau terlambat.", n=marked)
        )
    else:
        flash(_("Semua peserta sudah tercatat."), "due")
    return redirect(url_for("bimtek.attendance", session_id=session_id, slot_id=slot_id), 303)


def _changed() -> dict[int, Mark]:
    """The marks of lines that differ from what the page was made with, so that an old page overwrites nothing."""
    marks: dict[int, Mark] = {}
    for name, state in request.form.items():
        key = name.removeprefix("hadir-")
        line = whole(key)
        if key == name or line is None or state not in PRESENCES:
            continue
        typed = request.form.get(f"menit-{key}", "").strip() if state == "late" else "0"
        if typed and whole(typed) is None:
            raise Refused(
                "attendance.minutes", _("Tulis menit terlambat dengan angka bulat. Belum ada yang disimpan.")
            )
        if request.form.get(f"tadi-{key}") != f"{state}:{int(typed or '0')}":
            marks[line] = Mark(state, int(typed or "0"))
    return marks


def _page(session_id: int, slot_id: int, fault: str | None = None) -> Any:
    session = services().session
    view, slot = slot_or_404(session_id, slot_id)
    recorded = queries.presences(session, session_id)
    rows = [
        _row(one, recorded.get(one.enrolment_id, {}).get(slot_id), typed=fault is not None)
        for one in queries.participants(session, session_id, on=today())
    ]
    page = render_template("bimtek/attendance.html", view=view, slot=slot, rows=rows, fault=fault)
    return page, 422 if fault else 200


def _row(person: Participant, recorded: Presence | None, *, typed: bool) -> Row:
    state, minutes = (recorded.state, str(recorded.minutes_late)) if recorded else ("", "0")
    if typed:
        state = request.form.get(f"hadir-{person.enrolment_id}", state)
        minutes = request.form.get(f"menit-{person.enrolment_id}", minutes)
    return Row(person, recorded, state, minutes)
