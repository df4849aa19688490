"""How participants stand: computed while the session is open, frozen once it is closed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.bimtek.domain.rules import Presented, Rules, Verdict
from lms.bimtek.domain.rules import eligibility as judge
from lms.bimtek.models import BimtekSession, Enrolment
from lms.bimtek.queries import post_test, words
from lms.bimtek.queries.evaluation import answered
from lms.bimtek.queries.exceptions import waivers
from lms.bimtek.queries.participants import presences
from lms.bimtek.queries.sessions import session_view, views_of
from lms.bimtek.queries.views import Eligibility, OfficerSession, Presence, SessionView
from lms.people.queries import find_officers

UNSEEN = date(9999, 12, 31)


def eligibility(session: Session, session_id: int, officer_id: int | None = None) -> list[Eligibility]:
    """How the enrolled people stand, by name; only one of them when `officer_id` is given.

    Of a closed session this is the result of the closing, whatever was recorded or regraded since.
    """
    view = session_view(session, session_id)
    query = select(Enrolment).where(Enrolment.session_id == session_id, Enrolment.status == "enrolled")
    if officer_id is not None:
        query = query.where(Enrolment.officer_id == officer_id)
    rows = list(session.scalars(query))
    if view.stored_state == "closed":
        found = {row.officer_id: _frozen(row, view.rules) for row in rows if row.result}
    else:
        found = _live(session, view, rows)
    names = _names(session, view, rows)
    return sorted(found.values(), key=lambda one: (names.get(one.officer_id, ""), one.officer_id))


def _names(session: Session, view: SessionView, rows: list[Enrolment]) -> dict[int, str]:
    """Names to sort by: those of the closing, or today's."""
    kept = {row.officer_id: str(row.snapshot["name_with_titles"]) for row in rows if row.snapshot}
    missing = [row.officer_id for row in rows if row.officer_id not in kept]
    lines = find_officers(session, on=view.last_day or UNSEEN, ids=missing, active_only=False)
    names = {**kept, **{line.id: line.name for line in lines}}
    return {officer_id: name.casefold() for officer_id, name in names.items()}


def _live(session: Session, view: SessionView, rows: list[Enrolment]) -> dict[int, Eligibility]:
    there = presences(session, view.id)
    marks = post_test.best_marks(session, view, [row.officer_id for row in rows])
    done = answered(session, view.id) if view.rules.evaluation_required else set()
    granted = waivers(session, view.id)
    found = {}
    for row in rows:
        slots = presented(view, there.get(row.id, {}))
        verdict = judge(
            slots, marks.get(row.officer_id), view.rules, answered=row.officer_id in done,
            exceptions=[one.condition for one in granted.get(row.id, [])],
        )  # fmt: skip
        found[row.officer_id] = _worded(row, verdict, view.rules)
    return found


def presented(view: SessionView, recorded: Mapping[int, Presence]) -> list[Presented]:
    """The timetable as one participant attended it."""
    return [
        Presented(slot.jp, slot.minutes, seen.state, seen.minutes_late, seen.minutes_early)
        if (seen := recorded.get(slot.id))
        else Presented(slot.jp, slot.minutes, None)
        for slot in view.slots
    ]


def _worded(row: Enrolment, verdict: Verdict, rules: Rules) -> Eligibility:
    return Eligibility(
        row.officer_id,
        row.id,
        verdict.attended_jp,
        verdict.total_jp,
        verdict.attendance_ok,
        verdict.post_test,
        verdict.post_test_ok,
        verdict.eligible,
        words.reasons(verdict, rules),
        verdict.evaluation_ok,
        verdict.waived,
        tuple(verdict.met(name) for name in rules.asked),
    )


def freeze(result: Eligibility) -> dict[str, Any]:
    """The result as it is kept with the enrolment; sentences are made anew, in the reader's language."""
    return {
        "attended_jp": str(result.attended_jp),
        "total_jp": str(result.total_jp),
        "attendance_ok": result.attendance_ok,
        "post_test_ok": result.post_test_ok,
        "eligible": result.eligible,
        "evaluation_ok": result.evaluation_ok,
        "waived": list(result.waived),
        "post_test": None if result.post_test is None else str(result.post_test),
    }


def _frozen(row: Enrolment, rules: Rules) -> Eligibility:
    kept = row.result or {}
    verdict = Verdict(
        Fraction(kept["attended_jp"]),
        Fraction(kept["total_jp"]),
        kept["attendance_ok"],
        None if kept["post_test"] is None else Fraction(kept["post_test"]),
        kept["post_test_ok"],
        kept["eligible"],
        kept.get("evaluation_ok", True),
        tuple(kept.get("waived", ())),
    )
    return _worded(row, verdict, rules)


def _of_officer(session: Session, officer_id: int, now: datetime) -> list[OfficerSession]:
    """The announced and closed sessions that a person is enrolled in, by first slot."""
    pairs = list(
        session.execute(
            select(BimtekSession, Enrolment)
            .join(Enrolment, Enrolment.session_id == BimtekSession.id)
            .where(
                Enrolment.officer_id == officer_id,
                Enrolment.status == "enrolled",
                BimtekSession.state != "draft",
            )
        )
    )
    views = views_of(session, [row for row, _enrolment in pairs])
    found = [
        OfficerSession(
            view, enrolment.id, view.stage(now), _frozen(enrolment, view.rules) if enrolment.result else None
        )
        for view, (_row, enrolment) in zip(views, pairs, strict=True)
    ]
    return sorted(found, key=lambda one: one.view.slots[0].starts_at if one.view.slots else now)


def unclosed_for(session: Session, officer_id: int, now: datetime) -> list[OfficerSession]:
    """A person's sessions that are not closed yet, by first slot."""
    found = _of_officer(session, officer_id, now)
    return [one for one in found if one.stage not in {"closed", "cancelled"}]


def cancelled_for(session: Session, officer_id: int, now: datetime) -> list[OfficerSession]:
    """A person's sessions that were called off and would not have begun yet."""
    found = [one for one in _of_officer(session, officer_id, now) if one.stage == "cancelled"]
    return [one for one in found if one.view.slots and one.view.slots[0].starts_at > now]


def upcoming_for(session: Session, officer_id: int, now: datetime) -> list[OfficerSession]:
    """A person's sessions that are announced or running, the nearest first."""
    return [one for one in _of_officer(session, officer_id, now) if one.stage in {"announced", "running"}]


def past_for(session: Session, officer_id: int, now: datetime) -> list[OfficerSession]:
    """A person's sessions that are finished or closed, the latest first; finished ones carry how they stand so far."""
    past = [one for one in _of_officer(session, officer_id, now) if one.stage in {"finished", "closed"}]
    return [
        one
        if one.result
        else replace(one, result=next(iter(eligibility(session, one.view.id, officer_id)), None))
        for one in reversed(past)
    ]
