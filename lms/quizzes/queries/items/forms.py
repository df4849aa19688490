"""The different questions that people were asked, over all revisions: equal ones are one, whatever their revision."""

from __future__ import annotations

from dataclasses import dataclass, field

from lms.quizzes.domain.itemstats import fingerprint
from lms.quizzes.domain.question import Question
from lms.quizzes.queries.items.revisions import History


@dataclass
class Form:
    """A question in one wording and with one key.

    `revision_id` is the newest revision with it, `numbers` those in which it was asked; `place` is its place in
    the live revision, counted from 1, None for a form that is no longer asked.
    """

    key: str
    question: Question
    revision_id: int
    place: int | None = None
    numbers: set[int] = field(default_factory=set)


class Forms:
    """All forms of the questions of a quiz: those of the live revision first, then the ones met in attempts."""

    def __init__(self, history: History) -> None:
        self.history = history
        self.all: list[Form] = []
        self._numbers = {revision.id: revision.number for revision in history.revisions}
        self._columns: dict[tuple[int, str, int | None], int | None] = {}
        self._by_key: dict[tuple[str, str], int] = {}
        for place, question in enumerate(history.quiz.pool("exam"), start=1):
            self._add(Form(fingerprint(question), question, history.live.id, place))

    def column(self, revision_id: int, question_id: str, marked_with_id: int | None) -> int | None:
        """The number of the form of a drawn question; None when its revision no longer holds such a question."""
        known = (revision_id, question_id, marked_with_id)
        if known not in self._columns:
            self._columns[known] = self._find(*known)
        return self._columns[known]

    def _find(self, revision_id: int, question_id: str, marked_with_id: int | None) -> int | None:
        asked = self.history.question(revision_id, question_id)
        if asked is None:
            return None
        marked = self.history.question(marked_with_id, question_id) if marked_with_id else None
        key = fingerprint(asked, marked)
        column = self._by_key.get((question_id, key))
        if column is None:
            same = marked is not None and fingerprint(marked) == key
            column = self._add(Form(key, marked if marked and same else asked, revision_id))
        form = self.all[column]
        form.numbers.add(self._numbers[revision_id])
        if form.place is None:
            form.revision_id = max(form.revision_id, revision_id)
        return column

    def _add(self, form: Form) -> int:
        self._by_key[form.question.id, form.key] = len(self.all)
        self.all.append(form)
        return len(self.all) - 1
