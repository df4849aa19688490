"""What the pages of item statistics read: the quizzes, the parts of their attempts, and the order of questions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sqlalchemy.orm import Session

from lms.bimtek.queries.post_test import PREFIX
from lms.bimtek.queries.titles import titles
from lms.library import queries as library
from lms.quizzes.domain.itemstats import Figure, Flag
from lms.quizzes.domain.itemstats.flags import RANK, Code
from lms.quizzes.queries.documents import KIND, live_quizzes
from lms.quizzes.queries.items import QuestionReport, QuizLine, Tally, quiz_lines

Order = Literal["flags", "place", "facility", "discrimination", "weight", "n"]
CODES: tuple[str, ...] = get_args(Code)


@dataclass(frozen=True)
class QuizChoice:
    """A quiz in the list; `line` is None when nobody took it as an examination."""

    slug: str
    title: str
    questions: int
    practice_only: bool
    withdrawn: bool
    line: QuizLine | None


def quiz_choices(session: Session) -> list[QuizChoice]:
    """The live quizzes, and the withdrawn ones that somebody took; those with attempts first, by title."""
    lines = quiz_lines(session)
    found = [
        QuizChoice(
            live.slug, live.quiz.title, len(live.quiz.pool("exam")), "exam" not in live.quiz.modes, False,
            lines.get(live.quiz.id),
        )
        for live in live_quizzes(session)
    ]  # fmt: skip
    for standing in library.withdrawn_documents(session):
        document = standing.document
        if document.kind == KIND and document.doc_id in lines:
            count = len(document.document.get("questions", ()))
            found.append(
                QuizChoice(document.slug, document.title, count, False, True, lines[document.doc_id])
            )
    return sorted(found, key=lambda one: (one.line is None, one.title))


@dataclass(frozen=True)
class Part:
    """A part of the attempts of a quiz that can be looked at alone: its context, the session behind it, closed attempts."""

    context: str
    session_title: str
    stage: str
    closed: int


def parts(session: Session, tallies: Sequence[Tally]) -> list[Part]:
    """The contexts in which a quiz was taken; Bimtek sessions by their title, pre-test and post-test apart."""
    counts: dict[str, int] = {}
    for tally in tallies:
        counts[tally.context] = counts.get(tally.context, 0) + tally.closed
    numbers = {context: _session_of(context) for context in counts}
    ids = {number for number, _ in numbers.values() if number is not None}
    names = titles(session, ids) if ids else {}
    return [
        Part(context, names.get(number or 0, ""), stage, counts[context])
        for context, (number, stage) in numbers.items()
        if counts[context]
    ]


def _session_of(context: str) -> tuple[int | None, str]:
    """The Bimtek session of a context and whether it is `pre` or `post`: `bimtek:12:post`."""
    if not context.startswith(PREFIX):
        return None, ""
    number, _, stage = context.removeprefix(PREFIX).partition(":")
    return (int(number), stage) if number.isdecimal() else (None, stage)


@dataclass(frozen=True)
class Finding:
    """One kind of flag with all questions that have it."""

    code: str
    level: str
    cases: list[tuple[QuestionReport, Flag]]


def findings(questions: Sequence[QuestionReport]) -> list[Finding]:
    """What needs a look, by kind of flag, the worst first; notes are left to the table."""
    found: dict[str, Finding] = {}
    for one in sorted(questions, key=_place):
        for flag in one.flags:
            if flag.level != "note":
                found.setdefault(flag.code, Finding(flag.code, flag.level, [])).cases.append((one, flag))
    return sorted(found.values(), key=lambda one: (one.level != "bad", CODES.index(one.code)))


def ordered(questions: Sequence[QuestionReport], order: Order) -> list[QuestionReport]:
    """The questions as a table shows them; figures that cannot be told come last."""
    return sorted(questions, key=_KEYS[order])


def _place(one: QuestionReport) -> tuple[Any, ...]:
    """As in the quiz; forms that are no longer asked follow."""
    return (one.form.place is None, one.form.place or 0, one.question.title, -one.form.revision_id)


def _by_flags(one: QuestionReport) -> tuple[Any, ...]:
    worst = min((RANK[flag.level] for flag in one.flags), default=len(RANK))
    return (worst, -len(one.flags), *_place(one))


def _by_figure(read: Callable[[QuestionReport], Figure]) -> Callable[[QuestionReport], tuple[Any, ...]]:
    def key(one: QuestionReport) -> tuple[Any, ...]:
        value = read(one).value
        return (value is None, value or 0.0, *_place(one))

    return key


_KEYS: dict[Order, Callable[[QuestionReport], tuple[Any, ...]]] = {
    "flags": _by_flags,
    "place": _place,
    "facility": _by_figure(lambda one: one.stats.facility),
    "discrimination": _by_figure(lambda one: one.stats.discrimination),
    "weight": _by_figure(lambda one: one.stats.effective),
    "n": lambda one: (-one.stats.n, *_place(one)),
}
