"""The practice letters that ship with Estafet: enough of them, over the whole catalogue, each with one clear answer."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from lms.content.check import Report, check
from lms.content.tree import ContentTree
from lms.quizzes.domain.catalogue import Catalogue, is_external
from lms.quizzes.domain.question import Question
from lms.quizzes.kinds.base import Resolved
from lms.quizzes.kinds.routing import resolve
from lms.quizzes.kinds.routing.marking import mark_letter
from lms.quizzes.schema import (
    AffairsDocument,
    AgenciesDocument,
    CatalogueChecker,
    ExternalBodiesDocument,
    QuizChecker,
    QuizDocument,
)
from lms.quizzes.schema.catalogues import Catalogues

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 11, 23)


@cache
def shipped() -> Report:
    """Everything that the quizzes folder holds, checked."""
    files = {f"quizzes/{path.name}": path.read_bytes() for path in (ROOT / "quizzes").iterdir()}
    return check(ContentTree(files), [CatalogueChecker(), QuizChecker()])


@cache
def city() -> Catalogue:
    """The shipped catalogue of one day."""
    rows = Catalogues()
    for parsed in shipped().documents:
        match parsed.document:
            case AffairsDocument() as found:
                rows.affairs = found.rows
            case AgenciesDocument() as found:
                rows.agencies = found.rows
            case ExternalBodiesDocument() as found:
                rows.bodies = found.rows
    return rows.on(DAY)


@cache
def letters() -> tuple[Question, ...]:
    """The letters that may be practised."""
    return tuple(
        question
        for parsed in shipped().documents
        if isinstance(parsed.document, QuizDocument)
        for question in parsed.document.pool("practice")
        if question.kind == "routing"
    )


def keys(letter: Question) -> set[str]:
    """The codes of the right destinations of a letter."""
    return {option.code for option in letter.options if option.right}


def test_there_are_enough_and_no_two_share_a_title_or_an_id() -> None:
    assert [problem.format() for problem in shipped().problems] == []
    assert len(letters()) >= 90
    assert len({letter.title for letter in letters()}) == len(letters())
    assert len({letter.id for letter in letters()}) == len(letters())


def test_every_external_body_and_every_function_of_the_city_is_the_answer_of_a_letter() -> None:
    asked = set[str]().union(*map(keys, letters()))
    held = {code for one in city().destinations for code in one.codes if not code.startswith("7.01/")}
    assert held - asked == set()
    assert {code for code in asked if code.startswith("7.01/")} != set()


def test_letters_for_several_destinations_and_letters_to_be_tested_are_among_them() -> None:
    several = [letter for letter in letters() if len(keys(letter)) > 1]
    both = [letter for letter in several if len({is_external(code) for code in keys(letter)}) == 2]
    exempt = [letter for letter in letters() if letter.info == "exempt"]
    assert min(len(several), 10) == 10
    assert min(len(both), 4) == 4
    assert min(len(exempt), 5) == 5


def test_the_right_answer_earns_everything_and_every_listed_mistake_less() -> None:
    for letter in letters():
        known = Resolved(keys=resolve(letter, city()), catalogue=city())
        right = [ref for key in known.keys if key.right for ref in key.refs]
        exempt = letter.info == "exempt"
        assert mark_letter(letter, right, known, exempt=exempt).fraction == 1, letter.id
        for key in known.keys:
            if not key.right:
                assert key.refs, (letter.id, key.code)
                fraction = mark_letter(letter, list(key.refs), known, exempt=exempt).fraction
                assert fraction is not None and fraction <= 0.5, (letter.id, key.code)


def test_every_listed_destination_says_why_and_every_letter_names_its_rule() -> None:
    assert [letter.id for letter in letters() if not all(option.feedback for option in letter.options)] == []
    assert [letter.id for letter in letters() if not letter.explanation] == []
    assert [letter.id for letter in letters() if sum(not o.right for o in letter.options) < 3] == []
