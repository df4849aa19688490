"""The neutral document as Moodle XML; whatever it has no place for is reported at its line."""

from __future__ import annotations

from dataclasses import replace

from lms.quizzes.exchange.letters import NameOf, as_choice
from lms.quizzes.exchange.losses import report_front
from lms.quizzes.exchange.model import Item, Notes, Paper
from lms.quizzes.exchange.moodle.answers import TYPES, answers
from lms.quizzes.exchange.moodle.out import Out, simple, text_element
from lms.quizzes.exchange.tags import tags_of
from lms.quizzes.exchange.texts.links import safe_links

NAME = "Moodle XML"
INTRO = "Pembuka"
_OPTIONS_SHUFFLED = frozenset({"shuffle"})


def write(paper: Paper, notes: Notes, name_of: NameOf) -> str:
    """The file. `name_of` gives the words for the code of a destination."""
    shuffle = paper.value("shuffle") or ()
    report_front(paper, notes, NAME, _OPTIONS_SHUFFLED if shuffle == ("options",) else frozenset())
    out = Out(paper.media)
    parts = [_category(paper)]
    if paper.intro:
        text = safe_links(paper.intro, paper.line, notes, paper.media)
        parts.append(
            f'<question type="description">{_name(INTRO)}{out.rich("questiontext", text)}</question>'
        )
    parts += [_question(item, paper, out, notes, name_of) for item in paper.items]
    body = "\n\n".join(parts)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n\n{body}\n\n</quiz>\n'


def _name(title: str) -> str:
    return f"<name>{text_element(title)}</name>"


def _category(paper: Paper) -> str:
    path = f"$course$/top/{paper.title.replace('/', '//')}"
    identity = simple("idnumber", paper.id) if paper.id else ""
    return f'<question type="category"><category>{text_element(path)}</category>{identity}</question>'


def _question(item: Item, paper: Paper, out: Out, notes: Notes, name_of: NameOf) -> str:
    tags = "\n".join(f"<tag>{text_element(tag)}</tag>" for tag in tags_of(item, paper))
    if item.kind == "routing":
        item = as_choice(item, name_of, notes, NAME)
    item = _with_safe_links(item, paper, notes)
    shuffle = "options" in (paper.value("shuffle") or ())
    parts = [
        _name(item.title),
        out.rich("questiontext", item.stem),
        out.rich("generalfeedback", item.explanation),
        simple("defaultgrade", "1"),
        simple("penalty", "0"),
        simple("hidden", "0"),
        simple("idnumber", item.id) if item.id else "",
        answers(item, out, notes, shuffle=shuffle),
        f"<tags>\n{tags}\n</tags>" if tags else "",
    ]
    body = "\n".join(part for part in parts if part)
    return f'<question type="{TYPES[item.kind]}">\n{body}\n</question>'


def _with_safe_links(item: Item, paper: Paper, notes: Notes) -> Item:
    """The question with links that lead nowhere outside replaced by their words, which is reported."""

    def safe(text: str, line: int) -> str:
        return safe_links(text, line, notes, paper.media)

    keys = item.kind in {"short", "numeric"}
    return replace(
        item,
        stem=safe(item.stem, item.line),
        explanation=safe(item.explanation, item.line),
        rubric=safe(item.rubric, item.line),
        choices=tuple(
            replace(c, text=c.text if keys else safe(c.text, c.line), feedback=safe(c.feedback, c.line))
            for c in item.choices
        ),
        matches=tuple(
            replace(m, left=safe(m.left, m.line), right=safe(m.right, m.line)) for m in item.matches
        ),
    )
