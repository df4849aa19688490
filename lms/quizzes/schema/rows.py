"""The rows of the three catalogues, as documents that survive a round trip through JSON."""

from __future__ import annotations

from datetime import date

from lms.quizzes.domain.question import Frozen


class AffairRow(Frozen):
    """An affair (`1.05`) or a function below one (`1.05/bencana`)."""

    code: str
    name: str
    group: str = ""
    scope: str = ""
    everyday_words: tuple[str, ...] = ()
    edition: str = ""
    line: int = 0


class AgencyRow(Frozen):
    """A perangkat daerah with the codes it holds from a day to a day, both included."""

    name: str
    short: str
    codes: tuple[str, ...] = ()
    kind: str = ""
    valid_from: date
    valid_to: date | None = None
    note: str = ""
    line: int = 0

    def valid_on(self, day: date) -> bool:
        """Whether the row holds on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class ExternalBodyRow(Frozen):
    """A public body outside the city government."""

    code: str
    name: str
    level: str
    topics: str = ""
    everyday_words: tuple[str, ...] = ()
    related_affair: str = ""
    tempting: tuple[str, ...] = ()
    line: int = 0


class AffairsDocument(Frozen):
    """`quizzes/affairs.csv`."""

    rows: tuple[AffairRow, ...]


class AgenciesDocument(Frozen):
    """`quizzes/agencies.csv`."""

    rows: tuple[AgencyRow, ...]


class ExternalBodiesDocument(Frozen):
    """`quizzes/external_bodies.csv`."""

    rows: tuple[ExternalBodyRow, ...]
