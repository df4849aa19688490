"""Notices of an officer, with what they read of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.bimtek.queries import SessionView
from lms.home.domain.notice import SESSION_AHEAD, Notice, newest_first, of_standing, of_steps
from lms.home.models import NoticeRead
from lms.home.queries.own import OwnPage
from lms.institution.queries import institution

_DayOf = Callable[[datetime], date]


@dataclass(frozen=True)
class NoticeLine:
    """A notice and whether the account read it."""

    notice: Notice
    read: bool


def notices(session: Session, page: OwnPage, account_id: int) -> list[NoticeLine]:
    """What is news for an officer today, newest first."""
    read = set(session.scalars(select(NoticeRead.key).where(NoticeRead.account_id == account_id)))
    found = newest_first(_all(session, page), page.plan.on)
    return [NoticeLine(notice, notice.key in read) for notice in found]


def _all(session: Session, page: OwnPage) -> list[Notice]:
    zone = institution(session).zone
    return [
        *_of_plan(page),
        *of_standing(page.standing, page.plan.on),
        *_of_coming(page),
        *_of_sessions(page),
        *_of_certificates(page, lambda moment: moment.astimezone(zone).date()),
    ]


def _of_plan(page: OwnPage) -> list[Notice]:
    newest = page.plan.newest
    if newest is None or not page.plan.steps:
        return []
    facts = {"post": newest.post_title, "agency": newest.agency_short, "steps": len(page.plan.steps)}
    started = Notice(
        f"plan:{newest.assignment_id}", "plan_started", newest.start, "rotation.index", {}, facts
    )
    return [started, *of_steps(newest.assignment_id, page.plan.steps, page.plan.on)]


def _of_coming(page: OwnPage) -> list[Notice]:
    return [
        Notice(
            f"coming:{one.post.assignment_id}", "coming_post", page.plan.on, "rotation.index", {},
            {"post": one.post.post_title, "agency": one.post.agency_short, "start": one.post.start},
        )
        for one in page.coming
    ]  # fmt: skip


def _of_sessions(page: OwnPage) -> list[Notice]:
    found = []
    for one in page.sessions:
        view, day = one.view, one.view.first_day
        where = {"session_id": view.id}
        facts = {
            "title": view.title,
            "day": day,
            "place": view.place,
            "is_today": day == page.plan.on,
        }
        if day is not None and day - page.plan.on <= SESSION_AHEAD:
            found.append(_of_session(page, day, where, facts))
    return [*found, *(_of_post_test(page, duty.of.view) for duty in page.post_tests)]


def _of_post_test(page: OwnPage, view: SessionView) -> Notice:
    facts = {"title": view.title, "day": view.first_day, "place": view.place}
    return Notice(
        f"posttest:{view.id}", "post_test", page.plan.on, "bimtek.detail", {"session_id": view.id}, facts
    )


def _of_session(page: OwnPage, day: date, where: dict[str, Any], facts: dict[str, Any]) -> Notice:
    """One notice two weeks ahead, and a new one on the day before: by then the first is forgotten."""
    soon = day - page.plan.on <= timedelta(days=1)
    on = page.plan.on if soon else day - SESSION_AHEAD
    key = f"session{'-soon' if soon else ''}:{where['session_id']}:{day.isoformat()}"
    return Notice(key, "session", on, "bimtek.detail", where, facts)


def _of_certificates(page: OwnPage, day_of: _DayOf) -> list[Notice]:
    return [
        Notice(
            f"cert:{one.id}", "certificate", day_of(one.issued_at), "certificates.mine", {},
            {"title": one.title, "number": one.number},
        )
        for one in page.certificates
        if one.state == "issued" and one.issued_at is not None
    ]  # fmt: skip
