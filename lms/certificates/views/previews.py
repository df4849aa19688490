"""Previews: what a certificate of a session would look like, with sample facts and with the longest real name."""

from __future__ import annotations

from flask import Response

from lms.certificates.queries import previews
from lms.certificates.render.faults import LayoutError
from lms.certificates.views import blueprint
from lms.certificates.views.issuing import ISSUE
from lms.core.errors import Refused
from lms.institution.current import today
from lms.people import guard
from lms.web.context import services


@blueprint.get("/sertifikat/terbitkan/<int:session_id>/pratinjau/<kind>-contoh.pdf")
@guard.permit(ISSUE)
def preview_sample(session_id: int, kind: str) -> Response:
    """The template with the invented facts of its author."""
    return _shown(previews.sample(services().session, session_id, previews.kind_of(kind)))


@blueprint.get("/sertifikat/terbitkan/<int:session_id>/pratinjau/<kind>-nama-terpanjang.pdf")
@guard.permit(ISSUE)
def preview_longest(session_id: int, kind: str) -> Response:
    """The participant whose name is the longest, before any number is given."""
    found = previews.longest(services().session, session_id, previews.kind_of(kind), today())
    return _shown(found)


def _shown(found: previews.Preview) -> Response:
    from lms.certificates.render.pdf import render

    service = services()
    service.session.rollback()  # laying out takes a while; nothing is read any more
    try:
        pdf = render(found.package, found.facts, previews.UNSIGNED, made_at=service.clock.now())
    except LayoutError as error:
        raise Refused("certificate.layout", str(error)) from error
    headers = {"Content-Disposition": 'inline; filename="pratinjau.pdf"', "Cache-Control": "no-store"}
    return Response(pdf, mimetype="application/pdf", headers=headers)
