"""A question while it is being read: its heading, its answer block, and the faults found so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import lms.quizzes.kinds.messages  # noqa: F401 -- the catalogue of messages is filled wherever questions are read
from lms.content.blocks import Block, Heading, ListBlock, ListItem, Table, TaskItem
from lms.core.problem import Problem, problem
from lms.quizzes.domain.catalogue import Catalogue
from lms.quizzes.domain.question import Info, Option, Pair, Side, fold, item_id

HUNDRED = 100


@dataclass(frozen=True)
class Answers:
    """What an answer block says; the fields of a Question that depend on its kind."""

    options: tuple[Option, ...] = ()
    pairs: tuple[Pair, ...] = ()
    extras: tuple[Side, ...] = ()
    heads: tuple[str, str] = ("", "")
    rubric: str = ""


@dataclass
class Draft:
    """The parts of one question; kinds report faults here and go on."""

    path: str
    heading: Heading
    kind: str
    block: Block | None
    items: tuple[ListItem, ...]
    quote: str
    info: Info = "open"
    catalogue: Catalogue | None = None
    stem: str = ""
    stray: Block | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The heading without its attributes."""
        return self.heading.text

    @property
    def table(self) -> Table | None:
        """The answer block, if it is a table."""
        return self.block if isinstance(self.block, Table) else None

    @property
    def ordered(self) -> bool:
        """Whether the answer block is a numbered list."""
        return isinstance(self.block, ListBlock) and self.block.ordered

    def fault(self, code: str, line: int, column: int, /, **values: object) -> None:
        """Report a problem at a place."""
        self.problems.append(problem(self.path, line, column, code, **values))

    def on_heading(self, code: str, /, **values: object) -> None:
        """Report a fault of the question as a whole."""
        self.fault(code, self.heading.line, self.heading.column, **values)

    def needs(self, count: int) -> None:
        """Report when the block has fewer lines than a question of this kind needs."""
        if len(self.items) < count:
            self.on_heading("Q014", title=self.title, needed=count, count=len(self.items))

    def weight_of(self, item: ListItem, *, allowed: bool = True) -> Decimal | None:
        """The weight of a line in percent; a fault is reported at the weight."""
        if item.weight_text is None:
            return None
        line, column = item.weight_line or item.line, item.weight_column or item.column
        if not allowed:
            self.fault("Q021", line, column, kind=self.kind)
            return None
        if item.weight is None or abs(item.weight) > HUNDRED:
            self.fault("Q020", line, column, text="{%" + item.weight_text + "}")
            return None
        return Decimal(item.weight_text.replace(",", "."))

    def option(self, item: ListItem, *, right: bool, weights: bool = True) -> Option:
        """One line as an option with its own words, weight and feedback."""
        return Option(
            id=item_id(item.text),
            text=item.text,
            right=right,
            weight=self.weight_of(item, allowed=weights),
            feedback=item.quote or "",
            line=item.line,
            column=item.text_column,
        )

    def lines(self, options: Iterable[Option]) -> tuple[Option, ...]:
        """The options that have words of their own; empty and repeated ones are reported and left out."""
        seen: dict[str, int] = {}
        kept = []
        for option in options:
            name = fold(option.text, case=False)
            if not name:
                self.fault("Q016", option.line, option.column)
            elif name in seen:
                self.fault("Q015", option.line, option.column, text=short(name), first=seen[name])
            else:
                seen[name] = option.line
                kept.append(option)
        return tuple(kept)

    def boxes(self) -> list[TaskItem]:
        """The lines with a checkbox; lines without one are reported."""
        found = []
        for item in self.items:
            if isinstance(item, TaskItem):
                found.append(item)
            else:
                self.fault("Q024", item.line, item.column)
        return found

    def reach(self, options: Sequence[Option], best: Decimal) -> None:
        """Warn when weights make the full mark impossible."""
        if any(o.weight is not None for o in options) and best < HUNDRED:
            self.on_heading("Q022", best=f"{best.normalize():f}".replace(".", ","))


def short(text: str, limit: int = 60) -> str:
    """A text as it is quoted in a message."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
