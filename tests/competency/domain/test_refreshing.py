"""A refresher is short, mixed over units, and begins with what is weakest."""

from hypothesis import given
from hypothesis import strategies as st

from lms.competency.domain.refreshing import MOST, SECONDS, Due, minutes, pick

anything = st.lists(
    st.builds(
        Due,
        revision_id=st.just(1),
        quiz_id=st.just("kuis"),
        question_id=st.text("abc", min_size=1, max_size=6),
        unit=st.sampled_from(("K1", "K2", "K3")),
        kind=st.sampled_from(("single", "truefalse", "routing", "ordering", "matching")),
        recall=st.floats(0, 1),
    ),
    max_size=40,
    unique_by=lambda one: one.question_id,
)


def due(question: str, unit: str, recall: float, kind: str = "single") -> Due:
    return Due(1, "kuis", question, unit, kind, recall)


def test_units_take_turns_the_weakest_first():
    found = pick(
        [
            due("a", "K1", 0.5),
            due("b", "K1", 0.2),
            due("c", "K2", 0.6),
            due("d", "K3", 0.3),
            due("e", "K1", 0.7),
        ]
    )
    assert [one.question_id for one in found] == ["b", "d", "c", "a", "e"]


def test_five_letters_fill_three_minutes():
    letters = [due(f"s{n}", "K3", n / 10, "routing") for n in range(9)]
    assert [one.question_id for one in pick(letters)] == ["s0", "s1", "s2", "s3", "s4"]
    assert minutes(pick(letters)) == 3


@given(anything)
def test_it_is_never_long_and_never_empty_without_reason(items):
    found = pick(items)
    assert len(found) <= MOST
    assert bool(found) == bool(items)
    assert sum(one.seconds for one in found) <= max([SECONDS, *(one.seconds for one in items)])
    assert len({one.question_id for one in found}) == len(found)
    assert set(found) <= set(items)


@given(anything, st.randoms())
def test_the_order_of_rows_changes_nothing(items, mixer):
    other = list(items)
    mixer.shuffle(other)
    assert pick(items) == pick(other)


def test_what_is_due_comes_before_what_fills_up():
    found = pick([due("a", "K1", 0.79)], [due("b", "K2", 0.1), due("c", "K1", 0.2)])
    assert [one.question_id for one in found] == ["a", "b", "c"]
    full = pick([due(f"d{n}", "K1", 0.5, "truefalse") for n in range(8)], [due("b", "K2", 0.1)])
    assert "b" not in {one.question_id for one in full}
