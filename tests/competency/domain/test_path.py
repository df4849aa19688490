"""Ways to learn: the right course, and what comes before it."""

from __future__ import annotations

from lms.competency.domain.path import Catalogue, Offer, is_satisfied, remaining

BASICS = Offer("kip-01", "kip-dasar", "Dasar", {"K1": 2})
DESK = Offer("kip-02", "menerima", "Menerima permohonan", {"K2": 2}, ("kip-01",))
DEADLINES = Offer("kip-03", "tenggat", "Menghitung tenggat", {"K2": 3}, ("kip-02",))
ROUTING = Offer("kip-04", "disposisi", "Disposisi", {"K3": 2}, ("kip-02",))
ALL = Catalogue((BASICS, DESK, DEADLINES, ROUTING))


def ids(offers: tuple[Offer, ...]) -> list[str]:
    return [offer.id for offer in offers]


def test_the_lowest_level_that_suffices_is_chosen() -> None:
    assert ALL.leading_to("K2", 1) == DESK
    assert ALL.leading_to("K2", 3) == DEADLINES
    assert ALL.leading_to("K2", 4) is None
    assert ALL.leading_to("K9", 1) is None


def test_what_comes_before_is_listed_from_the_root() -> None:
    way = ALL.way("K2", 3)
    assert way is not None
    assert (ids(way.before), way.target.id) == (["kip-01", "kip-02"], "kip-03")
    assert ALL.way("K9", 1) is None


def test_a_required_course_that_is_withdrawn_is_passed_over() -> None:
    way = Catalogue((DESK,)).way("K2", 2)
    assert way is not None
    assert way.before == ()


def test_courses_that_require_each_other_do_not_hang() -> None:
    one, two = Offer("a", "a", "A", {"K1": 1}, ("b",)), Offer("b", "b", "B", {"K2": 1}, ("a",))
    way = Catalogue((one, two)).way("K1", 1)
    assert way is not None
    assert ids(way.before) == ["b"]


def test_a_course_is_satisfied_by_what_it_proves_or_by_having_been_finished() -> None:
    assert is_satisfied(DESK, {"K2": 2}, ())
    assert not is_satisfied(DESK, {"K2": 1}, ())
    assert is_satisfied(DESK, {}, {"kip-02"})
    assert not is_satisfied(Offer("x", "x", "X", {}), {}, ())


def test_what_remains_skips_what_is_held_and_ends_with_the_target() -> None:
    way = ALL.way("K2", 3)
    assert way is not None
    assert ids(remaining(way, {}, ())) == ["kip-01", "kip-02", "kip-03"]
    assert ids(remaining(way, {"K1": 2, "K2": 2}, ())) == ["kip-03"]
    assert ids(remaining(way, {"K1": 2}, {"kip-02", "kip-03"})) == ["kip-03"]
