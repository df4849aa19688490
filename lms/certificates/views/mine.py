"""An officer's own certificates, one certificate, and its PDF."""

from __future__ import annotations

import hashlib
import io
from fractions import Fraction
from typing import Any

from flask import Response, current_app, render_template, send_file

from lms.certificates import queries
from lms.certificates.actions.renewing import EARLIEST
from lms.certificates.domain.numbering import file_name
from lms.certificates.domain.words import decimal
from lms.certificates.forms import ReasonForm
from lms.certificates.jobs import FOLDER
from lms.certificates.models import Certificate
from lms.certificates.views import access, blueprint
from lms.competency.queries import jp_of
from lms.core.errors import NotFound, Refused
from lms.institution.current import today
from lms.people import guard
from lms.people.domain.permissions import Permission
from lms.web.context import services
from lms.web.i18n import lazy_gettext as _l

blueprint.add_app_template_filter(lambda value: decimal(Fraction(value)), "jp")


@blueprint.get("/sertifikat")
@guard.permit(Permission.OWN_CERTIFICATES)
def mine() -> Any:
    """What the reader holds, and the hours of this year."""
    officer_id = guard.current_officer_id()
    session = services().session
    return render_template(
        "certificates/mine.html",
        lines=queries.certificates_of(session, officer_id),
        today=today(),
        ledger=jp_of(session, officer_id, today().year),
        agency_id=access.own_agency_id(),
    )


@blueprint.get("/sertifikat/<int:certificate_id>")
@guard.permit(Permission.OWN_CERTIFICATES)
def detail(certificate_id: int) -> Any:
    """One certificate: state, address to share, and what those in charge may do with it."""
    line = access.readable(certificate_id)
    return render_template(
        "certificates/detail.html",
        line=line,
        today=today(),
        renewable=line.valid_until is not None and line.valid_until - today() <= EARLIEST,
        form=ReasonForm(formdata=None),
        address=f"{current_app.config['LMS_PUBLIC_URL']}/verifikasi/{line.code}",
        may_issue=guard.allowed(Permission.ISSUE_CERTIFICATES),
        may_revoke=guard.allowed(Permission.REVOKE_CERTIFICATES),
    )


@blueprint.get("/sertifikat/<int:certificate_id>/unduh")
@guard.permit(Permission.OWN_CERTIFICATES)
def download(certificate_id: int) -> Response:
    """The PDF as it was issued, byte for byte; a file that was damaged on this server is not handed out."""
    line = access.readable(certificate_id)
    if not line.has_file:
        raise NotFound(
            "certificate.no.file", _l("Berkas sertifikat ini belum ada. Tunggu sampai penerbitannya selesai.")
        )
    response = send_file(
        io.BytesIO(issued_bytes(certificate_id)),
        mimetype="application/pdf",
        as_attachment=True,
        download_name=file_name(line.number),
    )
    response.headers["Cache-Control"] = "no-store"  # send_file would let shared caches keep it
    return response


def issued_bytes(certificate_id: int) -> bytes:
    """The file of an issued certificate; raises Refused when it is not the one that was signed."""
    row = services().session.get_one(Certificate, certificate_id)
    try:
        data = (services().home / FOLDER / row.file_name).read_bytes()
    except FileNotFoundError:
        data = b""
    if hashlib.sha256(data).hexdigest() != row.pdf_sha256:
        raise Refused(
            "certificate.damaged",
            _l(
                "Berkas sertifikat ini rusak atau hilang di server. Hubungi admin; sertifikatnya sendiri tetap tercatat."
            ),
        )
    return data
