"""Letters of the routing desk as choices among their written destinations, and such choices as letters again."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from lms.quizzes.exchange.model import Choice, Item, Notes
from lms.quizzes.exchange.texts.escape import escape

_DESTINATION = re.compile(
    r"(?P<code>\d\.\d{2}(?:/[a-z0-9]+(?:-[a-z0-9]+)*)?|EXT(?:\.[A-Z0-9]+)+)(?P<any> any)?(?::\s.*)?",
    re.DOTALL,
)
LEAST = 2

NameOf = Callable[[str], str]


def as_choice(item: Item, name_of: NameOf, notes: Notes, format_name: str) -> Item:
    """A letter as a choice of destinations, or as an essay when it names one only; what is lost is reported."""
    for choice in item.choices:
        if choice.weight is not None:
            notes.add("X103", choice.line, weight=choice.weight, kind="routing", format=format_name)
    if len(item.choices) < LEAST:
        notes.add("X110", item.line, title=item.title)
        return replace(item, kind="open", choices=(), rubric="")
    notes.add("X109", item.line, title=item.title, count=len(item.choices))
    choices = tuple(_shown(choice, name_of) for choice in item.choices)
    many = sum(choice.right for choice in choices) > 1
    return replace(item, kind="multiple" if many else "single", choices=choices)


def _shown(choice: Choice, name_of: NameOf) -> Choice:
    name = name_of(choice.code)
    sign = " any" if choice.any_agency else ""
    text = f"{choice.code}{sign}: {escape(name)}" if name and name != choice.code else f"{choice.code}{sign}"
    return replace(choice, text=text, code="", any_agency=False, weight=None)


def as_letter(item: Item) -> Item:
    """A choice whose options all begin with a code as a letter; any other question stays what it is."""
    found = [_DESTINATION.fullmatch(choice.text) for choice in item.choices]
    if item.kind not in {"single", "multiple"} or not all(found):
        return item
    choices = tuple(
        replace(choice, text="", code=match["code"], any_agency=bool(match["any"]), weight=None)
        for choice, match in zip(item.choices, found, strict=True)
        if match
    )
    return replace(item, kind="routing", choices=choices)
