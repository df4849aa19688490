"""The admin's pages about posts held: assign, end, cancel, leave, come back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import redirect, render_template, request, url_for
from sqlalchemy.orm import Session

from lms.institution.current import today
from lms.people import labels
from lms.people.actions import assignments as actions
from lms.people.actions import officers
from lms.people.domain.permissions import Permission
from lms.people.forms.officers import AssignForm, EndForm, LeaveForm
from lms.people.guard import current_actor, permit
from lms.people.models import Officer
from lms.people.queries import card as cards
from lms.people.queries import city
from lms.people.queries.officers import officer as get_officer
from lms.people.views.officers import blueprint
from lms.people.views.support import carried_out
from lms.web.context import services
from lms.web.forms import choices
from lms.web.i18n import _


def _card_url(officer_id: int) -> str:
    return url_for("people.officers.show", officer_id=officer_id)


@blueprint.route("/<int:officer_id>/jabatan", methods=["GET", "POST"])
@permit(Permission.MANAGE_PEOPLE)
def assign(officer_id: int) -> Any:
    """Give a post from a day: a mutasi, when an earlier definitive one ends."""
    service = services()
    officer = get_officer(service.session, officer_id)
    form = AssignForm()
    posts = city.post_choices(service.session, on=today())
    form.post.choices = [option for name, pairs in posts.items() for option in choices(pairs, name)]
    held = cards.held_over_time(service.session, officer_id, today())
    if request.method == "GET":
        form.start.data = today()
    elif form.validate_on_submit() and carried_out(_assigning(form, officer_id), _("Jabatan dicatat.")):
        return redirect(_card_url(officer_id), 303)
    status = 200 if request.method == "GET" else 422
    return render_template("people/assign.html", form=form, officer=officer, held=held, labels=labels), status


def _assigning(form: AssignForm, officer_id: int) -> Any:
    def deed(session: Session) -> None:
        actions.assign(
            session,
            actor=current_actor(),
            clock=services().clock,
            officer_id=officer_id,
            post_id=form.post.data,
            start=form.start.data,
            nature=form.nature.data,
            decree=(form.decree.data or "").strip(),
            end_previous=form.end_previous.data,
        )

    return deed


@blueprint.route("/penugasan/<int:assignment_id>/akhiri", methods=["GET", "POST"])
@permit(Permission.MANAGE_PEOPLE)
def end(assignment_id: int) -> Any:
    """Give an assignment its last day."""
    service = services()
    row = actions.get_assignment(service.session, assignment_id)
    officer_id = row.officer_id
    form = EndForm()
    if request.method == "GET":
        form.last_day.data = row.end or max(today() - timedelta(days=1), row.start)
    elif form.validate_on_submit() and carried_out(_ending(form, assignment_id), _("Penugasan diakhiri.")):
        return redirect(_card_url(officer_id), 303)
    held = cards.held_over_time(service.session, officer_id, today())
    line = next(item for item in held if item.id == assignment_id)
    officer = get_officer(service.session, officer_id)
    status = 200 if request.method == "GET" else 422
    return render_template("people/end.html", form=form, line=line, officer=officer, labels=labels), status


def _ending(form: EndForm, assignment_id: int) -> Any:
    def deed(session: Session) -> None:
        actions.end(
            session,
            actor=current_actor(),
            clock=services().clock,
            assignment_id=assignment_id,
            last_day=form.last_day.data,
        )

    return deed


@blueprint.post("/penugasan/<int:assignment_id>/batalkan")
@permit(Permission.MANAGE_PEOPLE)
def cancel(assignment_id: int) -> Any:
    """Take back an assignment that has not begun."""
    officer_id = actions.get_assignment(services().session, assignment_id).officer_id
    day = today()

    def deed(session: Session) -> None:
        actions.cancel(
            session, actor=current_actor(), clock=services().clock, assignment_id=assignment_id, today=day
        )

    carried_out(deed, _("Penugasan yang belum berlaku dibatalkan."))
    return redirect(_card_url(officer_id), 303)


@blueprint.route("/<int:officer_id>/berhenti", methods=["GET", "POST"])
@permit(Permission.MANAGE_PEOPLE)
def leave(officer_id: int) -> Any:
    """Mark somebody as gone; history stays."""
    officer: Officer = get_officer(services().session, officer_id)
    form = LeaveForm()
    if request.method == "GET":
        form.last_day.data = today()
    elif form.validate_on_submit() and carried_out(
        _leaving(form, officer_id), _("Dicatat. Riwayatnya tetap tersimpan.")
    ):
        return redirect(_card_url(officer_id), 303)
    status = 200 if request.method == "GET" else 422
    return render_template("people/leave.html", form=form, officer=officer), status


def _leaving(form: LeaveForm, officer_id: int) -> Any:
    def deed(session: Session) -> None:
        officers.leave(
            session,
            actor=current_actor(),
            clock=services().clock,
            officer_id=officer_id,
            kind=form.kind.data,
            last_day=form.last_day.data,
            note_text=(form.note.data or "").strip(),
        )

    return deed


@blueprint.post("/<int:officer_id>/aktifkan")
@permit(Permission.MANAGE_PEOPLE)
def come_back(officer_id: int) -> Any:
    """Make somebody active again."""

    def deed(session: Session) -> None:
        officers.come_back(session, actor=current_actor(), clock=services().clock, officer_id=officer_id)

    carried_out(deed, _("Pegawai aktif kembali. Beri jabatan, lalu pulihkan akunnya."))
    return redirect(_card_url(officer_id), 303)
