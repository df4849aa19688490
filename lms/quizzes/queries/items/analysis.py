"""The item analysis of a quiz: reading the attempts of a scope and working out everything about them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from lms.quizzes.domain.catalogue import Catalogue
from lms.quizzes.domain.itemstats import (
    Groups,
    Matrix,
    QuestionStats,
    count_answers,
    question_flags,
    question_stats,
    quiz_flags,
    quiz_stats,
)
from lms.quizzes.domain.itemstats.answers import Answer, Group
from lms.quizzes.queries.items.aids import aids_for
from lms.quizzes.queries.items.cells import Answered, Asked, read_cells
from lms.quizzes.queries.items.forms import Form, Forms
from lms.quizzes.queries.items.report import QuestionReport, QuizReport
from lms.quizzes.queries.items.revisions import History, catalogues
from lms.quizzes.queries.items.scope import Scope, Taken, taken


@dataclass
class _Column:
    """What was gathered for one form: its cells as (row, stored answer), and the counts that are no marks."""

    cells: list[tuple[int, str | None]] = field(default_factory=list)
    waiting: int = 0
    unreached: int = 0


def analyse(session: Session, history: History, scope: Scope) -> QuizReport:
    """The item analysis of the attempts in a scope; the number of statements does not grow with them."""
    attempts = taken(session, scope)
    forms = Forms(history)
    matrix, columns = _gather(attempts, read_cells(session, scope, attempts), forms)
    known = catalogues(session, (one.catalogue_id for one in attempts))
    reports = [
        _report(form, stats, column, known)
        for form, stats, column in zip(forms.all, question_stats(matrix), columns, strict=True)
    ]
    whole = quiz_stats([one.score for one in attempts if one.score is not None], matrix)
    return QuizReport(history, attempts, whole, quiz_flags(whole), reports)


def _gather(attempts: Sequence[Taken], answered: Answered, forms: Forms) -> tuple[Matrix, list[_Column]]:
    """The matrix of marks, and beside it what each form was answered."""
    rows: list[dict[int, float]] = [{} for _ in attempts]
    place = {attempt.id: row for row, attempt in enumerate(attempts)}
    columns = [_Column() for _ in forms.all]

    def column_of(cell: Asked) -> int | None:
        number = forms.column(cell.revision_id, cell.question_id, cell.marked_with_id)
        if number is not None and number == len(columns):
            columns.append(_Column())
        return number

    for cell in answered.asked:
        number, row = column_of(cell), place[cell.attempt_id]
        if number is None:
            continue
        columns[number].cells.append((row, cell.answer))
        if cell.score is None:
            columns[number].waiting += 1
        else:
            rows[row][number] = cell.score
    for cell in answered.unreached:
        number = column_of(cell)
        if number is not None:
            columns[number].unreached += 1
    return Matrix(len(columns), rows, [attempt.drawn for attempt in attempts]), columns


def _report(form: Form, stats: QuestionStats, column: _Column, known: Sequence[Catalogue]) -> QuestionReport:
    answers = _distinct(column, stats.groups)
    lines = count_answers(form.question, answers, aids_for(form.question, known))
    return QuestionReport(
        form=form,
        stats=stats,
        lines=lines,
        flags=question_flags(form.question, stats, lines, column.waiting),
        asked=len(column.cells),
        empty=sum(text is None for _, text in column.cells),
        waiting=column.waiting,
        unreached=column.unreached,
    )


def _distinct(column: _Column, groups: Groups) -> list[tuple[Answer, Group, int]]:
    """The distinct answers with the group of who gave them; the JSON of equal ones is read once."""
    counts: Counter[tuple[str | None, Group]] = Counter()
    for row, text in column.cells:
        group: Group = "upper" if row in groups.upper else "lower" if row in groups.lower else "middle"
        counts[text, group] += 1
    return [(json.loads(text) if text else None, group, n) for (text, group), n in counts.items()]
