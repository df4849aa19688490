"""The repair that a problem suggests: `pas_mark` where `pass_mark` was meant."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

from lms.core.problem import Problem, Words

_GUESS = re.compile(r"`([^`]+)`\?$")
_PREFIX = {"M023": "#"}


@dataclass(frozen=True)
class Fix:
    """Put `new` in place of `old`, which begins at `line:column` (both from 1)."""

    line: int
    column: int
    old: str
    new: str

    def encode(self) -> str:
        """One field value of a form."""
        return f"{self.line}:{self.column}:{len(self.old)}:{self.old}{self.new}"


def decode(value: str) -> Fix | None:
    """The fix in a field value, None when it cannot be one."""
    parts = value.split(":", 3)
    if len(parts) != 4 or not all(part.isascii() and part.isdigit() for part in parts[:3]):  # noqa: PLR2004
        return None
    line, column, length = (int(part[:9]) for part in parts[:3])
    old, new = parts[3][:length], parts[3][length:]
    return Fix(line, column, old, new) if old and len(old) == length else None


def fix_for(problem: Problem, text: str) -> Fix | None:
    """The fix for a problem whose message ends in a suggestion, if the text still holds what is wrong."""
    hint = problem.values.get("hint")
    guess = _GUESS.search(hint.en) if isinstance(hint, Words) else None
    if guess is None:
        return None
    new = guess[1]
    if problem.code == "M021":
        new = posixpath.relpath(new, posixpath.dirname(problem.path))
    for value in _wrong_words(problem):
        column = _place(text, problem.line, problem.column, value)
        if column:
            return Fix(problem.line, column, value, _PREFIX.get(problem.code, "") + new)
    return None


def _wrong_words(problem: Problem) -> list[str]:
    """The values of the message that may be what stands in the text, longest first."""
    prefix = _PREFIX.get(problem.code, "")
    words = [prefix + v for k, v in problem.values.items() if k != "hint" and isinstance(v, str) and v]
    return sorted(words, key=len, reverse=True)


def _place(text: str, line: int, column: int, word: str) -> int | None:
    """The column of `word` at or after `column`; the place itself, or the only one on the line."""
    lines = text.split("\n")
    if not 1 <= line <= len(lines):
        return None
    here = lines[line - 1]
    if here.startswith(word, column - 1):
        return column
    first = here.find(word, column - 1)
    return first + 1 if first >= 0 and here.find(word, first + 1) < 0 else None


def apply(fix: Fix, text: str) -> str | None:
    """The repaired text; None when the place holds something else by now."""
    lines = text.split("\n")
    if not 1 <= fix.line <= len(lines):
        return None
    here = lines[fix.line - 1]
    start = fix.column - 1
    if start < 0 or not here.startswith(fix.old, start):
        return None
    lines[fix.line - 1] = here[:start] + fix.new + here[start + len(fix.old) :]
    return "\n".join(lines)
