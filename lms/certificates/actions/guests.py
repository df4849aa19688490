"""Certificates for people who are no officers of the city: external speakers, moderators, guests."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.audit import actions as audit
from lms.bimtek import queries as bimtek
from lms.certificates.actions.issuing import add, person_key
from lms.certificates.actions.numbers import lock
from lms.certificates.domain.facts import Holder
from lms.certificates.domain.states import Kind
from lms.certificates.domain.words import label, words
from lms.certificates.models import Certificate
from lms.certificates.queries.candidates import BLANK_QR, SIGNED
from lms.certificates.queries.facts import around, guest_facts
from lms.certificates.queries.register import programme_of
from lms.certificates.queries.templates import template_for
from lms.certificates.schema.package import Package
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import NotFound, Refused
from lms.institution.queries import institution
from lms.web.i18n import lazy_gettext as _l

ROLES = ("narasumber", "moderator", "panitia", "peserta tamu")


@dataclass(frozen=True)
class Guest:
    """Who they are and where they come from; no account, no NIP."""

    name: str
    agency: str
    role: str


def issue_guest(
    session: Session, *, actor: Actor, clock: Clock, session_id: int, public_url: str, guest: Guest
) -> Certificate:
    """Order the certificate of a guest of a closed session, of a speaker as a speaker; one for each person and session.

    Raises Refused when the session is open, the guest has one already, or it cannot be printed.
    """
    city = institution(session)
    today = clock.now().astimezone(city.zone).date()
    numbers = lock(session, city, today)
    view = bimtek.session_view(session, session_id)
    if view.stored_state != "closed":
        raise Refused("session.open", _l("Kegiatan ini belum ditutup. Tutup kegiatannya dahulu."))
    _refuse_second(session, session_id, guest)
    kind, revision_id, package = _template(session, guest.role)
    holder = Holder(name=guest.name, agency=guest.agency, role=guest.role)
    facts = guest_facts(view, holder, package.document, around(session, today))
    values = words(facts, SIGNED, BLANK_QR)
    lacking = [*map(label, package.missing(values)), *package.uncovered(values)]
    if lacking:
        raise Refused("certificate.missing", _l("Belum dapat dicetak: %(names)s.", names=", ".join(lacking)))
    row = add(
        session, clock=clock, numbers=numbers, facts=facts, kind=kind, revision_id=revision_id,
        officer_id=None, agency_id=None, programme=programme_of(session_id), public_url=public_url,
    )  # fmt: skip
    audit.record(
        session, at=clock.now(), actor=actor, action="certificate.guest.ordered", object_type="certificate",
        object_id=row.id, data={"number": row.number}, personal={"holder": row.holder_name},
    )  # fmt: skip
    return row


def _template(session: Session, role: str) -> tuple[Kind, int, Package]:
    """The template for a role: a city that has published none for speakers gives them the one of other guests."""
    if role == "narasumber":
        with suppress(NotFound):
            return "narasumber", *template_for(session, "narasumber", "")
    return "keikutsertaan", *template_for(session, "keikutsertaan", "")


def _refuse_second(session: Session, session_id: int, guest: Guest) -> None:
    found = select(Certificate.number).where(
        Certificate.person_key == person_key(None, guest.name, guest.agency),
        Certificate.programme == programme_of(session_id),
        Certificate.state.in_(("waiting", "issued")),
    )
    number = session.scalar(found)
    if number is not None:
        raise Refused(
            "certificate.exists",
            _l("Orang ini sudah memiliki sertifikat kegiatan ini, nomor %(number)s.", number=number),
        )
