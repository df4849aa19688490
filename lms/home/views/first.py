"""The first page: what now? One answer for each role."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from flask import render_template
from flask_login import current_user

from lms.home.queries.admin import admin_page
from lms.home.queries.notices import notices
from lms.home.queries.own import OwnPage, own_page
from lms.home.queries.step import next_step
from lms.home.queries.trainer import trainer_page
from lms.home.views import blueprint
from lms.institution.current import local, today
from lms.people.domain.permissions import Permission
from lms.people.guard import permit
from lms.people.sight import agencies_of
from lms.reports.queries import agency_readiness
from lms.web.context import services
from lms.web.i18n import _

SHOWN_NOTICES = 3


@blueprint.get("/")
@permit(Permission.OWN_PAGE)
def index() -> Any:
    """The reader's first page, by role; trainers, heads and admins with a post of their own see their plan too."""
    facts = {
        "now": local(services().clock.now()),
        "day": today(),
        "greeting": greeting(local(services().clock.now())),
    }
    page = own()
    if page is not None:
        lines = notices(services().session, page, current_user.account_id)
        unread = [line.notice for line in lines if not line.read]
        facts |= {"page": page, "plan": page.plan, "step": next_step(page)}
        facts |= {"unread": unread[:SHOWN_NOTICES], "unread_count": len(unread)}
    return _PAGES.get(current_user.role, _officer)(facts)


def own() -> OwnPage | None:
    """The page of the officer behind the account; None for an account without one."""
    if current_user.officer_id is None:
        return None
    service = services()
    return own_page(service.session, current_user.officer_id, on=today(), now=service.clock.now())


def greeting(now: datetime) -> str:
    """`Selamat pagi`, by the hour on the reader's clock."""
    if time(4) <= now.time() < time(11):
        return _("Selamat pagi")
    if time(11) <= now.time() < time(15):
        return _("Selamat siang")
    return _("Selamat sore") if time(15) <= now.time() < time(18, 30) else _("Selamat malam")


def _officer(facts: dict[str, Any]) -> str:
    return render_template("home/officer.html" if "page" in facts else "home/stranger.html", **facts)


def _trainer(facts: dict[str, Any]) -> str:
    found = trainer_page(services().session, services().clock.now())
    return render_template("home/trainer.html", trainer=found, **facts)


def _head(facts: dict[str, Any]) -> str:
    agencies = sorted(_agencies(facts["day"]))
    found = [agency_readiness(services().session, one, facts["day"]) for one in agencies]
    return render_template("home/head.html", agencies=found, **facts)


def _agencies(day: date) -> set[int]:
    return agencies_of(services().session, current_user.officer_id, day)


def _admin(facts: dict[str, Any]) -> str:
    found = admin_page(services().session, facts["day"])
    running = trainer_page(services().session, services().clock.now()).sessions
    return render_template("home/admin.html", admin=found, sessions=running, **facts)


_PAGES = {"officer": _officer, "trainer": _trainer, "head": _head, "admin": _admin}
