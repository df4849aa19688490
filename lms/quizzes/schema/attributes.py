"""The attributes of a question's heading: `{#id kind=… difficulty=… competency=… use=… info=…}`."""

from __future__ import annotations

import re
from typing import Any, get_args

from lms.content.hints import hint
from lms.quizzes.domain.question import Info, KindName, Use
from lms.quizzes.kinds.draft import Draft, short

LEVELS = ("1", "2", "3", "4")
CHOICES: dict[str, tuple[str, ...]] = {
    "kind": get_args(KindName),
    "use": get_args(Use),
    "difficulty": LEVELS,
    "info": get_args(Info),
}
NAMES = (*CHOICES, "competency")
_UNIT = re.compile(r"[A-Z][A-Za-z0-9.-]{0,19}")


def read_attributes(draft: Draft) -> dict[str, Any]:
    """The attributes that can be used; faults are reported on the attribute.

    `info` belongs to routing questions; one on another kind is refused, because it would do nothing.
    """
    found: dict[str, Any] = {}
    for name, value in draft.heading.attrs.items():
        place = (draft.heading.line, draft.heading.columns.get(name, draft.heading.column))
        if name not in NAMES:
            draft.fault("Q005", *place, name=name, hint=hint(name, NAMES))
        elif name in CHOICES and value not in CHOICES[name]:
            choices = ", ".join(f"`{choice}`" for choice in CHOICES[name])
            draft.fault("Q006", *place, name=name, value=short(value), choices=choices)
        elif name == "competency" and not _UNIT.fullmatch(value):
            draft.fault("Q006", *place, name=name, value=short(value), choices="`K1`, `K2`, …")
        elif name == "info" and draft.heading.attrs.get("kind") != "routing":
            draft.fault("Q007", *place, name=name)
        else:
            found[name] = int(value) if name == "difficulty" else value
    return found
