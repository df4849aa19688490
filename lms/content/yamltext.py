"""YAML that authors wrote, read to the end even when a part of it has no valid syntax."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml.error import MarkedYAMLError, StreamMark, YAMLError

from lms.content.yamlreader import MAX_DEPTH, Positions, Reader, TooDeepError
from lms.content.yamlwords import explain
from lms.core.problem import Problem, problem

MAX_FAULTS = 10
_ENTRY = re.compile(r"[^\s#\-\]}]")
_KEY = re.compile(r"[\"']?([\w-]+)[\"']?\s*:")


@dataclass
class Loaded:
    """What was read.

    `lost` names the top-level keys whose entries have no valid syntax; `sound` is false when it
    cannot be told which keys were meant, so that nothing can be called missing.
    """

    data: dict[str, Any]
    where: Positions
    problems: list[Problem]
    lost: set[str] = field(default_factory=set)
    sound: bool = True


def load(path: str, text: str, first_line: int = 1) -> Loaded:
    """Read `text`, whose first line is line `first_line` of the file at `path`; never raises.

    An entry with a fault of syntax is reported and left out, and the reading begins again, so
    that one fault does not hide those below it.
    """
    faults: list[Problem] = []
    lost: set[str] = set()
    sound = True
    while True:
        reader = Reader(path, text, first_line)
        data: dict[str, Any] = {}
        fault = _read(reader, data)
        if fault is None:
            break
        faults.append(_report(reader, fault))
        text, key = _without_entry(text, faults[-1].line - first_line)
        lost |= {key} if key else set()
        sound = sound and key is not None
        if len(faults) == MAX_FAULTS or not text.strip():
            return Loaded({}, reader.where, [*faults, *reader.problems], lost, sound=False)
    return Loaded(data, reader.where, [*faults, *reader.problems], lost, sound and not reader.wrong_root)


def _read(reader: Reader, into: dict[str, Any]) -> Exception | None:
    try:
        reader.document(into)
    except YAMLError as error:
        return error
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, StopIteration) as error:
        return error  # the scanner stumbles over some malformed input in its own code
    return None


def _report(reader: Reader, error: Exception) -> Problem:
    place, words = reader.place, explain(None)
    if isinstance(error, TooDeepError):
        return problem(reader.path, place[0], place[1], "F023", limit=MAX_DEPTH)
    if isinstance(error, MarkedYAMLError):
        words = explain(error.problem, error.context)
        mark = _best_mark(error)
        if mark is not None:
            place = reader.at(min(mark.index, len(reader.text)))
    elif isinstance(error, YAMLError):
        words = explain(str(error))
    return problem(reader.path, place[0], place[1], "F020", detail=words)


def _best_mark(error: MarkedYAMLError) -> StreamMark | None:
    """The start of an unclosed quote or bracket, or the place itself for what is only misplaced."""
    inside = error.context is not None and "block" not in error.context
    mark: StreamMark | None = error.context_mark if inside else None
    return mark or error.problem_mark or error.context_mark


def _without_entry(text: str, index: int) -> tuple[str, str | None]:
    """The text with the top-level entry round line `index` blanked, and the key of that entry."""
    lines = text.split("\n")
    index = min(max(index, 0), len(lines) - 1)
    start = next((i for i in range(index, -1, -1) if _ENTRY.match(lines[i])), 0)
    end = next((i for i in range(index + 1, len(lines)) if _ENTRY.match(lines[i])), len(lines))
    key = _KEY.match(lines[start])
    blanked = [*lines[:start], *[""] * (end - start), *lines[end:]]
    return "\n".join(blanked), key[1] if key else None
