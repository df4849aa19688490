"""The pages of reports: readiness, item statistics of quizzes, confusions of routing, and their files."""

from __future__ import annotations

from flask import Blueprint, request

from lms.people import guard
from lms.people.domain.permissions import Permission
from lms.web.i18n import lazy_gettext as _l
from lms.web.shell import MenuItem

blueprint = Blueprint("reports", __name__, template_folder="../templates")


class Entry(MenuItem):
    """Current on every page of statistics: readiness, which has an entry of its own, shares this blueprint."""

    @property
    def is_current(self) -> bool:
        """Whether the page being shown belongs to this entry."""
        return request.blueprint == "reports" and request.path.startswith("/statistik")


def register() -> Blueprint:
    """The blueprint with its views attached."""
    from lms.reports.views import items, log, readiness, routing, routing_uses  # noqa: F401

    return blueprint


def menu_items() -> list[MenuItem]:
    """Kesiapan for heads, Statistik soal for trainers; admins reach both from other pages."""
    if guard.allowed(Permission.SEE_ALL_AGENCIES):
        return []
    found: list[MenuItem] = []
    if guard.allowed(Permission.SEE_OWN_AGENCY):
        found.append(MenuItem("reports.readiness", _l("Kesiapan"), 15, ("reports",)))
    if guard.allowed(Permission.SEE_ITEM_STATISTICS):
        found.append(Entry("reports.items", _l("Statistik soal"), 60))
    return found
