"""The first page of each role, notices, and help."""

from __future__ import annotations

from flask import Blueprint

from lms.people import guard
from lms.people.domain.permissions import Permission
from lms.web.i18n import lazy_gettext as _l
from lms.web.shell import MenuItem

blueprint = Blueprint("home", __name__, template_folder="../templates")


def register() -> Blueprint:
    """The blueprint with all its views attached."""
    from lms.home.views import filters, first, help_page, notices  # noqa: F401

    return blueprint


def menu_items() -> list[MenuItem]:
    """Beranda, for everybody who is signed in."""
    return [MenuItem("home.index", _l("Beranda"), 10)] if guard.allowed(Permission.OWN_PAGE) else []
