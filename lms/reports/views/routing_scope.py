"""Which letters the reader of confusions asked for, read from the address of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from lms.quizzes.domain.rules import Mode
from lms.quizzes.queries.confusions import Scope

MODES: dict[str, Mode | None] = {"semua": None, "ujian": "exam", "latihan": "practice"}
YEARS = range(2000, 2200)  # a day at the end of time has no next day
LONGEST = 120


@dataclass(frozen=True)
class Asked:
    """What the form at the top of the page holds; `who` is the key of a cohort, `quiz` an id or ""."""

    who: str = "semua"
    quiz: str = ""
    mode: str = "semua"
    first: bool = False
    since: date | None = None
    until: date | None = None
    whole: bool = False

    def scope(self, zone: ZoneInfo) -> Scope:
        """The letters that are meant, before they are narrowed to a cohort; both days of a period belong to it."""
        return Scope(
            quiz_id=self.quiz or None,
            mode=MODES[self.mode],
            since=_midnight(self.since, zone),
            until=_midnight(self.until + timedelta(days=1) if self.until else None, zone),
            first_only=self.first,
        )

    @property
    def narrowed(self) -> bool:
        """Whether anything else than the usual letters is shown."""
        return self != Asked(who=self.who, whole=self.whole)

    def address(self, **changes: object) -> dict[str, object]:
        """The arguments of an address that asks for the same with some changes; usual values are left out."""
        own = {
            "siapa": self.who, "kuis": self.quiz, "cara": self.mode, "pertama": 1 if self.first else "",
            "dari": self.since, "sampai": self.until, "lengkap": 1 if self.whole else "",
        }  # fmt: skip
        usual = {"siapa": "semua", "cara": "semua"}
        return {k: v for k, v in {**own, **changes}.items() if v not in ("", None) and usual.get(k) != v}


def read(args: Mapping[str, str]) -> Asked:
    """What an address asks for; values that make no sense are passed over."""
    mode = args.get("cara", "")
    return Asked(
        who=args.get("siapa", "")[:LONGEST] or "semua",
        quiz=args.get("kuis", "")[:LONGEST],
        mode=mode if mode in MODES else "semua",
        first=args.get("pertama") == "1",
        since=_day(args.get("dari", "")),
        until=_day(args.get("sampai", "")),
        whole=args.get("lengkap") == "1",
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
