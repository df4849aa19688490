"""The report of a session as an official paper: figures with their charts, the trainer's words, photographs, signature."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from lms.bimtek.domain.gain import FEW, Figure, Gain
from lms.bimtek.domain.skm import LEAST_GROUP, SPEAKER_ITEMS, Counts, speaker_item
from lms.bimtek.queries.dossier import Dossier, PhotoLine
from lms.bimtek.queries.evaluation_words import ELEMENT_WORDS, GRADE_WORDS, SCALE, SPEAKER_WORDS
from lms.bimtek.render.calendar import days
from lms.bimtek.render.files.common import CONDITION_WORDS
from lms.bimtek.render.letters import PaperSlot, paper_slot
from lms.bimtek.render.paper import clock_words, fixed, paper, weekday_words
from lms.institution.domain import Institution

RESULTS = {"pass": "Sertifikat", "participation": "Sertifikat keikutsertaan", "none": "Belum memenuhi syarat"}


@dataclass(frozen=True)
class SlotCount:
    """How many of the participants were in one slot; `late` holds late comers and early leavers."""

    slot: PaperSlot
    present: int
    late: int
    absent: int
    unknown: int


@dataclass(frozen=True)
class GainLine:
    """The gain of the room or of one unit: shares from 0 to 1, changes as words, each with its interval or nothing."""

    name: str
    n: int
    before: float
    after: float
    change: tuple[str, str]
    normalised: tuple[str, str]


@dataclass(frozen=True)
class ItemLine:
    """One item of the evaluation; `counts` is None where too few people answered it."""

    name: str
    counts: Counts | None


def report(found: Dossier, city: Institution, *, pictures: Mapping[int, bytes], made_at: datetime) -> bytes:
    """The paper; equal input gives equal bytes. About a second for a hundred people.

    Neither NIPs nor the marks of single people are printed, and nothing of the evaluation that fewer people said
    than its limit: a report goes through many hands.
    """
    view, zone = found.view, city.zone
    planned = days(view, zone)
    return paper(
        "laporan.html", title=f"Laporan {view.title}", made_at=made_at, found=found, view=view, city=city,
        basis=_basis(view.legal_basis), when=[weekday_words(day) for day, _slots in planned],
        hours=_hours(found, city), plan=[(day, [paper_slot(slot, zone) for slot in slots]) for day, slots in planned],
        agencies=len({one.who.agency_name for one in found.people if one.who.agency_name}),
        slots=_slots(found, city), figures=_figures(found), gains=_gains(found), points=_points, few=FEW,
        least=LEAST_GROUP, elements=_elements(found), speakers=_speakers(found), grades=GRADE_WORDS, scale=SCALE,
        results=RESULTS, conditions=CONDITION_WORDS,
        photos=[_photo(one, pictures[one.id]) for one in found.photos],
    )  # fmt: skip


def _basis(text: str) -> list[str]:
    """The provisions that a plan names, set apart by lines or semicolons."""
    return [
        part.strip().rstrip(".") for line in text.splitlines() for part in line.split(";") if part.strip()
    ]


def _hours(found: Dossier, city: Institution) -> str:
    """`08.00–15.15 WIB` when every day has the same hours, else nothing: the timetable tells them."""
    spans = set()
    for _day, slots in days(found.view, city.zone):
        first, last = (
            min(one.starts_at for one in slots),
            max(one.ends_at for one in slots),
        )
        spans.add(f"{clock_words(first.astimezone(city.zone))}–{clock_words(last.astimezone(city.zone))}")
    return f"{spans.pop()} {city.zone_label}" if len(spans) == 1 else ""


def _slots(found: Dossier, city: Institution) -> list[SlotCount]:
    lines = []
    for slot in found.view.slots:
        seen = Counter(
            one.presences[slot.id].state if slot.id in one.presences else "unknown" for one in found.people
        )
        lines.append(
            SlotCount(
                paper_slot(slot, city.zone), seen["present"], seen["late"] + seen["left"], seen["absent"],
                seen["unknown"],
            )
        )  # fmt: skip
    return lines


def _figures(found: Dossier) -> list[tuple[str, str]]:
    """The numbers at the head of the report, each with what it is; only those that may be told."""
    lines = [(str(len(found.people)), "peserta")]
    if found.people and found.view.total_jp:
        hours = sum((one.standing.attended_jp for one in found.people), Fraction(0))
        lines.append(
            (f"{fixed(hours * 100 / found.view.total_jp / len(found.people), 1)} %", "kehadiran rata-rata")
        )
    lines.append((str(found.count("pass")), "berhak atas sertifikat"))
    whole = _whole(found)
    if whole:
        lines.append((_points(whole.change.value, sign=True), "poin kenaikan nilai"))
    if found.result and found.result.shown.index is not None:
        lines.append(
            (fixed(found.result.shown.index, 2), f"indeks kepuasan, mutu {found.result.shown.grade}")
        )
    return lines


def _whole(found: Dossier) -> Gain | None:
    """The gain of the room, unless so few people carry it that a reader could tell whose it is."""
    whole = found.learning.whole if found.learning else None
    return whole if whole and whole.n >= LEAST_GROUP else None


def _gains(found: Dossier) -> list[GainLine]:
    whole = _whole(found)
    if whole is None or found.learning is None:
        return []
    lines = [_gain("Seluruh peserta", whole)]
    return lines + [
        _gain(found.unit_names.get(one.unit, one.unit or "Tanpa unit"), one.gain)
        for one in found.learning.units
        if one.gain.n >= LEAST_GROUP
    ]


def _gain(name: str, gain: Gain) -> GainLine:
    change = _points(gain.change.value, sign=True), _ends(gain.change, lambda end: _points(end, sign=True))
    normalised = ("–", "")
    if gain.normalised:
        normalised = _ratio(gain.normalised.value), _ends(gain.normalised, _ratio)
    return GainLine(name, gain.n, gain.before, gain.after, change, normalised)


def _ends(figure: Figure, show: Callable[[float], str]) -> str:
    if figure.low is None or figure.high is None:
        return ""
    return f"{show(figure.low)} sampai {show(figure.high)}"


def _points(share: float, *, sign: bool = False) -> str:
    """A share as points of 100 with one decimal: `+21,4`."""
    value = round(share * 100, 1)
    mark = ("+" if value > 0 else "−" if value < 0 else "") if sign else ""
    return mark + fixed(Fraction(str(abs(value) if sign else value)), 1)


def _ratio(value: float) -> str:
    return ("−" if value < 0 else "") + fixed(Fraction(str(abs(round(value, 2)))), 2)


def _elements(found: Dossier) -> list[ItemLine]:
    if found.result is None or not found.result.enough:
        return []
    shown = found.result.shown.elements
    return [
        ItemLine(f"U{place} {title}", shown[name])
        for place, (name, (title, _text)) in enumerate(ELEMENT_WORDS.items(), start=1)
    ]


def _speakers(found: Dossier) -> list[tuple[str, list[ItemLine]]]:
    if found.result is None or not found.result.enough or found.evaluation is None:
        return []
    shown = found.result.shown.speakers
    return [
        (one.name, [ItemLine(str(SPEAKER_WORDS[item]), shown[speaker_item(one.key, item)]) for item in SPEAKER_ITEMS])
        for one in found.evaluation.speakers
    ]  # fmt: skip


def _photo(line: PhotoLine, data: bytes) -> tuple[str, str, bool]:
    """The picture as an address of itself, its caption, and whether it stands upright."""
    address = f"data:image/jpeg;base64,{base64.b64encode(data).decode()}"
    return address, line.caption, line.height > line.width
