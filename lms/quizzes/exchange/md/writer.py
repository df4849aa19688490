"""The neutral document in our Markdown, checked by the real checkers before anybody gets it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from lms.content import frontmatter
from lms.content.lint import check_body
from lms.content.media import check_media
from lms.content.tree import ContentTree
from lms.core.problem import Problem, problem
from lms.quizzes.exchange.md.lines import Lines
from lms.quizzes.exchange.md.questions import write_question
from lms.quizzes.exchange.md.reader import item as neutral
from lms.quizzes.exchange.md.same import same
from lms.quizzes.exchange.model import MEDIA, Front, Notes, Paper
from lms.quizzes.exchange.names import with_ids
from lms.quizzes.exchange.texts import tidy
from lms.quizzes.schema.reading import QuizFile, read_quiz

FOLDER = "quizzes/"
_PLAIN = re.compile(r"[A-Za-z][^:#\[\]{}&*!|>'\"%@`\\,\x00-\x1f]*(?<! )")
_KEYWORDS = {"true", "false", "yes", "no", "on", "off", "null", "none", "y", "n"}


@dataclass(frozen=True)
class Written:
    """A quiz file: its id, its text, and the media files that belong beside it."""

    id: str
    text: str
    media: Mapping[str, bytes]


def write(paper: Paper, notes: Notes) -> Written:
    """The file; what the check says about it is reported at the lines of the source."""
    paper = with_ids(paper, notes)
    out = Lines()
    _front(paper, out)
    intro = tidy.stem(paper.intro)
    if intro:
        out.add(intro, paper.line)
    for item in paper.items:
        write_question(item, out, notes)
    written = Written(paper.id, out.text, paper.media)
    _check(paper, written, out, notes)
    return written


def _front(paper: Paper, out: Lines) -> None:
    out.add("---", paper.line)
    for entry in (Front("id", paper.id, paper.line), Front("title", paper.title, paper.line), *paper.front):
        out.add(f"{entry.key}: {_yaml(entry.value)}", entry.line)
    out.add("---", paper.line)


def _yaml(value: str | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(_yaml(part) for part in value)}]"
    plain = _PLAIN.fullmatch(value) and value.lower() not in _KEYWORDS
    return (
        value
        if plain or (re.fullmatch(r"[\w-]+(?: [\w:]+)?", value, re.ASCII) and value.lower() not in _KEYWORDS)
        else json.dumps(value, ensure_ascii=False)
    )


def _check(paper: Paper, written: Written, out: Lines, notes: Notes) -> None:
    """Read the file back: the same questions must come out of it, and no error."""
    path = f"{FOLDER}{paper.id}.md"
    found = read_quiz(path, written.text)
    for one in [*found.problems, *_body_problems(path, written)]:
        if one.is_error:
            notes.problems.append(_moved(one, out, notes.path))
    if found.quiz is not None:
        _compare(paper, found, notes)


def _compare(paper: Paper, found: QuizFile, notes: Notes) -> None:
    assert found.quiz is not None
    back = {question.id: neutral(question) for question in found.quiz.questions}
    for item in paper.items:
        again = back.get(item.id)
        if again is None or not same(item, again):
            notes.add("X041", item.line, title=item.title)


def _body_problems(path: str, written: Written) -> list[Problem]:
    files = {path: written.text.encode(), **{f"{FOLDER}{MEDIA}{n}": d for n, d in written.media.items()}}
    document, _ = frontmatter.read(path, written.text)
    found = check_body(path, document.body, document.body_line, ContentTree(files))
    for name, data in written.media.items():
        found += check_media(f"{FOLDER}{MEDIA}{name}", data)
    return found


def _moved(one: Problem, out: Lines, path: str) -> Problem:
    """The problem at the line of the source that it comes from."""
    return problem(path, out.origin(one.line), 1, one.code, **one.values)
