"""The neutral document as Aiken: choices with one answer; everything else is reported at its line."""

from __future__ import annotations

import re

from lms.quizzes.exchange import weights
from lms.quizzes.exchange.letters import NameOf, as_choice
from lms.quizzes.exchange.losses import plain_text, report_front, report_weight
from lms.quizzes.exchange.model import Item, Notes, Paper
from lms.quizzes.exchange.tags import tags_of
from lms.quizzes.exchange.texts.plain import plain

NAME = "Aiken"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SIGN = re.compile(r"[A-Z][.)]|ANSWER:", re.IGNORECASE)


def write(paper: Paper, notes: Notes, name_of: NameOf) -> str:
    """The file. `name_of` gives the words for the code of a destination."""
    report_front(paper, notes, NAME)
    if paper.intro:
        notes.add("X129", paper.line, format=NAME)
    parts = [text for item in paper.items if (text := _question(item, paper, notes, name_of))]
    return "\n\n".join(parts) + "\n" if parts else ""


def _question(item: Item, paper: Paper, notes: Notes, name_of: NameOf) -> str:
    kind = item.kind
    if kind == "routing" and _can_be_choice(item):
        item = as_choice(item, name_of, notes, NAME)
    fits = item.kind in {"single", "truefalse"} and len(item.choices) <= len(LETTERS)
    if not fits or _SIGN.match(plain(item.stem)[0]) or not plain(item.stem)[0]:
        notes.add("X101", item.line, title=item.title, kind=kind, format=NAME)
        return ""
    _report(item, paper, notes)
    lines = [_flat(item.stem, item.line, notes)]
    for letter, choice in zip(LETTERS, item.choices, strict=False):
        lines.append(f"{letter}. {_flat(choice.text, choice.line, notes)}")
    right = next((n for n, choice in enumerate(item.choices) if choice.right), None)
    if right is None:
        fractions = weights.single_fractions(item.choices)
        right = fractions.index(max(fractions))
    return "\n".join([*lines, f"ANSWER: {LETTERS[right]}"])


def _can_be_choice(item: Item) -> bool:
    return sum(choice.right for choice in item.choices) == 1 and len(item.choices) > 1


def _flat(text: str, line: int, notes: Notes) -> str:
    return plain_text(text, line, notes, NAME)


def _report(item: Item, paper: Paper, notes: Notes) -> None:
    """Everything of a question beside its text, its options and its key."""
    notes.add("X132", item.line, title=item.title, id=item.id, format=NAME)
    for tag in tags_of(item, paper):
        name, _, value = tag.partition("=")
        notes.add("X127", item.line, name=name, value=value, title=item.title, format=NAME)
    for choice in item.choices:
        report_weight(choice.weight, choice.line, item.kind, notes, NAME)
        if choice.feedback:
            notes.add("X104", choice.line, format=NAME)
    if item.explanation:
        notes.add("X105", item.line, title=item.title, format=NAME)
