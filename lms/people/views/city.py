"""The admin's pages about the city: agencies, posts, affairs, external bodies."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from lms.institution.current import today
from lms.people import labels
from lms.people.actions import agencies as actions
from lms.people.actions import city as affairs
from lms.people.domain.permissions import Permission
from lms.people.forms.city import AgencyForm, CarryForm, LastDayForm, PostForm, ProfileForm, RenameForm
from lms.people.forms.officers import PlainForm
from lms.people.guard import current_actor, permit
from lms.people.queries import city as queries
from lms.people.views.support import carried_out
from lms.web.context import services
from lms.web.forms import choices
from lms.web.i18n import _

blueprint = Blueprint("city", __name__, url_prefix="/kota")


def _doing(action: Any, **facts: Any) -> Any:
    """A deed for `carried_out`: the action with the reader, the clock and the facts of the form."""

    def deed(session: Session) -> Any:
        return action(session, actor=current_actor(), clock=services().clock, **facts)

    return deed


def _agency_page(agency_id: int) -> Response:
    return redirect(url_for("people.city.agency", agency_id=agency_id), 303)


@blueprint.get("")
@permit(Permission.MANAGE_CITY)
def index() -> Any:
    """Agencies of today, or those that ended."""
    ended = request.args.get("berakhir") == "1"
    lines = queries.agency_lines(services().session, on=today(), ended=ended)
    return render_template("people/agencies.html", lines=lines, ended=ended, labels=labels)


@blueprint.route("/perangkat/baru", methods=["GET", "POST"])
@permit(Permission.MANAGE_CITY)
def new_agency() -> Any:
    """Found an agency."""
    form = AgencyForm()
    if request.method == "GET":
        form.valid_from.data = today()
    elif form.validate_on_submit():
        facts = {name: getattr(form, name).data or "" for name in ("name", "short", "kind", "text")}
        deed = _doing(actions.add_agency, valid_from=form.valid_from.data, **facts)
        if carried_out(deed, _("Perangkat daerah dicatat.")):
            return redirect(url_for("people.city.index"), 303)
    status = 200 if request.method == "GET" else 422
    return render_template("people/agency_form.html", form=form), status


@blueprint.get("/perangkat/<int:agency_id>")
@permit(Permission.MANAGE_CITY)
def agency(agency_id: int) -> Any:
    """One agency: posts with holders, affairs over time, name and end."""
    session = services().session
    row = queries.agency(session, agency_id)
    carry = CarryForm(formdata=None, valid_from=today())
    carry.code.choices = choices((a.code, f"{a.code} {a.name}") for a in queries.affairs(session))
    return render_template(
        "people/agency.html",
        agency=row,
        on=today(),
        posts=queries.posts_of(session, agency_id, on=today()),
        carried=queries.carried(session, agency_id=agency_id),
        carry=carry,
        post=PostForm(formdata=None),
        end=LastDayForm(formdata=None, last_day=today()),
        rename=RenameForm(formdata=None, name=row.name, short=row.short, start=today()),
        labels=labels,
    )


@blueprint.post("/perangkat/<int:agency_id>/nama")
@permit(Permission.MANAGE_CITY)
def rename(agency_id: int) -> Response:
    """A new name from a day: the old row ends, the new one carries on."""
    form = RenameForm()
    if not form.validate_on_submit():
        return _incomplete(form, agency_id)
    facts = {"name": form.name.data, "short": form.short.data, "start": form.start.data}
    carried_out(
        _doing(actions.rename_agency, agency_id=agency_id, **facts),
        _("Nama baru dicatat. Jabatan, pegawai, dan urusannya berlanjut dengan nama baru."),
    )
    return _agency_page(agency_id)


@blueprint.post("/perangkat/<int:agency_id>/akhiri")
@permit(Permission.MANAGE_CITY)
def end_agency(agency_id: int) -> Response:
    """End an agency on a day."""
    form = LastDayForm()
    if not form.validate_on_submit():
        return _incomplete(form, agency_id)
    deed = _doing(actions.end_agency, agency_id=agency_id, last_day=form.last_day.data)
    carried_out(deed, _("Perangkat daerah diakhiri. Riwayatnya tetap tersimpan."))
    return _agency_page(agency_id)


@blueprint.post("/perangkat/<int:agency_id>/jabatan")
@permit(Permission.MANAGE_CITY)
def add_post(agency_id: int) -> Response:
    """Open a post."""
    form = PostForm()
    if not form.validate_on_submit():
        return _incomplete(form, agency_id)
    facts = {"title": form.title.data, "profile": form.profile.data or None}
    carried_out(_doing(actions.add_post, agency_id=agency_id, **facts), _("Jabatan ditambahkan."))
    return _agency_page(agency_id)


@blueprint.route("/jabatan/<int:post_id>", methods=["GET", "POST"])
@permit(Permission.MANAGE_CITY)
def post(post_id: int) -> Any:
    """One post: its profile, and closing it."""
    row = actions.get_post(services().session, post_id)
    form = ProfileForm(profile=row.profile or "")
    if form.validate_on_submit():
        deed = _doing(actions.change_post, post_id=post_id, profile=form.profile.data or None)
        carried_out(deed, _("Profil jabatan tersimpan."))
        return _agency_page(row.agency_id)
    agency_row = queries.agency(services().session, row.agency_id)
    close = LastDayForm(formdata=None, last_day=today())
    return render_template("people/post.html", post=row, agency=agency_row, form=form, close=close)


@blueprint.post("/jabatan/<int:post_id>/tutup")
@permit(Permission.MANAGE_CITY)
def close_post(post_id: int) -> Response:
    """Close a post from a day on."""
    agency_id = actions.get_post(services().session, post_id).agency_id
    form = LastDayForm()
    if not form.validate_on_submit():
        return _incomplete(form, agency_id)
    carried_out(_doing(actions.close_post, post_id=post_id, on=form.last_day.data), _("Jabatan ditutup."))
    return _agency_page(agency_id)


@blueprint.post("/perangkat/<int:agency_id>/urusan")
@permit(Permission.MANAGE_CITY)
def carry(agency_id: int) -> Response:
    """Let an agency carry an affair from a day."""
    form = CarryForm()
    form.code.choices = choices((a.code, a.name) for a in queries.affairs(services().session))
    if not form.validate_on_submit():
        return _incomplete(form, agency_id)
    facts = {"code": form.code.data, "valid_from": form.valid_from.data}
    carried_out(_doing(affairs.carry_affair, agency_id=agency_id, **facts), _("Urusan ditambahkan."))
    return _agency_page(agency_id)


@blueprint.post("/urusan/<int:mapping_id>/akhiri")
@permit(Permission.MANAGE_CITY)
def end_affair(mapping_id: int) -> Response:
    """Let a mapping end on a day."""
    form = LastDayForm()
    agency_id = queries.mapping(services().session, mapping_id).agency_id
    if not form.validate_on_submit():
        return _incomplete(form, agency_id)
    deed = _doing(affairs.end_affair, mapping_id=mapping_id, last_day=form.last_day.data)
    carried_out(deed, _("Pengampuan urusan diakhiri."))
    return _agency_page(agency_id)


@blueprint.get("/urusan")
@permit(Permission.MANAGE_CITY)
def affair_list() -> Any:
    """Every affair, and who carries it when."""
    session = services().session
    by_code: dict[str, list[queries.Carried]] = {}
    for line in queries.carried(session):
        by_code.setdefault(line.code, []).append(line)
    return render_template(
        "people/affairs.html", affairs=queries.affairs(session), by_code=by_code, on=today()
    )


@blueprint.get("/instansi-luar")
@permit(Permission.MANAGE_CITY)
def bodies() -> Any:
    """Bodies outside the city government."""
    found = queries.external_bodies(services().session)
    return render_template("people/bodies.html", bodies=found, labels=labels)


@blueprint.post("/instansi-luar/<code>/<word>")
@permit(Permission.MANAGE_CITY)
def set_body(code: str, word: str) -> Response:
    """Withdraw a body from the answers that may be chosen, or bring it back."""
    if PlainForm().validate_on_submit() and word in {"tarik", "pakai"}:
        deed = _doing(affairs.set_body_withdrawn, code=code, withdrawn=word == "tarik")
        carried_out(deed, _("Instansi ditarik.") if word == "tarik" else _("Instansi dipakai kembali."))
    return redirect(url_for("people.city.bodies"), 303)


def _incomplete(form: Any, agency_id: int) -> Response:
    """Back to the agency, with the first thing that is wrong in the form."""
    field = next((f for f in form if f.errors), None)
    flash(f"{field.label.text}: {field.errors[0]}" if field else _("Isian tidak dapat dibaca."), "bad")
    return _agency_page(agency_id)
