"""Help for everybody, signed in or not."""

from __future__ import annotations

from typing import Any

from flask import render_template

from lms.home.views import blueprint
from lms.institution.current import settings
from lms.people.guard import public


@blueprint.get("/bantuan")
@public
def help_page() -> Any:
    """How to sign in, plan, practise, attend, and fetch a certificate; and whom to ask."""
    return render_template("home/help.html", settings=settings())
