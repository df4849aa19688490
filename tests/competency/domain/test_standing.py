"""Standing: what dated evidence proves on a day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.competency.domain.framework import Unit
from lms.competency.domain.standing import NextStep, Proof, add_months, highest, stand

UNIT = Unit(id="K1", title="Dasar", short="Dasar", half_life=365, valid=12)
TODAY = date(2026, 11, 23)
STEP = NextStep("course", "kip-dasar", "Dasar keterbukaan")


def proof(
    number: int = 1,
    *,
    level: int = 2,
    on: date = date(2026, 1, 5),
    until: date | None = date(2027, 1, 5),
    unit: str = "K1",
) -> Proof:
    at = datetime(on.year, on.month, on.day, 3, tzinfo=UTC)
    return Proof(number, 7, unit, level, "quiz", str(number), "Evaluasi", at, on, until)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 5), 12, date(2027, 1, 5)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 6, 15), 24, date(2028, 6, 15)),
    ],
)
def test_months_are_added_on_the_calendar(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


def test_nothing_shown_is_missing() -> None:
    line = stand(UNIT, 2, [], TODAY, next_step=STEP)
    assert (line.state, line.level, line.valid_until, line.next_step, line.is_met) == (
        "missing",
        0,
        None,
        STEP,
        False,
    )


def test_something_begun_is_learning() -> None:
    assert stand(UNIT, 2, [], TODAY, learning=True).state == "learning"
    assert stand(UNIT, 2, [proof(level=1)], TODAY).state == "learning"


def test_valid_evidence_at_the_level_is_held() -> None:
    line = stand(UNIT, 2, [proof(until=date(2027, 3, 14))], TODAY, next_step=STEP)
    assert (line.state, line.level, line.valid_until, line.is_met) == ("held", 2, date(2027, 3, 14), True)
    assert line.next_step is None


@pytest.mark.parametrize(
    ("until", "state"),
    [
        (date(2027, 1, 23), "held"),  # 61 days left
        (date(2027, 1, 22), "expiring"),  # 60 days left
        (TODAY, "expiring"),  # the last day still counts
        (date(2026, 11, 22), "expired"),
    ],
)
def test_evidence_runs_out(until: date, state: str) -> None:
    line = stand(UNIT, 2, [proof(until=until)], TODAY)
    assert (line.state, line.valid_until, line.is_met) == (state, until, state != "expired")


def test_evidence_without_an_end_is_held() -> None:
    assert stand(UNIT, 2, [proof(until=None)], TODAY).state == "held"


def test_the_evidence_that_lasts_longest_decides() -> None:
    old, new = proof(1, until=date(2026, 12, 1)), proof(2, on=date(2026, 9, 1), until=date(2027, 9, 1))
    line = stand(UNIT, 2, [old, new], TODAY)
    assert (line.state, line.valid_until, line.earned_on) == ("held", date(2027, 9, 1), date(2026, 9, 1))
    assert [p.id for p in line.evidence] == [2, 1]


def test_a_higher_level_that_lasts_shorter_does_not_shorten_the_required_one() -> None:
    basic, high = proof(1, level=2, until=date(2027, 9, 1)), proof(2, level=3, until=date(2026, 12, 1))
    line = stand(UNIT, 2, [basic, high], TODAY)
    assert (line.level, line.state, line.valid_until) == (3, "held", date(2027, 9, 1))


def test_evidence_of_the_future_or_of_another_unit_does_not_count() -> None:
    assert stand(UNIT, 2, [proof(on=date(2026, 11, 24)), proof(2, unit="K2")], TODAY).state == "missing"


def test_without_a_requirement_the_level_held_decides() -> None:
    line = stand(UNIT, None, [proof(level=1)], TODAY)
    assert (line.state, line.is_met) == ("expiring", True)


def test_several_posts_ask_for_the_highest_level() -> None:
    assert highest([("K1", 1), ("K2", 3), ("K1", 2)]) == {"K1": 2, "K2": 3}


DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
PROOFS = st.lists(st.tuples(DAYS, st.integers(1, 36), st.integers(1, 4)), max_size=6)


@given(PROOFS, DAYS, st.integers(1, 4))
def test_more_evidence_never_takes_anything_away(
    lives: list[tuple[date, int, int]], day: date, required: int
) -> None:
    proofs = [
        proof(n, level=level, on=on, until=add_months(on, months))
        for n, (on, months, level) in enumerate(lives)
    ]
    whole = stand(UNIT, required, proofs, day)
    for left_out in proofs:
        part = stand(UNIT, required, [p for p in proofs if p is not left_out], day)
        assert part.level <= whole.level
        assert not part.is_met or whole.is_met
        assert not (part.is_met and whole.valid_until < part.valid_until)  # type: ignore[operator]


@given(PROOFS, DAYS, st.integers(1, 4))
def test_the_state_says_the_same_as_the_level(
    lives: list[tuple[date, int, int]], day: date, required: int
) -> None:
    proofs = [
        proof(n, level=level, on=on, until=add_months(on, months))
        for n, (on, months, level) in enumerate(lives)
    ]
    line = stand(UNIT, required, proofs, day)
    assert line.is_met == (line.state in ("held", "expiring"))
    assert line.is_met == any(p.on <= day <= p.until and p.level >= required for p in proofs)  # type: ignore[operator]
