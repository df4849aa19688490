"""Bytes to text, and places in a text: UTF-8, byte order mark, line endings, positions."""

from __future__ import annotations

import re
from bisect import bisect_right

import lms.content.messages  # noqa: F401 - the catalogue is filled wherever content is read
from lms.core.problem import Problem, problem

BOM = "\ufeff"
REPLACEMENT = "\ufffd"
_LINE_END = re.compile(r"\r\n?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\u2028\u2029\ufffe\uffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def plain(text: str) -> str:
    """The text with LF line ends, no byte order mark and no character that cannot be written."""
    return _SURROGATE.sub(REPLACEMENT, _LINE_END.sub("\n", text.removeprefix(BOM)))


def without_controls(text: str) -> str:
    """The plain text with every control character replaced."""
    return _CONTROL.sub(REPLACEMENT, plain(text))


class Places:
    """Line and column (from 1) of every index of one text; only LF ends a line."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(m.end() for m in re.finditer("\n", text))]

    def at(self, index: int) -> tuple[int, int]:
        """Line and column of the character at `index`."""
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1


def decode(path: str, data: bytes) -> tuple[str, list[Problem]]:
    """Readable text in any case, and the faults of its encoding.

    What is not UTF-8, and control characters, are replaced, so that the other faults of the
    file can still be found; only the first fault of each kind is reported.
    """
    problems = []
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = plain(data[: error.start].decode("utf-8"))
        line, column = Places(before).at(len(before))
        problems.append(problem(path, line, column, "F001", byte=f"{data[error.start]:02x}"))
        text = data.decode("utf-8", "replace")
    text = plain(text)
    if control := _CONTROL.search(text):
        line, column = Places(text).at(control.start())
        problems.append(problem(path, line, column, "F002", character=f"U+{ord(control[0]):04X}"))
        text = _CONTROL.sub(REPLACEMENT, text)
    return text, problems
