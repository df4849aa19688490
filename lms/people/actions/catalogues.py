"""Taking over the published catalogues of affairs, agencies and external bodies.

Publishing again changes nothing. It never deletes, never reopens what the city ended, and leaves alone what the city
edited by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.audit import actions as audit
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.institution.queries import institution
from lms.people.domain.city import (
    AffairRow,
    AgencyRow,
    Applied,
    ExternalBodyRow,
    Span,
    parent_of,
    spans_of_codes,
)
from lms.people.models import Affair, Agency, AgencyAffair, ExternalBody


class Tally:
    """Counts what happens to the rows of one publication."""

    def __init__(self) -> None:
        self.added = self.changed = self.ended = self.unchanged = 0

    def fill(self, row: object, values: dict[str, Any]) -> bool:
        """Set attributes that differ; returns whether any did, and counts the row."""
        different = {name: value for name, value in values.items() if getattr(row, name) != value}
        for name, value in different.items():
            setattr(row, name, value)
        self.changed += bool(different)
        self.unchanged += not different
        return bool(different)

    def result(self) -> Applied:
        """The counts as a value."""
        return Applied(self.added, self.changed, self.ended, self.unchanged)


def apply_affairs(session: Session, actor: Actor, clock: Clock, rows: Sequence[AffairRow]) -> Applied:
    """Add and update affairs by their code; affairs that are not in `rows` stay, because the past refers to them."""
    tally = Tally()
    known = {row.code: row for row in session.scalars(select(Affair))}
    for row in sorted(rows, key=lambda r: (parent_of(r.code) is not None, r.code)):
        parent = parent_of(row.code)
        values = {
            "parent_code": parent,
            "name": row.name,
            "group": row.group,
            "scope": row.scope,
            "everyday_words": list(row.everyday_words),
            "edition": row.edition,
        }
        if row.code in known:
            tally.fill(known[row.code], values)
            continue
        if parent is not None:
            session.flush()  # the parent must be there first
        known[row.code] = Affair(code=row.code, **values)
        session.add(known[row.code])
        tally.added += 1
    return _done(session, actor, clock.now(), "city.affairs_applied", "affair", tally.result())


def apply_external_bodies(
    session: Session, actor: Actor, clock: Clock, rows: Sequence[ExternalBodyRow]
) -> Applied:
    """Add and update external bodies by their code; those no longer listed are withdrawn, not deleted."""
    tally = Tally()
    known = {row.code: row for row in session.scalars(select(ExternalBody))}
    listed = {row.code for row in rows}
    for row in rows:
        values = {
            "name": row.name,
            "level": row.level,
            "topics": row.topics,
            "everyday_words": list(row.everyday_words),
            "related_affair": row.related_affair,
            "tempting": "|".join(row.tempting),
        }
        body = known.get(row.code)
        if body is None:
            session.add(ExternalBody(code=row.code, **values))
            tally.added += 1
        else:
            tally.fill(body, {**values, "withdrawn": body.withdrawn_here})
    for code, body in known.items():
        if code not in listed and not body.withdrawn:
            body.withdrawn = True
            tally.ended += 1
    return _done(session, actor, clock.now(), "city.bodies_applied", "external_body", tally.result())


def apply_agencies(session: Session, actor: Actor, clock: Clock, rows: Sequence[AgencyRow]) -> Applied:
    """Add and update agencies by their name, and the dated mapping of affairs that they carry.

    Rows of the same name in consecutive periods describe one agency whose affairs changed. A code that is
    new to a known agency begins today, one that is gone ends yesterday: the catalogue of the past stands.
    """
    today = clock.now().astimezone(institution(session).zone).date()
    tally = Tally()
    for periods in _by_name(rows):
        agency = _known_agency(session, periods[-1].name)
        new = agency is None
        if agency is None:
            agency = _new_agency(session, periods)
            tally.added += 1
        else:
            tally.fill(agency, _agency_values(agency, periods))
        _apply_codes(session, agency, periods, first=date.min if new else today, today=today, tally=tally)
    return _done(session, actor, clock.now(), "city.agencies_applied", "agency", tally.result())


def _by_name(rows: Iterable[AgencyRow]) -> list[list[AgencyRow]]:
    """The rows of each agency, oldest first; agencies in the order of the file."""
    found: dict[str, list[AgencyRow]] = {}
    for row in rows:
        found.setdefault(row.name.casefold(), []).append(row)
    return [sorted(periods, key=lambda row: row.valid_from) for periods in found.values()]


def _known_agency(session: Session, name: str) -> Agency | None:
    query = select(Agency).where(func.lower(Agency.name) == name.lower())
    return session.scalar(query.order_by(Agency.valid_from.desc()).limit(1))


def _new_agency(session: Session, periods: list[AgencyRow]) -> Agency:
    last = periods[-1]
    agency = Agency(
        name=last.name,
        short=last.short,
        kind=last.kind,
        note=last.note,
        valid_from=periods[0].valid_from,
        valid_to=last.valid_to,
    )
    session.add(agency)
    session.flush()
    return agency


def _agency_values(agency: Agency, periods: list[AgencyRow]) -> dict[str, Any]:
    """What a published row says about a known agency; an end that the city set is not taken back."""
    last = periods[-1]
    return {
        "name": last.name,
        "short": last.short,
        "kind": last.kind,
        "note": last.note,
        "valid_from": min(agency.valid_from, periods[0].valid_from),
        "valid_to": last.valid_to or agency.valid_to,
    }


def _apply_codes(
    session: Session, agency: Agency, periods: list[AgencyRow], *, first: date, today: date, tally: Tally
) -> None:
    """Bring the published mapping of one agency to what `periods` say; nothing new begins before `first`."""
    held: dict[str, list[AgencyAffair]] = {}
    for row in session.scalars(select(AgencyAffair).where(AgencyAffair.agency_id == agency.id)):
        held.setdefault(row.affair_code, []).append(row)
    wanted = spans_of_codes(periods)
    kept: set[int] = set()
    for code, spans in wanted.items():
        for span in filter(None, (s.until(agency.valid_to) for s in spans)):
            match = next(
                (r for r in held.get(code, []) if Span(r.valid_from, r.valid_to).overlaps(span)), None
            )
            if match is not None:
                kept.add(match.id)
                if match.published:
                    tally.fill(match, {"valid_to": span.end})
            else:
                tally.added += _begin(session, agency.id, code, span, first)
    for row in (r for rows in held.values() for r in rows if r.published and r.id not in kept):
        tally.ended += _end(session, row, today - timedelta(days=1))


def _begin(session: Session, agency_id: int, code: str, span: Span, first: date) -> int:
    start = max(span.start, first)
    if span.end is not None and span.end < start:
        return 0  # a period that was over before anybody knew of it
    session.add(
        AgencyAffair(
            agency_id=agency_id,
            affair_code=code,
            valid_from=start,
            valid_to=span.end,
            published=True,
        )
    )
    return 1


def _end(session: Session, row: AgencyAffair, last: date) -> int:
    """End a mapping that the catalogue no longer lists; one that never came into force disappears."""
    if row.valid_to is not None and row.valid_to <= last:
        return 0
    if row.valid_from > last:
        session.delete(row)
    else:
        row.valid_to = last
    return 1


def _done(session: Session, actor: Actor, at: datetime, action: str, kind: str, applied: Applied) -> Applied:
    session.flush()
    if applied.did_something:
        audit.record(
            session,
            at=at,
            actor=actor,
            action=action,
            object_type=kind,
            object_id="*",
            data=applied.as_json(),
        )
    return applied
