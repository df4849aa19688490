"""Applying the plan of an import: all of it in one transaction, or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import Refused, Stale
from lms.people.actions.journal import note
from lms.people.actions.officers import today
from lms.people.domain.roster.compare import compare
from lms.people.domain.roster.plan import ChangedOfficer, Move, NewOfficer, Plan, PostKey, token
from lms.people.domain.roster.reader import Roster
from lms.people.events import assignment_ended, assignment_started
from lms.people.models import Account, Assignment, Officer, OfficerImport, Post
from lms.people.queries.roster import known
from lms.web.i18n import lazy_gettext as _l

T = TypeVar("T")

PORTION = 2000
SINGLE_ENTRIES = 500  # up to so many changed officers get a journal entry of their own beside the import's


def plan_import(session: Session, *, clock: Clock, roster: Roster) -> Plan:
    """What importing would do to the present state."""
    return compare(roster, known(session), today=today(session, clock))


def apply_import(
    session: Session, *, actor: Actor, clock: Clock, roster: Roster, sha256: str, seen: str | None = None
) -> tuple[Plan, OfficerImport | None]:
    """Import a list; `seen` is the token of the preview, and a plan that came to differ from it is refused.

    Raises Refused when any row has an error. A list that changes nothing leaves no trace.
    """
    plan = plan_import(session, clock=clock, roster=roster)
    if not plan.ok:
        raise Refused("import.problems", _l("Daftar ini masih memuat kesalahan. Tidak ada yang diubah."))
    if seen is not None and seen != token(sha256, plan):
        raise Stale(
            "import.stale",
            _l(
                "Data pegawai berubah sejak pratinjau ini dibuat. Tidak ada yang diubah. Lihat pratinjau yang baru."
            ),
        )
    if not plan.does_something:
        return plan, None
    account_id = actor.id if actor.kind == "account" else None
    row = OfficerImport(
        at=clock.now(),
        account_id=account_id,
        filename=roster.path[:200],
        sha256=sha256,
        summary=dict(plan.counts()),
    )
    session.add(row)
    session.flush()
    _apply(session, actor, clock, plan, row.id)
    data = {**plan.counts(), "sha256": sha256}
    note(
        session,
        actor,
        clock,
        "officers.imported",
        "officer_import",
        row.id,
        data,
        _personal(plan, roster.path),
    )
    return plan, row


def _personal(plan: Plan, filename: str) -> dict[str, Any]:
    changed = [
        {"id": item.officer_id, "changes": [[c.field, c.before, c.after] for c in item.changes]}
        for item in plan.changed
    ]
    return {"file": filename, "changed": changed}


def _apply(session: Session, actor: Actor, clock: Clock, plan: Plan, import_id: int) -> None:
    posts = _posts(session, plan)
    ids = _new_officers(session, clock, plan.new)
    _changed_officers(session, plan.changed)
    starts = _assignments(session, plan, ids, posts)
    for item in plan.changed if len(plan.changed) <= SINGLE_ENTRIES else ():
        data = {"import": import_id, "fields": sorted(c.field for c in item.changes)}
        changes = {c.field: [c.before, c.after] for c in item.changes}
        note(
            session, actor, clock, "officer.imported", "officer", item.officer_id, data, {"changes": changes}
        )
    session.expire_all()  # bulk statements went past the identity map
    for assignment_id in starts:
        assignment_started.emit(session, clock, assignment_id)
    for item in plan.changed:
        for assignment_id in item.move.ends if item.move else ():
            assignment_ended.emit(session, clock, assignment_id)


def _posts(session: Session, plan: Plan) -> dict[PostKey, int]:
    """Open the posts that the list names; returns every post by agency and folded title."""
    for post_id, (_shown, _before, after) in plan.profiles.items():
        session.execute(update(Post).where(Post.id == post_id).values(profile=after))
    existing = {(p.agency_id, p.title.casefold()): p.id for p in session.scalars(select(Post))}
    for (agency_id, folded), (title, _agency, profile) in plan.new_posts.items():
        closed = existing.get((agency_id, folded))
        if closed is not None:
            session.execute(update(Post).where(Post.id == closed).values(profile=profile, closed_on=None))
            continue
        row = Post(agency_id=agency_id, title=title, profile=profile)
        session.add(row)
        session.flush()
        existing[agency_id, folded] = row.id
    return existing


def _new_officers(session: Session, clock: Clock, new: list[NewOfficer]) -> list[int]:
    ids: list[int] = []
    common = {"status": "active", "sample": False, "created_at": clock.now()}
    for part in _parts(new):
        values = [{**item.person.as_dict(), **common} for item in part]
        ids += session.scalars(insert(Officer).returning(Officer.id, sort_by_parameter_order=True), values)
    return ids


def _parts(items: list[T]) -> Iterator[list[T]]:
    """The items in portions: a long list must not stand in memory twice."""
    return (items[start : start + PORTION] for start in range(0, len(items), PORTION))


def _changed_officers(session: Session, changed: list[ChangedOfficer]) -> None:
    """NIP and e-mail are unique, so those that change are taken away before any is given."""
    freed = [
        {"id": item.officer_id, "nip": None, "email": None}
        for item in changed
        if any(change.field in {"nip", "email"} for change in item.changes)
    ]
    if freed:
        session.execute(update(Officer), freed)
    if changed:
        session.execute(
            update(Officer), [{"id": item.officer_id, **item.person.as_dict()} for item in changed]
        )
    for item in changed:
        if any(change.field == "name" for change in item.changes):
            statement = update(Account).where(Account.officer_id == item.officer_id)
            session.execute(statement.values(label=item.person.name))


def _assignments(session: Session, plan: Plan, ids: list[int], posts: dict[PostKey, int]) -> list[int]:
    """End, correct and start assignments; returns the ids of those that start."""
    moves = [(officer_id, item.move) for officer_id, item in zip(ids, plan.new, strict=True) if item.move]
    for item in plan.changed:
        if item.move is None:
            continue
        if item.move.restart is not None:
            _set(session, item.move.restart, start=item.move.start)
            continue
        for assignment_id in item.move.ends:
            _set(session, assignment_id, end=item.move.start - timedelta(days=1))
        moves.append((item.officer_id, item.move))
    started: list[int] = []
    for part in _parts(moves):
        values = [_values(officer_id, move, posts) for officer_id, move in part]
        started += session.scalars(insert(Assignment).returning(Assignment.id), values)
    return started


def _values(officer_id: int, move: Move, posts: dict[PostKey, int]) -> dict[str, object]:
    """The columns of a new definitive assignment."""
    post_id = posts[move.agency_id, move.title.casefold()]
    facts = {"officer_id": officer_id, "post_id": post_id, "start": move.start, "end": None}
    return {**facts, "nature": "definitive", "decree": ""}


def _set(session: Session, assignment_id: int, **values: date) -> None:
    session.execute(update(Assignment).where(Assignment.id == assignment_id).values(**values))


def file_hash(data: bytes) -> str:
    """SHA-256 of an uploaded list."""
    return hashlib.sha256(data).hexdigest()
