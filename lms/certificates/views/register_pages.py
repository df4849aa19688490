"""The register: searching it, and revoking, replacing or giving up a certificate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for

from lms.certificates import actions, queries
from lms.certificates.domain.states import STATES
from lms.certificates.forms import ReasonForm
from lms.certificates.queries.book import years
from lms.certificates.views import access, blueprint
from lms.core.errors import NotFound
from lms.db.session import writing
from lms.institution.current import today
from lms.people import guard
from lms.people.domain.permissions import Permission
from lms.web.context import services
from lms.web.i18n import _
from lms.web.i18n import lazy_gettext as _l
from lms.web.incoming import whole

SIZE = 50


@blueprint.get("/sertifikat/buku")
@guard.permit(Permission.ISSUE_CERTIFICATES)
def register_page() -> Any:
    """Every certificate, newest first, with a search."""
    return _list(None)


@blueprint.get("/sertifikat/perangkat-daerah")
@guard.permit(Permission.SEE_OWN_AGENCY)
def agency_page() -> Any:
    """The certificates that belong to the agency of the head who reads."""
    agency = access.own_agency_id()
    if agency is None:
        raise NotFound("agency.none", _l("Akun ini tidak terhubung dengan perangkat daerah."))
    return _list(agency)


def _list(agency_id: int | None) -> Any:
    text, state = request.args.get("cari", "").strip()[:100], request.args.get("status", "")
    page = whole(request.args.get("halaman"), most=1_000_000) or 1
    lines, total = queries.search(
        services().session,
        text=text,
        state=state if state in STATES else "",
        agency_id=agency_id,
        page=page,
        size=SIZE,
    )
    return render_template(
        "certificates/register.html",
        lines=lines,
        total=total,
        page=page,
        pages=max(-(-total // SIZE), 1),
        text=text,
        state=state,
        states=STATES,
        today=today(),
        agency_id=agency_id,
        years=[] if agency_id else years(services().session),
    )


@blueprint.post("/sertifikat/<int:certificate_id>/cabut")
@guard.permit(Permission.REVOKE_CERTIFICATES)
def revoke(certificate_id: int) -> Any:
    """Revoke, for a reason that the world will read."""
    return _end(
        certificate_id,
        actions.revoke,
        _("Sertifikat dicabut. Halaman verifikasinya sudah menyatakan demikian."),
    )


@blueprint.post("/sertifikat/<int:certificate_id>/batalkan")
@guard.permit(Permission.REVOKE_CERTIFICATES)
def void(certificate_id: int) -> Any:
    """Give up a certificate that was never printed."""
    return _end(certificate_id, actions.void, _("Nomor ini dibatalkan dan tercatat beserta alasannya."))


@blueprint.post("/sertifikat/<int:certificate_id>/perpanjang")
@guard.permit(Permission.REVOKE_CERTIFICATES)
def renew(certificate_id: int) -> Any:
    """Order a certificate with a new term."""
    return _end(
        certificate_id,
        actions.renew,
        _("Perpanjangan sedang dibuat. Sertifikat yang lama tetap berlaku sampai akhir masanya."),
        public_url=current_app.config["LMS_PUBLIC_URL"],
    )


@blueprint.post("/sertifikat/<int:certificate_id>/ganti")
@guard.permit(Permission.REVOKE_CERTIFICATES)
def replace(certificate_id: int) -> Any:
    """Order a corrected edition."""
    return _end(
        certificate_id,
        actions.replace,
        _("Sertifikat pengganti sedang dibuat. Yang lama berlaku sampai penggantinya terbit."),
        public_url=current_app.config["LMS_PUBLIC_URL"],
    )


def _end(certificate_id: int, action: Callable[..., Any], done: str, **facts: Any) -> Any:
    form = ReasonForm()
    if form.validate_on_submit():
        service = services()
        with writing(service.session):
            row = action(
                service.session,
                actor=guard.current_actor(),
                clock=service.clock,
                certificate_id=certificate_id,
                reason=form.reason.data,
                **facts,
            )
            certificate_id = row.id
        service.ring()
        flash(done, "ok")
    else:
        flash(_("Tulis alasannya dalam 10 sampai 300 karakter. Tidak ada yang berubah."), "bad")
    return redirect(url_for("certificates.detail", certificate_id=certificate_id), 303)
