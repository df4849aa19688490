"""What the city asks: the framework with its levels, one unit, and the profiles of posts."""

from __future__ import annotations

from typing import Any

from flask import render_template
from flask_login import current_user
from markupsafe import Markup

from lms.competency import queries
from lms.competency.domain.retention import UnitRecall
from lms.competency.domain.standing import stand
from lms.competency.queries.editions import active
from lms.competency.views import blueprint
from lms.content.markdown import render
from lms.core.errors import NotFound
from lms.institution.current import today
from lms.people.domain.permissions import Permission
from lms.people.guard import permit
from lms.web.context import services
from lms.web.i18n import _


@blueprint.get("/kompetensi/kerangka")
@permit(Permission.OWN_PAGE)
def framework_page() -> Any:
    """All units with their levels, and what each kind of post needs."""
    session = services().session
    framework, posts = queries.framework(session), queries.posts(session)
    by_profile = [(profile, {need.unit: need for need in profile.requirements}) for profile in posts.profiles]
    return render_template(
        "competency/framework.html",
        framework=framework,
        posts=posts,
        is_officer=current_user.officer_id is not None,
        profiles=[(profile, [needs.get(u.id) for u in framework.units]) for profile, needs in by_profile],
        intro=_html(framework.intro),
    )


@blueprint.get("/kompetensi/unit/<unit_id>")
@permit(Permission.OWN_PAGE)
def unit_page(unit_id: str) -> Any:
    """One unit: what its levels mean, where the reader stands, and how to get further."""
    session, day = services().session, today()
    unit = queries.framework(session).unit(unit_id)
    if unit is None:
        raise NotFound("unit.unknown", _("Unit kompetensi ini tidak ada di kerangka yang berlaku."))
    lines = queries.standing(session, current_user.officer_id, day) if current_user.officer_id else []
    return render_template(
        "competency/unit.html",
        unit=unit,
        text=_html(unit.text),
        day=day,
        line=next((one for one in lines if one.unit == unit_id), stand(unit, None, [], day)),
        is_officer=current_user.officer_id is not None,
        recall=_recall(unit_id),
        edition=active(session).edition_id,
        courses=sorted(
            (one for one in queries.catalogue(session).offers if unit_id in one.units),
            key=lambda one: one.units[unit_id],
        ),
    )


def _recall(unit_id: str) -> UnitRecall | None:
    """What the reader would know of a unit today; None for who is no officer, and without any ground."""
    service, officer_id = services(), current_user.officer_id
    if officer_id is None:
        return None
    return queries.recall_of(service.session, officer_id, service.clock.now()).get(unit_id)


def _html(text: str) -> Markup:
    return Markup(render(text).html)  # noqa: S704 - the renderer's HTML is sanitised
