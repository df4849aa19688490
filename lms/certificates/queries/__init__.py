"""Reading the register of certificates: one's own, a session's, a search, and what the world may know."""

from lms.certificates.queries.register import (
    CertificateLine,
    Progress,
    by_session,
    certificates_of,
    line,
    progress,
    search,
)

__all__ = [
    "CertificateLine",
    "Progress",
    "by_session",
    "certificates_of",
    "line",
    "progress",
    "search",
]
