"""Two rows that are one person: the survivor takes everything over, the other row stays as a signpost."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import Refused
from lms.people.actions.accounts import set_active
from lms.people.actions.journal import note
from lms.people.actions.officers import today
from lms.people.events import officers_merged
from lms.people.models import Account, Assignment, Officer
from lms.people.queries.officers import officer as get_officer
from lms.web.i18n import lazy_gettext as _l

_FACTS = ("nip", "email", "phone", "rank", "front_title", "back_title")


def merge_officers(
    session: Session, *, actor: Actor, clock: Clock, merged_id: int, survivor_id: int
) -> Officer:
    """Join `merged_id` into `survivor_id`; other rooms re-point their rows by `officers_merged`.

    Facts that the survivor lacks are taken over; where both have one, the survivor's stands. Raises
    Refused for the same row, a row that was merged before, or a survivor that is merged itself.
    """
    if merged_id == survivor_id:
        raise Refused("merge.same", _l("Pilih dua data pegawai yang berbeda."))
    merged, survivor = get_officer(session, merged_id), get_officer(session, survivor_id)
    if "merged" in {merged.status, survivor.status}:
        raise Refused("merge.again", _l("Salah satu data ini sudah pernah digabung. Muat ulang halamannya."))
    taken = _take_facts(session, merged, survivor)
    moved = _move_assignments(session, merged_id, survivor_id)
    account = _move_account(session, actor, clock, merged, survivor)
    for row in session.scalars(select(Officer).where(Officer.merged_into_id == merged_id)):
        row.merged_into_id = survivor_id  # one step from any signpost to the person
    merged.status, merged.status_since, merged.merged_into_id = "merged", today(session, clock), survivor_id
    session.flush()
    data = {"into": survivor_id, "assignments": moved, "account": account, "facts": sorted(taken)}
    names = {"merged": merged.name, "survivor": survivor.name, "facts": taken}
    note(session, actor, clock, "officer.merged", "officer", merged_id, data, names)
    note(session, actor, clock, "officer.absorbed", "officer", survivor_id, {"from": merged_id}, names)
    officers_merged.emit(session, clock, merged_id, survivor_id)
    return survivor


def _take_facts(session: Session, merged: Officer, survivor: Officer) -> dict[str, str]:
    """What the survivor lacks; NIP and e-mail are unique, so they leave the merged row first."""
    taken = {
        name: getattr(merged, name)
        for name in _FACTS
        if getattr(merged, name) and not getattr(survivor, name)
    }
    for name in ("nip", "email"):
        if name in taken:
            setattr(merged, name, None)
    session.flush()
    for name, value in taken.items():
        setattr(survivor, name, value)
    session.flush()
    return taken


def _move_assignments(session: Session, merged_id: int, survivor_id: int) -> int:
    """Give the survivor every assignment but those it already has: the same post, open or from the same day."""
    own = session.scalars(select(Assignment).where(Assignment.officer_id == survivor_id)).all()
    have = {(row.post_id, row.start) for row in own} | {(row.post_id, None) for row in own if row.end is None}
    moved = 0
    for row in session.scalars(select(Assignment).where(Assignment.officer_id == merged_id)).all():
        twin = (row.post_id, row.start) in have or (row.end is None and (row.post_id, None) in have)
        if not twin:
            row.officer_id = survivor_id
            moved += 1
    return moved


def _move_account(session: Session, actor: Actor, clock: Clock, merged: Officer, survivor: Officer) -> str:
    """The survivor keeps its own account, else it gets the other's; a second account is suspended."""
    accounts = {
        row.officer_id: row
        for row in session.scalars(select(Account).where(Account.officer_id.in_((merged.id, survivor.id))))
    }
    spare = accounts.get(merged.id)
    if spare is None:
        return "none"
    if survivor.id in accounts:
        set_active(session, actor=actor, clock=clock, account_id=spare.id, active=False)
        return "suspended"
    spare.officer_id, spare.label = survivor.id, survivor.name
    return "moved"
