"""Officers: entered, corrected, gone, come back."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import Refused
from lms.institution.queries import institution
from lms.people.actions.accounts import set_active
from lms.people.actions.journal import note
from lms.people.domain.persons import LEAVING, Person, cleaned, faults
from lms.people.events import assignment_ended
from lms.people.models import Account, Assignment, Officer
from lms.people.queries.officers import officer as get_officer
from lms.web.i18n import lazy_gettext as _l


class Invalid(Refused):
    """Facts that break a rule; `faults` says which column and why."""

    def __init__(self, found: dict[str, str]) -> None:
        super().__init__("officer.invalid", "Data pegawai belum lengkap atau belum benar.")
        self.faults = found


def create_officer(session: Session, *, actor: Actor, clock: Clock, person: Person) -> Officer:
    """Enter a person; raises Invalid when a fact is wrong, or NIP or e-mail belong to somebody else."""
    person = _checked(session, person, None)
    row = Officer(**person.as_dict(), status="active", created_at=clock.now())
    session.add(row)
    session.flush()
    note(session, actor, clock, "officer.created", "officer", row.id, personal={"facts": person.as_dict()})
    return row


def change_officer(session: Session, *, actor: Actor, clock: Clock, officer_id: int, person: Person) -> bool:
    """Correct the facts of a person; False when nothing differs. Raises Invalid like `create_officer`."""
    row = get_officer(session, officer_id)
    if row.status == "merged":
        raise Refused(
            "officer.merged", _l("Data ini sudah digabung ke pegawai lain. Ubah data penggantinya.")
        )
    person = _checked(session, person, officer_id)
    changes = {k: [getattr(row, k), v] for k, v in person.as_dict().items() if getattr(row, k) != v}
    for name, (_before, after) in changes.items():
        setattr(row, name, after)
    if changes:
        _rename_account(session, row)
        fields = {"fields": sorted(changes)}
        note(session, actor, clock, "officer.changed", "officer", row.id, fields, {"changes": changes})
    return bool(changes)


def _checked(session: Session, person: Person, own_id: int | None) -> Person:
    person = cleaned(person)
    found: dict[str, str] = dict(faults(person))
    for name in ("nip", "email"):
        value = getattr(person, name)
        column = getattr(Officer, name)
        other = session.scalar(select(Officer.id).where(column == value)) if value else None
        if other is not None and other != own_id:
            found[name] = "taken"
    if found:
        raise Invalid(found)
    return person


def _rename_account(session: Session, row: Officer) -> None:
    """The account is shown under the name of its person."""
    account = session.scalar(select(Account).where(Account.officer_id == row.id))
    if account is not None:
        account.label = row.name


def leave(
    session: Session,
    *,
    actor: Actor,
    clock: Clock,
    officer_id: int,
    kind: str,
    last_day: date,
    note_text: str = "",
) -> None:
    """Mark a person as left or retired: assignments end on `last_day`, the account is suspended, history stays."""
    row = get_officer(session, officer_id)
    if kind not in LEAVING:
        raise Refused("officer.status", _l("Pilih berhenti atau pensiun."))
    if row.status != "active":
        raise Refused("officer.not_active", _l("Pegawai ini sudah tidak aktif. Muat ulang halamannya."))
    if last_day > today(session, clock):
        raise Refused(
            "officer.leave_future",
            _l(
                "Hari terakhir bertugas tidak boleh di masa depan. Catat pada harinya, atau akhiri dahulu jabatannya."
            ),
        )
    end_open_assignments(session, actor=actor, clock=clock, officer_id=officer_id, last_day=last_day)
    row.status, row.status_since = kind, last_day
    account = session.scalar(select(Account).where(Account.officer_id == officer_id))
    if account is not None:
        set_active(session, actor=actor, clock=clock, account_id=account.id, active=False)
    data = {"status": kind, "last_day": last_day.isoformat(), "note": note_text}
    note(session, actor, clock, "officer.left", "officer", row.id, data, {"name": row.name})


def come_back(session: Session, *, actor: Actor, clock: Clock, officer_id: int) -> None:
    """Make somebody active again; post and account are given anew, on purpose."""
    row = get_officer(session, officer_id)
    if row.status not in LEAVING:
        raise Refused("officer.not_gone", _l("Pegawai ini tidak tercatat berhenti atau pensiun."))
    row.status, row.status_since = "active", today(session, clock)
    note(session, actor, clock, "officer.returned", "officer", row.id, {}, {"name": row.name})


def end_open_assignments(
    session: Session, *, actor: Actor, clock: Clock, officer_id: int, last_day: date
) -> None:
    """End what is still running on `last_day`; what had not begun by then disappears."""
    rows = session.scalars(select(Assignment).where(Assignment.officer_id == officer_id))
    for row in [r for r in rows if r.end is None or r.end > last_day]:
        data = {"assignment": row.id, "post": row.post_id, "start": row.start.isoformat()}
        if row.start > last_day:
            session.delete(row)
            note(session, actor, clock, "assignment.cancelled", "officer", officer_id, data)
            continue
        row.end = last_day
        session.flush()
        note(
            session,
            actor,
            clock,
            "assignment.ended",
            "officer",
            officer_id,
            {**data, "end": last_day.isoformat()},
        )
        assignment_ended.emit(session, clock, row.id)


def today(session: Session, clock: Clock) -> date:
    """The institution's present day."""
    return clock.now().astimezone(institution(session).zone).date()
