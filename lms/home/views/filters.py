"""Parts of a date that a list shows apart from each other: the weekday, and month with year."""

from __future__ import annotations

from datetime import date, datetime

from flask_babel import format_date

from lms.home.views import blueprint
from lms.web.i18n import show_time


@blueprint.app_template_filter("nama_hari")
def weekday(value: date) -> str:
    """`Kamis`."""
    return str(format_date(value, "EEEE"))


@blueprint.app_template_filter("bulan")
def month(value: date) -> str:
    """`Oktober 2026`."""
    return str(format_date(value, "MMMM y"))


@blueprint.app_template_filter("rentang")
def span(start: datetime, end: datetime) -> str:
    """`08.00–15.30 WIB`."""
    return f"{show_time(start).rsplit(' ', 1)[0]}–{show_time(end)}"
