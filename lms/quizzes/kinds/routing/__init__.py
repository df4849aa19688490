"""Routing: a letter goes to agencies or bodies, marked by credit over the union of right and chosen."""

# ruff: noqa: ARG002 -- every kind has the same signatures

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from lms.core.problem import Words
from lms.quizzes.domain.catalogue import Catalogue
from lms.quizzes.domain.marks import Mark
from lms.quizzes.domain.question import Question
from lms.quizzes.kinds.base import (
    Answer,
    PublicQuestion,
    Reading,
    Resolved,
    ResolvedKey,
    bare,
    list_of,
)
from lms.quizzes.kinds.draft import Answers, Draft
from lms.quizzes.kinds.routing.keys import read_keys
from lms.quizzes.kinds.routing.marking import mark_letter
from lms.quizzes.kinds.single import has_boxes

FIELD = "tujuan"
EXEMPT_FIELD = "kecualikan"
MOST = 12


class Routing:
    """A letter on the routing desk."""

    written_as = Words("daftar kotak yang diawali kode", "a task list of codes")

    def fits(self, draft: Draft) -> bool:
        """A list with at least one checkbox."""
        return has_boxes(draft)

    def parse(self, draft: Draft) -> Answers:
        """One code per line, checked against the catalogue when there is one."""
        return read_keys(draft)

    def arrange(self, question: Question, mixer: random.Random, *, shuffle: bool) -> list[str]:
        """Nothing of the answer block is shown."""
        return []

    def public(self, question: Question, order: Sequence[str]) -> PublicQuestion:
        """The letter alone; its options are keys and feedback, not choices."""
        return bare(question)

    def read(
        self, question: Question, fields: Mapping[str, Sequence[str]], resolved: Resolved | None
    ) -> Reading:
        """`{"to": [ref, …], "exempt": bool}` in the order they were chosen, None when nothing is chosen."""
        refs = list(dict.fromkeys(value for value in fields.get(FIELD, ()) if value))
        known = resolved.catalogue.by_ref if resolved else {}
        stranger = next((ref for ref in refs if ref not in known), None)
        if stranger is not None:
            return Reading(None, error="unknown_destination", value=stranger[:40])
        if len(refs) > MOST:
            return Reading(None, error="too_many")
        exempt = bool(fields.get(EXEMPT_FIELD))
        return Reading({"to": [*refs], "exempt": exempt} if refs or exempt else None)

    def mark(self, question: Question, answer: Answer, resolved: Resolved | None) -> Mark:
        """The mark of the letter; see `marking.mark_letter`."""
        if resolved is None:
            raise ValueError("a routing question is marked with the keys resolved at its start")
        exempt = (answer or {}).get("exempt") is True
        return mark_letter(question, list_of(answer, "to"), resolved, exempt=exempt)


def resolve(question: Question, catalogue: Catalogue) -> tuple[ResolvedKey, ...]:
    """The options of a routing question with the destinations they mean in this catalogue."""
    return tuple(
        ResolvedKey(code=o.code, right=o.right, refs=catalogue.resolve(o.code), any_agency=o.any_agency)
        for o in question.options
    )


ROUTING = Routing()
