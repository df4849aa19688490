"""What counting the answers of a question needs: its marking, and for letters the destinations that were right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from lms.quizzes import kinds
from lms.quizzes.domain.catalogue import Catalogue
from lms.quizzes.domain.itemstats import Aids
from lms.quizzes.domain.question import Question


def aids_for(question: Question, catalogues: Sequence[Catalogue]) -> Aids:
    """The aids of one question; a key that meant different agencies on different days is right for all of them."""
    if question.kind == "routing":
        return _of_letter(question, catalogues)

    def worth(answer: Mapping[str, object] | None) -> Fraction | None:
        return kinds.mark(question, dict(answer) if answer else None).fraction

    return Aids(worth=worth)


def _of_letter(question: Question, catalogues: Sequence[Catalogue]) -> Aids:
    names = {
        destination.ref: destination.name
        for catalogue in catalogues
        for destination in catalogue.destinations
    }
    found = {
        option.code: tuple(dict.fromkeys(ref for one in catalogues for ref in one.resolve(option.code)))
        for option in question.options
    }
    rights = frozenset(ref for option in question.options if option.right for ref in found[option.code])
    offered = {option.code: found[option.code] for option in question.options if not option.right}
    return Aids(names=names, rights=rights, offered=offered)
