"""The attendance list of a slot: all participants on one page, filled in by hand where the code did not."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from lms.bimtek import actions, queries
from lms.bimtek.actions import Mark
from lms.bimtek.domain.rules import PRESENCES
from lms.bimtek.queries import Presence
from lms.bimtek.queries.guests import guests
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
    """One line of the list: what is recorded, and what stands in the form; `key` is a number, of a guest with `g` before it."""

    key: str
    name: str
    where: str
    recorded: Presence | None
    state: str
    late: str
    early: str


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
    who: dict[str, Any] = {
        "actor": guard.current_actor(), "clock": services().clock, "session_id": session_id, "slot_id": slot_id,
    }  # fmt: skip
    try:
        people, visitors = _changed(""), _changed("g")
        with writing(services().session) as session:
            changed = actions.mark_attendance(session, **who, marks=people)
            changed += actions.mark_guests(session, **who, marks=visitors)
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


def _changed(kind: str) -> dict[int, Mark]:
    """The marks of lines that differ from what the page was made with, so that an old page overwrites nothing."""
    marks: dict[int, Mark] = {}
    for name, state in request.form.items():
        key = name.removeprefix(f"hadir-{kind}")
        line = whole(key)
        if key == name or line is None or state not in PRESENCES:
            continue
        late = _minutes(f"menit-{kind}{key}") if state == "late" else 0
        early = _minutes(f"awal-{kind}{key}") if state in {"late", "left"} else 0
        if request.form.get(f"tadi-{kind}{key}") != f"{state}:{late}:{early}":
            marks[line] = Mark(state, late, early)
    return marks


def _minutes(name: str) -> int:
    typed = request.form.get(name, "").strip()
    if typed and whole(typed) is None:
        raise Refused("attendance.minutes", _("Tulis menit dengan angka bulat. Belum ada yang disimpan."))
    return int(typed or "0")


def _page(session_id: int, slot_id: int, fault: str | None = None) -> Any:
    session = services().session
    view, slot = slot_or_404(session_id, slot_id)
    recorded = queries.presences(session, session_id)
    typed = fault is not None
    rows = [
        _row(
            str(one.enrolment_id),
            one.name,
            one.agency_short,
            recorded.get(one.enrolment_id, {}).get(slot_id),
            typed,
        )
        for one in queries.participants(session, session_id, on=today())
    ]
    visitors = [
        _row(
            f"g{one.id}",
            one.name,
            f"{one.role.capitalize()}, {one.institution}",
            one.presences.get(slot_id),
            typed,
        )
        for one in guests(session, view)
    ]
    page = render_template(
        "bimtek/attendance.html", view=view, slot=slot, people=rows, visitors=visitors, fault=fault,
        half=slot.jp * Fraction(max(0, slot.minutes - 15), slot.minutes),
    )  # fmt: skip
    return page, 422 if fault else 200


def _row(key: str, name: str, where: str, seen: Presence | None, typed: bool) -> Row:
    state, late, early = (
        (seen.state, str(seen.minutes_late), str(seen.minutes_early)) if seen else ("", "0", "0")
    )
    if typed:
        form = request.form
        state, late, early = (
            form.get(f"hadir-{key}", state), form.get(f"menit-{key}", late), form.get(f"awal-{key}", early),
        )  # fmt: skip
    return Row(key, name, where, seen, state, late, early)
