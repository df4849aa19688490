"""Item statistics as files: the questions as CSV, and everything as a workbook; no cell can be a formula."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lms.core import tables
from lms.core.tables import Cell, Sheet
from lms.quizzes.domain.itemstats import AnswerLine, Figure
from lms.quizzes.queries.items import QuestionReport, QuizReport

Words = Callable[[str], str]
Lines = Callable[[AnswerLine], str]
Flags = Callable[[QuestionReport], str]
Row = list[Cell]

_DIGITS = 4
_QUESTION_HEADS = (
    "place", "id", "title", "kind", "revisions", "reached", "empty", "unreached", "waiting", "facility", "low", "high",
    "sd", "discrimination", "low", "high", "efficiency", "intended", "effective", "contrast", "flags",
)  # fmt: skip


def question_rows(report: QuizReport, words: Words, flags: Flags) -> Iterator[Row]:
    """One line for each question, with heads; a figure that cannot be told is the reason in words."""
    yield [words(head) for head in _QUESTION_HEADS]
    for one in report.questions:
        stats, question = one.stats, one.question
        yield [
            one.form.place or "", question.id, question.title, question.kind,
            ", ".join(str(number) for number in sorted(one.form.numbers)), stats.n, one.empty, one.unreached, one.waiting,
            *_figure(stats.facility, words, 100, ends=True), *_figure(stats.sd, words, 100),
            *_figure(stats.discrimination, words, 1, ends=True), *_figure(stats.efficiency, words, 100),
            round(stats.intended * 100, _DIGITS), *_figure(stats.effective, words, 100),
            *_figure(stats.contrast, words, 100), flags(one),
        ]  # fmt: skip


def answer_rows(report: QuizReport, words: Words, texts: Lines) -> Iterator[Row]:
    """One line for each answer of each question, with heads."""
    yield [words(head) for head in ("id", "title", "answer", "worth", "distractor", "all", "upper", "lower")]
    for one in report.questions:
        for line in one.lines:
            text = texts(line) or (f"{line.under} → {line.text}" if line.under else line.text)
            yield [
                one.question.id, one.question.title, text, words(line.worth),
                words("distractor") if line.distractor else "", line.count, line.upper, line.lower,
            ]  # fmt: skip


def summary_rows(report: QuizReport, words: Words) -> Iterator[Row]:
    """The figures of the quiz, one in a line; scores as points of 100."""
    stats = report.stats
    yield [words("figure"), words("value")]
    yield [words("quiz"), report.history.quiz.title]
    yield [words("attempts"), len(report.attempts)]
    yield [words("officers"), report.officers]
    yield [words("passed"), report.passed]
    yield [words("length"), round(stats.length, _DIGITS)]
    for key, figure, times in (
        ("mean", stats.mean, 100), ("median", stats.median, 100), ("score_sd", stats.sd, 100),
        ("skewness", stats.skewness, 1), ("kurtosis", stats.kurtosis, 1), ("alpha", stats.alpha, 1),
        ("error_ratio", stats.error_ratio, 100), ("sem", stats.sem, 100),
    ):  # fmt: skip
        yield [words(key), *_figure(figure, words, times)]


def _figure(figure: Figure, words: Words, times: int, *, ends: bool = False) -> Row:
    """The value, and the ends of its interval when asked; the reason in words where there is none."""
    if figure.value is None:
        reason: Row = [f"{words(figure.why or 'few')} ({figure.n})"]
        return [*reason, "", ""] if ends else reason
    values = [figure.value, figure.low, figure.high] if ends else [figure.value]
    return ["" if value is None else round(value * times, _DIGITS) for value in values]


def as_csv(report: QuizReport, words: Words, flags: Flags) -> bytes:
    """The questions, for a spreadsheet."""
    return tables.as_csv(question_rows(report, words, flags))


def as_xlsx(report: QuizReport, words: Words, flags: Flags, texts: Lines) -> bytes:
    """Summary, questions and answers as sheets."""
    return tables.as_xlsx(
        [
            Sheet(words("summary"), summary_rows(report, words), (40, 28)),
            Sheet(words("questions"), question_rows(report, words, flags), (8, 24, 44, 12)),
            Sheet(words("answers"), answer_rows(report, words, texts), (24, 44, 60, 12)),
        ]
    )
