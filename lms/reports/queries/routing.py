"""Confusions of a cohort: the analysis itself, before and after a Bimtek, and what stands behind one pair."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from lms.people.queries import find_officers
from lms.quizzes.domain.confusion import Change, difference
from lms.quizzes.domain.wilson import Interval, wilson
from lms.quizzes.queries.confusions import (
    LetterBehind,
    Scope,
    letters_behind,
    people_behind,
    tallies,
    totals,
    volume,
)
from lms.reports.queries.cohorts import Cohort

SMALL_GROUP = 5
"""Heads see no names, and no practice, in a group with fewer people than this."""


@dataclass(frozen=True)
class PairChange:
    """One confused pair before and after a Bimtek."""

    right: str
    chosen: str
    change: Change


@dataclass(frozen=True)
class Person:
    """Somebody behind a cell, by name."""

    officer_id: int
    name: str
    agency: str
    interval: Interval


@dataclass(frozen=True)
class Behind:
    """What stands behind a cell; `people` is None where the reader may not see names, and `several` counts them."""

    letters: list[LetterBehind]
    people: list[Person] | None
    several: int


def of_cohort(scope: Scope, group: Cohort) -> Scope:
    """A scope narrowed to the people of a cohort."""
    return replace(scope, officer_ids=group.officer_ids, agency_ids=group.agency_ids)


def for_head(session: Session, scope: Scope, now: datetime) -> tuple[Scope, bool]:
    """What a head may see of a scope, and whether the group is large enough for more than examinations.

    Practice belongs to the person who practises: in a small group it would be theirs to be read off. Heads sit
    examinations too, so they see no letter whose keys its own takers may not see yet.
    """
    scope = replace(scope, told_at=now)
    if volume(session, scope).people >= SMALL_GROUP:
        return scope, True
    return replace(scope, mode="exam"), False


def before_and_after(session: Session, scope: Scope, group: Cohort, limit: int = 15) -> list[PairChange]:
    """The pairs that were confused before or after a Bimtek, the clearest change first.

    Before is until its first slot, its pre-test included; after is from the end of its last one, its post-test
    included. Letters routed in between belong to neither, and pairs with few letters on one side are left out.
    """
    if group.begins is None or group.ends is None:
        return []
    early = replace(scope, until=group.begins, since=None, also_context=f"{group.context}:pre")
    late = replace(scope, since=group.ends, until=None, also_context=f"{group.context}:post")
    counts = [
        {(t.right, t.chosen): t.letters for t in tallies(session, one) if t.confused} for one in (early, late)
    ]
    sums = [totals(session, one) for one in (early, late)]
    found = [
        PairChange(right, chosen, difference(*(
            wilson(count.get((right, chosen), 0), total.get(right, 0)) for count, total in zip(counts, sums, strict=True)
        )))
        for right, chosen in counts[0].keys() | counts[1].keys()
    ]  # fmt: skip
    found = [one for one in found if not one.change.few]
    found.sort(key=lambda one: (not one.change.sure, -abs(one.change.share), one.right, one.chosen))
    return found[:limit]


def behind(
    session: Session, scope: Scope, right: str, chosen: str, *, on: date, names: bool, exams_only: bool
) -> Behind:
    """The letters and the people behind a cell; with `exams_only` people are named for examinations alone."""
    letters = letters_behind(session, scope, right, chosen)
    found = people_behind(session, scope, right, chosen)
    several = len(found)
    if not names:
        return Behind(letters, None, several)
    if exams_only:
        exams = replace(scope, mode="exam")
        found = people_behind(session, exams, right, chosen) if scope.mode != "practice" else []
    lines = find_officers(session, on=on, ids=[one.officer_id for one in found], active_only=False)
    by_id = {line.id: line for line in lines}
    people = [
        Person(one.officer_id, by_id[one.officer_id].name, by_id[one.officer_id].agency_short, one.interval)
        for one in found
        if one.officer_id in by_id
    ]
    return Behind(letters, people, several)
