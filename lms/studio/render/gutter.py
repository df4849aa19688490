"""The layer below the text: its lines with their numbers, and the marks of problems."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lms.core.problem import Problem
from lms.studio.domain.fixes import Fix, fix_for

_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Finding:
    """A problem as the page shows it."""

    line: int
    column: int
    length: int
    kind: Literal["e", "w"]
    code: str
    text: str
    fix: Fix | None

    def as_json(self) -> dict[str, object]:
        """What the script needs to mark it."""
        return {"line": self.line, "column": self.column, "length": self.length, "kind": self.kind}


@dataclass(frozen=True)
class Line:
    """One line of the layer: the text before, inside and after the mark."""

    number: int
    kind: Literal["", "e", "w"]
    before: str
    marked: str
    after: str


def findings(problems: Sequence[Problem], text: str, locale: str) -> list[Finding]:
    """The problems of a file with the length of what each one is about."""
    lines = text.split("\n")
    found = []
    for one in problems:
        fix = fix_for(one, text)
        here = lines[one.line - 1] if one.line <= len(lines) else ""
        word = _WORD.match(here, one.column - 1)
        length = len(fix.old) if fix else len(word[0]) if word else 0
        kind: Literal["e", "w"] = "e" if one.is_error else "w"
        found.append(
            Finding(
                one.line, fix.column if fix else one.column, length, kind, one.code, one.text(locale), fix
            )
        )
    return found


def layer(text: str, found: Sequence[Finding]) -> list[Line]:
    """The lines of a text; of several problems on a line the worst one is marked."""
    worst: dict[int, Finding] = {}
    for one in found:
        if one.line not in worst or (one.kind == "e" and worst[one.line].kind == "w"):
            worst[one.line] = one
    return [_line(number, here, worst.get(number)) for number, here in enumerate(text.split("\n"), start=1)]


def _line(number: int, here: str, finding: Finding | None) -> Line:
    if finding is None:
        return Line(number, "", here, "", "")
    start = finding.column - 1
    end = start + finding.length
    return Line(number, finding.kind, here[:start], here[start:end], here[end:])
