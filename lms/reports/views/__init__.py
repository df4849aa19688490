"""The pages of reports: readiness of an agency or of the whole city, and its files."""

from __future__ import annotations

from flask import Blueprint

from lms.people import guard
from lms.people.domain.permissions import Permission
from lms.web.i18n import lazy_gettext as _l
from lms.web.shell import MenuItem

blueprint = Blueprint("reports", __name__, template_folder="../templates")


def register() -> Blueprint:
    """The blueprint with its views attached."""
    from lms.reports.views import readiness  # noqa: F401

    return blueprint


def menu_items() -> list[MenuItem]:
    """Kesiapan, for heads; admins reach it from their first page."""
    if not guard.allowed(Permission.SEE_OWN_AGENCY) or guard.allowed(Permission.SEE_ALL_AGENCIES):
        return []
    return [MenuItem("reports.readiness", _l("Kesiapan"), 15, ("reports",))]
