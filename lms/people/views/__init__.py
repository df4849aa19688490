"""The pages of people: signing in, one's own account, and the admin's pages."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("people", __name__, template_folder="../templates")


def register() -> Blueprint:
    """The blueprint with all its views attached."""
    from lms.people.views import sign_in  # noqa: F401

    return blueprint
