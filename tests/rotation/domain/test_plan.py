"""The plan of a post: required minus still valid, in an order that can be followed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lms.competency.domain.framework import Unit
from lms.competency.domain.path import Catalogue, Offer
from lms.competency.domain.standing import Proof, highest, stand
from lms.rotation.domain.plan import FINISHED, Need, PlanStep, build, merge

UNITS = [Unit(id=f"K{n}", title=f"Unit {n}", short=f"U{n}", half_life=100, valid=12) for n in range(1, 8)]
ORDER = {unit.id: n for n, unit in enumerate(UNITS)}
COURSES = Catalogue(
    (
        Offer("kip-01", "dasar", "Dasar", {"K1": 2}),
        Offer("kip-02", "menerima", "Menerima", {"K2": 2}, ("kip-01",)),
        Offer("kip-03", "tenggat", "Tenggat", {"K2": 3}, ("kip-02",)),
        Offer("kip-04", "disposisi", "Disposisi", {"K3": 2}, ("kip-02",)),
        Offer("kip-08", "komunikasi", "Komunikasi", {"K7": 2}, ("kip-01",)),
    )
)
START = date(2026, 11, 12)
TODAY = date(2026, 11, 23)


def need(unit: str, level: int = 2, days: int = 30, start: date = START) -> Need:
    return Need(unit, level, start, start + timedelta(days=days))


DESK = [need("K1", days=7), need("K2", days=14), need("K3"), need("K7")]


def proof(unit: str, level: int = 2, on: date = date(2026, 3, 1), until: date = date(2027, 3, 1)) -> Proof:
    at = datetime(on.year, on.month, on.day, 3, tzinfo=UTC)
    return Proof(ORDER[unit], 1, unit, level, "quiz", unit, "Evaluasi", at, on, until)


def plan(
    needs: list[Need],
    proofs: Sequence[Proof] = (),
    finished: tuple[str, ...] = (),
    courses: Catalogue = COURSES,
) -> list[PlanStep]:
    required = highest((n.unit, n.level) for n in needs)
    standing = {u.id: stand(u, required[u.id], proofs, TODAY) for u in UNITS if u.id in required}
    levels = highest((p.unit, p.level) for p in proofs if p.counts_on(TODAY))
    return list(build(needs, standing, courses, levels=levels, finished=finished, order=ORDER))


def shape(steps: list[PlanStep]) -> list[tuple[str, str, str]]:
    return [(s.unit, s.state, s.why) for s in steps]


def test_a_newcomer_begins_at_the_root_and_the_rest_waits() -> None:
    steps = plan(DESK)
    assert shape(steps) == [
        ("K1", "next", "new"),
        ("K2", "locked", "waits"),
        ("K3", "locked", "waits"),
        ("K7", "locked", "waits"),
    ]
    assert [(s.course.id, s.waits_for) for s in steps if s.course] == [
        ("kip-01", None),
        ("kip-02", "K1"),
        ("kip-04", "K1"),
        ("kip-08", "K1"),
    ]
    assert [s.due for s in steps] == [
        date(2026, 11, 19),
        date(2026, 11, 26),
        date(2026, 12, 12),
        date(2026, 12, 12),
    ]
    assert steps[0].days_left(TODAY) == -4


def test_what_is_still_valid_is_carried_over_and_comes_first() -> None:
    steps = plan(DESK, [proof("K7"), proof("K1")])
    assert shape(steps) == [
        ("K1", "carried_over", "carried"),
        ("K7", "carried_over", "carried"),
        ("K2", "next", "new"),
        ("K3", "locked", "waits"),
    ]
    assert steps[3].waits_for == "K2"


def test_what_was_earned_in_the_post_is_done() -> None:
    steps = plan(DESK, [proof("K7"), proof("K1", on=START), proof("K2", on=date(2026, 11, 20))])
    assert shape(steps) == [
        ("K7", "carried_over", "carried"),
        ("K1", "done", "proven"),
        ("K2", "done", "proven"),
        ("K3", "next", "new"),
    ]


def test_a_level_too_low_does_not_count() -> None:
    steps = plan([need("K1"), need("K2", 3)], [proof("K1"), proof("K2", 2)])
    assert shape(steps) == [("K1", "carried_over", "carried"), ("K2", "next", "level_too_low")]
    assert steps[1].course is not None
    assert steps[1].course.id == "kip-03"


def test_the_way_to_a_high_level_begins_with_the_course_of_the_low_one() -> None:
    steps = plan([need("K1"), need("K2", 3)], [proof("K1")])
    assert [(s.unit, s.state, s.course.id if s.course else None) for s in steps] == [
        ("K1", "carried_over", None),
        ("K2", "next", "kip-02"),
    ]


def test_evidence_that_ran_out_opens_the_step_again_due_when_it_ran_out() -> None:
    ended = date(2026, 11, 22)
    steps = plan([need("K1", days=7)], [proof("K1", until=ended)])
    assert shape(steps) == [("K1", "next", "expired")]
    assert steps[0].due == ended
    early = plan([need("K1", days=30)], [proof("K1", until=date(2026, 11, 1))])
    assert early[0].due == START + timedelta(days=30)


def test_a_required_course_of_a_unit_outside_the_plan_is_taken_on_the_way() -> None:
    steps = plan([need("K3")])
    assert [(s.unit, s.state, s.course.id if s.course else None) for s in steps] == [("K3", "next", "kip-01")]


def test_a_unit_that_nobody_teaches_is_open_but_never_next() -> None:
    steps = plan([need("K5"), need("K1")])
    assert shape(steps) == [("K1", "next", "new"), ("K5", "todo", "untaught")]


def test_the_order_of_the_framework_gives_way_to_what_must_come_first() -> None:
    courses = Catalogue((Offer("a", "a", "A", {"K1": 1}, ("b",)), Offer("b", "b", "B", {"K4": 1})))
    steps = plan([need("K1", 1), need("K4", 1)], courses=courses)
    assert shape(steps) == [("K4", "next", "new"), ("K1", "locked", "waits")]


def test_courses_that_require_each_other_still_make_a_plan() -> None:
    courses = Catalogue((Offer("a", "a", "A", {"K1": 1}, ("b",)), Offer("b", "b", "B", {"K2": 1}, ("a",))))
    steps = plan([need("K1", 1), need("K2", 1)], courses=courses)
    assert [s.unit for s in steps] == ["K1", "K2"]


def test_two_posts_merge_into_the_highest_level_and_its_day() -> None:
    later = date(2026, 11, 20)
    merged = merge([need("K1", 2, 7), need("K1", 3, 30, later), need("K1", 3, 40), need("K2", 1)])
    assert [(n.unit, n.level, n.start) for n in merged] == [("K1", 3, later), ("K2", 1, START)]


@given(
    st.lists(st.tuples(st.sampled_from(list(ORDER)), st.integers(1, 3), st.integers(0, 90)), max_size=8),
    st.lists(
        st.tuples(st.sampled_from(list(ORDER)), st.integers(1, 3), st.dates(date(2024, 1, 1), TODAY)),
        max_size=8,
    ),
)
def test_every_required_unit_is_in_the_plan_once_and_nothing_earned_is_asked_again(
    wanted: list[tuple[str, int, int]], earned: list[tuple[str, int, date]]
) -> None:
    needs = [need(unit, level, days) for unit, level, days in wanted]
    proofs = [proof(unit, level, on, on + timedelta(days=365)) for unit, level, on in earned]
    steps = plan(needs, proofs)
    required = highest((unit, level) for unit, level, _ in wanted)
    held = highest((p.unit, p.level) for p in proofs if p.counts_on(TODAY))
    assert sorted(s.unit for s in steps) == sorted(required)
    assert {s.unit for s in steps if s.state in FINISHED} == {
        u for u, lv in required.items() if held.get(u, 0) >= lv
    }
    taught = [s for s in steps if s.is_open and s.course]
    assert sum(s.state == "next" for s in steps) == (1 if taught else 0)
    places = {s.unit: n for n, s in enumerate(steps)}
    assert all(places[s.waits_for] < places[s.unit] for s in steps if s.waits_for)
