"""The draw of the next letter: never the same twice, the same for the same seed, and by what is confused or due."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lms.quizzes.domain.letters import separating
from lms.quizzes.domain.nextletter import Candidate, Learner, Why, next_letter, weigh, why_from, worth
from lms.quizzes.domain.recall import Leitner, Routed, due_letters
from lms.quizzes.domain.rivalry import Outcome, rivalries
from lms.quizzes.domain.wilson import wilson
from tests.quizzes.kinds.builders import letter

START = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
POOL = [
    Candidate(("latihan", name), letter(*codes).model_copy(update={"id": name}))
    for name, codes in (
        ("gang", ("+1.04", "-1.03/jalan")),
        ("ruas", ("+1.03/jalan", "-1.04")),
        ("pajak", ("+EXT.PROV.SAMSAT", "-5.02/pendapatan")),
        ("aset", ("+5.02/aset",)),
    )
]
KEYS = [one.key for one in POOL]

intervals = st.integers(0, 30).flatmap(lambda of: st.integers(0, of).map(lambda count: wilson(count, of)))
learners = st.builds(
    Learner,
    pairs=st.dictionaries(
        st.tuples(
            st.sampled_from(["1.04", "1.03/jalan", "5.02/aset"]), st.sampled_from(["1.03/jalan", "1.04"])
        ),
        intervals,
    ),
    faults=st.dictionaries(st.sampled_from(["1.04", "5.02/aset", "EXT.PROV.SAMSAT"]), intervals),
    due=st.dictionaries(st.sampled_from(KEYS), st.floats(0, 1000)),
    seen=st.dictionaries(st.sampled_from(KEYS), st.integers(0, 500)),
    recent=st.lists(st.sampled_from(KEYS), max_size=8),
)


@given(learners, st.text(max_size=20))
def test_a_letter_of_the_pool_never_the_one_just_had_and_the_same_for_a_seed(learner, seed):
    drawn = next_letter(POOL, learner, seed)
    assert drawn is not None
    one, why = drawn
    assert one in POOL
    assert not learner.recent or one.key != learner.recent[0]
    assert next_letter(POOL, learner, seed) == drawn
    assert why_from(why.as_json()) == why
    assert why.kind != "due" or one.key in learner.due


@given(learners)
def test_every_letter_keeps_a_chance(learner):
    assert all(weigh(one, learner)[0] > 0 for one in POOL)


def test_nothing_to_draw_from_and_a_pool_of_one():
    assert next_letter([], Learner(), "x") is None
    assert next_letter(POOL[:1], Learner(recent=[KEYS[0]]), "x")[0].key == KEYS[0]


def draws(learner: Learner, times: int = 2000) -> Counter[str]:
    return Counter(next_letter(POOL, learner, str(n))[0].key[1] for n in range(times))


def test_what_is_confused_is_drawn_most_and_says_so():
    learner = Learner(
        pairs={("1.04", "1.03/jalan"): wilson(8, 10)},
        faults={c: wilson(0, 20) for c in ("1.04", "1.03/jalan", "5.02/aset", "EXT.PROV.SAMSAT")},
    )
    counts = draws(learner)
    assert counts["gang"] > counts["ruas"] > counts["aset"] > 0
    weight, why = weigh(POOL[0], learner)
    assert why == Why("pair", "1.04", "1.03/jalan", 8, 10)
    # by hand: by chance, both sides of the pair, and an affair without faults
    assert weight == 0.02 + 4 * worth(wilson(8, 10)) + 0.5 * worth(wilson(0, 20))


def test_the_weight_follows_the_lower_end_and_a_little_the_upper_one():
    sure, doubtful = wilson(30, 60), wilson(1, 2)
    assert sure.share == doubtful.share
    assert worth(sure) > worth(doubtful)
    assert round(worth(sure), 3) == round(0.75 * 0.377 + 0.25 * 0.623, 3)


def test_weak_affairs_and_affairs_never_met_come_before_known_ones():
    learner = Learner(faults={"5.02/aset": wilson(6, 8), "1.04": wilson(0, 40), "1.03/jalan": wilson(0, 40)})
    counts = draws(learner)
    assert counts["aset"] > counts["pajak"] > counts["gang"] > 0
    assert weigh(POOL[3], learner)[1] == Why("weak", "5.02/aset", "", 6, 8)
    assert weigh(POOL[2], learner)[1] == Why("new", "EXT.PROV.SAMSAT", "", 0, 0)


def test_about_every_second_draw_is_a_repetition_while_one_is_due():
    counts = draws(Learner(due={KEYS[3]: 0.0}, recent=[KEYS[0]]))
    assert 900 < counts["aset"] < 1500
    assert counts["gang"] == 0


def routed(*steps: tuple[float, bool]) -> list[Routed]:
    """Routings by their day after the start."""
    return [Routed(START + timedelta(days=day), right) for day, right in steps]


def overdue(history: list[Routed], day: float) -> float | None:
    return Leitner().overdue(history, START + timedelta(days=day))


def test_a_letter_that_was_never_wrong_does_not_come_back():
    assert overdue(routed((0, True), (1, True)), 400) is None


def test_a_wrong_letter_comes_back_after_ten_minutes_then_after_growing_intervals():
    wrong = routed((0, False))
    assert overdue(wrong, 9 / 1440) is None
    assert overdue(wrong, 10 / 1440) == 0
    assert round(overdue(wrong, 30 / 1440), 9) == 2
    history = list(wrong)
    day = 10 / 1440
    for wait in (1, 3, 7, 16, 35):
        history += routed((day, True))
        assert overdue(history, day + wait - 0.01) is None
        day += wait
        assert overdue(history, day) == 0
    assert overdue([*history, *routed((day, True))], day + 1000) is None


def test_a_right_answer_that_came_too_early_moves_nothing_and_a_wrong_one_starts_again():
    history = routed((0, False), (0.001, True))
    assert overdue(history, 10 / 1440) == 0
    again = routed((0, False), (1, True), (2, False))
    assert overdue(again, 2 + 10 / 1440) == 0
    assert due_letters(
        {KEYS[0]: again, KEYS[1]: routed((0, True))}, START + timedelta(days=3), Leitner()
    ).keys() == {KEYS[0]}


histories = st.lists(st.tuples(st.floats(0, 200), st.booleans()), min_size=1, max_size=12).map(
    lambda steps: routed(*sorted(steps))
)


@given(histories, st.floats(0, 300), st.floats(0, 300))
def test_what_is_due_stays_due_until_it_is_routed(history, first, later):
    now = history[-1].at + timedelta(days=first)
    before, after = Leitner().overdue(history, now), Leitner().overdue(history, now + timedelta(days=later))
    assert before is None or (after is not None and after >= before >= 0)
    if all(one.right for one in history):
        assert after is None


def test_a_rivalry_counts_both_directions_and_its_last_letters():
    cells = [
        [("1.04", "1.03/jalan")], [("1.04", "1.04")], [("1.03/jalan", "1.04")], [("1.04", "1.03/jalan")],
        [("1.04", "5.02/aset")], [("2.11", "2.11")], [("1.03/jalan", "1.03/jalan"), ("2.11", "")],
    ]  # fmt: skip
    found = rivalries([Outcome(START + timedelta(days=n), c) for n, c in enumerate(cells)], 5)
    first = found[0]
    assert (first.one, first.other, first.count) == ("1.04", "1.03/jalan", 3)
    assert [(i.count, i.of) for i in (first.there, first.back)] == [(2, 4), (1, 2)]
    assert first.steps == ("swapped", "right", "swapped", "swapped", "other", "right")
    assert (first.lately, first.before) == ((2, 5), (0, 1))
    assert [(r.one, r.other, r.there.count) for r in found[1:]] == [("1.04", "5.02/aset", 1)]
    assert rivalries([], 5) == []


def test_letters_that_separate_a_pair_come_from_both_sides_in_turns():
    pool = [one.question for one in POOL] + [
        letter("+1.04", "-1.03/jalan").model_copy(update={"id": "paving"}),
        letter("+1.04").model_copy(update={"id": "makam"}),
    ]
    assert [q.id for q in separating(pool, "1.04", "1.03/jalan")] == ["gang", "ruas", "paving", "makam"]
    assert [q.id for q in separating(pool, "1.03/jalan", "1.04")] == ["ruas", "gang", "paving", "makam"]
    assert separating(pool, "2.11", "3.30") == []
