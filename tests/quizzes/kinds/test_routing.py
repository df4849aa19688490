"""Routing: the score of FORMATS, case by case, and the cells of the confusion matrix."""

from __future__ import annotations

from fractions import Fraction

import pytest

from lms.quizzes import kinds
from lms.quizzes.domain.draw import askable
from lms.quizzes.domain.marks import Cell
from tests.quizzes.kinds.builders import CITY, letter, resolved, routed

HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("keys", "chosen", "expected"),
    [
        (["+1.04"], ["disperkim"], 1),
        (["+1.04", "+2.11"], ["disperkim"], HALF),
        (["+1.04"], ["disperkim", "dlh"], HALF),
        (["+5.02/pendapatan"], ["bpkad"], HALF),
        (["+EXT.PROV.SAMSAT"], ["bapenda"], 0),
        (["+EXT.PROV.SAMSAT"], ["EXT.PROV.SAMSAT"], 1),
        (["+EXT.PROV.SAMSAT"], ["EXT.PROV.SAMSAT", "bapenda"], 0),
        (["+EXT.PROV.SAMSAT"], ["EXT.PROV.SAMSAT", "EXT.PUSAT.BBWS"], HALF),
        (["+1.03/drainase", "+EXT.PUSAT.BBWS"], ["dpu", "EXT.PUSAT.BBWS"], 1),
        (["+1.03/drainase", "+EXT.PUSAT.BBWS"], ["dpu", "bpbd"], Fraction(1, 3)),
        (["+1.03/drainase", "+EXT.PUSAT.BBWS"], ["distaru", "EXT.PUSAT.BBWS"], Fraction(3, 4)),
        (["+1.05/bencana"], ["bpbd", "damkar"], HALF),
        (["+1.05/bencana"], ["satpol", "damkar"], Fraction(1, 4)),
        (["+1.05/bencana", "+1.05/kebakaran"], ["satpol"], Fraction(1, 4)),
        (["+1.05/bencana", "+1.05/kebakaran"], ["satpol", "damkar"], Fraction(3, 4)),
        (["+1.04"], ["dlh"], 0),
        (["+1.04"], [], 0),
        (["+1.03/jalan", "+1.03/drainase"], ["dpu"], 1),
    ],
)
def test_score_is_credit_over_the_union(keys, chosen, expected):
    assert routed(letter(*keys), *chosen) == expected


def test_half_credit_pairs_as_many_keys_as_possible():
    """Satpol can stand for either key, BPKAD only for the second: both are paired."""
    question = letter("+1.05/bencana", "+5.02/pendapatan")
    assert routed(question, "bpkad", "satpol") == HALF


@pytest.mark.parametrize(
    ("info", "tick", "expected"),
    [("open", False, 1), ("open", True, HALF), ("exempt", True, 1), ("exempt", False, HALF)],
)
def test_a_wrong_exempt_tick_halves(info, tick, expected):
    assert routed(letter("+1.04", info=info), "disperkim", exempt=tick) == expected


def test_any_accepts_either_agency_and_both_count_once():
    question = letter("+1.05*")
    assert routed(question, "bpbd") == 1
    assert routed(question, "bpbd", "damkar") == 1
    assert routed(question, "bpbd", "dlh") == HALF


def test_a_listed_choice_with_a_weight_is_worth_its_weight():
    question = letter("+1.04", "-1.03/jalan%25", "-2.11%-50")
    assert routed(question, "dpu") == Fraction(1, 4)
    assert routed(question, "disperkim", "dlh") == Fraction(1, 4)


def test_nothing_but_the_tick_earns_nothing():
    assert routed(letter("+1.04", info="exempt"), exempt=True) == 0


def test_feedback_of_listed_and_unlisted_choices():
    question = letter("+1.04", "-1.03/jalan")
    mark = kinds.mark(question, {"to": ["dpu", "dlh"], "exempt": False}, resolved(question))
    assert [(p.state, p.code, p.answer, p.feedback) for p in mark.parts] == [
        ("missed", "1.04", "", "umpan 1.04"),
        ("wrong", "1.03/jalan", "1.04", "umpan 1.03/jalan"),
        ("wrong", "2.11", "1.04", ""),
        ("plain", "", "", ""),
    ]


@pytest.mark.parametrize(
    ("keys", "chosen", "cells"),
    [
        (["+1.04"], ["disperkim"], [("1.04", "1.04")]),
        (["+1.04"], ["dpu"], [("1.04", "1.03/jalan")]),
        (["+1.04"], ["disperkim", "dpu"], [("1.04", "1.04"), ("1.04", "1.03/jalan")]),
        (["+1.04", "+2.11"], ["disperkim"], [("1.04", "1.04"), ("2.11", "")]),
        (["+5.02/pendapatan"], ["bpkad"], [("5.02/pendapatan", "5.02/aset")]),
        (["+1.04"], [], []),
    ],
)
def test_cells_of_the_confusion_matrix(keys, chosen, cells):
    question = letter(*keys)
    answer = {"to": chosen, "exempt": False} if chosen else None
    assert kinds.mark(question, answer, resolved(question)).cells == tuple(Cell(*c) for c in cells)


def test_resolution_by_holder_affair_and_function():
    assert CITY.resolve("1.04") == ("disperkim",)
    assert CITY.resolve("1.05") == ("bpbd", "satpol", "damkar")
    assert CITY.resolve("1.04/pju") == ("disperkim",)
    assert CITY.resolve("2.10") == ("disperkim",)
    assert CITY.resolve("9.01") == ()
    assert CITY.resolve("EXT.PUSAT.BBWS") == ("EXT.PUSAT.BBWS",)
    assert CITY.knows("EXT.PUSAT.BBWS")
    assert not CITY.knows("EXT.PUSAT.TIDAKADA")


def test_a_letter_without_a_destination_today_cannot_be_asked():
    assert not askable(letter("+9.01"), CITY)
    assert not askable(letter("+1.04", "+9.01"), CITY)
    assert askable(letter("+1.04", "-9.01"), CITY)


def test_reading_knows_only_the_catalogue_of_the_attempt():
    question = letter("+1.04")
    read = kinds.read_answer(
        question, {"tujuan": ["dpu", "dpu", "dlh"], "kecualikan": ["1"]}, resolved(question)
    )
    assert read.answer == {"to": ["dpu", "dlh"], "exempt": True}
    assert kinds.read_answer(question, {"tujuan": ["x"]}, resolved(question)).error == "unknown_destination"
    assert kinds.read_answer(question, {}, resolved(question)).answer is None


def test_the_letter_gives_nothing_away():
    shown = kinds.public(letter("+1.04", "-1.03/jalan")).model_dump_json()
    assert "1.04" not in shown
    assert "umpan" not in shown
