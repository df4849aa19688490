"""Parallel forms and the two halves of a room."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from lms.bimtek.domain.parallel import PoolItem, assign, build, half_for_late

ITEMS = st.lists(
    st.tuples(
        st.sampled_from(["K1", "K2", None]),
        st.sampled_from(["single", "routing"]),
        st.none() | st.integers(1, 5),
    ),
    max_size=40,
).map(lambda rows: [PoolItem(f"s{n}", *row) for n, row in enumerate(rows)])
SEEDS = st.text("0123456789abcdef", min_size=1, max_size=8)


@given(ITEMS, SEEDS)
def test_both_forms_hold_equally_many_questions_of_each_unit_and_nothing_twice(
    pool: list[PoolItem], seed: str
) -> None:
    forms = build(pool, seed)
    units = {item.id: item.unit for item in pool}
    assert Counter(units[i] for i in forms.first) == Counter(units[i] for i in forms.second)
    assert Counter(forms.first + forms.second + forms.left) == Counter(list(units))
    odd = sum(count % 2 for count in Counter(units.values()).values())
    assert len(forms.left) == odd
    assert forms == build(pool, seed)


@given(ITEMS, SEEDS, st.integers(0, 6))
def test_a_limit_is_kept_and_the_build_stays_equal(pool: list[PoolItem], seed: str, most: int) -> None:
    forms = build(pool, seed, at_most=most)
    units = {item.id: item.unit for item in pool}
    assert len(forms.first) == min(most, len(build(pool, seed).first))
    assert [units[i] for i in forms.first] == [units[i] for i in forms.second]
    assert Counter(forms.first + forms.second + forms.left) == Counter(list(units))


def test_pairs_are_of_one_kind_and_difficulties_nearly_cancel() -> None:
    pool = [PoolItem(f"r{n}", "K3", "routing", 1 + n % 4) for n in range(8)]
    pool += [PoolItem(f"s{n}", "K3", "single", 2) for n in range(4)]
    for seed in map(str, range(40)):
        forms = build(pool, seed)
        weights = {item.id: item.weight for item in pool}
        assert [i[0] for i in forms.first] == [i[0] for i in forms.second]
        assert abs(sum(weights[i] for i in forms.first) - sum(weights[i] for i in forms.second)) <= 1


def test_the_harder_question_goes_to_the_easier_form() -> None:
    pool = [PoolItem("a", "K1", "single", 1), PoolItem("b", "K1", "single", 4)]
    pool += [PoolItem("c", "K2", "single", 1), PoolItem("d", "K2", "single", 4)]
    for seed in map(str, range(20)):
        forms = build(pool, seed)
        assert {frozenset(forms.first), frozenset(forms.second)} in (
            {frozenset("ad"), frozenset("bc")},
            {frozenset("ad"), frozenset("cb")},
        )


def test_half_a_begins_with_form_one_and_half_b_crosses_it() -> None:
    forms = build([PoolItem("a", "K1", "single"), PoolItem("b", "K1", "single")], "1")
    assert forms.of("A", "pre") == forms.of("B", "post") == forms.first
    assert forms.of("B", "pre") == forms.of("A", "post") == forms.second


@given(st.sets(st.integers(1, 10_000), max_size=60), SEEDS)
def test_halves_differ_by_one_at_most(members: set[int], seed: str) -> None:
    found = assign(members, seed)
    sizes = Counter(found.values())
    assert set(found) == members
    assert abs(sizes["A"] - sizes["B"]) <= 1
    assert found == assign(sorted(members, reverse=True), seed)


def test_the_lot_does_not_favour_anybody() -> None:
    in_a = sum(assign(range(1, 8), str(seed))[3] == "A" for seed in range(2000))
    assert 900 < in_a < 1100


def test_who_comes_late_fills_the_smaller_half() -> None:
    assert half_for_late(9, {"A": 3, "B": 4}, "x") == "A"
    assert half_for_late(9, {"A": 4, "B": 3}, "x") == "B"
    assert {half_for_late(n, {"A": 3, "B": 3}, "x") for n in range(30)} == {"A", "B"}
