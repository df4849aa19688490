"""One module per kind of question: what a page may see, how an answer is read, how it is marked."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from lms.quizzes.domain.marks import Mark
from lms.quizzes.domain.question import Question
from lms.quizzes.kinds import matching, multiple, numeric, open_, ordering, routing, short, single
from lms.quizzes.kinds.base import Answer, Kind, PublicQuestion, Reading, Resolved, text_of

KINDS: dict[str, Kind] = {
    "single": single.SINGLE,
    "multiple": multiple.MULTIPLE,
    "truefalse": single.TRUEFALSE,
    "ordering": ordering.ORDERING,
    "matching": matching.MATCHING,
    "short": short.SHORT,
    "numeric": numeric.NUMERIC,
    "routing": routing.ROUTING,
    "open": open_.OPEN,
}


def arrangement(question: Question, seed: str, *, shuffle: bool = True) -> list[str]:
    """The order in which the lines of a question are shown, the same for the same seed.

    Steps and right-hand answers are always mixed, because their written order is the key.
    """
    mixer = random.Random(f"{seed}:{question.id}")  # noqa: S311 -- fair order, not a secret
    return KINDS[question.kind].arrange(question, mixer, shuffle=shuffle)


def public(question: Question, order: Sequence[str] | None = None, *, seed: str = "") -> PublicQuestion:
    """What a page may see of a question: no key, no feedback, no weight."""
    lines = arrangement(question, seed) if order is None else order
    return KINDS[question.kind].public(question, lines)


def read_answer(
    question: Question, fields: Mapping[str, Sequence[str]], resolved: Resolved | None = None
) -> Reading:
    """The canonical answer in posted fields, or why it cannot be one."""
    return KINDS[question.kind].read(question, fields, resolved)


def mark(question: Question, answer: Answer, resolved: Resolved | None = None) -> Mark:
    """The mark of a canonical answer; None is an unanswered question."""
    return KINDS[question.kind].mark(question, answer, resolved)


def doubts(kind: str, answer: Answer) -> Reading:
    """What to ask back about a stored answer: a doubtful number, an unfinished order."""
    if kind == "numeric" and answer:
        return numeric.NUMERIC.examine(text_of(answer))
    if kind == "ordering" and answer and "places" in answer:
        places = answer["places"]
        values = list(places.values()) if isinstance(places, dict) else []
        return Reading(answer, ask="same_place" if len(set(values)) < len(values) else "missing_places")
    return Reading(answer)
