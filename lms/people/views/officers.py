"""The admin's pages about officers: list, card, facts, and the list as a file."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for

from lms.institution.current import today
from lms.people import labels
from lms.people.actions import officers as actions
from lms.people.domain.permissions import Permission
from lms.people.domain.persons import RANKS, Person
from lms.people.forms.officers import OfficerForm, RoleForm
from lms.people.guard import allowed, current_actor, permit
from lms.people.queries import card as cards
from lms.people.queries import city, directory
from lms.people.queries.officers import officer as get_officer
from lms.people.render.roster import roster_csv
from lms.people.views.support import carried_out, page_number
from lms.web.context import services
from lms.web.i18n import _
from lms.web.incoming import whole

blueprint = Blueprint("officers", __name__, url_prefix="/pegawai")


def _filter() -> directory.Filter:
    agency = request.args.get("perangkat", "")
    status = request.args.get("status", "active")
    known = whole(agency.removeprefix("-")) is not None
    return directory.Filter(
        text=request.args.get("cari", "").strip()[:80],
        agency_id=int(agency) if known else None,
        status=status if status in {*labels.STATUSES, ""} else "active",
    )


@blueprint.get("")
@permit(Permission.MANAGE_PEOPLE)
def index() -> Any:
    """Officers by name, agency and status, a page at a time."""
    service, wanted = services(), _filter()
    page = directory.officer_page(
        service.session, wanted, on=today(), number=page_number(request.args.get("hal"))
    )

    def address(number: int) -> str:
        given: dict[str, Any] = {
            k: v for k, v in request.args.items() if k in {"cari", "perangkat", "status"}
        }
        return url_for("people.officers.index", **given, hal=number)

    return render_template(
        "people/officers.html",
        page=page,
        wanted=wanted,
        address=address,
        agencies=city.agencies_on(service.session, today()),
        labels=labels,
        counts=directory.status_counts(service.session),
    )


@blueprint.get("/daftar.csv")
@permit(Permission.MANAGE_PEOPLE)
def download() -> Response:
    """All active officers in the form that can be imported again."""
    text = roster_csv(services().session, on=today())
    headers = {"Content-Disposition": f'attachment; filename="pegawai-{today():%Y-%m-%d}.csv"'}
    return Response(text, mimetype="text/csv", headers=headers)


@blueprint.route("/baru", methods=["GET", "POST"])
@permit(Permission.MANAGE_PEOPLE)
def new() -> Any:
    """Enter a person."""
    form = OfficerForm()
    if form.validate_on_submit():
        made: list[int] = []

        def deed(session: Any) -> None:
            row = actions.create_officer(
                session, actor=current_actor(), clock=services().clock, person=form.person()
            )
            made.append(row.id)

        if _saved(form, deed):
            flash(_("Pegawai dicatat. Beri jabatan dan akun di halaman ini."))
            return redirect(url_for("people.officers.show", officer_id=made[0]), 303)
    return _form_page(form, None)


@blueprint.route("/<int:officer_id>/ubah", methods=["GET", "POST"])
@permit(Permission.MANAGE_PEOPLE)
def edit(officer_id: int) -> Any:
    """Correct the facts of a person."""
    row = get_officer(services().session, officer_id)
    form = OfficerForm(obj=row)
    if form.validate_on_submit():

        def deed(session: Any) -> None:
            actions.change_officer(
                session,
                actor=current_actor(),
                clock=services().clock,
                officer_id=officer_id,
                person=form.person(),
            )

        if _saved(form, deed):
            flash(_("Data pegawai tersimpan."))
            return redirect(url_for("people.officers.show", officer_id=officer_id), 303)
    return _form_page(form, row)


def _saved(form: OfficerForm, deed: Any) -> bool:
    """Whether the deed was done; faults are shown beside their fields."""
    try:
        return carried_out(deed)
    except actions.Invalid as invalid:
        form.show_faults(invalid.faults)
        return False


def _form_page(form: OfficerForm, row: Person | Any | None) -> Any:
    status = 200 if request.method == "GET" else 422
    return render_template("people/officer_form.html", form=form, officer=row, ranks=RANKS), status


@blueprint.get("/<int:officer_id>")
@permit(Permission.MANAGE_PEOPLE)
def show(officer_id: int) -> Any:
    """Everything about one officer."""
    service = services()
    found = cards.card(service.session, officer_id, on=today(), now=service.clock.now())
    role = RoleForm(formdata=None, role=found.account.role if found.account else "officer")
    return render_template(
        "people/officer.html", card=found, labels=labels, role=role, journal=allowed(Permission.SEE_JOURNAL)
    )
