"""Multiple choice: right share minus wrong share, so that ticking everything earns nothing."""

# ruff: noqa: ARG002 -- every kind has the same signatures

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from lms.core.problem import Words
from lms.quizzes.domain.marks import ZERO, Mark, clamp
from lms.quizzes.domain.question import Question
from lms.quizzes.kinds.base import (
    Answer,
    PublicQuestion,
    Reading,
    Resolved,
    bare,
    in_order,
    list_of,
    mixed,
)
from lms.quizzes.kinds.draft import Answers, Draft
from lms.quizzes.kinds.single import FIELD, box_options, choice_part, has_boxes, share


class Multiple:
    """Any number of choices out of several."""

    written_as = Words("daftar kotak dengan dua `[x]` atau lebih", "a task list with two or more `[x]`")

    def fits(self, draft: Draft) -> bool:
        """A list with at least one checkbox."""
        return has_boxes(draft)

    def parse(self, draft: Draft) -> Answers:
        """Two options or more; without weights at least one of them must be wrong."""
        draft.needs(2)
        options = box_options(draft)
        rights = [option for option in options if option.right]
        if options and len(rights) == len(options) and all(o.weight is None for o in options):
            draft.on_heading("Q013")
        equal = Decimal(100) / len(rights) if rights else Decimal(0)
        gains = (o.weight if o.weight is not None else equal if o.right else Decimal(0) for o in options)
        draft.reach(options, sum((gain for gain in gains if gain > 0), Decimal(0)).quantize(Decimal("0.01")))
        return Answers(options=options)

    def arrange(self, question: Question, mixer: random.Random, *, shuffle: bool) -> list[str]:
        """The options, mixed if asked."""
        return mixed([option.id for option in question.options], mixer, shuffle=shuffle)

    def public(self, question: Question, order: Sequence[str]) -> PublicQuestion:
        """The options without their marks."""
        return bare(question, in_order(question.options, order))

    def read(
        self, question: Question, fields: Mapping[str, Sequence[str]], resolved: Resolved | None
    ) -> Reading:
        """`{"choices": [id, …]}` in the order of the file, or None when nothing is ticked."""
        ticked = {value for value in fields.get(FIELD, ()) if value}
        known = [option.id for option in question.options]
        if not ticked <= set(known):
            return Reading(None, error="unknown_choice")
        return Reading({"choices": [i for i in known if i in ticked]} if ticked else None)

    def mark(self, question: Question, answer: Answer, resolved: Resolved | None) -> Mark:
        """max(0, right/R − wrong/W); a line with its own weight adds that instead of its share."""
        chosen = set(list_of(answer, "choices"))
        rights = sum(option.right for option in question.options)
        wrongs = len(question.options) - rights
        gain = Fraction(1, rights) if rights else ZERO
        loss = Fraction(-1, wrongs) if wrongs else ZERO
        score = sum((share(o, gain, loss) for o in question.options if o.id in chosen), ZERO)
        parts = tuple(choice_part(o, chosen=o.id in chosen) for o in question.options)
        return Mark(clamp(score), parts)


MULTIPLE = Multiple()
