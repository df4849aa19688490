"""The papers of planning: the invitation letter with its appendix, and the attendance sheets to sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from lms.bimtek.domain.speakers import split
from lms.bimtek.models import InvitationLetter
from lms.bimtek.queries.guests import GuestLine
from lms.bimtek.queries.views import Participant, SessionView, SlotView
from lms.bimtek.render.calendar import days
from lms.bimtek.render.paper import clock_words, paper, weekday_words
from lms.institution.domain import Institution

BLANK_LINES = 5


@dataclass(frozen=True)
class PaperSlot:
    """A slot as a paper says it: moments in the institution's zone."""

    day: date
    starts: datetime
    ends: datetime
    topic: str
    speakers: tuple[str, ...]
    jp: Fraction


@dataclass(frozen=True)
class Signer:
    """One line of the attendance sheet."""

    name: str
    where: str


def paper_slot(slot: SlotView, zone: ZoneInfo) -> PaperSlot:
    """The slot in the institution's zone."""
    starts, ends = slot.starts_at.astimezone(zone), slot.ends_at.astimezone(zone)
    return PaperSlot(starts.date(), starts, ends, slot.topic, split(slot.speaker), slot.jp)


def invitation(
    view: SessionView, city: Institution, letter: InvitationLetter, *, people: Sequence[Participant],
    guests: Sequence[GuestLine], made_at: datetime,
) -> bytes:  # fmt: skip
    """The letter with the timetable and the list of participants; equal input gives equal bytes."""
    planned = [(day, [paper_slot(slot, city.zone) for slot in slots]) for day, slots in days(view, city.zone)]
    return paper(
        "undangan.html", title=f"Undangan {view.title}", made_at=made_at, view=view, city=city, letter=letter,
        people=people, guests=guests, days=planned, when=[weekday_words(day) for day, _slots in planned],
        hours=_hours(planned, city), basis="; ".join(view.legal_basis.split("\n")).strip().rstrip("."),
    )  # fmt: skip


def _hours(planned: list[tuple[date, list[PaperSlot]]], city: Institution) -> str:
    """The hours when every day has the same; else where to find them."""
    spans = {
        f"{clock_words(slots[0].starts)}–{clock_words(max(slot.ends for slot in slots))}"
        for _day, slots in planned
    }
    if len(spans) > 1:
        return "sebagaimana jadwal terlampir"
    return f"{spans.pop()} {city.zone_label}" if spans else ""


def attendance_sheets(
    view: SessionView, city: Institution, slots: Sequence[SlotView], *, people: Sequence[Participant],
    guests: Sequence[GuestLine], made_at: datetime,
) -> bytes:  # fmt: skip
    """A sheet for each slot: everybody who has a place, then a few empty lines."""
    names = [Signer(one.name, _where(one.post_title, one.agency_name)) for one in people]
    names += [Signer(one.name, _where(one.role, one.institution)) for one in guests]
    facts: dict[str, Any] = {"names": names, "blank": range(len(names) + 1, len(names) + 1 + BLANK_LINES)}
    return paper(
        "daftar_hadir.html", title=f"Daftar hadir {view.title}", made_at=made_at, view=view, city=city,
        sheets=[paper_slot(slot, city.zone) for slot in slots], **facts,
    )  # fmt: skip


def _where(*parts: str) -> str:
    return ", ".join(part for part in parts if part) or "–"
