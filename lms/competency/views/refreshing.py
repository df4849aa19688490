"""The refresher: what is due today, starting it, and the word about the weekly letter."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from flask import flash, redirect, render_template, request, url_for

from lms.competency import queries
from lms.competency.actions import refreshing as actions
from lms.competency.queries.editions import active
from lms.competency.queries.refreshing import refresher, wants_digest
from lms.competency.views import blueprint
from lms.core.errors import Refused
from lms.db.session import writing
from lms.institution.current import settings
from lms.people.domain.permissions import Permission
from lms.people.guard import current_actor, current_officer_id, permit
from lms.people.queries.officers import officer
from lms.quizzes.queries.attempts import open_attempt
from lms.web.context import services
from lms.web.i18n import _


@blueprint.get("/penyegaran")
@permit(Permission.LEARN)
def refresher_page() -> Any:
    """What is due, how the units stand today, practice without a network, and the reminder."""
    service, officer_id = services(), current_officer_id()
    session = service.session
    return render_template(
        "competency/refresher.html",
        found=refresher(session, officer_id, service.clock.now()),
        titles={unit.id: unit.title for unit in queries.framework(session).units},
        line=settings().retention_line,
        edition=active(session).edition_id,
        running=open_attempt(session, officer_id, actions.REFRESHER, mode="practice"),
        wants=wants_digest(session, officer_id),
        has_email=bool(officer(session, officer_id).email),
        share=f"https://wa.me/?text={quote(_share_text())}",
    )


def _share_text() -> str:
    address = url_for("competency.refresher_page", _external=True)
    return _("Penyegaran tiga menit di Estafet: %(address)s", address=address)


@blueprint.post("/penyegaran/mulai")
@permit(Permission.LEARN)
def start_refresher() -> Any:
    """Start today's refresher, or go on with it."""
    session, officer_id = services().session, current_officer_id()
    try:
        with writing(session):
            attempt = actions.start_refresher(
                session,
                actor=current_actor(),
                clock=services().clock,
                officer_id=officer_id,
                title=_("Penyegaran"),
            )
    except Refused as refused:
        flash(str(refused.message), "ok")
        return redirect(url_for("competency.refresher_page"), 303)
    return redirect(url_for("quizzes.attempt", attempt_id=attempt.id), 303)


@blueprint.post("/penyegaran/pengingat")
@permit(Permission.LEARN)
def choose_digest() -> Any:
    """Turn the weekly letter on or off."""
    session, wanted = services().session, bool(request.form.get("wanted"))
    with writing(session):
        actions.choose_digest(session, clock=services().clock, officer_id=current_officer_id(), wanted=wanted)
    flash(_("Surel pengingat dinyalakan.") if wanted else _("Surel pengingat dimatikan."), "ok")
    return redirect(url_for("competency.refresher_page"), 303)
