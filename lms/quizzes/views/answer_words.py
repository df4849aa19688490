"""A stored answer in the words of its question, for a person who has to read it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from lms.quizzes.domain.catalogue import Catalogue
from lms.quizzes.domain.question import Question
from lms.quizzes.kinds.base import Answer, list_of, text_of
from lms.quizzes.kinds.matching import rights
from lms.quizzes.models import Attempt, AttemptQuestion
from lms.quizzes.queries.catalogue import snapshot
from lms.quizzes.queries.documents import question_of
from lms.web.i18n import _


def words_of(session: Session, attempt: Attempt, row: AttemptQuestion, answer: Answer) -> list[str]:
    """The answer as lines of plain text; none when nothing was answered."""
    if not answer:
        return []
    question = question_of(session, row.revision_id, row.question_id)
    if row.kind == "routing":
        catalogue = snapshot(session, attempt.catalogue_id) if attempt.catalogue_id else Catalogue()
        return _letter(answer, catalogue)
    return _READ.get(row.kind, _text)(question, answer)


def _letter(answer: dict[str, Any], catalogue: Catalogue) -> list[str]:
    known = catalogue.by_ref
    lines = [known[ref].label if ref in known else ref for ref in list_of(answer, "to")]
    return [*lines, _("Dikecualikan")] if answer.get("exempt") is True else lines


def _text(_question: Question, answer: dict[str, Any]) -> list[str]:
    return [text_of(answer)]


def _choices(question: Question, answer: dict[str, Any]) -> list[str]:
    chosen = {text_of(answer, "choice"), *list_of(answer, "choices")}
    return [option.text for option in question.options if option.id in chosen]


def _steps(question: Question, answer: dict[str, Any]) -> list[str]:
    texts = {option.id: option.text for option in question.options}
    places = answer.get("places")
    if isinstance(places, dict):
        return [f"{place}. {texts.get(i, i)}" for i, place in sorted(places.items(), key=lambda p: int(p[1]))]
    return [f"{n}. {texts.get(i, i)}" for n, i in enumerate(list_of(answer, "order"), 1)]


def _pairs(question: Question, answer: dict[str, Any]) -> list[str]:
    chosen = answer.get("pairs")
    texts = {side.id: side.text for side in rights(question)}
    if not isinstance(chosen, dict):
        return []
    return [
        f"{pair.left.text}: {texts.get(str(chosen[pair.left.id]), '')}"
        for pair in question.pairs
        if pair.left.id in chosen
    ]


_READ: dict[str, Callable[[Question, dict[str, Any]], list[str]]] = {
    "single": _choices,
    "truefalse": _choices,
    "multiple": _choices,
    "ordering": _steps,
    "matching": _pairs,
}
