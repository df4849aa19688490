"""The pages of courses: the catalogue, a module, a lesson, its files."""

from __future__ import annotations

from flask import Blueprint
from flask_login import current_user

from lms.people import guard
from lms.people.domain.permissions import Permission
from lms.web.i18n import lazy_gettext as _l
from lms.web.shell import MenuItem

blueprint = Blueprint("courses", __name__, template_folder="../templates")


def register() -> Blueprint:
    """The blueprint with all its views attached."""
    from lms.courses.views import catalogue, files, lesson  # noqa: F401

    return blueprint


def menu_items() -> list[MenuItem]:
    """Pelatihan, for everybody who learns; a technical account without an officer does not."""
    if not guard.allowed(Permission.LEARN) or current_user.officer_id is None:
        return []
    return [MenuItem("courses.index", _l("Pelatihan"), 20, ("courses",))]
