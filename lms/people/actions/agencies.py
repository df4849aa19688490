"""Agencies founded, renamed and ended, and their posts opened and closed; the past keeps its names."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import NotFound, Refused
from lms.people.actions.journal import note
from lms.people.domain.persons import squeeze
from lms.people.models import Agency, AgencyAffair, Assignment, Post
from lms.people.queries.city import agency as get_agency
from lms.web.i18n import lazy_gettext as _l


def add_agency(
    session: Session,
    *,
    actor: Actor,
    clock: Clock,
    name: str,
    short: str,
    kind: str,
    valid_from: date,
    text: str = "",
) -> Agency:
    """Found an agency; refuses a name or an abbreviation that another one bears at that time."""
    name, short = squeeze(name), squeeze(short)
    _refuse_twin(session, name, short, valid_from, None)
    row = Agency(name=name, short=short, kind=kind, valid_from=valid_from, valid_to=None, note=text)
    session.add(row)
    session.flush()
    data = {"name": name, "short": short, "from": valid_from.isoformat()}
    note(session, actor, clock, "agency.added", "agency", row.id, data)
    return row


def rename_agency(
    session: Session, *, actor: Actor, clock: Clock, agency_id: int, name: str, short: str, start: date
) -> Agency:
    """Give an agency a new name from a day: the old row ends the day before, posts, people and affairs go on.

    The old row keeps its past, so that what was issued and held under the old name stays true.
    """
    old = get_agency(session, agency_id)
    last = start - timedelta(days=1)
    name, short = squeeze(name), squeeze(short)
    if old.valid_to is not None and old.valid_to < start:
        raise Refused("agency.ended", _l("Perangkat daerah ini sudah berakhir sebelum tanggal itu."))
    if start <= old.valid_from:
        raise Refused("agency.dates", _l("Nama baru harus mulai berlaku sesudah hari pertama nama lama."))
    if (name, short) == (old.name, old.short):
        raise Refused("agency.same", _l("Nama baru sama dengan nama lama."))
    _refuse_twin(session, name, short, start, agency_id)
    new = Agency(
        name=name, short=short, kind=old.kind, valid_from=start, valid_to=old.valid_to, note=old.note
    )
    session.add(new)
    session.flush()
    _carry_on_affairs(session, old.id, new.id, start)
    posts = _carry_on_posts(session, old.id, new.id, start)
    old.valid_to = last
    data = {"into": new.id, "from": start.isoformat(), "old": old.name, "new": name, "posts": posts}
    note(session, actor, clock, "agency.renamed", "agency", old.id, data)
    note(session, actor, clock, "agency.succeeded", "agency", new.id, {"from": old.id})
    return new


def _carry_on_affairs(session: Session, old_id: int, new_id: int, start: date) -> None:
    """Mappings that reach beyond the day end before it, and begin again under the new name."""
    last = start - timedelta(days=1)
    rows = session.scalars(
        select(AgencyAffair).where(
            AgencyAffair.agency_id == old_id,
            or_(AgencyAffair.valid_to.is_(None), AgencyAffair.valid_to >= start),
        )
    ).all()
    for row in rows:
        first = max(row.valid_from, start)
        session.add(
            AgencyAffair(
                agency_id=new_id, affair_code=row.affair_code, valid_from=first, valid_to=row.valid_to
            )
        )
        if row.valid_from > last:
            session.delete(row)
        else:
            row.valid_to, row.published = last, False
    session.flush()


def _carry_on_posts(session: Session, old_id: int, new_id: int, start: date) -> int:
    """Open posts close under the old name and open under the new; who holds one, holds it on."""
    posts = session.scalars(select(Post).where(Post.agency_id == old_id, Post.closed_on.is_(None))).all()
    for post in posts:
        heir = Post(agency_id=new_id, title=post.title, profile=post.profile)
        session.add(heir)
        session.flush()
        post.closed_on = start
        _carry_on_assignments(session, post.id, heir.id, start)
    return len(posts)


def _carry_on_assignments(session: Session, old_post: int, new_post: int, start: date) -> None:
    rows = session.scalars(
        select(Assignment).where(
            Assignment.post_id == old_post, or_(Assignment.end.is_(None), Assignment.end >= start)
        )
    ).all()
    for row in rows:
        if row.start >= start:
            row.post_id = new_post
            continue
        session.add(
            Assignment(
                officer_id=row.officer_id,
                post_id=new_post,
                start=start,
                end=row.end,
                nature=row.nature,
                decree=row.decree,
            )
        )
        row.end = start - timedelta(days=1)
    session.flush()


def end_agency(session: Session, *, actor: Actor, clock: Clock, agency_id: int, last_day: date) -> Agency:
    """End an agency on a day; refused while somebody holds a post there beyond it."""
    row = get_agency(session, agency_id)
    if last_day < row.valid_from:
        raise Refused("agency.dates", _l("Hari terakhir tidak boleh sebelum hari pertama."))
    held = session.scalar(
        select(func.count())
        .select_from(Assignment)
        .join(Post, Post.id == Assignment.post_id)
        .where(Post.agency_id == agency_id, or_(Assignment.end.is_(None), Assignment.end > last_day))
    )
    if held:
        raise Refused(
            "agency.has_people",
            _l(
                "Masih ada pegawai dengan jabatan di perangkat daerah ini sesudah tanggal itu. Pindahkan lebih dahulu."
            ),
        )
    row.valid_to = last_day
    for post in session.scalars(select(Post).where(Post.agency_id == agency_id, Post.closed_on.is_(None))):
        post.closed_on = last_day + timedelta(days=1)
    for mapping in session.scalars(select(AgencyAffair).where(AgencyAffair.agency_id == agency_id)):
        if mapping.valid_from <= last_day and (mapping.valid_to is None or mapping.valid_to > last_day):
            mapping.valid_to, mapping.published = last_day, False
    note(session, actor, clock, "agency.ended", "agency", row.id, {"until": last_day.isoformat()})
    return row


def add_post(
    session: Session, *, actor: Actor, clock: Clock, agency_id: int, title: str, profile: str | None
) -> Post:
    """Open a post in an agency; a closed one of the same title is opened again."""
    title = squeeze(title)
    agency = get_agency(session, agency_id)
    if agency.valid_to is not None:
        raise Refused(
            "agency.ended",
            _l("Perangkat daerah ini sudah diberi tanggal akhir. Tambah jabatan pada penggantinya."),
        )
    same = func.lower(Post.title) == title.lower()
    row = session.scalar(select(Post).where(Post.agency_id == agency_id, same))
    if row is not None and row.closed_on is None:
        raise Refused("post.exists", _l("Jabatan dengan nama itu sudah ada di perangkat daerah ini."))
    if row is None:
        row = Post(agency_id=agency_id, title=title)
        session.add(row)
    row.profile, row.closed_on = profile, None
    session.flush()
    note(
        session,
        actor,
        clock,
        "post.added",
        "post",
        row.id,
        {"agency": agency_id, "title": title, "profile": profile},
    )
    return row


def change_post(session: Session, *, actor: Actor, clock: Clock, post_id: int, profile: str | None) -> Post:
    """Give a post another competency profile."""
    row = get_post(session, post_id)
    if row.profile != profile:
        data = {"profile": [row.profile, profile]}
        row.profile = profile
        note(session, actor, clock, "post.changed", "post", row.id, data)
    return row


def close_post(session: Session, *, actor: Actor, clock: Clock, post_id: int, on: date) -> Post:
    """Close a post from a day on; refused while somebody holds it then."""
    row = get_post(session, post_id)
    if row.closed_on is not None:
        return row
    holders = select(Assignment.id).where(
        Assignment.post_id == post_id, or_(Assignment.end.is_(None), Assignment.end >= on)
    )
    if session.scalar(holders.limit(1)) is not None:
        raise Refused(
            "post.has_holder", _l("Jabatan ini masih dipegang seseorang. Akhiri penugasannya lebih dahulu.")
        )
    row.closed_on = on
    note(session, actor, clock, "post.closed", "post", row.id, {"on": on.isoformat()})
    return row


def _refuse_twin(session: Session, name: str, short: str, start: date, own_id: int | None) -> None:
    """No two agencies in force at once may share a name or an abbreviation."""
    either = or_(func.lower(Agency.name) == name.lower(), func.lower(Agency.short) == short.lower())
    later = or_(Agency.valid_to.is_(None), Agency.valid_to >= start)
    found = session.scalar(select(Agency).where(either, later, Agency.id != (own_id or 0)).limit(1))
    if found is not None:
        raise Refused(
            "agency.twin",
            _l("Nama atau singkatan itu sudah dipakai perangkat daerah lain pada masa yang sama."),
        )


def get_post(session: Session, post_id: int) -> Post:
    """The row of a post; raises NotFound."""
    row = session.get(Post, post_id)
    if row is None:
        raise NotFound("post.unknown", _l("Jabatan tidak ditemukan."))
    return row
