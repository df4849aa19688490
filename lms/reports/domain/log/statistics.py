"""What a log says about the city: how often the first destination was not the final one, and which pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lms.quizzes.domain.wilson import Interval, wilson


@dataclass(frozen=True)
class Routing:
    """One row with the names its destinations are called by; `first` is empty where the log does not say."""

    row: int
    day: date | None
    first: str
    final: str

    @property
    def known(self) -> bool:
        """Whether the log says where the letter went first."""
        return bool(self.first)

    @property
    def misrouted(self) -> bool:
        """Whether the letter went somewhere else first."""
        return self.known and self.first != self.final


@dataclass(frozen=True)
class RealPair:
    """Letters that belonged to `final` and went to `first`, of all that belonged to `final`."""

    final: str
    first: str
    interval: Interval


@dataclass(frozen=True)
class LogStatistics:
    """A log in numbers; no text and no person is in it."""

    rows: int
    rate: Interval
    pairs: list[RealPair]
    since: date | None
    until: date | None


def statistics(routings: Iterable[Routing]) -> LogStatistics:
    """The misrouting rate over the rows that name both destinations, and the pairs, the surest first."""
    found = list(routings)
    known = [one for one in found if one.known]
    totals = Counter(one.final for one in known)
    wrong = Counter((one.final, one.first) for one in known if one.misrouted)
    pairs = [RealPair(final, first, wilson(count, totals[final])) for (final, first), count in wrong.items()]
    pairs.sort(key=lambda p: (p.interval.few, -p.interval.low, -p.interval.count, p.final, p.first))
    days = sorted(one.day for one in found if one.day)
    rate = wilson(sum(one.misrouted for one in known), len(known))
    return LogStatistics(len(found), rate, pairs, days[0] if days else None, days[-1] if days else None)
