"""The attributes of a heading: `{#id key=value key="two words" .class}`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_LONGEST = 1000  # characters; the search stays linear, whatever a line holds
_BRACES = re.compile(r"(?:^|(?<![ \t])[ \t]+)\{:?([^{}]*)\}[ \t]*$")
_QUOTED_BRACES = re.compile(r"(?:^|(?<![ \t])[ \t]+)\{:?((?:[^{}\"']|\"[^\"]*\"|'[^']*')*)\}[ \t]*$")
_TOKEN = re.compile(
    r"""[ \t]*(?:
        \#(?P<id>[^\s\#.={}"']+)
      | \.(?P<class>[\w-]+)
      | (?P<key>[^\W\d][\w-]*)=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<plain>[^\s"'={}]+))
    )(?=[ \t]|$)""",
    re.VERBOSE,
)
_MEANT = re.compile(r"[ \t]*[#.]|.*=")


@dataclass
class Attributes:
    """What the braces at the end of a heading say; `column`s count from 1 in the heading's text."""

    text: str
    id: str | None = None
    id_column: int | None = None
    id_first: bool = True
    values: dict[str, str] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    classes: list[str] = field(default_factory=list)
    malformed: str | None = None


def split_attributes(text: str) -> Attributes:
    """The heading without its attributes, and the attributes.

    Braces that hold neither `#`, `.` nor `=` are ordinary text. A repeated id or key makes the
    attributes malformed, for it cannot be told which was meant.
    """
    begin = max(len(text) - _LONGEST, 0)
    braces = _QUOTED_BRACES.search(text, begin) or _BRACES.search(text, begin)
    if braces is None or not _MEANT.match(braces[1]):
        return Attributes(text)
    found = Attributes(text[: braces.start()].rstrip())
    position, end = braces.start(1), braces.end(1)
    while text[position:end].strip():
        token = _TOKEN.match(text, position, end)
        if token is None or not _take(found, token):
            found.malformed = text[position:end].strip()
            break
        position = token.end()
    return found


def _take(found: Attributes, token: re.Match[str]) -> bool:
    """Note one token; false when it says something a second time."""
    if token["class"] is not None:
        found.classes.append(token["class"])
        return True
    if token["id"] is not None:
        repeated = found.id is not None
        if not repeated:
            found.id, found.id_column = token["id"], token.start("id")
            found.id_first = not found.values and not found.classes
        return not repeated
    key = token["key"]
    repeated = key in found.values
    if not repeated:
        found.values[key] = next(
            v for v in (token["double"], token["single"], token["plain"]) if v is not None
        )
        found.columns[key] = token.start("key") + 1
    return not repeated
