"""What several writers have no place for, and how it is reported."""

from __future__ import annotations

from decimal import Decimal

from lms.quizzes.exchange.draft import RUBRIC
from lms.quizzes.exchange.model import HEADS, Choice, Item, Notes, Paper
from lms.quizzes.exchange.texts.plain import plain

TAGGED = {"competency", "use"}


def report_front(paper: Paper, notes: Notes, format_name: str, kept: frozenset[str] = frozenset()) -> None:
    """The keys of the front matter that go nowhere; the ones that become tags are carried."""
    for entry in paper.front:
        if entry.key not in TAGGED | kept:
            notes.add("X102", entry.line, key=entry.key, format=format_name)


def report_weight(weight: Decimal | None, line: int, kind: str, notes: Notes, format_name: str) -> None:
    """A weight where only the rule of the kind holds."""
    if weight is not None:
        notes.add("X103", line, weight=f"{weight:f}".replace(".", ","), kind=kind, format=format_name)


def report_heads(item: Item, notes: Notes, format_name: str) -> None:
    """The column heads of a matching question, unless they are the usual ones."""
    if item.heads != HEADS:
        notes.add("X107", item.line, left=item.heads[0], right=item.heads[1], format=format_name)


def report_rubric(item: Item, notes: Notes, format_name: str) -> None:
    """The rubric of an open question, unless it is the placeholder."""
    if item.rubric and item.rubric != RUBRIC:
        notes.add("X106", item.line, title=item.title, format=format_name)


def flag_lost(choice: Choice, *, right: bool, notes: Notes) -> None:
    """An option whose weight makes readers of the file call it right where it is wrong, or the reverse."""
    if choice.right != right:
        notes.add("X108", choice.line)


def plain_text(text: str, line: int, notes: Notes, format_name: str) -> str:
    """A Markdown text where only plain text has a place."""
    found, whole = plain(text)
    if not whole:
        notes.add("X121", line, text=found[:60], format=format_name)
    return found
