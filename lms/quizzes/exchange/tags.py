"""The attributes of a question as tags (`difficulty=3`), for formats that have tags but no such attributes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, get_args

from lms.quizzes.domain.question import Use
from lms.quizzes.exchange.model import Item, Paper

_UNIT = re.compile(r"[A-Z][A-Za-z0-9.-]{0,19}")
_LEVELS = ("1", "2", "3", "4")


@dataclass
class Tagged:
    """What the tags of a question say: facts for an Item, whether it is a letter, and words of others."""

    facts: dict[str, Any] = field(default_factory=dict)
    routing: bool = False
    other: list[str] = field(default_factory=list)


def tags_of(item: Item, paper: Paper) -> list[str]:
    """The tags to write for a question; what the quiz says for all of them is said with each."""
    use = item.use or paper.value("use")
    found = {
        "kind": "routing" if item.kind == "routing" else None,
        "competency": item.competency or paper.value("competency"),
        "difficulty": item.difficulty,
        "use": use,
        "info": "exempt" if item.info == "exempt" else None,
    }
    return [f"{name}={value}" for name, value in found.items() if value]


def read_tags(tags: Iterable[str]) -> Tagged:
    """The meaning of the tags that somebody put on a question."""
    found = Tagged()
    for tag in tags:
        name, _, value = tag.strip().partition("=")
        if name == "kind" and value == "routing":
            found.routing = True
        elif name == "competency" and _UNIT.fullmatch(value):
            found.facts["competency"] = value
        elif name == "difficulty" and value in _LEVELS:
            found.facts["difficulty"] = int(value)
        elif name == "use" and value in get_args(Use):
            found.facts["use"] = value
        elif name == "info" and value == "exempt":
            found.facts["info"] = "exempt"
        elif tag.strip():
            found.other.append(tag.strip())
    return found
