"""The admin's pages for the settings of the institution and for its calendar."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from lms.core.errors import Stale
from lms.db.session import writing
from lms.institution import actions, queries
from lms.institution.current import today
from lms.institution.domain import Institution
from lms.institution.forms import DayForm, ForgetForm, SettingsForm
from lms.web import access
from lms.web.context import services
from lms.web.i18n import _
from lms.web.i18n import lazy_gettext as _l
from lms.web.incoming import whole
from lms.web.shell import MenuItem

MANAGE = "settings.manage"
FIRST_YEAR, LAST_YEAR = 2015, 2100

blueprint = Blueprint("institution", __name__, template_folder="templates")


def register() -> Blueprint:
    """The blueprint."""
    return blueprint


def menu_items() -> list[MenuItem]:
    """Pengaturan, for those who may change it."""
    allowed = access.gate().allows(MANAGE)
    return [MenuItem("institution.settings", _l("Pengaturan"), 80, ("institution",))] if allowed else []


@blueprint.route("/pengaturan", methods=["GET", "POST"])
@access.needs(MANAGE)
def settings() -> Any:
    """All settings; a form that is older than the settings is not taken."""
    session = services().session
    version = queries.version(session)
    form = SettingsForm(obj=queries.institution(session))
    differing: list[tuple[str, str, Any]] = []
    if request.method == "GET":
        form.version.data = str(version)
    elif form.validate_on_submit():
        if _saved(form):
            flash(_("Pengaturan tersimpan."))
            return redirect(url_for("institution.settings"), 303)
        differing = _differing(form)
        form.version.data = str(queries.version(session))
    status = 409 if differing else 200 if request.method == "GET" else 422
    defaults = Institution()
    return render_template(
        "institution/settings.html", form=form, defaults=defaults, differing=differing
    ), status


def _saved(form: SettingsForm) -> bool:
    """Whether the settings were taken; False when somebody else was faster."""
    service = services()
    seen = whole(form.version.data)
    try:
        with writing(service.session) as session:
            actions.change_settings(
                session,
                actor=access.gate().actor(),
                clock=service.clock,
                values=form.values(),
                seen_version=-1 if seen is None else seen,
            )
    except Stale:
        return False
    return True


def _differing(form: SettingsForm) -> list[tuple[str, str, Any]]:
    """Where what was typed differs from what somebody else saved meanwhile."""
    current = queries.institution(services().session).model_dump()
    typed = form.values()
    found = [
        (form[name].label.text, str(current[name]), typed[name])
        for name in typed
        if typed[name] != current[name]
    ]
    return found or [(_("Pengaturan"), "", "")]


def _year() -> int:
    text = request.args.get("tahun", "")
    year = whole(text, most=LAST_YEAR) or today().year
    return min(max(year, FIRST_YEAR), LAST_YEAR)


@blueprint.route("/pengaturan/kalender", methods=["GET", "POST"])
@access.needs(MANAGE)
def calendar() -> Any:
    """The year's days off: as published, and with the city's own corrections."""
    form = DayForm()
    if form.validate_on_submit():
        service = services()
        with writing(service.session) as session:
            actions.correct_day(
                session, actor=access.gate().actor(), clock=service.clock,
                day=form.day.data, working=form.kind.data == "working", name=form.name.data,
            )  # fmt: skip
        flash(_("Koreksi kalender tersimpan."))
        return redirect(url_for("institution.calendar", tahun=form.day.data.year), 303)
    year, status = _year(), 200 if request.method == "GET" else 422
    return render_template("institution/calendar.html", form=form, year=year, days=_days(year)), status


def _days(year: int) -> list[tuple[date, str, str]]:
    """Day, name and origin (published, added, removed) of every day that is or was off, in order."""
    session = services().session
    found = {day: (name, "published") for day, name in queries.published_holidays(year).items()}
    for row in queries.corrections(session, year):
        found[row.day] = (row.name, "removed" if row.working else "added")
    return [(day, name, origin) for day, (name, origin) in sorted(found.items())]


@blueprint.post("/pengaturan/kalender/hapus-koreksi")
@access.needs(MANAGE)
def forget_correction() -> Response:
    """Return a day to what is published."""
    form, service = ForgetForm(), services()
    if not form.validate_on_submit():
        return redirect(url_for("institution.calendar"), 303)
    with writing(service.session) as session:
        actions.forget_correction(
            session, actor=access.gate().actor(), clock=service.clock, day=form.day.data
        )
    flash(_("Koreksi dihapus; hari itu kembali seperti kalender terbitan."))
    return redirect(url_for("institution.calendar", tahun=form.day.data.year), 303)
