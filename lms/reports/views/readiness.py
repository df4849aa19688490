"""Readiness on screen and as files; a head sees the own agency only, an admin every one."""

from __future__ import annotations

from typing import Any

from flask import Response, render_template, request
from flask_login import current_user

from lms.core.codes import slugify
from lms.core.errors import NotFound
from lms.institution.current import local, today
from lms.people.domain.permissions import Permission
from lms.people.guard import allowed, permit
from lms.people.queries.city import agencies_on
from lms.people.sight import agencies_of
from lms.reports import queries
from lms.reports.render import readiness as files
from lms.reports.views import blueprint
from lms.web.context import services
from lms.web.i18n import _

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/kesiapan")
@permit(Permission.SEE_OWN_AGENCY)
def readiness() -> Any:
    """The own agency of a head; for an admin the whole city, or the agency that was picked."""
    session, wanted = services().session, request.args.get("opd", type=int)
    visible = _visible()
    if wanted is None and allowed(Permission.SEE_ALL_AGENCIES):
        return render_template(
            "reports/city.html",
            city=queries.city_readiness(session, today()),
            now=local(services().clock.now()),
        )
    if wanted is None and not visible:
        return render_template("reports/no_agency.html")
    return render_template(
        "reports/agency.html",
        data=_agency(wanted, visible),
        sees_all=allowed(Permission.SEE_ALL_AGENCIES),
        choices=sorted(visible.items(), key=lambda item: item[1]),
        now=local(services().clock.now()),
    )


@blueprint.get("/kesiapan/<int:agency_id>.<any(csv, xlsx):kind>")
@permit(Permission.SEE_OWN_AGENCY)
def download(agency_id: int, kind: str) -> Response:
    """The readiness of an agency as a file."""
    data = _agency(agency_id, _visible())
    body = files.as_csv(data, _word) if kind == "csv" else files.as_xlsx(data, _word)
    response = Response(body, mimetype="text/csv" if kind == "csv" else XLSX)
    name = f"kesiapan-{slugify(data.short or data.name)}-{data.on.isoformat()}.{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _visible() -> dict[int, str]:
    """The agencies the reader may see, by id."""
    session, day = services().session, today()
    agencies = {row.id: row.name for row in agencies_on(session, day)}
    if allowed(Permission.SEE_ALL_AGENCIES):
        return agencies
    own = agencies_of(session, current_user.officer_id, day)
    return {agency_id: name for agency_id, name in agencies.items() if agency_id in own}


def _agency(wanted: int | None, visible: dict[int, str]) -> queries.AgencyReadiness:
    agency_id = next(iter(visible), None) if wanted is None else wanted
    if agency_id is None or agency_id not in visible:
        raise NotFound(
            "agency.unknown", _("Perangkat daerah ini tidak ada, atau bukan perangkat daerah Anda.")
        )
    return queries.agency_readiness(services().session, agency_id, today())


def _word(key: str) -> str:
    words = {
        "name": _("Nama"), "nip": _("NIP (disamarkan)"), "post": _("Jabatan"), "agency": _("Perangkat daerah"),
        "unit": _("Unit"), "title": _("Unit kompetensi"), "required": _("Level dipersyaratkan"), "level": _("Level"),
        "state": _("Kedudukan"), "until": _("Berlaku s.d."), "due": _("Batas rencana"), "sheet": _("Kesiapan"),
        "held": _("dikuasai"), "expiring": _("segera berakhir"), "expired": _("habis berlaku"),
        "learning": _("belum cukup"), "missing": _("belum dimiliki"),
    }  # fmt: skip
    return words[key]
