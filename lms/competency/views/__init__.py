"""The pages of competency: where somebody stands, with the evidence, and what the units and levels mean."""

from __future__ import annotations

from flask import Blueprint
from flask_login import current_user

from lms.people import guard
from lms.people.domain.permissions import Permission
from lms.web.i18n import lazy_gettext as _l
from lms.web.shell import MenuItem

blueprint = Blueprint("competency", __name__, template_folder="../templates")


def register() -> Blueprint:
    """The blueprint with all its views attached."""
    from lms.competency.views import calibration, content, own, refreshing  # noqa: F401

    return blueprint


def menu_items() -> list[MenuItem]:
    """Kompetensi, for officers and heads; trainers and admins reach it from their first page."""
    if not guard.allowed(Permission.LEARN) or current_user.role not in ("officer", "head"):
        return []
    return [MenuItem("competency.index", _l("Kompetensi"), 60, ("competency",))]
