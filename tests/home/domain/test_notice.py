"""Notices: what is news, for how long, and what makes it news again."""

from __future__ import annotations

from datetime import date

from lms.competency.domain.standing import stand
from lms.home.domain.notice import Notice, newest_first, of_standing, of_steps
from tests.competency.domain.test_standing import UNIT, proof
from tests.rotation.domain.test_plan import TODAY, need, plan


def test_a_step_is_news_a_week_before_its_day_and_again_when_it_is_late() -> None:
    steps = plan([need("K1", days=18), need("K2", days=19), need("K3", days=5)])
    found = of_steps(4, steps, TODAY)
    assert [(n.key, n.kind, n.on) for n in found] == [
        ("due:4:K1:2026-11-30", "step_due", date(2026, 11, 23)),
        ("late:4:K3:2026-11-17", "step_late", date(2026, 11, 18)),
    ]


def test_what_is_done_is_no_news() -> None:
    from tests.rotation.domain.test_plan import proof as earned

    assert of_steps(4, plan([need("K1", days=1)], [earned("K1")]), TODAY) == []


def test_evidence_that_runs_out_is_news_only_where_it_is_required() -> None:
    ending = proof(until=date(2026, 12, 31))
    assert [(n.key, n.on) for n in of_standing([stand(UNIT, 2, [ending], TODAY)], TODAY)] == [
        ("expiring:K1:2026-12-31", date(2026, 11, 1))
    ]
    assert (
        of_standing([stand(UNIT, None, [ending], TODAY), stand(UNIT, 2, [proof()], TODAY)], TODAY)[1:] == []
    )


def test_the_newest_comes_first_and_the_old_and_the_coming_are_left_out() -> None:
    def notice(key: str, on: date) -> Notice:
        return Notice(key, "certificate", on, "home.index")

    every = [
        notice("b", date(2026, 11, 20)), notice("a", date(2026, 11, 20)), notice("new", date(2026, 11, 23)),
        notice("old", date(2026, 9, 23)), notice("edge", date(2026, 9, 24)), notice("ahead", date(2026, 11, 24)),
    ]  # fmt: skip
    assert [n.key for n in newest_first(every, TODAY)] == ["new", "a", "b", "edge"]
