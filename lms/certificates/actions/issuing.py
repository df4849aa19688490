"""Issuing: one transaction checks who may, gives numbers and codes, and asks the worker to print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.audit import actions as audit
from lms.certificates.actions.numbers import Numbers, lock
from lms.certificates.domain.facts import Facts
from lms.certificates.domain.states import Kind
from lms.certificates.models import Certificate
from lms.certificates.queries.candidates import Candidate, plan
from lms.certificates.queries.register import programme_of
from lms.certificates.schema.document import TemplateField
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.codes import new_code
from lms.core.errors import Refused
from lms.institution.queries import institution
from lms.jobs import actions as jobs
from lms.web.i18n import lazy_gettext as _l

JOB = "certificates.render"


@dataclass(frozen=True)
class Ordered:
    """What issuing did: the new rows, how many had theirs already, and who is held back."""

    created: tuple[int, ...]
    already: int
    held: tuple[Candidate, ...]


def issue(
    session: Session,
    *,
    actor: Actor,
    clock: Clock,
    session_id: int,
    public_url: str,
    fields: Mapping[str, str] | None = None,
) -> Ordered:
    """Order a certificate for everyone of a closed session who may have one and has none.

    The rules are checked here, inside the transaction, whatever a page showed before. Asking twice orders nothing
    twice. Raises Refused when the session is still open, or a required field of the template is empty.
    """
    city = institution(session)
    today = clock.now().astimezone(city.zone).date()
    numbers = lock(session, city, today)
    wanted = plan(session, session_id, today=today, fields=fields)
    if wanted.view.stored_state != "closed":
        raise Refused(
            "session.open",
            _l(
                "Kegiatan ini belum ditutup. Tutup kegiatannya dahulu; hasilnya menentukan siapa yang berhak."
            ),
        )
    for document in wanted.documents.values():
        _refuse_empty(document.fields, fields or {})
    rows = [
        _order(session, clock, numbers, one, session_id=session_id, public_url=public_url)
        for one in wanted.ready
    ]
    if rows:
        audit.record(
            session,
            at=clock.now(),
            actor=actor,
            action="certificates.ordered",
            object_type="bimtek",
            object_id=session_id,
            data={"numbers": [row.number for row in rows]},
        )
    already = sum(c.existing is not None for c in wanted.candidates)
    return Ordered(tuple(row.id for row in rows), already, tuple(wanted.held))


def _refuse_empty(own: tuple[TemplateField, ...], given: Mapping[str, str]) -> None:
    for field in own:
        if field.required and not (given.get(field.name, "").strip() or field.default):
            raise Refused(
                "certificate.field",
                _l("Isian “%(label)s” wajib diisi sebelum sertifikat diterbitkan.", label=field.label),
            )


def _order(
    session: Session, clock: Clock, numbers: Numbers, one: Candidate, *, session_id: int, public_url: str
) -> Certificate:
    if one.facts is None or one.kind is None or one.revision_id is None:
        raise AssertionError("a candidate who is ready has facts")
    return add(
        session,
        clock=clock,
        numbers=numbers,
        facts=one.facts,
        kind=one.kind,
        revision_id=one.revision_id,
        officer_id=one.officer_id,
        agency_id=one.agency_id,
        programme=programme_of(session_id),
        public_url=public_url,
    )


def add(
    session: Session,
    *,
    clock: Clock,
    numbers: Numbers,
    facts: Facts,
    kind: Kind,
    revision_id: int,
    officer_id: int | None,
    agency_id: int | None,
    programme: str,
    public_url: str,
    replaces_id: int | None = None,
) -> Certificate:
    """Enter one waiting certificate into the register, with its number and code, and ask the worker to print it."""
    facts = _registered(facts, numbers, public_url)
    entry, person = facts.certificate, person_key(officer_id, facts.holder.name, facts.holder.agency)
    row = Certificate(
        person_key=person, officer_id=officer_id, agency_id=agency_id, programme=programme, kind=kind,
        edition=_next_edition(session, person, programme, kind), replaces_id=replaces_id, number=entry.number,
        sequence=entry.sequence, code=entry.code, revision_id=revision_id, snapshot=facts.model_dump(mode="json"),
        holder_name=facts.holder.name, title=facts.event.title, jp=str(facts.event.jp), created_at=clock.now(),
        issued_on=entry.issued_on, valid_until=entry.valid_until, state="waiting",
    )  # fmt: skip
    session.add(row)
    session.flush()
    jobs.enqueue(session, kind=JOB, key=str(row.id), payload={"certificate": row.id}, at=clock.now())
    return row


def _registered(facts: Facts, numbers: Numbers, public_url: str) -> Facts:
    """The facts with the next number of the register and a new code."""
    sequence, number = numbers.take()
    code = new_code()
    entry = facts.certificate.model_copy(
        update={
            "number": number,
            "sequence": sequence,
            "year": numbers.day.year,
            "code": code,
            "verify_url": f"{public_url}/verifikasi/{code}",
            "issued_on": numbers.day,
        }
    )
    return facts.model_copy(update={"certificate": entry})


def person_key(officer_id: int | None, name: str, agency: str) -> str:
    """Who the certificate belongs to, for the rule "one per person and programme"."""
    if officer_id is not None:
        return f"officer:{officer_id}"
    return f"guest:{' '.join(name.split()).casefold()}|{' '.join(agency.split()).casefold()}"[:200]


def _next_edition(session: Session, person: str, programme: str, kind: str) -> int:
    last = session.scalar(
        select(func.max(Certificate.edition)).where(
            Certificate.person_key == person, Certificate.programme == programme, Certificate.kind == kind
        )
    )
    return (last or 0) + 1
