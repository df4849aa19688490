"""Calendar files (RFC 5545): an entry keeps its name when the session is changed, moved or called off."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Literal
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

from lms.bimtek.domain.speakers import tidy
from lms.bimtek.queries.views import SessionView, SlotView

Method = Literal["PUBLISH", "REQUEST", "CANCEL"]


@dataclass(frozen=True)
class Addressed:
    """Who invites whom: an invitation that a mail program offers to accept needs both."""

    organizer: str
    organizer_name: str
    attendee: str
    attendee_name: str


def days(view: SessionView, zone: ZoneInfo) -> list[tuple[date, list[SlotView]]]:
    """The timetable by day of the institution."""
    found: dict[date, list[SlotView]] = defaultdict(list)
    for slot in view.slots:
        found[slot.starts_at.astimezone(zone).date()].append(slot)
    return sorted(found.items())


def calendar(
    view: SessionView, *, zone: ZoneInfo, address: str, host: str, method: Method = "PUBLISH",
    addressed: Addressed | None = None,
) -> bytes:  # fmt: skip
    """One entry per day of the session, named by the day's place in the row, not by its date.

    So a session that moves takes its entries along; a day that fell away, a session that was cancelled and
    (`CANCEL`) a person who is no longer invited leave entries that are called off. `SEQUENCE` is the session's
    version, which rises with every change.
    """
    out = Calendar()
    out.add("prodid", "-//Estafet//Bimtek//ID")
    out.add("version", "2.0")
    out.add("method", method)
    planned = days(view, zone)
    off = view.stored_state == "cancelled" or method == "CANCEL"
    for number in range(1, max(view.calendar_days, len(planned)) + 1):
        slots = planned[number - 1][1] if number <= len(planned) else []
        event = _event(view, number, slots, host)
        event.add("status", "CANCELLED" if off or not slots else "CONFIRMED")
        if slots:
            event.add("description", "\n".join([*(_line(slot, zone) for slot in slots), address]))
            event.add("url", address)
        if addressed:
            _address(event, addressed)
        out.add_component(event)
    return bytes(out.to_ical())


def _event(view: SessionView, number: int, slots: list[SlotView], host: str) -> Event:
    event = Event()
    event.add("uid", f"bimtek-{view.id}-hari-{number}@{host}")
    event.add("dtstamp", view.changed_at)
    event.add("last-modified", view.changed_at)
    event.add("sequence", view.version)
    event.add("summary", view.title)
    known = slots or list(view.slots)
    event.add("dtstart", known[0].starts_at if known else view.changed_at)
    if known:
        event.add("dtend", max(slot.ends_at for slot in known))
    event.add("location", view.place or view.link)
    return event


def _address(event: Event, addressed: Addressed) -> None:
    organizer = vCalAddress(f"mailto:{addressed.organizer}")
    organizer.params["CN"] = vText(addressed.organizer_name)
    attendee = vCalAddress(f"mailto:{addressed.attendee}")
    attendee.params["CN"] = vText(addressed.attendee_name)
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    attendee.params["RSVP"] = vText("FALSE")
    event["organizer"] = organizer
    event.add("attendee", attendee, encode=False)


def _line(slot: SlotView, zone: ZoneInfo) -> str:
    starts, ends = slot.starts_at.astimezone(zone), slot.ends_at.astimezone(zone)
    who = f" ({tidy(slot.speaker)})" if slot.speaker else ""
    return f"{starts:%H.%M}–{ends:%H.%M} {slot.topic}{who}"
