"""Single, true/false and multiple choice: marks computed by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from lms.quizzes import kinds
from lms.quizzes.domain.question import item_id
from tests.quizzes.kinds.builders import option, question

ONE_OF_THREE = question(
    "single",
    option("7 hari", feedback="Itu perpanjangan."),
    option("10 hari", right=True, feedback="Tepat."),
    option("30 hari"),
)
WEIGHTED = question(
    "single", option("a", weight="100"), option("b", weight="33.33"), option("c", weight="-50"), option("d")
)


@pytest.mark.parametrize(("text", "expected"), [("10 hari", 1), ("7 hari", 0), ("30 hari", 0)])
def test_single_choice_is_all_or_nothing(text, expected):
    assert kinds.mark(ONE_OF_THREE, {"choice": item_id(text)}).fraction == expected


def test_unanswered_earns_nothing():
    assert kinds.mark(ONE_OF_THREE, None).fraction == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a", Fraction(1)), ("b", Fraction(3333, 10000)), ("c", Fraction(0)), ("d", Fraction(0))],
)
def test_weights_replace_the_rule_and_stay_between_0_and_1(text, expected):
    assert kinds.mark(WEIGHTED, {"choice": item_id(text)}).fraction == expected


def test_parts_say_what_was_chosen_and_what_was_right():
    mark = kinds.mark(ONE_OF_THREE, {"choice": item_id("7 hari")})
    assert [(p.state, p.feedback) for p in mark.parts] == [
        ("wrong", "Itu perpanjangan."),
        ("missed", "Tepat."),
        ("plain", ""),
    ]


FIVE = question(
    "multiple", option("A", right=True), option("B", right=True), option("C"), option("D"), option("E")
)


@pytest.mark.parametrize(
    ("ticked", "expected"),
    [
        ("AB", Fraction(1)),
        ("A", Fraction(1, 2)),
        ("AC", Fraction(1, 6)),
        ("ABC", Fraction(2, 3)),
        ("ABCDE", Fraction(0)),
        ("C", Fraction(0)),
        ("ACD", Fraction(0)),
        ("", Fraction(0)),
    ],
)
def test_multiple_choice_subtracts_the_wrong_share(ticked, expected):
    answer = {"choices": [item_id(t) for t in ticked]} if ticked else None
    assert kinds.mark(FIVE, answer).fraction == expected


def test_a_line_with_its_own_weight_replaces_its_share_in_multiple_choice():
    weighted = question(
        "multiple",
        option("A", right=True, weight="60"),
        option("B", right=True),
        option("C", weight="-10"),
        option("D"),
    )
    ids = {t: item_id(t) for t in "ABCD"}
    assert kinds.mark(weighted, {"choices": [ids["A"]]}).fraction == Fraction(3, 5)
    assert kinds.mark(weighted, {"choices": [ids["A"], ids["B"]]}).fraction == 1
    assert kinds.mark(weighted, {"choices": [ids["B"], ids["C"]]}).fraction == Fraction(2, 5)
    assert kinds.mark(weighted, {"choices": [ids["B"], ids["D"]]}).fraction == 0


def test_reading_refuses_what_is_not_a_choice():
    assert kinds.read_answer(ONE_OF_THREE, {"jawab": ["zz"]}).error == "unknown_choice"
    both = [item_id("7 hari"), item_id("10 hari")]
    assert kinds.read_answer(ONE_OF_THREE, {"jawab": both}).error == "too_many"
    assert kinds.read_answer(ONE_OF_THREE, {}).answer is None
    assert kinds.read_answer(FIVE, {"jawab": [item_id("C"), item_id("A"), item_id("A")]}).answer == {
        "choices": [item_id("A"), item_id("C")]
    }


def test_public_form_holds_the_options_and_nothing_else():
    shown = kinds.public(ONE_OF_THREE, seed="s")
    assert {side.text for side in shown.choices} == {"7 hari", "10 hari", "30 hari"}
    assert "Tepat" not in shown.model_dump_json()
    assert "right" not in shown.model_dump(exclude={"rights"})


def test_benar_and_salah_keep_their_places():
    flag = question("truefalse", option("Benar", right=True), option("Salah"))
    assert {tuple(kinds.arrangement(flag, str(n))) for n in range(20)} == {
        (item_id("Benar"), item_id("Salah"))
    }


def test_the_same_seed_gives_the_same_order_and_others_differ():
    assert kinds.arrangement(FIVE, "x") == kinds.arrangement(FIVE, "x")
    assert len({tuple(kinds.arrangement(FIVE, str(n))) for n in range(30)}) > 10
    assert kinds.arrangement(FIVE, "x", shuffle=False) == [o.id for o in FIVE.options]
