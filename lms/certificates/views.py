"""Verification of certificates."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template

from lms.people import guard

blueprint = Blueprint("certificates", __name__, template_folder="templates")


def register() -> Blueprint:
    """The blueprint."""
    return blueprint


@blueprint.get("/verifikasi")
@guard.public
def verify_start() -> Any:
    """Where a stranger begins to verify."""
    return render_template("certificates/verify_start.html")
