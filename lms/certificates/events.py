"""What certificates tell other rooms."""

from __future__ import annotations

from sqlalchemy.orm import Session

from lms.certificates.queries.register import CertificateLine
from lms.core.clock import Clock
from lms.core.events import Event

# Inside the transaction that makes a certificate valid.
certificate_issued: Event[[Session, Clock, CertificateLine]] = Event("certificates.issued")
