"""The pages of people: signing in, one's own account, and the admin's pages."""

from __future__ import annotations

from functools import cache

from flask import Blueprint

from lms.people.domain.permissions import Permission
from lms.people.guard import allowed
from lms.web.i18n import lazy_gettext as _l
from lms.web.shell import MenuItem

blueprint = Blueprint("people", __name__, template_folder="../templates")


@cache
def register() -> Blueprint:
    """The blueprint with all its views attached; the admin's pages are blueprints inside it."""
    from lms.people.views import (  # noqa: F401
        accounts,
        assignments,
        city,
        imports,
        merging,
        officers,
        own,
        sign_in,
        words,
    )

    blueprint.register_blueprint(officers.blueprint)
    blueprint.register_blueprint(city.blueprint)
    blueprint.register_blueprint(words.blueprint)
    return blueprint


def menu_items() -> list[MenuItem]:
    """The admin's entries."""
    items = []
    if allowed(Permission.MANAGE_PEOPLE):
        items.append(MenuItem("people.officers.index", _l("Pegawai"), 70, ("people.officers",)))
    if allowed(Permission.MANAGE_CITY):
        items.append(MenuItem("people.city.index", _l("Kota"), 75, ("people.city",)))
    return items
