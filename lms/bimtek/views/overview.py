"""The trainer's page of one session: where it stands, and the one next thing to do."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask import redirect, render_template, url_for

from lms.bimtek import actions, queries
from lms.bimtek.domain.next_step import trainer_step
from lms.bimtek.forms import PostTestForm
from lms.bimtek.queries import SessionView, SlotView
from lms.bimtek.queries.choices import template_choices
from lms.bimtek.queries.seats import queue
from lms.bimtek.views import blueprint
from lms.bimtek.views.shared import change, now
from lms.institution.current import settings, today
from lms.people import guard
from lms.people.domain.permissions import Permission
from lms.quizzes.queries.documents import live_quiz
from lms.web.context import services
from lms.web.i18n import _

RUN = Permission.RUN_SESSIONS


@blueprint.get("/kelola/<int:session_id>")
@guard.permit(RUN)
def overview(session_id: int) -> Any:
    """Everything about one session at a glance."""
    view = queries.session_view(services().session, session_id)
    return render_template("bimtek/overview.html", form=PostTestForm(), **_facts(view))


def _facts(view: SessionView) -> dict[str, Any]:
    session, at = services().session, now()
    enrolled = queries.enrolled_counts(session, [view.id]).get(view.id, 0)
    stage, test = view.stage(at), view.post_test_state(at)
    live = live_quiz(session, view.post_test_quiz) if view.post_test_quiz else None
    return {
        "view": view, "stage": stage, "enrolled": enrolled, "test": test, "now": at,
        "step": trainer_step(stage, slots=len(view.slots), enrolled=enrolled, post_test=test),
        "quiz_title": live.quiz.title if live else view.post_test_quiz,
        "template_title": dict(template_choices(session, present=view.template))[view.template],
        "present": {slot.id: queries.present_count(session, slot.id) for slot in view.slots},
        "target": current_slot(view), "queue": queue(session, view.id),
    }  # fmt: skip


def current_slot(view: SessionView) -> SlotView | None:
    """The slot that a trainer most likely wants: the running one, else the next one of today, else the last begun."""
    at = now()
    running = [slot for slot in view.slots if slot.starts_at <= at < slot.ends_at]
    ahead = [slot for slot in view.slots if slot.starts_at > at and _day(slot.starts_at) == today()]
    begun = [slot for slot in view.slots if slot.starts_at <= at]
    return next(iter(running or ahead[:1] or begun[-1:]), None)


def _day(moment: datetime) -> date:
    return moment.astimezone(settings().zone).date()


@blueprint.post("/kelola/<int:session_id>/pos-tes/buka")
@guard.permit(RUN)
def open_post_test(session_id: int) -> Any:
    """Let participants start the post-test."""
    form = PostTestForm()
    if not form.validate_on_submit():
        view = queries.session_view(services().session, session_id)
        return render_template("bimtek/overview.html", form=form, **_facts(view)), 422
    closes = form.naive.replace(tzinfo=settings().zone) if form.naive else None
    who: dict[str, Any] = {
        "actor": guard.current_actor(),
        "clock": services().clock,
        "session_id": session_id,
    }
    change(
        lambda session: actions.open_post_test(session, **who, closes_at=closes),
        _("Pos-tes dibuka untuk peserta."),
    )
    return redirect(url_for("bimtek.overview", session_id=session_id, _anchor="pos-tes"), 303)


@blueprint.post("/kelola/<int:session_id>/pos-tes/tutup")
@guard.permit(RUN)
def close_post_test(session_id: int) -> Any:
    """Let nobody start the post-test any more."""
    who: dict[str, Any] = {
        "actor": guard.current_actor(),
        "clock": services().clock,
        "session_id": session_id,
    }
    done = _("Pos-tes ditutup. Peserta yang sudah mulai boleh menyelesaikannya dalam batas waktunya.")
    change(lambda session: actions.close_post_test(session, **who), done)
    return redirect(url_for("bimtek.overview", session_id=session_id, _anchor="pos-tes"), 303)
