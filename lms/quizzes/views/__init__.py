"""The pages of quizzes: taking them, seeing what came of them, and the routing desk."""

from __future__ import annotations

from flask import Blueprint, g, request
from flask_login import current_user

from lms.people import guard
from lms.people.domain.permissions import Permission
from lms.web.i18n import lazy_gettext as _l
from lms.web.shell import MenuItem

blueprint = Blueprint("quizzes", __name__, template_folder="../templates")
_filters: set[str] = set()
SCRIPTS = ("quizzes/js/leftover.js",)  # on every page: answers that a device still holds


class DeskItem(MenuItem):
    """Current on the desk, its letters and their feedback, but not on other quizzes."""

    @property
    def is_current(self) -> bool:
        """Whether the page being shown belongs to the desk."""
        return request.endpoint in (self.endpoint, "quizzes.letter") or bool(g.get("desk_page"))


def register() -> Blueprint:
    """The blueprint with all its views attached."""
    from lms.quizzes.views import (  # noqa: F401
        again,
        api,
        desk,
        desk_misses,
        intro,
        kept,
        late,
        marking,
        media,
        offline,
        participants,
        results,
        sets,
        taking,
    )
    from lms.quizzes.views.desk_search import sort_of
    from lms.quizzes.views.texts import clock_text

    if "detik" not in _filters:
        blueprint.add_app_template_filter(clock_text, "detik")
        blueprint.add_app_template_filter(sort_of, "golongan")
        _filters.add("detik")
    return blueprint


def menu_items() -> list[MenuItem]:
    """The routing desk, for everybody who learns."""
    if guard.allowed(Permission.LEARN) and current_user.officer_id is not None:
        return [DeskItem("quizzes.desk", _l("Meja disposisi"), 30)]
    return []
