"""Ordering and matching: marks computed by hand, and the key that no page may give away."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import pytest

from lms.quizzes import kinds
from lms.quizzes.domain.question import Side, item_id
from tests.quizzes.kinds.builders import option, pair, question

STEPS = question("ordering", *(option(t) for t in "ABCD"))


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("ABCD", Fraction(1)),
        ("BACD", Fraction(2, 3)),
        ("BADC", Fraction(1, 3)),
        ("BCDA", Fraction(0)),
        ("DCBA", Fraction(0)),
        ("ACDB", Fraction(1, 3)),
    ],
)
def test_ordering_counts_pairs(order, expected):
    assert kinds.mark(STEPS, {"order": [item_id(t) for t in order]}).fraction == expected


def test_random_orders_earn_nothing_on_average_before_the_floor():
    """Each order and its mirror share the pairs out, so the mean before max(0, …) is exactly 0."""
    ids = [item_id(t) for t in "ABCD"]
    place = {i: n for n, i in enumerate(ids)}
    shares = []
    for order in permutations(ids):
        good = sum(place[order[a]] < place[order[b]] for a in range(4) for b in range(a + 1, 4))
        shares.append(2 * Fraction(good, 6) - 1)
        assert kinds.mark(STEPS, {"order": list(order)}).fraction == max(0, shares[-1])
    assert sum(shares) == 0


def test_an_unfinished_order_is_kept_and_asked_back():
    a, b = item_id("A"), item_id("B")
    reading = kinds.read_answer(STEPS, {f"urut-{a}": ["1"], f"urut-{b}": ["1"]})
    assert (reading.ask, reading.answer) == ("same_place", {"places": {a: 1, b: 1}})
    assert kinds.read_answer(STEPS, {f"urut-{a}": ["2"]}).ask == "missing_places"
    assert kinds.read_answer(STEPS, {f"urut-{a}": ["9"]}).error == "bad_value"
    assert kinds.mark(STEPS, {"places": {a: 1}}).fraction == 0


def test_order_is_read_from_places_and_from_a_list():
    ids = {t: item_id(t) for t in "ABCD"}
    places = {f"urut-{ids[t]}": [str(n)] for n, t in enumerate("DCBA", start=1)}
    assert kinds.read_answer(STEPS, places).answer == {"order": [ids[t] for t in "DCBA"]}
    assert kinds.read_answer(STEPS, {"urut": [ids[t] for t in "BACD"]}).answer == {
        "order": [ids[t] for t in "BACD"]
    }
    assert (
        kinds.read_answer(STEPS, {"urut": [ids["A"], ids["A"], ids["B"], ids["C"]]}).error == "unknown_choice"
    )


def test_the_written_order_is_never_shown():
    right = [o.id for o in STEPS.options]
    assert all(kinds.arrangement(STEPS, str(n), shuffle=False) != right for n in range(200))


MATCH = question(
    "matching",
    pairs=(pair("Permohonan", "10 hari"), pair("Perpanjangan", "7 hari"), pair("Keberatan", "30 hari")),
    extras=(Side(id=item_id("14 hari"), text="14 hari"),),
    heads=("Tahap", "Batas"),
)


def matched(**right: str) -> Fraction | None:
    chosen = {item_id(left): item_id(text) for left, text in right.items()}
    return kinds.mark(MATCH, {"pairs": chosen}).fraction


def test_matching_gives_the_share_right():
    assert matched(Permohonan="10 hari", Perpanjangan="7 hari", Keberatan="30 hari") == 1
    assert matched(Permohonan="10 hari", Perpanjangan="14 hari", Keberatan="7 hari") == Fraction(1, 3)
    assert matched(Keberatan="30 hari") == Fraction(1, 3)
    assert kinds.mark(MATCH, None).fraction == 0


def test_matching_shows_every_right_hand_answer_once_and_the_extra():
    shown = kinds.public(MATCH, seed="1")
    assert sorted(s.text for s in shown.rights) == ["10 hari", "14 hari", "30 hari", "7 hari"]
    assert shown.heads == ("Tahap", "Batas")


def test_matching_row_weights():
    weighted = question("matching", pairs=(pair("a", "1", "75"), pair("b", "2", "25")))
    assert kinds.mark(weighted, {"pairs": {item_id("a"): item_id("1")}}).fraction == Fraction(3, 4)


def test_matching_refuses_strangers():
    name = f"pasang-{item_id('Permohonan')}"
    assert kinds.read_answer(MATCH, {name: ["zz"]}).error == "unknown_choice"
    assert kinds.read_answer(MATCH, {name: [item_id("7 hari")]}).answer == {
        "pairs": {item_id("Permohonan"): item_id("7 hari")}
    }
