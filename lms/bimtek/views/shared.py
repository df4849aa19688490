"""What the pages of Bimtek share: words for states, times, and the way to change something."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from flask import current_app, flash, url_for
from sqlalchemy.orm import Session

from lms.bimtek import render
from lms.bimtek.queries import SessionView, SlotView, session_view, words
from lms.bimtek.views import blueprint
from lms.core.errors import Forbidden, NotFound, Refused
from lms.db.session import writing
from lms.institution.current import settings, today
from lms.people import guard
from lms.people.domain.permissions import Permission
from lms.web.context import services
from lms.web.i18n import _, show_date, show_time, show_weekday
from lms.web.i18n import lazy_gettext as _l

STAGES: Mapping[str, tuple[str, Any, str]] = {
    "draft": ("", _l("Draf"), "file"),
    "announced": ("", _l("Akan datang"), "clock"),
    "running": ("ok", _l("Sedang berlangsung"), "clock"),
    "finished": ("due", _l("Selesai, belum ditutup"), "clock"),
    "closed": ("ok", _l("Ditutup"), "check"),
    "cancelled": ("bad", _l("Dibatalkan"), "x"),
}
RESULTS: Mapping[str, tuple[str, Any, str]] = {
    "pass": ("ok", _l("Berhak atas sertifikat"), "seal"),
    "participation": ("due", _l("Berhak atas sertifikat keikutsertaan"), "seal"),
    "none": ("bad", _l("Belum memenuhi syarat"), "x"),
}
PRESENCES: Mapping[str, tuple[str, Any, str]] = {
    "present": ("ok", _l("Hadir"), "check"),
    "late": ("due", _l("Terlambat"), "clock"),
    "left": ("due", _l("Pulang lebih awal"), "clock"),
    "absent": ("bad", _l("Tidak hadir"), "x"),
}


def stage_words(stage: str, view: SessionView) -> tuple[str, str, str]:
    """How a list shows a stage: class, words, sign; who comes today must not read "akan datang"."""
    if stage == "announced" and (at := view.today_at("announced", today())):
        return "due", _("Hari ini, mulai %(time)s", time=show_time(at)), "clock"
    kind, words_of, sign = STAGES[stage]
    return kind, str(words_of), sign


def hours(slot: SlotView) -> str:
    """`08.00–10.00 WIB`."""
    return span_of_hours(slot, slot)


def span_of_hours(first: SlotView, last: SlotView) -> str:
    """From the beginning of one slot to the end of another: `08.00–15.30 WIB`."""
    return f"{show_time(first.starts_at).rsplit(' ', 1)[0]}–{show_time(last.ends_at)}"


def weekday(day: date) -> str:
    """`Kamis`."""
    return show_weekday(day).split(",")[0]


def month(day: date) -> str:
    """`Oktober 2026`."""
    return show_date(day).split(" ", 1)[1]


def span(view: SessionView) -> str:
    """`22 Oktober 2026`, or from the first to the last day."""
    if view.first_day is None or view.last_day is None:
        return _("Jadwal belum disusun")
    if view.first_day == view.last_day:
        return show_date(view.first_day)
    return _("%(first)s s.d. %(last)s", first=show_date(view.first_day), last=show_date(view.last_day))


def where(view: SessionView) -> str:
    """The place, or that it is online."""
    return view.place or (_("daring") if view.link else "")


@blueprint.context_processor
def _helpers() -> dict[str, Any]:
    return {
        "stage_words": stage_words, "today": today(), "results": RESULTS, "presences": PRESENCES, "hours": hours,
        "weekday": weekday, "month": month, "span": span, "where": where, "number": words.number,
        "span_of_hours": span_of_hours, "may_run": guard.allowed(Permission.RUN_SESSIONS),
        "jp_minutes": settings().jp_minutes,
        "days": lambda view: render.days(view, settings().zone),
    }  # fmt: skip


def now() -> datetime:
    """The present moment."""
    return services().clock.now()


def visible(session_id: int) -> SessionView:
    """A session that this reader may see: a draft is the trainers' own."""
    view = session_view(services().session, session_id)
    if view.stored_state == "draft" and not guard.allowed(Permission.RUN_SESSIONS):
        raise NotFound("bimtek.unknown", _("Bimtek ini tidak ditemukan."))
    return view


def change(act: Callable[[Session], object], done: str) -> bool:
    """Do something in one transaction and say so; a rule that says no becomes a message, and nothing changes."""
    try:
        with writing(services().session) as session:
            act(session)
    except (NotFound, Forbidden):
        raise
    except Refused as refused:
        flash(str(refused.message), "bad")
        return False
    if done:
        flash(done)
    return True


def address(endpoint: str, **values: Any) -> str:
    """The full address of a page, for a QR code or a calendar."""
    return f"{current_app.config['LMS_PUBLIC_URL']}{url_for(endpoint, **values)}"
