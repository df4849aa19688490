"""The YAML block between two `---` lines at the head of a file, and the body below it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lms.content.text import plain
from lms.content.yamlreader import Positions
from lms.content.yamltext import load
from lms.core.problem import Problem, problem

MAX_BYTES = 32_000
_FENCE = "---"


@dataclass
class Document:
    """One file, taken apart.

    `meta` holds text for every plain value (see `yamlreader`); `body_line` is the line of the
    file on which `body` begins. `lost` and `sound` tell what could not be read (see `Loaded`).
    """

    path: str
    meta: dict[str, Any]
    where: Positions
    body: str = ""
    body_line: int = 1
    lost: set[str] = field(default_factory=set)
    sound: bool = True


@dataclass(frozen=True)
class _Parts:
    yaml: str
    yaml_line: int
    body: str
    body_line: int


def read(path: str, text: str) -> tuple[Document, list[Problem]]:
    """The document in `text`, and every problem of its front matter; never raises."""
    text = plain(text)
    lines = text.split("\n")
    opening = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if lines[opening].rstrip() != _FENCE:
        document = Document(path, {}, Positions(), text, 1, sound=False)
        return document, [problem(path, 1, 1, "F010")]
    problems = [problem(path, opening + 1, 1, "F013")] if opening else []
    closing = next((i for i in range(opening + 1, len(lines)) if lines[i].rstrip() == _FENCE), None)
    if closing is None:
        problems.append(problem(path, opening + 1, 1, "F011"))
        return _read_parts(path, _guess(lines, opening), problems, closed=False)
    return _read_parts(path, _parts(lines, opening, closing, closing + 1), problems)


def read_yaml(path: str, text: str) -> tuple[Document, list[Problem]]:
    """The document in a file that is YAML from its first to its last line."""
    text = plain(text)
    lines = text.split("\n")
    return _read_parts(path, _Parts(text, 1, "", len(lines)), [])


def _read_parts(
    path: str, parts: _Parts, problems: list[Problem], *, closed: bool = True
) -> tuple[Document, list[Problem]]:
    size = len(parts.yaml.encode())
    if size > MAX_BYTES:
        large = problem(path, max(parts.yaml_line - 1, 1), 1, "F012", size=size, limit=MAX_BYTES)
        document = Document(path, {}, Positions(), parts.body, parts.body_line, sound=False)
        return document, [*problems, large]
    loaded = load(path, parts.yaml, parts.yaml_line)
    found = loaded.problems if closed else [p for p in loaded.problems if p.code != "F020"]
    document = Document(
        path, loaded.data, loaded.where, parts.body, parts.body_line, loaded.lost, loaded.sound and closed
    )
    return document, [*problems, *found]


def _parts(lines: list[str], opening: int, end: int, body: int) -> _Parts:
    return _Parts(
        "\n".join(lines[opening + 1 : end]), opening + 2, "\n".join(lines[body:]), min(body + 1, len(lines))
    )


def _guess(lines: list[str], opening: int) -> _Parts:
    """Front matter that nobody closed is taken to end at the first empty line."""
    end = next((i for i in range(opening + 1, len(lines)) if not lines[i].strip()), len(lines))
    return _parts(lines, opening, end, end)
