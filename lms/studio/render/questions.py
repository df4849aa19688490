"""A question as its author sees it: with its key, its weights and all its feedback."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from lms.content.markdown import LinkResolver, TooHeavy, render, render_inline
from lms.quizzes.domain.question import Option, Pair, Question

NameOf = Callable[[str], str]

_PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[.,;:()/?%'\"“”‘’…–—+=-]| (?! ))*")
# One line that Markdown would leave as it is. Making an engine takes a millisecond, and a quiz has hundreds of lines.


@dataclass(frozen=True)
class ShownLine:
    """One line of an answer block: a choice, a step, a key or a destination."""

    html: Markup
    right: bool
    feedback: Markup
    weight: Decimal | None = None
    code: str = ""


@dataclass(frozen=True)
class ShownQuestion:
    """A question ready for the preview; `pairs` are the rows of a matching table."""

    id: str
    kind: str
    title: str
    stem: Markup
    lines: tuple[ShownLine, ...]
    pairs: tuple[tuple[Markup, Markup], ...]
    heads: tuple[str, str]
    extras: tuple[Markup, ...]
    rubric: Markup
    explanation: Markup
    line: int
    exempt: bool


def shown(question: Question, *, links: LinkResolver | None, name_of: NameOf) -> ShownQuestion:
    """The question with everything that an officer would see only after the attempt, or never."""
    return ShownQuestion(
        question.id,
        question.kind,
        question.title,
        _block(question.stem, links),
        tuple(_line(option, question.kind, name_of) for option in question.options),
        tuple(_pair(pair) for pair in question.pairs),
        question.heads,
        tuple(inline(side.text) for side in question.extras),
        _block(question.rubric, links),
        _block(question.explanation, links),
        question.line,
        question.info == "exempt",
    )


def all_shown(
    questions: Iterable[Question], *, links: LinkResolver | None, name_of: NameOf
) -> tuple[ShownQuestion, ...]:
    """Several questions, in the order of the file."""
    return tuple(shown(question, links=links, name_of=name_of) for question in questions)


def inline(text: str) -> Markup:
    """One line of Markdown as safe HTML; plain text when it is too heavy to render."""
    if _PLAIN.fullmatch(text):
        return Markup.escape(text)
    try:
        return Markup(render_inline(text))  # noqa: S704 - sanitised by the content pipeline
    except TooHeavy:
        return Markup.escape(text[:2000])


def _block(text: str, links: LinkResolver | None) -> Markup:
    if not text:
        return Markup("")
    if _PLAIN.fullmatch(text):
        return Markup("<p>{}</p>").format(text)
    return Markup(render(text, links=links, headings_offset=3).html)  # noqa: S704 - sanitised by the content pipeline


def _line(option: Option, kind: str, name_of: NameOf) -> ShownLine:
    if kind == "routing":
        return ShownLine(
            Markup.escape(name_of(option.code)),
            option.right,
            inline(option.feedback),
            option.weight,
            option.code,
        )
    right = option.right or kind in {"short", "numeric", "ordering"}
    return ShownLine(inline(option.text), right, inline(option.feedback), option.weight)


def _pair(pair: Pair) -> tuple[Markup, Markup]:
    return inline(pair.left.text), inline(pair.right.text)
