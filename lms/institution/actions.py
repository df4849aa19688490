"""Changing the settings and the calendar, with the change in the journal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from lms.audit import actions as audit
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import Stale
from lms.institution.domain import Institution
from lms.institution.models import CalendarDay, InstitutionSettings
from lms.institution.queries import institution
from lms.web.i18n import lazy_gettext as _l


def change_settings(
    session: Session,
    *,
    actor: Actor,
    clock: Clock,
    values: Mapping[str, Any],
    seen_version: int | None = None,
) -> Institution:
    """Set some or all settings; raises `Stale` when the form was older than the settings, ValidationError on bad values."""
    row = session.get(InstitutionSettings, 1)
    if seen_version is not None and seen_version != (row.version if row else 0):
        raise Stale(
            "settings.stale", _l("Pengaturan sudah diubah oleh orang lain. Muat ulang, lalu ubah kembali.")
        )
    before = institution(session).model_dump()
    after = Institution.model_validate({**before, **values})
    changes = {k: [before[k], v] for k, v in after.model_dump().items() if before[k] != v}
    if row is None:
        row = InstitutionSettings(id=1, version=0, values={}, changed_at=clock.now())
        session.add(row)
    row.values, row.version, row.changed_at = after.model_dump(), row.version + 1, clock.now()
    if changes:
        audit.record(
            session,
            at=clock.now(),
            actor=actor,
            action="institution.changed",
            object_type="institution",
            object_id=1,
            data={"fields": sorted(changes)},
            personal={"changes": changes},
        )
    return after


def correct_day(session: Session, *, actor: Actor, clock: Clock, day: date, working: bool, name: str) -> None:
    """Make `day` a day off or a working day, whatever the published calendar says."""
    session.merge(CalendarDay(day=day, working=working, name=name))
    _journal(session, actor, clock, day, {"working": working, "name": name})


def forget_correction(session: Session, *, actor: Actor, clock: Clock, day: date) -> None:
    """Return `day` to what the published calendar says."""
    row = session.get(CalendarDay, day)
    if row is not None:
        session.delete(row)
        _journal(session, actor, clock, day, {"working": None})


def _journal(session: Session, actor: Actor, clock: Clock, day: date, data: dict[str, object]) -> None:
    audit.record(
        session,
        at=clock.now(),
        actor=actor,
        action="calendar.changed",
        object_type="calendar",
        object_id=day.isoformat(),
        data=data,
    )
