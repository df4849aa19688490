"""Replacing: a new certificate with corrected facts; the old one says that it was replaced."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.audit import actions as audit
from lms.bimtek import queries as bimtek
from lms.certificates.actions.ending import locked, reason_of
from lms.certificates.actions.issuing import add
from lms.certificates.actions.numbers import lock
from lms.certificates.domain.facts import Facts
from lms.certificates.domain.words import label, words
from lms.certificates.models import Certificate
from lms.certificates.queries.candidates import BLANK_QR, KIND_OF, SIGNED, eligibility_of
from lms.certificates.queries.facts import around, facts_of
from lms.certificates.queries.register import to_line
from lms.certificates.queries.templates import template_for
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import Refused, Stale
from lms.institution.queries import institution
from lms.people.queries import officers
from lms.web.i18n import lazy_gettext as _l


def replace(
    session: Session, *, actor: Actor, clock: Clock, certificate_id: int, reason: str, public_url: str
) -> Certificate:
    """Order a new edition from the corrected data of the officer and the session.

    The old certificate stays valid until the new one is printed. Raises Stale when it is neither issued nor revoked,
    or when a newer edition exists already; Refused when the person does not meet the rules.
    """
    old, why = locked(session, certificate_id), reason_of(reason)
    successor = select(Certificate.id).where(Certificate.replaces_id == old.id, Certificate.state != "void")
    if old.state not in {"issued", "revoked"} or session.scalar(successor) is not None:
        raise Stale(
            "certificate.state", _l("Sertifikat ini sudah diganti atau belum terbit. Muat ulang halamannya.")
        )
    city = institution(session)
    today = clock.now().astimezone(city.zone).date()
    numbers = lock(session, city, today)
    revision_id, facts, agency_id = _fresh(session, old, clock)
    row = add(
        session,
        clock=clock,
        numbers=numbers,
        facts=facts,
        kind=old.kind,  # type: ignore[arg-type]
        revision_id=revision_id,
        officer_id=old.officer_id,
        agency_id=agency_id,
        programme=old.programme,
        public_url=public_url,
        replaces_id=old.id,
    )
    if old.state == "issued":
        old.reason = why  # shown once the replacement is valid
    audit.record(
        session,
        at=clock.now(),
        actor=actor,
        action="certificate.replacement.ordered",
        object_type="certificate",
        object_id=old.id,
        data={"number": old.number, "by": row.number},
        personal={"holder": old.holder_name, "reason": why},
    )
    return row


def _fresh(session: Session, old: Certificate, clock: Clock) -> tuple[int, Facts, int | None]:
    """The template in force, and the facts as they read today for the day of the event."""
    session_id = to_line(old).session_id
    if session_id is None or old.officer_id is None:
        raise Refused(
            "certificate.programme",
            _l("Sertifikat ini tidak berasal dari kegiatan Bimtek, jadi tidak dapat diganti di sini."),
        )
    view = bimtek.session_view(session, session_id)
    one = eligibility_of(session, session_id, old.officer_id)
    if KIND_OF.get(one.eligible) != old.kind:
        raise Refused(
            "certificate.rules",
            _l("Pegawai ini tidak memenuhi syarat sertifikat tersebut menurut hasil kegiatan."),
        )
    city = institution(session)
    today = clock.now().astimezone(city.zone).date()
    person = officers.officer_snapshot(session, old.officer_id, view.last_day or today)
    revision_id, package = template_for(session, KIND_OF[one.eligible], view.template)
    own = Facts.model_validate(old.snapshot).fields
    facts = facts_of(view, one, person, package.document, around(session, today, own))
    values = words(facts, SIGNED, BLANK_QR)
    lacking = [*map(label, package.missing(values)), *package.uncovered(values)]
    if lacking:
        raise Refused("certificate.missing", _l("Belum dapat dicetak: %(names)s.", names=", ".join(lacking)))
    return revision_id, facts, person.agency_id
