"""Open question: the text is kept as written and left for a person to mark."""

# ruff: noqa: ARG002 -- every kind has the same signatures

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from lms.core.problem import Words
from lms.quizzes.domain.marks import ZERO, Mark
from lms.quizzes.domain.question import Question
from lms.quizzes.kinds.base import MAX_TEXT, Answer, PublicQuestion, Reading, Resolved, bare, one, text_of
from lms.quizzes.kinds.draft import Answers, Draft
from lms.quizzes.kinds.short import FIELD


class Open:
    """A longer text that is read by a person with the rubric beside it."""

    written_as = Words("pertanyaan dengan rubrik sebagai kutipan", "a question with its rubric as a quote")

    def fits(self, draft: Draft) -> bool:
        """No list with boxes; lists and tables in the text are part of the question."""
        return True

    def parse(self, draft: Draft) -> Answers:
        """The closing quote is the rubric."""
        if not draft.quote.strip():
            draft.on_heading("Q050")
        if draft.block is not None:
            draft.fault("Q051", draft.block.line, draft.block.column)
        return Answers(rubric=draft.quote)

    def arrange(self, question: Question, mixer: random.Random, *, shuffle: bool) -> list[str]:
        """There are no lines."""
        return []

    def public(self, question: Question, order: Sequence[str]) -> PublicQuestion:
        """The question without its rubric."""
        return bare(question)

    def read(
        self, question: Question, fields: Mapping[str, Sequence[str]], resolved: Resolved | None
    ) -> Reading:
        """`{"text": …}` with its line breaks, None when it is empty."""
        try:
            typed = one(fields, FIELD).replace("\r\n", "\n").strip()
        except ValueError:
            return Reading(None, error="too_many")
        if len(typed) > MAX_TEXT:
            return Reading(None, error="too_long")
        return Reading({"text": typed} if typed else None)

    def mark(self, question: Question, answer: Answer, resolved: Resolved | None) -> Mark:
        """Nothing written is 0; anything else waits for a person."""
        return Mark(None if text_of(answer) else ZERO)


OPEN = Open()
