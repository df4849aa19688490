"""Everything about a session in one value: what its report and its files are made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.bimtek import events
from lms.bimtek.domain.rules import credited_jp
from lms.bimtek.domain.speakers import everybody
from lms.bimtek.events import CertificateNote
from lms.bimtek.models import ReportPhoto, ReportText
from lms.bimtek.queries.evaluation import (
    EvaluationResult,
    EvaluationView,
    evaluation_of,
    evaluation_result,
)
from lms.bimtek.queries.exceptions import WaiverView, waivers
from lms.bimtek.queries.guests import GuestLine, guests
from lms.bimtek.queries.learning import Learning, PersonGain, learning
from lms.bimtek.queries.participants import participants, presences
from lms.bimtek.queries.results import eligibility, presented
from lms.bimtek.queries.sessions import session_view
from lms.bimtek.queries.views import Eligibility, Participant, Presence, SessionView
from lms.competency.queries import framework


@dataclass(frozen=True)
class Person:
    """One participant with everything that is known of them in this session."""

    who: Participant
    standing: Eligibility
    presences: dict[int, Presence]
    credited: dict[int, Fraction]
    tests: PersonGain | None
    waivers: tuple[WaiverView, ...]
    certificate: CertificateNote | None


@dataclass(frozen=True)
class PhotoLine:
    """A photograph without its bytes."""

    id: int
    caption: str
    width: int
    height: int


@dataclass(frozen=True)
class Dossier:
    """A session with its people, tests, evaluation, words and photographs."""

    view: SessionView
    people: tuple[Person, ...]
    guests: tuple[GuestLine, ...]
    learning: Learning | None
    evaluation: EvaluationView | None
    result: EvaluationResult | None
    number: str
    dated: date | None
    conclusion: str
    follow_up: str
    with_remarks: bool
    photos: tuple[PhotoLine, ...]
    unit_names: dict[str, str]

    def count(self, eligible: str) -> int:
        """How many participants stand so."""
        return sum(one.standing.eligible == eligible for one in self.people)

    @property
    def speakers(self) -> tuple[str, ...]:
        """Everybody who spoke, in the order of the timetable."""
        return everybody(slot.speaker for slot in self.view.slots)


def dossier(session: Session, session_id: int, *, on: date) -> Dossier:
    """Read everything; people by name, as they are on the day or were at the closing."""
    view = session_view(session, session_id)
    found, evaluation = learning(session, view), evaluation_of(session, session_id)
    text = session.get(ReportText, session_id)
    return Dossier(
        view=view,
        people=_people(session, view, found, on),
        guests=tuple(guests(session, view)),
        learning=found,
        evaluation=evaluation,
        result=evaluation_result(session, evaluation) if evaluation else None,
        number=text.number if text else "",
        dated=text.dated if text else None,
        conclusion=text.conclusion if text else "",
        follow_up=text.follow_up if text else "",
        with_remarks=text.with_remarks if text else False,
        photos=photos(session, session_id),
        unit_names={unit.id: f"{unit.id} {unit.short or unit.title}" for unit in framework(session).units},
    )


def photos(session: Session, session_id: int) -> tuple[PhotoLine, ...]:
    """The photographs of a session in the order in which they were added."""
    rows = session.scalars(
        select(ReportPhoto).where(ReportPhoto.session_id == session_id).order_by(ReportPhoto.id)
    )
    return tuple(PhotoLine(row.id, row.caption, row.width, row.height) for row in rows)


def photo_bytes(session: Session, session_id: int, photo_id: int | None = None) -> dict[int, bytes]:
    """The pictures of a session by their ids, or only one of them."""
    query = select(ReportPhoto.id, ReportPhoto.data).where(ReportPhoto.session_id == session_id)
    if photo_id is not None:
        query = query.where(ReportPhoto.id == photo_id)
    return {id: data for id, data in session.execute(query)}


def _people(session: Session, view: SessionView, found: Learning | None, on: date) -> tuple[Person, ...]:
    standing = {one.enrolment_id: one for one in eligibility(session, view.id)}
    there, granted = presences(session, view.id), waivers(session, view.id)
    tests = {one.enrolment_id: one for one in found.people} if found else {}
    notes: dict[int, CertificateNote] = {}
    for lookup in events.certificate_lookups:
        notes |= lookup(session, view.id)
    return tuple(
        Person(
            who, standing[who.enrolment_id], seen := there.get(who.enrolment_id, {}), _credited(view, seen),
            tests.get(who.enrolment_id), tuple(granted.get(who.enrolment_id, ())), notes.get(who.officer_id),
        )
        for who in participants(session, view.id, on=on)
        if who.enrolment_id in standing
    )  # fmt: skip


def _credited(view: SessionView, seen: dict[int, Presence]) -> dict[int, Fraction]:
    parts = presented(view, seen)
    return {slot.id: credited_jp(part) for slot, part in zip(view.slots, parts, strict=True)}
