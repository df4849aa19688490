"""Which attempts the reader of item statistics asked for, read from the address of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from lms.quizzes.queries.items import Choice, History, Scope
from lms.reports.queries.items import Order, Part

CHOICES: dict[str, Choice] = {"pertama": "first", "terakhir": "last", "terbaik": "best", "semua": "all"}
ORDERS: dict[str, Order] = {
    "tanda": "flags", "urutan": "place", "kemudahan": "facility", "daya-beda": "discrimination",
    "bobot": "weight", "jumlah": "n",
}  # fmt: skip
ALONE, EVERY_BIMTEK = "mandiri", "bimtek"
YEARS = range(2000, 2200)  # a day at the end of time has no next day


@dataclass(frozen=True)
class Asked:
    """What the form at the top of the page holds; `part` is "" for everybody."""

    choice: str = "pertama"
    order: str = "tanda"
    revision: int | None = None
    part: str = ""
    since: date | None = None
    until: date | None = None

    def scope(self, history: History, parts: Sequence[Part], zone: ZoneInfo) -> Scope:
        """The attempts that are meant; both days of a period belong to it."""
        revision = next((one.id for one in history.revisions if one.number == self.revision), None)
        return Scope(
            quiz_id=history.quiz.id,
            revision_id=revision,
            contexts=self._contexts(parts),
            since=_midnight(self.since, zone),
            until=_midnight(self.until + timedelta(days=1) if self.until else None, zone),
            choice=CHOICES[self.choice],
        )

    def _contexts(self, parts: Sequence[Part]) -> tuple[str, ...] | None:
        if not self.part:
            return None
        if self.part == ALONE:
            return ("",)
        if self.part == EVERY_BIMTEK:
            return tuple(part.context for part in parts if part.context)
        return (self.part,)

    @property
    def narrowed(self) -> bool:
        """Whether anything else than the usual attempts is shown."""
        return self != Asked(order=self.order)

    def address(self, **changes: object) -> dict[str, object]:
        """The arguments of an address that asks for the same with some changes; usual values are left out."""
        own = {
            "percobaan": self.choice, "urut": self.order, "revisi": self.revision, "peserta": self.part,
            "dari": self.since, "sampai": self.until,
        }  # fmt: skip
        usual = {"percobaan": "pertama", "urut": "tanda"}
        return {k: v for k, v in {**own, **changes}.items() if v not in ("", None) and usual.get(k) != v}


def read(args: Mapping[str, str], history: History, parts: Sequence[Part]) -> Asked:
    """What an address asks for; values that make no sense are passed over."""
    contexts = {part.context for part in parts if part.context} | {ALONE, EVERY_BIMTEK}
    number, part = args.get("revisi", ""), args.get("peserta", "")
    known = {str(one.number) for one in history.revisions}
    choice, order = args.get("percobaan", ""), args.get("urut", "")
    return Asked(
        choice=choice if choice in CHOICES else "pertama",
        order=order if order in ORDERS else "tanda",
        revision=int(number) if number in known else None,
        part=part if part in contexts else "",
        since=_day(args.get("dari", "")),
        until=_day(args.get("sampai", "")),
    )


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in YEARS else None


def _midnight(day: date | None, zone: ZoneInfo) -> datetime | None:
    """The beginning of a day in the institution's zone."""
    return None if day is None else datetime.combine(day, time(0), tzinfo=zone)
