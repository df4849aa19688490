"""Short answer: the best matching key, with case and spaces folded."""

# ruff: noqa: ARG002 -- every kind has the same signatures

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from lms.content.blocks import KeyItem
from lms.core.problem import Words
from lms.quizzes.domain.marks import ONE, ZERO, Mark, Part, PartState, clamp
from lms.quizzes.domain.question import Option, Question, fold
from lms.quizzes.kinds.base import Answer, PublicQuestion, Reading, Resolved, bare, one, text_of
from lms.quizzes.kinds.draft import Answers, Draft

FIELD = "teks"
LONGEST = 200


class Short:
    """A word or a few, typed by the officer."""

    written_as = Words("daftar `- [=] jawaban`", "a list of `- [=] answer`")

    def fits(self, draft: Draft) -> bool:
        """A list with at least one `[=]`."""
        return any(isinstance(item, KeyItem) for item in draft.items)

    def parse(self, draft: Draft) -> Answers:
        """Every line is an accepted answer."""
        keys = []
        for item in draft.items:
            if isinstance(item, KeyItem):
                keys.append(draft.option(item, right=True))
            else:
                draft.fault("Q025", item.line, item.column)
        options = draft.lines(keys)
        for option in options:
            self.check_key(draft, option)
        best = max((Decimal(100) if o.weight is None else o.weight for o in options), default=Decimal(0))
        draft.reach(options, best)
        return Answers(options=options)

    def check_key(self, draft: Draft, option: Option) -> None:
        """Any text may be a key."""

    def arrange(self, question: Question, mixer: random.Random, *, shuffle: bool) -> list[str]:
        """Nothing is shown, so nothing is ordered."""
        return []

    def public(self, question: Question, order: Sequence[str]) -> PublicQuestion:
        """The question alone; every line of the answer block is a key."""
        return bare(question)

    def read(
        self, question: Question, fields: Mapping[str, Sequence[str]], resolved: Resolved | None
    ) -> Reading:
        """`{"text": …}` as typed, trimmed; None when it is empty."""
        try:
            typed = one(fields, FIELD).strip()
        except ValueError:
            return Reading(None, error="too_many")
        if len(typed) > LONGEST:
            return Reading(None, error="too_long")
        return self.examine(typed) if typed else Reading(None)

    def examine(self, typed: str) -> Reading:
        """The reading of a text that was typed."""
        return Reading({"text": typed})

    def matches(self, typed: str, option: Option) -> bool:
        """Whether what was typed is this key."""
        return fold(typed) == fold(option.text)

    def mark(self, question: Question, answer: Answer, resolved: Resolved | None) -> Mark:
        """The worth of the best key that matches: its weight, or 1."""
        typed = text_of(answer)
        hits = [o for o in question.options if typed and self.matches(typed, o)]
        best = max(hits, key=worth, default=None)
        score = clamp(worth(best)) if best else ZERO
        state: PartState = "right" if score == ONE else "half" if score > ZERO else "wrong"
        keys = tuple(
            Part(o.id, "missed", o.text) for o in question.options if worth(o) == ONE and o is not best
        )
        if not typed:
            return Mark(score, keys)
        given = Part(best.id if best else "", state, typed, best.feedback if best else "")
        return Mark(score, (given, *(() if score == ONE else keys)))


def worth(option: Option) -> Fraction:
    """The weight of a key, 1 when it has none."""
    return ONE if option.share is None else option.share


SHORT = Short()
