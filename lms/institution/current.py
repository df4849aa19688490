"""The settings of this request, read once."""

from __future__ import annotations

from datetime import date, datetime

from flask import g

from lms.institution import queries
from lms.institution.domain import Institution
from lms.web.context import services


def settings() -> Institution:
    """The institution's settings, read once per request."""
    if "institution" not in g:
        g.institution = queries.institution(services().session)
    found: Institution = g.institution
    return found


def today() -> date:
    """The institution's present day (not UTC's)."""
    return services().clock.now().astimezone(settings().zone).date()


def local(moment: datetime) -> datetime:
    """A moment in the institution's zone."""
    return moment.astimezone(settings().zone)
