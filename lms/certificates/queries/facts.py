"""From a session and a person to the facts of a certificate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sqlalchemy.orm import Session

from lms.bimtek.queries import Eligibility, SessionView
from lms.certificates.domain.facts import (
    Event,
    Facts,
    Holder,
    Office,
    Registration,
    Result,
    SignerFacts,
    Topic,
)
from lms.certificates.domain.states import add_months
from lms.certificates.schema.document import TemplateDocument
from lms.competency.queries import framework
from lms.core.codes import CODE_LENGTH
from lms.institution.domain import Institution
from lms.institution.queries import institution
from lms.people.domain.snapshot import OfficerSnapshot


@dataclass(frozen=True)
class Around:
    """What is the same for everybody on the day of issue: the city, the day, the trainer's own fields, names of units."""

    city: Institution
    today: date
    fields: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)


def around(session: Session, today: date, fields: Mapping[str, str] | None = None) -> Around:
    """The circumstances of an issue on `today`."""
    units = {unit.id: unit.short or unit.title for unit in framework(session).units}
    return Around(institution(session), today, fields or {}, units)


def facts_of(
    view: SessionView,
    one: Eligibility,
    person: OfficerSnapshot,
    document: TemplateDocument,
    around: Around,
) -> Facts:
    """The facts of a participant's certificate, with an empty entry of the register."""
    passed = one.eligible == "pass"
    city, today = around.city, around.today
    return Facts(
        holder=Holder(
            name=person.name_with_titles,
            nip=person.nip or "",
            rank=person.rank,
            post=person.post_title,
            agency=person.agency_name,
        ),
        event=_event(view, city, today),
        topics=tuple(Topic(topic=slot.topic, speaker=slot.speaker, jp=slot.jp) for slot in view.slots),
        result=_result(view, one, document, around) if passed else Result(attendance=_attendance(one)),
        signer=_signer(city),
        office=_office(city),
        certificate=_blank_entry(view, city, today, lasting=not passed),
        fields=_given(document, around),
    )


def guest_facts(view: SessionView, guest: Holder, document: TemplateDocument, around: Around) -> Facts:
    """The facts of a certificate for somebody who is no officer of the city: a speaker, a moderator, a guest."""
    city, today = around.city, around.today
    return Facts(
        holder=guest,
        event=_event(view, city, today),
        topics=_topics_of(view, guest),
        signer=_signer(city),
        office=_office(city),
        certificate=_blank_entry(view, city, today, lasting=True),
        fields=_given(document, around),
    )


def _topics_of(view: SessionView, guest: Holder) -> tuple[Topic, ...]:
    """What a speaker spoke about; everything for other guests, and when the timetable writes the name otherwise."""
    every = tuple(Topic(topic=slot.topic, speaker=slot.speaker, jp=slot.jp) for slot in view.slots)
    name = " ".join(guest.name.casefold().split())
    own = tuple(one for one in every if name in " ".join(one.speaker.casefold().split()))
    return own if guest.role == "narasumber" and own else every


def _given(document: TemplateDocument, around: Around) -> dict[str, str]:
    found = {f.name: around.fields.get(f.name, "").strip() or f.default for f in document.fields}
    return {name: text for name, text in found.items() if text}


def _event(view: SessionView, city: Institution, today: date) -> Event:
    last = view.last_day or today
    return Event(
        title=_bare(view.title),
        organiser=f"{city.office} {city.city}".strip(),
        place=view.place or _online(view.link),
        first_day=view.first_day or last,
        last_day=last,
        jp=view.total_jp,
    )


def _signer(city: Institution) -> SignerFacts:
    return SignerFacts(
        name=city.signer_name, nip=city.signer_nip, rank=city.signer_rank, position=city.signer_position
    )


def _office(city: Institution) -> Office:
    return Office(
        government=f"{city.government} {city.city}".strip(),
        name=city.office,
        place=city.place or city.city,
        jp_minutes=city.jp_minutes,
    )


def _blank_entry(view: SessionView, city: Institution, today: date, *, lasting: bool) -> Registration:
    """The entry before it has a number; what was passed expires, what was attended does not."""
    months = 0 if lasting else city.certificate_valid_months
    return Registration(
        number="-",
        sequence=0,
        year=today.year,
        code="0" * CODE_LENGTH,
        issued_on=today,
        valid_until=add_months(view.last_day or today, months) if months else None,
        verify_url="https://-/verifikasi/-",
    )


def _bare(title: str) -> str:
    """The title without the words that the certificate prints before it."""
    for prefix in ("Bimbingan Teknis ", "Bimtek "):
        if title.startswith(prefix) and len(title) > len(prefix):
            return title.removeprefix(prefix)
    return title


def _online(link: str) -> str:
    return "ruang pertemuan daring" if link else ""


def _attendance(one: Eligibility) -> Fraction | None:
    return one.attended_jp / one.total_jp if one.total_jp else None


def _result(view: SessionView, one: Eligibility, document: TemplateDocument, around: Around) -> Result:
    score = one.post_test
    predicate = ""
    if score is not None:
        predicate = document.predicate(Decimal((score * 10_000).__floor__()) / 100)
    units: tuple[str, ...] = ()
    if view.post_test_unit:
        level = f", level {view.post_test_level}" if view.post_test_level else ""
        title = around.units.get(view.post_test_unit, "")
        units = (f"{view.post_test_unit} {title}".strip() + level,)
    return Result(attendance=_attendance(one), post_test=score, predicate=predicate, units=units)
