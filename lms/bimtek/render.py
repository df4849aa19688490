"""Files of a session: the calendar entry that participants keep, and the picture of the check-in address."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from zoneinfo import ZoneInfo

import segno
from icalendar import Calendar, Event

from lms.bimtek.queries.views import SessionView, SlotView


def days(view: SessionView, zone: ZoneInfo) -> list[tuple[date, list[SlotView]]]:
    """The timetable by day of the institution."""
    found: dict[date, list[SlotView]] = defaultdict(list)
    for slot in view.slots:
        found[slot.starts_at.astimezone(zone).date()].append(slot)
    return sorted(found.items())


def calendar(view: SessionView, *, zone: ZoneInfo, address: str, host: str) -> bytes:
    """An iCalendar file with one event per day; importing it again moves the events instead of doubling them."""
    out = Calendar()
    out.add("prodid", "-//Estafet//Bimtek//ID")
    out.add("version", "2.0")
    out.add("method", "PUBLISH")
    for day, slots in days(view, zone):
        event = Event()
        event.add("uid", f"bimtek-{view.id}-{day:%Y%m%d}@{host}")
        event.add("dtstamp", view.changed_at)
        event.add("sequence", view.version)
        event.add("summary", view.title)
        event.add("dtstart", slots[0].starts_at)
        event.add("dtend", max(slot.ends_at for slot in slots))
        event.add("location", view.place or view.link)
        event.add("description", "\n".join([*(_line(slot, zone) for slot in slots), address]))
        event.add("url", address)
        out.add_component(event)
    return bytes(out.to_ical())


def _line(slot: SlotView, zone: ZoneInfo) -> str:
    starts, ends = slot.starts_at.astimezone(zone), slot.ends_at.astimezone(zone)
    return f"{starts:%H.%M}–{ends:%H.%M} {slot.topic}" + (f" ({slot.speaker})" if slot.speaker else "")


def picture(address: str) -> str:
    """A QR code as a `data:` address of an SVG; dark on white in both themes, so that every camera reads it."""
    code = segno.make(address, error="m", micro=False)
    return str(code.svg_data_uri(scale=8, border=3, dark="#18235a", light="#fff"))
