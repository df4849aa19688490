"""Ordering: steps are put in order, marked by the share of pairs that stand the right way round."""

# ruff: noqa: ARG002 -- every kind has the same signatures

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from lms.core.problem import Words
from lms.quizzes.domain.marks import ZERO, Mark, Part
from lms.quizzes.domain.question import Question
from lms.quizzes.kinds.base import (
    Answer,
    PublicQuestion,
    Reading,
    Resolved,
    bare,
    in_order,
    list_of,
)
from lms.quizzes.kinds.draft import Answers, Draft
from lms.quizzes.kinds.single import has_boxes

PREFIX = "urut-"
FIELD = "urut"


class Ordering:
    """Steps in order."""

    written_as = Words("daftar bernomor dalam urutan yang benar", "a numbered list in the right order")

    def fits(self, draft: Draft) -> bool:
        """A numbered list without boxes."""
        return draft.ordered and not has_boxes(draft)

    def parse(self, draft: Draft) -> Answers:
        """Two different steps or more; weights make no sense here."""
        draft.needs(2)
        return Answers(
            options=draft.lines(draft.option(item, right=True, weights=False) for item in draft.items)
        )

    def arrange(self, question: Question, mixer: random.Random, *, shuffle: bool) -> list[str]:
        """Always mixed, and never by chance in the right order: that order is the key."""
        right = [option.id for option in question.options]
        order = list(right)
        while order == right and len(right) > 1:
            mixer.shuffle(order)
        return order

    def public(self, question: Question, order: Sequence[str]) -> PublicQuestion:
        """The steps in the mixed order."""
        return bare(question, in_order(question.options, order))

    def read(
        self, question: Question, fields: Mapping[str, Sequence[str]], resolved: Resolved | None
    ) -> Reading:
        """`{"order": [id, …]}` from the list `urut`, or from one place number per step (`urut-<id>`)."""
        ids = [option.id for option in question.options]
        listed = [value for value in fields.get(FIELD, ()) if value]
        if listed:
            if sorted(listed) != sorted(ids):
                return Reading(None, error="unknown_choice")
            return Reading({"order": listed})
        return self._by_places(ids, fields)

    def _by_places(self, ids: list[str], fields: Mapping[str, Sequence[str]]) -> Reading:
        places = {i: (fields.get(PREFIX + i) or [""])[0].strip() for i in ids}
        filled = {i: place for i, place in places.items() if place}
        if not filled:
            return Reading(None)
        if any(not (p.isascii() and p.isdigit() and 1 <= int(p[:6]) <= len(ids)) for p in filled.values()):
            return Reading(None, error="bad_value")
        numbers = {i: int(p) for i, p in filled.items()}
        if len(set(numbers.values())) < len(numbers):
            return Reading({"places": numbers}, ask="same_place")
        if len(numbers) < len(ids):
            return Reading({"places": numbers}, ask="missing_places")
        return Reading({"order": sorted(ids, key=numbers.__getitem__)})

    def mark(self, question: Question, answer: Answer, resolved: Resolved | None) -> Mark:
        """max(0, 2 × share of pairs in the right order − 1), so that a random order earns 0 on average."""
        right = [option.id for option in question.options]
        given = list_of(answer, "order")
        place = {i: n for n, i in enumerate(given)}
        pairs = list(combinations(right, 2))
        complete = sorted(given) == sorted(right)
        good = sum(place[a] < place[b] for a, b in pairs) if complete else 0
        score = max(ZERO, 2 * Fraction(good, len(pairs)) - 1) if complete and pairs else ZERO
        parts = tuple(
            Part(
                option.id,
                "right" if complete and place[option.id] == n else "wrong" if complete else "missed",
                option.text,
                option.feedback,
                str(place[option.id] + 1) if complete else "",
            )
            for n, option in enumerate(question.options)
        )
        return Mark(score, parts)


ORDERING = Ordering()
