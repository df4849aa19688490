"""Pages of Bimtek: those of participants, and those of trainers."""

from __future__ import annotations

from flask import Blueprint

from lms.people import guard
from lms.people.domain.permissions import Permission
from lms.web.i18n import lazy_gettext as _l
from lms.web.shell import MenuItem

blueprint = Blueprint("bimtek", __name__, url_prefix="/bimtek", template_folder="../templates")


def register() -> Blueprint:
    """The blueprint with all its views attached."""
    from lms.bimtek.views import (  # noqa: F401
        assessment,
        attendance,
        checkin,
        evaluation,
        guests,
        letters,
        officer,
        overview,
        participants,
        planning,
        registration,
        report,
        results,
        scan,
        schedule,
    )

    return blueprint


def menu_items() -> list[MenuItem]:
    """Bimtek: for trainers the sessions they run, for everybody else their own."""
    if guard.allowed(Permission.RUN_SESSIONS):
        return [MenuItem("bimtek.manage", _l("Bimtek"), 40, ("bimtek",))]
    if guard.allowed(Permission.LEARN):
        return [MenuItem("bimtek.index", _l("Bimtek"), 40, ("bimtek",))]
    return []
