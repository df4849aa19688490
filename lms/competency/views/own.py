"""Where an officer stands: one's own page, and the same page for those who may read it."""

from __future__ import annotations

from typing import Any

from flask import render_template
from flask_login import current_user

from lms.competency import queries
from lms.competency.queries.editions import active
from lms.competency.views import blueprint
from lms.institution.current import settings, today
from lms.people.domain.permissions import Permission
from lms.people.guard import current_officer_id, permit
from lms.people.queries import officer_snapshot
from lms.people.sight import visible_officer
from lms.web.context import services


@blueprint.get("/kompetensi")
@permit(Permission.LEARN)
def index() -> Any:
    """The reader's own standing."""
    return _page(current_officer_id(), own=True)


@blueprint.get("/kompetensi/pegawai/<int:officer_id>")
@permit(Permission.OWN_PAGE)
def officer_page(officer_id: int) -> Any:
    """An officer's standing, for trainers, admins, and the head of their agency."""
    visible_officer(services().session, officer_id, today())
    return _page(officer_id, own=officer_id == current_user.officer_id)


def _page(officer_id: int, *, own: bool) -> Any:
    """Standing and predicted recall side by side, the evidence, and the ledger of hours."""
    session, day = services().session, today()
    lines = queries.standing(session, officer_id, day)
    required = queries.required_only(lines)
    return render_template(
        "competency/officer.html",
        person=officer_snapshot(session, officer_id, day),
        own=own,
        day=day,
        officer_id=officer_id,
        required=required,
        met=sum(line.is_met for line in required),
        other=[line for line in lines if line.required_level is None],
        recalls=queries.recall_of(session, officer_id, services().clock.now()),
        edition=active(session).edition_id,
        evidence=queries.evidence_of(session, officer_id),
        ledger=queries.jp_of(session, officer_id, day.year),
        line=settings().retention_line,
        titles={unit.id: unit.title for unit in queries.framework(session).units},
    )
