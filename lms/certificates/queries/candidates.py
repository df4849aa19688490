"""Who of a closed session may get which certificate, and what still stands in the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.bimtek import queries as bimtek
from lms.bimtek.queries import Eligibility, SessionView
from lms.certificates.domain.facts import (
    Facts,
    SignatureWords,
)
from lms.certificates.domain.states import Kind
from lms.certificates.domain.words import label, words
from lms.certificates.models import Certificate
from lms.certificates.queries.facts import around, facts_of
from lms.certificates.queries.register import CertificateLine, programme_of, to_line
from lms.certificates.queries.templates import template_for
from lms.certificates.schema.document import TemplateDocument
from lms.certificates.schema.package import Package
from lms.core.errors import NotFound
from lms.people.domain.snapshot import OfficerSnapshot
from lms.people.queries import officers
from lms.web.i18n import lazy_gettext as _l

SIGNED = SignatureWords(label="-", note="-")
BLANK_QR = "data:,"
KIND_OF: Mapping[str, Kind] = {"pass": "bimtek", "participation": "keikutsertaan"}


@dataclass(frozen=True)
class Candidate:
    """One participant on the issuing page. `missing` and `unprintable` hold a certificate back until they are mended."""

    officer_id: int
    name: str
    agency: str
    kind: Kind | None
    reasons: tuple[str, ...]
    missing: tuple[str, ...]
    unprintable: tuple[str, ...]
    existing: CertificateLine | None
    facts: Facts | None
    revision_id: int | None
    agency_id: int | None

    @property
    def missing_words(self) -> list[str]:
        """What is missing, in everyday words."""
        return [label(name) for name in self.missing]

    @property
    def ready(self) -> bool:
        """Whether a certificate would be made now."""
        return self.kind is not None and self.existing is None and not self.missing and not self.unprintable

    @property
    def held(self) -> bool:
        """Whether a certificate is due but cannot be printed yet."""
        return self.kind is not None and self.existing is None and not self.ready


@dataclass(frozen=True)
class Plan:
    """A session and all its participants, as the issuing page shows them."""

    view: SessionView
    candidates: tuple[Candidate, ...]
    documents: Mapping[Kind, TemplateDocument]

    @property
    def ready(self) -> list[Candidate]:
        """Those for whom a certificate would be made now."""
        return [c for c in self.candidates if c.ready]

    @property
    def held(self) -> list[Candidate]:
        """Those whose certificate cannot be printed yet."""
        return [c for c in self.candidates if c.held]


def plan(session: Session, session_id: int, *, today: date, fields: Mapping[str, str] | None = None) -> Plan:
    """Everybody enrolled, with what they would get; raises NotFound for an unknown session."""
    view = bimtek.session_view(session, session_id)
    circumstances = around(session, today, fields)
    existing = _existing(session, session_id)
    packages: dict[Kind, tuple[int, Package]] = {}
    found = []
    for one in bimtek.eligibility(session, session_id):
        kind = KIND_OF.get(one.eligible)
        if kind and kind not in packages:
            packages[kind] = template_for(session, kind, view.template)
        person = holder_snapshot(session, view, one, today)
        held = existing.get((one.officer_id, kind)) if kind else None
        if kind is None or held is not None:
            found.append(_settled(one, person, kind, held))
            continue
        revision_id, package = packages[kind]
        facts = facts_of(view, one, person, package.document, circumstances)
        values = words(facts, SIGNED, BLANK_QR)
        found.append(
            Candidate(
                one.officer_id,
                person.name_with_titles,
                person.agency_name,
                kind,
                tuple(one.reasons),
                tuple(package.missing(values)),
                tuple(package.uncovered(values)),
                None,
                facts,
                revision_id,
                person.agency_id,
            )
        )
    return Plan(view, tuple(found), {kind: package.document for kind, (_, package) in packages.items()})


def _settled(
    one: Eligibility, person: OfficerSnapshot, kind: Kind | None, held: CertificateLine | None
) -> Candidate:
    return Candidate(
        one.officer_id,
        person.name_with_titles,
        person.agency_name,
        kind,
        tuple(one.reasons),
        (),
        (),
        held,
        None,
        None,
        person.agency_id,
    )


def _existing(session: Session, session_id: int) -> dict[tuple[int | None, str], CertificateLine]:
    """The latest certificate that is not void, by person and kind."""
    rows = session.scalars(
        select(Certificate)
        .where(Certificate.programme == programme_of(session_id), Certificate.state != "void")
        .order_by(Certificate.edition)
    )
    return {(row.officer_id, row.kind): to_line(row) for row in rows}


def holder_snapshot(session: Session, view: SessionView, one: Eligibility, today: date) -> OfficerSnapshot:
    """Who the participant was at the closing; before it, who they are on the last day."""
    kept = bimtek.closed_snapshot(session, one.enrolment_id)
    return kept or officers.officer_snapshot(session, one.officer_id, view.last_day or today)


def eligibility_of(session: Session, session_id: int, officer_id: int) -> Eligibility:
    """The result of one participant; raises NotFound."""
    for one in bimtek.eligibility(session, session_id):
        if one.officer_id == officer_id:
            return one
    raise NotFound("participant.unknown", _l("Pegawai ini bukan peserta kegiatan tersebut."))
