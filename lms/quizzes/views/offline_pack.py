"""Practice letters as data that a device can keep: the letter, its destinations, and what each choice is worth."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from lms.quizzes import kinds
from lms.quizzes.domain.catalogue import Catalogue, Destination
from lms.quizzes.domain.question import Question
from lms.quizzes.kinds.base import Resolved
from lms.quizzes.kinds.routing import resolve
from lms.quizzes.queries.documents import PoolItem
from lms.quizzes.views.desk_search import sort_of
from lms.quizzes.views.feedback import sentence
from lms.quizzes.views.texts import block, inline


def pack(letters: list[PoolItem], catalogue: Catalogue) -> dict[str, Any]:
    """Everything that the offline page needs; letters that today's catalogue cannot answer are left out."""
    packed = [_letter(one.quiz_id, one.revision_id, one.question, catalogue) for one in letters]
    return {
        "letters": [letter for letter in packed if letter["rights"]],
        "destinations": [_destination(one, catalogue) for one in catalogue.destinations],
    }


def _destination(one: Destination, catalogue: Catalogue) -> dict[str, Any]:
    words = [one.name, one.short, *one.words, one.topics]
    for code in one.codes:
        words += [catalogue.name_of(code), catalogue.scope_of(code), *_words(code, catalogue)]
    return {
        "ref": one.ref,
        "name": one.name,
        "sort": sort_of(one),
        "note": one.topics or catalogue.scope_of(one.code),
        "outside": one.kind == "external",
        "words": " ".join(dict.fromkeys(word for word in words if word)).casefold(),
    }


def _words(code: str, catalogue: Catalogue) -> tuple[str, ...]:
    affair = catalogue.by_code.get(code)
    return affair.words if affair else ()


@lru_cache(maxsize=512)
def _letter(quiz_id: str, revision_id: int, question: Question, catalogue: Catalogue) -> dict[str, Any]:
    """One letter: the groups of right destinations, and for every other one what the author says about it."""
    resolved = Resolved(keys=resolve(question, catalogue), catalogue=catalogue)
    exempt = question.info == "exempt"
    whole = kinds.mark(question, None, resolved)
    rights = [
        {
            "refs": _refs(resolved, part.code),
            "name": part.text,
            "text": _said(part.feedback, revision_id),
        }
        for part in whole.parts
        if part.state == "missed" and part.code
    ]
    right = {ref for goal in rights for ref in goal["refs"]}
    return {
        "id": f"{quiz_id}/{question.id}",
        "title": question.title,
        "stem": str(block(question.stem, revision_id)),
        "law": str(block(question.explanation, revision_id)),
        "exempt": exempt,
        "rights": rights,
        "others": _others(question, resolved, revision_id, right),
    }


def _refs(resolved: Resolved, code: str) -> list[str]:
    return [ref for key in resolved.keys if key.right and key.code == code for ref in key.refs]


def _others(
    question: Question, resolved: Resolved, revision_id: int, right: set[str]
) -> dict[str, dict[str, str]]:
    """Destinations that are half right, or that the author has something to say about."""
    found = {}
    for ref in resolved.catalogue.by_ref.keys() - right:
        mark = kinds.mark(question, {"to": [ref], "exempt": question.info == "exempt"}, resolved)
        part = next(part for part in mark.parts if part.id == ref)
        if part.state == "half" or part.feedback:
            found[ref] = {"state": part.state, "text": _said(part.feedback, revision_id)}
    return found


def _said(text: str, revision_id: int) -> str:
    return str(inline(sentence(text), revision_id))
