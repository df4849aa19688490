"""The credential of a certificate for its holder, and the issuer's key for everybody."""

from __future__ import annotations

import io
from typing import Any

from flask import Response, jsonify, make_response

from lms.certificates.badges.issuer import issuer
from lms.certificates.domain.numbering import file_name
from lms.certificates.signing.inspect import attached_credential
from lms.certificates.views import access, blueprint, mine, unlocking
from lms.core.errors import NotFound
from lms.people import guard
from lms.people.domain.permissions import Permission
from lms.web.context import services
from lms.web.i18n import lazy_gettext as _l


@blueprint.get("/sertifikat/<int:certificate_id>/lencana.json")
@guard.permit(Permission.OWN_CERTIFICATES)
def badge(certificate_id: int) -> Response:
    """The signed credential, as it is attached to the PDF."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    line = access.readable(certificate_id)
    found = None
    if line.has_file:
        found = attached_credential(PdfFileReader(io.BytesIO(mine.issued_bytes(certificate_id))))
    if found is None:
        raise NotFound("certificate.no.badge", _l("Sertifikat ini belum memiliki lencana digital."))
    name = file_name(line.number).removesuffix(".pdf")
    response = make_response(found)
    response.headers["Content-Type"] = "application/json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-lencana.json"'
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/.well-known/did.json")
@guard.public
def issuer_document() -> Any:
    """The key with which this installation signs credentials."""
    return jsonify(issuer(services().home, unlocking.configured().public_url).document())
