"""Pages of the writing room."""

from __future__ import annotations

from flask import Blueprint

from lms.people.domain.permissions import Permission
from lms.people.guard import allowed
from lms.web.i18n import lazy_gettext as _l
from lms.web.shell import MenuItem

blueprint = Blueprint("studio", __name__, template_folder="../templates")


def register() -> Blueprint:
    """The blueprint with all its views."""
    from lms.studio.views import (  # noqa: F401
        creating,
        desk,
        editor,
        exporting,
        guide,
        history,
        importing,
        publishing,
        sources,
    )

    return blueprint


def menu_items() -> list[MenuItem]:
    """The writing room, for those who write."""
    if not allowed(Permission.WRITE_CONTENT):
        return []
    return [MenuItem("studio.desk", _l("Studio"), 15, ("studio",))]
