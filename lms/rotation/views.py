"""The pages of rotation: one's own plan, and the same plan for those who may read it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template
from flask_login import current_user

from lms.institution.current import today
from lms.people.domain.permissions import Permission
from lms.people.guard import current_officer_id, permit
from lms.people.queries import officer_snapshot
from lms.people.queries.holdings import past_holdings
from lms.people.sight import visible_officer
from lms.rotation import queries
from lms.web.context import services

blueprint = Blueprint("rotation", __name__, template_folder="templates")


def register() -> Blueprint:
    """The blueprint."""
    return blueprint


@blueprint.get("/rencana")
@permit(Permission.LEARN)
def index() -> Any:
    """The reader's own plan."""
    return _page(current_officer_id(), own=True)


@blueprint.get("/rencana/pegawai/<int:officer_id>")
@permit(Permission.OWN_PAGE)
def officer_plan(officer_id: int) -> Any:
    """An officer's plan, for trainers, admins, and the head of their agency."""
    visible_officer(services().session, officer_id, today())
    return _page(officer_id, own=officer_id == current_user.officer_id)


def _page(officer_id: int, *, own: bool) -> Any:
    session, day = services().session, today()
    return render_template(
        "rotation/plan.html",
        person=officer_snapshot(session, officer_id, day),
        officer_id=officer_id,
        own=own,
        day=day,
        plan=queries.plan(session, officer_id, day),
        coming=queries.coming(session, officer_id, day),
        past=past_holdings(session, officer_id, before=day),
    )
