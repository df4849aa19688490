"""What a session tells higher rooms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from lms.bimtek.queries import Eligibility
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.events import Event

session_closed: Event[[Session, Clock, Actor, int, list[Eligibility]]] = Event("bimtek.session_closed")


@dataclass(frozen=True)
class CertificateNote:
    """The certificate that somebody holds of a session: waiting, issued or revoked; `file` names its download."""

    number: str
    state: str
    issued_on: date
    file: str


# Who keeps certificates adds a reader here: officer -> the certificate from one session.
CertificateLookup = Callable[[Session, int], dict[int, CertificateNote]]
certificate_lookups: list[CertificateLookup] = []
