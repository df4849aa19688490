"""Single choice and true/false: one line is chosen, all or nothing unless lines carry weights."""

# ruff: noqa: ARG002 -- every kind has the same signatures

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from lms.content.blocks import TaskItem
from lms.core.problem import Words
from lms.quizzes.domain.marks import ONE, ZERO, Mark, Part, PartState, clamp
from lms.quizzes.domain.question import Option, Question, fold
from lms.quizzes.kinds.base import (
    Answer,
    PublicQuestion,
    Reading,
    Resolved,
    bare,
    in_order,
    mixed,
    one,
    text_of,
)
from lms.quizzes.kinds.draft import Answers, Draft

FIELD = "jawab"
BOTH = {"benar", "salah"}


class Single:
    """One choice out of several."""

    fixed_order = False
    written_as = Words("daftar kotak dengan satu `[x]`", "a task list with one `[x]`")

    def fits(self, draft: Draft) -> bool:
        """A list with at least one checkbox."""
        return has_boxes(draft)

    def parse(self, draft: Draft) -> Answers:
        """Two options or more, exactly one of them right unless weights say otherwise."""
        draft.needs(2)
        options = box_options(draft)
        rights = sum(option.right for option in options)
        if rights > 1:
            draft.on_heading("Q012", count=rights)
        draft.reach(options, max((worth(option) for option in options), default=Decimal(0)))
        return Answers(options=options)

    def arrange(self, question: Question, mixer: random.Random, *, shuffle: bool) -> list[str]:
        """The options, mixed if asked; Benar and Salah keep their places."""
        ids = [option.id for option in question.options]
        return mixed(ids, mixer, shuffle=shuffle and not self.fixed_order)

    def public(self, question: Question, order: Sequence[str]) -> PublicQuestion:
        """The options without their marks."""
        return bare(question, in_order(question.options, order))

    def read(
        self, question: Question, fields: Mapping[str, Sequence[str]], resolved: Resolved | None
    ) -> Reading:
        """`{"choice": id}`, or None when nothing is chosen."""
        try:
            chosen = one(fields, FIELD)
        except ValueError:
            return Reading(None, error="too_many")
        if not chosen:
            return Reading(None)
        if chosen not in {option.id for option in question.options}:
            return Reading(None, error="unknown_choice")
        return Reading({"choice": chosen})

    def mark(self, question: Question, answer: Answer, resolved: Resolved | None) -> Mark:
        """The weight of the chosen line, 1 for the right one and 0 for others without a weight."""
        chosen = text_of(answer, "choice")
        worth = {option.id: clamp(share(option, ONE, ZERO)) for option in question.options}
        parts = tuple(choice_part(o, chosen=o.id == chosen) for o in question.options)
        return Mark(worth.get(chosen, ZERO), parts)


def share(option: Option, right: Fraction, wrong: Fraction) -> Fraction:
    """What choosing a line adds: its own weight, else the kind's rule."""
    own = option.share
    if own is not None:
        return own
    return right if option.right else wrong


def choice_part(option: Option, *, chosen: bool) -> Part:
    """One option on the result page; feedback is shown for what was chosen and for the key."""
    own = option.share
    state: PartState = "plain"
    if chosen and own is not None and ZERO < own < ONE:
        state = "half"
    elif chosen:
        state = "right" if option.right or (own is not None and own > ZERO) else "wrong"
    elif option.right:
        state = "missed"
    return Part(option.id, state, option.text, option.feedback if state != "plain" else "")


class TrueFalse(Single):
    """Benar or Salah."""

    fixed_order = True
    written_as = Words("daftar kotak `Benar` dan `Salah`", "a task list with `Benar` and `Salah`")

    def parse(self, draft: Draft) -> Answers:
        """Exactly the two options, one of them right."""
        answers = super().parse(draft)
        if {fold(item.text) for item in draft.items} != BOTH or len(draft.items) != len(BOTH):
            draft.on_heading("Q018")
        return answers


def has_boxes(draft: Draft) -> bool:
    """Whether any line of the block has a checkbox."""
    return any(isinstance(item, TaskItem) for item in draft.items)


def box_options(draft: Draft) -> tuple[Option, ...]:
    """The lines with checkboxes as options; a question without any key is reported."""
    options = draft.lines(draft.option(item, right=item.checked) for item in draft.boxes())
    if not any(option.right or (option.weight or 0) > 0 for option in options):
        draft.on_heading("Q011", title=draft.title)
    return options


def worth(option: Option) -> Decimal:
    """What a single choice of this line earns, in percent."""
    if option.weight is not None:
        return option.weight
    return Decimal(100 if option.right else 0)


SINGLE = Single()
TRUEFALSE = TrueFalse()
