"""Who may see which certificate: the holder, those who issue, and the head of the holder's agency."""

from __future__ import annotations

from flask_login import current_user

from lms.certificates import queries
from lms.certificates.queries import CertificateLine
from lms.core.errors import NotFound
from lms.institution.current import today
from lms.people import guard
from lms.people.domain.permissions import Permission
from lms.people.queries import officers
from lms.web.context import services
from lms.web.i18n import lazy_gettext as _l


def own_agency_id() -> int | None:
    """The agency of a head, on this day; None for everybody else."""
    if not guard.allowed(Permission.SEE_OWN_AGENCY) or current_user.officer_id is None:
        return None
    return officers.officer_snapshot(services().session, current_user.officer_id, today()).agency_id


def readable(certificate_id: int) -> CertificateLine:
    """A certificate that the present reader may see; NotFound for all others, so that nothing can be guessed."""
    line = queries.line(services().session, certificate_id)
    if guard.allowed(Permission.ISSUE_CERTIFICATES):
        return line
    own = current_user.officer_id is not None and line.officer_id == current_user.officer_id
    if own and line.state != "void":
        return line
    agency = own_agency_id()
    if agency is not None and line.agency_id == agency and line.has_file:
        return line
    raise NotFound("certificate.unknown", _l("Sertifikat ini tidak ditemukan."))
