"""Reading one lesson: its body cut into segments, the procedure table parsed, the questions read."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import lms.courses.schema.messages  # noqa: F401 -- registers the C### codes
from lms.content.anchors import anchors
from lms.content.blocks import Block, Heading, Table, raw_text, scan
from lms.content.frontmatter import read
from lms.content.validate import validate
from lms.core.problem import Problem, problem
from lms.courses.schema.lesson import LessonDocument, Segment
from lms.courses.sop.parse import Rules, parse_procedure
from lms.courses.sop.procedure import Procedure
from lms.quizzes.domain.question import Question
from lms.quizzes.schema import parse_questions

NAME = re.compile(r"(?P<number>\d{2})-(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)\.md")
PROCEDURE_CLASS, PRACTICE_CLASS = "sop", "latihan"
_QUESTION_LEVEL = 3


@dataclass
class LessonFile:
    """What was read of one lesson file; `procedure_line` is where a procedure stands, 0 without one."""

    lesson: LessonDocument | None
    problems: list[Problem]
    procedure_line: int = 0
    id_place: tuple[int, int] = (1, 1)


@dataclass
class _Body:
    """The parts of a body, as they are found."""

    segments: list[Segment] = field(default_factory=list)
    procedure: Procedure | None = None
    procedure_line: int = 0
    practice: tuple[Question, ...] = ()
    problems: list[Problem] = field(default_factory=list)


def read_lesson(path: str, text: str, rules: Rules) -> LessonFile:
    """The lesson in `text`, or None and every reason; the name of the file gives number and slug."""
    document, problems = read(path, text)
    body = _read_body(path, scan(document.body, document.body_line), rules)
    name = NAME.fullmatch(posixpath.basename(path))
    extra = {
        "number": int(name["number"]) if name else 0,
        "slug": name["slug"] if name else "",
        "path": path,
        "segments": tuple(body.segments),
        "procedure": body.procedure,
        "practice": body.practice,
    }
    lesson, found = validate(LessonDocument, document, extra=extra)
    if not body.segments:
        body.problems.append(problem(path, document.body_line, 1, "C017"))
    place = document.where.value("id") if "id" in document.meta else (1, 1)
    return LessonFile(lesson, [*problems, *found, *body.problems], body.procedure_line, place)


def _read_body(path: str, blocks: Sequence[Block], rules: Rules) -> _Body:
    body = _Body()
    names = {id(heading): anchor for heading, anchor in anchors(blocks)}
    seen: set[str] = set()
    for heading, inner in _split(blocks):
        kind = _kind(heading)
        anchor = names[id(heading)] if heading else ""
        if kind == "prose" or heading is None:
            shown = [*([heading] if heading else []), *inner]
            _add_prose(body, raw_text(shown))
        elif kind in seen:
            code = "S030" if kind == "procedure" else "C013"
            body.problems.append(problem(path, heading.line, heading.column, code))
        elif kind == "procedure":
            _add_procedure(path, heading, anchor, inner, body, rules)
        else:
            _add_practice(path, heading, anchor, inner, body)
        seen.add(kind)
    return body


def _split(blocks: Sequence[Block]) -> list[tuple[Heading | None, list[Block]]]:
    """Blocks below each heading that begins or ends a special section; the rest stays together."""
    parts: list[tuple[Heading | None, list[Block]]] = [(None, [])]
    for block in blocks:
        opened = parts[-1][0]
        if isinstance(block, Heading) and (_kind(block) != "prose" or _closes(block, opened)):
            parts.append((block, []))
        else:
            parts[-1][1].append(block)
    return [(heading, inner) for heading, inner in parts if heading or inner]


def _closes(block: Heading, opened: Heading | None) -> bool:
    """Whether `block` ends the special section that `opened` began."""
    return opened is not None and _kind(opened) != "prose" and block.level <= opened.level


def _kind(heading: Heading | None) -> str:
    classes = heading.classes if heading else ()
    return "procedure" if PROCEDURE_CLASS in classes else "practice" if PRACTICE_CLASS in classes else "prose"


def _add_prose(body: _Body, text: str) -> None:
    """Running text joins the running text before it."""
    if body.segments and body.segments[-1].kind == "prose":
        text = f"{body.segments.pop().text}\n\n{text}"
    body.segments.append(Segment(kind="prose", text=text))


def _add_procedure(
    path: str, heading: Heading, anchor: str, inner: Sequence[Block], body: _Body, rules: Rules
) -> None:
    tables = [block for block in inner if isinstance(block, Table)]
    body.procedure_line = heading.line
    if not tables:
        body.problems.append(problem(path, heading.line, heading.column, "S029"))
        return
    body.problems += [problem(path, t.line, t.column, "S030") for t in tables[1:]]
    body.procedure, problems = parse_procedure(path, tables[0], rules)
    body.problems += problems
    place = inner.index(tables[0])
    before, after = raw_text(inner[:place]), raw_text(inner[place + 1 :])
    body.segments.append(
        Segment(kind="procedure", title=heading.text, anchor=anchor, text=before, after=after)
    )


def _add_practice(path: str, heading: Heading, anchor: str, inner: Sequence[Block], body: _Body) -> None:
    questions, problems = parse_questions(path, inner, level=_QUESTION_LEVEL)
    body.problems += problems
    if not questions and not problems:
        body.problems.append(problem(path, heading.line, heading.column, "C012"))
    body.problems += [problem(path, q.line, 1, "C014") for q in questions if q.kind == "routing"]
    body.practice = tuple(questions)
    head = [b for b in inner if not isinstance(b, Heading)]
    first = next((i for i, b in enumerate(inner) if isinstance(b, Heading)), len(inner))
    text = raw_text(head[:first])
    body.segments.append(Segment(kind="practice", title=heading.text, anchor=anchor, text=text))
