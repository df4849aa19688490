"""Reading the settings and the calendar."""

from __future__ import annotations

from datetime import date
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.institution.domain import Institution
from lms.institution.models import CalendarDay, InstitutionSettings


def institution(session: Session) -> Institution:
    """The settings in force; unknown keys of an older version are dropped, missing ones take their default."""
    row = session.get(InstitutionSettings, 1)
    if row is None:
        return Institution()
    return Institution(**{k: v for k, v in row.values.items() if k in Institution.model_fields})


def version(session: Session) -> int:
    """The version of the settings row, for the form that edits it."""
    row = session.get(InstitutionSettings, 1)
    return row.version if row else 0


@cache
def published_holidays(year: int) -> dict[date, str]:
    """National holidays and cuti bersama of a year, as the `holidays` library knows them."""
    import holidays

    calendar = holidays.country_holidays("ID", years=year, categories=("public", "government"), language="id")
    return dict(calendar.items())


def holidays_between(session: Session, first: date, last: date) -> dict[date, str]:
    """Days off from `first` to `last`, weekends not counted, with the city's corrections applied."""
    found = {
        day: name
        for year in range(first.year, last.year + 1)
        for day, name in published_holidays(year).items()
        if first <= day <= last
    }
    for row in session.scalars(select(CalendarDay).where(CalendarDay.day.between(first, last))):
        if row.working:
            found.pop(row.day, None)
        else:
            found[row.day] = row.name
    return found


def corrections(session: Session, year: int) -> list[CalendarDay]:
    """The city's own changes to the calendar of a year, by date."""
    span = CalendarDay.day.between(date(year, 1, 1), date(year, 12, 31))
    return list(session.scalars(select(CalendarDay).where(span).order_by(CalendarDay.day)))
