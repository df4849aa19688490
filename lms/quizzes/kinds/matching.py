"""Matching: every left-hand text gets a right-hand answer; the mark is the share that is right."""

# ruff: noqa: ARG002 -- every kind has the same signatures

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction

from lms.core.problem import Words
from lms.quizzes.domain.marks import ZERO, Mark, Part, PartState, clamp
from lms.quizzes.domain.question import Question, Side
from lms.quizzes.kinds.base import Answer, PublicQuestion, Reading, Resolved, bare
from lms.quizzes.kinds.draft import Answers, Draft
from lms.quizzes.kinds.pairs import read_pairs

PREFIX = "pasang-"


class Matching:
    """Pairs of texts, with extra right-hand answers that belong to nothing."""

    written_as = Words("tabel dua kolom", "a table with two columns")

    def fits(self, draft: Draft) -> bool:
        """A table."""
        return draft.table is not None

    def parse(self, draft: Draft) -> Answers:
        """Rows of two cells; a row with an empty left cell is an extra right-hand answer."""
        return read_pairs(draft)

    def arrange(self, question: Question, mixer: random.Random, *, shuffle: bool) -> list[str]:
        """Left texts mixed if asked, right-hand answers always: their written order is the key."""
        left = [pair.left.id for pair in question.pairs]
        right = [side.id for side in rights(question)]
        if shuffle:
            mixer.shuffle(left)
        mixer.shuffle(right)
        return [*left, *right]

    def public(self, question: Question, order: Sequence[str]) -> PublicQuestion:
        """The two columns, taken apart."""
        place = {i: n for n, i in enumerate(order)}

        def sort(sides: Sequence[Side]) -> list[Side]:
            return sorted(sides, key=lambda side: place.get(side.id, len(place)))

        return bare(question, sort([pair.left for pair in question.pairs]), sort(rights(question)))

    def read(
        self, question: Question, fields: Mapping[str, Sequence[str]], resolved: Resolved | None
    ) -> Reading:
        """`{"pairs": {left: right}}` with the rows that have an answer, None when there is none."""
        known = {side.id for side in rights(question)}
        chosen: dict[str, str] = {}
        for pair in question.pairs:
            values = [value for value in fields.get(PREFIX + pair.left.id, ()) if value]
            if len(values) > 1:
                return Reading(None, error="too_many")
            if values and values[0] not in known:
                return Reading(None, error="unknown_choice")
            if values:
                chosen[pair.left.id] = values[0]
        return Reading({"pairs": chosen} if chosen else None)

    def mark(self, question: Question, answer: Answer, resolved: Resolved | None) -> Mark:
        """The share of rows that are right; a row with its own weight adds that instead."""
        value = (answer or {}).get("pairs")
        chosen = value if isinstance(value, dict) else {}
        texts = {side.id: side.text for side in rights(question)}
        equal = Fraction(1, len(question.pairs)) if question.pairs else ZERO
        score, parts = ZERO, []
        for pair in question.pairs:
            given = chosen.get(pair.left.id)
            if given == pair.right.id:
                score += equal if pair.share is None else pair.share
            state: PartState = "right" if given == pair.right.id else "wrong" if given else "missed"
            parts.append(
                Part(
                    pair.left.id,
                    state,
                    pair.left.text,
                    feedback=pair.right.text,
                    answer=texts.get(str(given), ""),
                )
            )
        return Mark(clamp(score), tuple(parts))


def rights(question: Question) -> list[Side]:
    """The right-hand answers, each once."""
    sides = [pair.right for pair in question.pairs] + list(question.extras)
    return list({side.id: side for side in sides}.values())


MATCHING = Matching()
