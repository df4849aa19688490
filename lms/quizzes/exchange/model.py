"""A quiz between two formats: what every reader makes and every writer takes; all texts are Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

import lms.quizzes.exchange.messages  # noqa: F401 -- the catalogue of messages is filled wherever problems are made
from lms.core.problem import Problem, problem
from lms.quizzes.domain.question import Info, KindName, Use

FormatName = Literal["gift", "aiken", "moodlexml", "csv", "xlsx", "md"]

HEADS = ("Pernyataan", "Pasangan")
MEDIA = "media/"


@dataclass(frozen=True)
class Choice:
    """One line of an answer: an option, a step, an accepted answer, or a destination with its `code`.

    `weight` is in percent of the full mark; None leaves the mark to the rule of the kind.
    """

    text: str
    right: bool = False
    weight: Decimal | None = None
    feedback: str = ""
    line: int = 1
    code: str = ""
    any_agency: bool = False


@dataclass(frozen=True)
class Match:
    """One row of a matching question; an empty `left` is an extra right-hand answer."""

    left: str
    right: str
    weight: Decimal | None = None
    line: int = 1


@dataclass(frozen=True)
class Item:
    """One question. An empty `id` means that the writer has to make one."""

    kind: KindName
    title: str
    stem: str = ""
    choices: tuple[Choice, ...] = ()
    matches: tuple[Match, ...] = ()
    heads: tuple[str, str] = HEADS
    explanation: str = ""
    rubric: str = ""
    id: str = ""
    info: Info = "open"
    competency: str | None = None
    difficulty: int | None = None
    use: Use | None = None
    line: int = 1


@dataclass(frozen=True)
class Front:
    """One key of the front matter that is neither `id` nor `title`."""

    key: str
    value: str | tuple[str, ...]
    line: int = 1


@dataclass(frozen=True)
class Paper:
    """A whole quiz; `media` holds files by their names, which texts show as `media/<name>`."""

    title: str
    items: tuple[Item, ...] = ()
    id: str = ""
    intro: str = ""
    front: tuple[Front, ...] = ()
    media: Mapping[str, bytes] = field(default_factory=dict)
    line: int = 1

    def value(self, key: str) -> str | tuple[str, ...] | None:
        """The value of a key of the front matter, None when it is not there."""
        return next((f.value for f in self.front if f.key == key), None)


@dataclass(frozen=True)
class Source:
    """A file that is read: its name as problems show it, its bytes, and the media files beside it."""

    name: str
    data: bytes
    media: Mapping[str, bytes] = field(default_factory=dict)


@dataclass
class Notes:
    """Collects the problems of one file; lines are those of the file that is read."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, code: str, line: int, column: int = 1, /, **values: object) -> None:
        """Report a problem at a place."""
        self.problems.append(problem(self.path, max(line, 1), max(column, 1), code, **values))

    @property
    def broken(self) -> bool:
        """Whether something could not be read at all."""
        return any(p.is_error for p in self.problems)


def is_loss(one: Problem) -> bool:
    """Whether a problem says that something of the source is not in the result."""
    return one.code.startswith("X1")


def any_loss(problems: Iterable[Problem]) -> bool:
    """Whether anything was not carried over."""
    return any(is_loss(one) for one in problems)
