"""Pages of trainers: all sessions, and the form of one."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, url_for

from lms.bimtek import actions, queries
from lms.bimtek.forms import ReasonForm, SessionForm
from lms.bimtek.queries import SessionView, choices
from lms.bimtek.views import blueprint
from lms.bimtek.views.shared import change, now
from lms.institution.current import settings
from lms.people import guard
from lms.people.domain.permissions import Permission
from lms.web.context import services
from lms.web.i18n import _
from lms.web.incoming import whole

RUN = Permission.RUN_SESSIONS


@blueprint.get("/kelola")
@guard.permit(RUN)
def manage() -> Any:
    """Every session, the latest on top."""
    sessions = queries.sessions_for_trainer(services().session, now())
    return render_template(
        "bimtek/manage.html",
        at_hand=[one for one in sessions if not one.view.is_final],
        closed=[one for one in sessions if one.view.is_final],
    )


@blueprint.route("/kelola/baru", methods=["GET", "POST"])
@guard.permit(RUN)
def new() -> Any:
    """Plan a session."""
    form = _session_form(None)
    made = _save(form, None) if form.validate_on_submit() else None
    if made:
        return redirect(url_for("bimtek.schedule", session_id=made), 303)
    return render_template("bimtek/edit.html", form=form, view=None), 422 if form.is_submitted() else 200


@blueprint.route("/kelola/<int:session_id>/ubah", methods=["GET", "POST"])
@guard.permit(RUN)
def edit(session_id: int) -> Any:
    """Change the words and the rules of a session."""
    view = queries.session_view(services().session, session_id)
    form = _session_form(view)
    if form.validate_on_submit() and _save(form, view):
        return redirect(url_for("bimtek.overview", session_id=session_id), 303)
    return render_template("bimtek/edit.html", form=form, view=view), 422 if form.is_submitted() else 200


def _session_form(view: SessionView | None) -> SessionForm:
    """The form, filled with the session or with the institution's defaults."""
    session, defaults = services().session, settings()
    facts: dict[str, Any] = {
        "attendance_percent": defaults.attendance_percent, "post_test_percent": defaults.post_test_percent,
        "participation": True, "template": "bimtek", "place": defaults.place, "waiting_list": True,
        "registration": "closed", "late_after": 15, "reminders": "3,1",
    }  # fmt: skip
    if view:
        names = (
            "title",
            "programme",
            "legal_basis",
            "place",
            "link",
            "capacity",
            "template",
            "version",
            "waiting_list",
            "registration",
            "late_after",
            "reminders",
        )
        facts = {name: getattr(view, name) for name in names}
        facts |= {
            "quiz": view.post_test_quiz or "", "participation": view.rules.participation_offered,
            "attendance_percent": view.rules.attendance_percent, "post_test_percent": view.rules.post_test_percent,
        }  # fmt: skip
    form = SessionForm(data=facts)
    present = view.post_test_quiz if view else None
    form.quiz.choices = [("", _("Tanpa pos-tes")), *choices.quiz_choices(session, present=present)]
    form.template.choices = choices.template_choices(session, present=view.template if view else "bimtek")
    return form


def _save(form: SessionForm, view: SessionView | None) -> int | None:
    plan = actions.SessionPlan(
        title=form.title.data.strip(), programme=form.programme.data.strip(), legal_basis=form.legal_basis.data.strip(),
        place=form.place.data.strip(), link=form.link.data.strip(), capacity=form.capacity.data,
        post_test_quiz=form.quiz.data or None, attendance_percent=form.attendance_percent.data,
        post_test_percent=form.post_test_percent.data, template=form.template.data,
        participation_offered=form.participation.data, waiting_list=form.waiting_list.data,
        registration=form.registration.data, late_after=form.late_after.data, reminders=form.reminders.data,
    )  # fmt: skip
    made: list[int] = []
    done = _("Perubahan disimpan.") if view else _("Draf Bimtek dibuat. Sekarang susun jadwalnya.")
    who: dict[str, Any] = {"actor": guard.current_actor(), "clock": services().clock, "plan": plan}
    if view is None:
        change(lambda session: made.append(actions.create_session(session, **who).id), done)
    else:
        seen = whole(form.version.data)
        change(
            lambda session: made.append(
                actions.edit_session(session, **who, session_id=view.id, seen_version=seen).id
            ),
            done,
        )
    return made[0] if made else None


@blueprint.post("/kelola/<int:session_id>/umumkan")
@guard.permit(RUN)
def announce(session_id: int) -> Any:
    """Show the session to its participants."""
    who: dict[str, Any] = {
        "actor": guard.current_actor(),
        "clock": services().clock,
        "session_id": session_id,
    }
    change(lambda session: actions.announce(session, **who), _("Bimtek diumumkan kepada peserta."))
    services().ring()
    return redirect(url_for("bimtek.overview", session_id=session_id), 303)


@blueprint.route("/kelola/<int:session_id>/batalkan", methods=["GET", "POST"])
@guard.permit(RUN)
def cancel(session_id: int) -> Any:
    """Call a session off, with a reason that everybody reads."""
    view = queries.session_view(services().session, session_id)
    form = ReasonForm()
    if form.validate_on_submit():
        who: dict[str, Any] = {"actor": guard.current_actor(), "clock": services().clock}
        act = lambda session: actions.cancel_session(  # noqa: E731 - one call, made inside the transaction
            session, **who, session_id=session_id, reason=form.reason.data or ""
        )
        if change(act, _("Bimtek dibatalkan. Peserta diberi tahu.")):
            services().ring()
            return redirect(url_for("bimtek.overview", session_id=session_id), 303)
    return render_template("bimtek/cancel.html", view=view, form=form), 422 if form.is_submitted() else 200
