"""Short ways to read and write in tests: problems as `line CODE`, questions as what they say."""

from __future__ import annotations

from collections.abc import Callable

from lms.quizzes.exchange.model import Choice, Item, Notes, Paper, Source

Reader = Callable[[Source, Notes], Paper]


def read(
    reader: Reader, text: str | bytes, name: str = "contoh.txt", **media: bytes
) -> tuple[Paper, list[str]]:
    """What a reader makes of a text, and its problems in the order of the lines."""
    notes = Notes(name)
    paper = reader(Source(name, text.encode() if isinstance(text, str) else text, media), notes)
    return paper, problems(notes)


def problems(notes: Notes) -> list[str]:
    for one in notes.problems:
        assert one.line >= 1
        assert one.column >= 1
        assert one.text("id") != one.text("en")
    return [f"{p.line} {p.code}" for p in sorted(notes.problems, key=lambda p: (p.line, p.code))]


def lines(item: Item) -> list[tuple[object, ...]]:
    """The answers of a question: sign, text, weight, feedback; what is empty is left out."""
    return [_line(choice) for choice in item.choices]


def _line(choice: Choice) -> tuple[object, ...]:
    facts: list[object] = [choice.right, choice.text or choice.code]
    if choice.weight is not None:
        facts.append(float(choice.weight))
    return (*facts, choice.feedback) if choice.feedback else tuple(facts)


def rows(item: Item) -> list[tuple[str, str]]:
    return [(match.left, match.right) for match in item.matches]


PLACEHOLDERS = {"X201", "X202", "X203", "X204", "X206", "X207"}


def without_placeholders(found: list[str]) -> list[str]:
    return [one for one in found if one.split()[1] not in PLACEHOLDERS]
