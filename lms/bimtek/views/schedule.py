"""The timetable of a session: slots added, corrected and removed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import redirect, render_template, url_for

from lms.bimtek import actions, queries
from lms.bimtek.domain.schedule import suggested_jp
from lms.bimtek.forms import SlotForm
from lms.bimtek.queries import SessionView, SlotView, words
from lms.bimtek.views import blueprint
from lms.bimtek.views.shared import change
from lms.core.errors import NotFound, Refused
from lms.db.session import writing
from lms.institution.current import local, settings
from lms.people import guard
from lms.people.domain.permissions import Permission
from lms.web.context import services
from lms.web.i18n import _

RUN = Permission.RUN_SESSIONS


@blueprint.route("/kelola/<int:session_id>/jadwal", methods=["GET", "POST"])
@guard.permit(RUN)
def schedule(session_id: int) -> Any:
    """The timetable, and the form that adds to it."""
    view = queries.session_view(services().session, session_id)
    form = SlotForm(data=_next_slot(view))
    if form.validate_on_submit() and _save_slot(form, view, None):
        return redirect(url_for("bimtek.schedule", session_id=session_id), 303)
    status = 422 if form.is_submitted() else 200
    return render_template("bimtek/schedule.html", view=view, form=form, slot=None), status


@blueprint.route("/kelola/<int:session_id>/jadwal/<int:slot_id>", methods=["GET", "POST"])
@guard.permit(RUN)
def edit_slot(session_id: int, slot_id: int) -> Any:
    """Correct one slot."""
    view = queries.session_view(services().session, session_id)
    slot = view.slot(slot_id)
    if slot is None:
        raise NotFound("bimtek.slot_unknown", _("Materi ini tidak ada dalam jadwal Bimtek."))
    form = SlotForm(data=_slot_facts(slot))
    if form.validate_on_submit() and _save_slot(form, view, slot_id):
        return redirect(url_for("bimtek.schedule", session_id=session_id), 303)
    status = 422 if form.is_submitted() else 200
    return render_template("bimtek/schedule.html", view=view, form=form, slot=slot), status


def _slot_facts(slot: SlotView) -> dict[str, Any]:
    starts, ends = local(slot.starts_at), local(slot.ends_at)
    return {
        "day": starts.date(), "starts": starts.time(), "ends": ends.time(), "topic": slot.topic,
        "speaker": slot.speaker, "jp": words.number(slot.jp),
    }  # fmt: skip


def _next_slot(view: SessionView) -> dict[str, Any]:
    """A new slot begins where the last one ended."""
    if not view.slots:
        return {}
    ends = local(view.slots[-1].ends_at)
    return {"day": ends.date(), "starts": ends.time()}


def _save_slot(form: SlotForm, view: SessionView, slot_id: int | None) -> bool:
    zone = settings().zone
    starts = datetime.combine(form.day.data, form.starts.data, tzinfo=zone)
    ends = datetime.combine(form.day.data, form.ends.data, tzinfo=zone)
    length = int((ends - starts).total_seconds()) // 60
    jp = form.hours if form.hours is not None else suggested_jp(length, settings().jp_minutes)
    plan = actions.SlotPlan(starts, ends, form.topic.data.strip(), form.speaker.data.strip(), jp)
    who: dict[str, Any] = {
        "actor": guard.current_actor(),
        "clock": services().clock,
        "session_id": view.id,
        "slot": plan,
    }
    try:
        with writing(services().session) as session:
            if slot_id is None:
                actions.add_slot(session, **who)
            else:
                actions.edit_slot(session, **who, slot_id=slot_id)
    except NotFound:
        raise
    except Refused as refused:
        form.starts.errors = [str(refused.message)]
        return False
    return True


@blueprint.post("/kelola/<int:session_id>/jadwal/<int:slot_id>/hapus")
@guard.permit(RUN)
def remove_slot(session_id: int, slot_id: int) -> Any:
    """Take a slot out of the timetable."""
    who: dict[str, Any] = {"actor": guard.current_actor(), "clock": services().clock}
    change(
        lambda session: actions.remove_slot(session, **who, session_id=session_id, slot_id=slot_id),
        _("Materi dihapus dari jadwal."),
    )
    return redirect(url_for("bimtek.schedule", session_id=session_id), 303)
