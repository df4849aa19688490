"""A log of dispositions as it is reviewed: texts masked, destinations matched, codes proposed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.institution.queries import institution
from lms.people.domain.masking import Masked, mask
from lms.quizzes.domain.catalogue import Catalogue
from lms.quizzes.domain.wilson import Interval, wilson
from lms.quizzes.queries.catalogue import catalogue_on
from lms.quizzes.queries.documents import live_quizzes
from lms.reports.domain.log.matching import Code, Found, Names, codes_for
from lms.reports.domain.log.reader import Log, LogRow
from lms.reports.domain.log.statistics import LogStatistics, Routing, statistics
from lms.reports.models import DispositionLog


@dataclass(frozen=True)
class Line:
    """One row ready for review; the names of destinations are masked as well, for people write all sorts of things."""

    row: int
    day: date | None
    text: Masked
    first_name: str
    final_name: str
    first: Found | None
    final: Found | None
    codes: list[Code]
    first_codes: list[Code]

    @property
    def misrouted(self) -> bool:
        """Whether the letter went somewhere else first."""
        return bool(self.first_name) and self._label(self.first, self.first_name) != self._label(
            self.final, self.final_name
        )

    @property
    def routing(self) -> Routing:
        """The row for statistics, its destinations by the names of the catalogue where they are known."""
        first = self._label(self.first, self.first_name) if self.first_name else ""
        return Routing(self.row, self.day, first, self._label(self.final, self.final_name))

    @property
    def labels(self) -> frozenset[str]:
        """The names of its destinations that are names of the catalogue."""
        return frozenset(found.destination.label for found in (self.first, self.final) if found)

    @staticmethod
    def _label(found: Found | None, name: str) -> str:
        return found.destination.label if found else name


@dataclass(frozen=True)
class Review:
    """A whole log under review."""

    log: Log
    lines: list[Line]
    statistics: LogStatistics
    catalogue: Catalogue

    @property
    def known(self) -> frozenset[str]:
        """The names that the catalogue knows; any other may be a person's, and is not kept."""
        return frozenset[str]().union(*(line.labels for line in self.lines))

    @property
    def wrong(self) -> list[Line]:
        """Rows that went astray and whose final destination is known, the oldest first."""
        return [line for line in self.lines if line.misrouted and line.codes]

    @property
    def plain(self) -> list[Line]:
        """Rows that went to the right place at once."""
        return [line for line in self.lines if not line.misrouted and line.codes]

    @property
    def unknown(self) -> list[Line]:
        """Rows whose final destination is not in the catalogue."""
        return [line for line in self.lines if not line.codes]


def review(session: Session, log: Log, on: date) -> Review:
    """The rows of a log with everything that a trainer decides by."""
    catalogue = catalogue_on(session, on)
    names = Names(catalogue, institution(session).city)
    lines = [_line(row, names, catalogue) for row in log.rows]
    return Review(log, lines, statistics(line.routing for line in lines), catalogue)


def _line(row: LogRow, names: Names, catalogue: Catalogue) -> Line:
    first, final = names.find(row.first) if row.first else None, names.find(row.final)
    return Line(
        row=row.row,
        day=row.day,
        text=mask(row.text),
        first_name=mask(row.first).text,
        final_name=mask(row.final).text,
        first=first,
        final=final,
        codes=codes_for(final.destination, row.text, catalogue) if final else [],
        first_codes=codes_for(first.destination, row.text, catalogue) if first else [],
    )


def usual_competency(session: Session) -> str:
    """The unit that most live letters are about; empty when there are none."""
    units = Counter(
        live.quiz.unit_of(question)
        for live in live_quizzes(session)
        for question in live.quiz.questions
        if question.kind == "routing" and live.quiz.unit_of(question)
    )
    return next((unit for unit, _ in units.most_common(1) if unit), "")


def past_logs(session: Session, limit: int = 50) -> list[DispositionLog]:
    """The logs that were looked at, the newest first."""
    return list(session.scalars(select(DispositionLog).order_by(DispositionLog.id.desc()).limit(limit)))


def rate_of(row: DispositionLog) -> Interval:
    """The misrouting rate of a log with its interval."""
    return wilson(row.misrouted, row.known)
