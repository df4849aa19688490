"""Writing drafts and publishing them; every change names the version it started from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete
from sqlalchemy.orm import Session

from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import NotFound, Refused, Stale
from lms.library import actions as library_actions
from lms.library import images
from lms.library import queries as library
from lms.library.queries import Document
from lms.studio.domain.paths import belongs, head_of, is_text, kind_of
from lms.studio.models import Draft
from lms.studio.queries.drafts import digest_of
from lms.studio.queries.plans import Plan, state_of
from lms.web.i18n import lazy_gettext as _l

MAX_TEXT = 300_000


@dataclass(frozen=True)
class Tab:
    """One open page: its random name, and the number of its save."""

    name: str = ""
    seq: int = 0


def save(
    session: Session,
    *,
    actor: Actor,
    clock: Clock,
    path: str,
    data: bytes | None,
    base: str,
    tab: Tab | None = None,
) -> str:
    """Keep a file as a draft; returns the new version.

    `base` is the version the writer started from. Saving what is there already is fine, and so is the next save
    of the same tab; anything else is Stale. A draft that equals the published file is dropped. `data` None marks
    the file for being taken away.
    """
    _check(path, data)
    tab = tab or Tab()
    row = session.get(Draft, path)
    live = _live_data(session, path)
    present = row.digest if row else digest_of(live)
    new = digest_of(data)
    if new == present:
        return present
    follows = row is not None and tab.name != "" and row.tab == tab.name
    if follows and row is not None and tab.seq <= row.seq:
        return present  # an older save of the same tab arrived late
    if base != present and not follows:
        raise _stale(row)
    if new == digest_of(live):
        if row is not None:
            session.delete(row)
        return new
    _write(session, actor, clock, path, data, tab)
    return new


def _check(path: str, data: bytes | None) -> None:
    if kind_of(path) is None:
        raise NotFound(
            "path.unknown", _l("Tidak ada tempat untuk berkas %(path)s di konten.", path=path[:120])
        )
    if data is not None and is_text(path) and len(data) > MAX_TEXT:
        raise Refused(
            "text.large",
            _l(
                "Naskah %(path)s berukuran %(size)s kB; paling besar %(most)s kB. Bagilah naskahnya.",
                path=path,
                size=len(data) // 1000,
                most=MAX_TEXT // 1000,
            ),
        )


def _stale(row: Draft | None) -> Stale:
    if row is None:
        return Stale(
            "draft.stale",
            _l(
                "Berkas ini sudah diterbitkan atau drafnya dibuang sejak halaman Anda dimuat. Tulisan Anda belum disimpan."
            ),
        )
    return Stale(
        "draft.stale",
        _l("Berkas ini sudah diubah oleh %(by)s dari halaman lain. Tulisan Anda belum disimpan.", by=row.by),
    )


def _live_data(session: Session, path: str) -> bytes | None:
    return library.live_files(session).get(path)


def _write(session: Session, actor: Actor, clock: Clock, path: str, data: bytes | None, tab: Tab) -> None:
    row = session.get(Draft, path)
    if row is None:
        standing = library.standing_at(session, head_of(path))
        base = standing.document.revision_id if standing else None
        row = Draft(path=path, base_revision_id=base)
        session.add(row)
    row.data, row.digest = data, digest_of(data)
    row.tab, row.seq = tab.name[:32], tab.seq
    row.account_id, row.by, row.changed_at = actor.id, actor.label[:160], clock.now()
    session.flush()


def put(
    session: Session, *, actor: Actor, clock: Clock, files: Mapping[str, bytes], replace: bool
) -> list[str]:
    """Keep uploaded files as drafts, all or none; returns the paths that changed something.

    Refused when a file is there already and `replace` is false.
    """
    live = library.live_files(session)
    changed = []
    for path, raw in sorted(files.items()):
        _check(path, raw)
        data = images.clean(path, raw) if kind_of(path) == "media" else raw
        row = session.get(Draft, path)
        present = row.digest if row else digest_of(live.get(path))
        if present == digest_of(data):
            continue
        if present and not replace:
            raise Refused(
                "file.exists",
                _l(
                    "Berkas %(path)s sudah ada. Centang “Ganti berkas yang sudah ada”, atau ubah namanya.",
                    path=path,
                ),
            )
        changed.append(path)
        if row is not None and digest_of(data) == digest_of(live.get(path)):
            session.delete(row)
        else:
            _write(session, actor, clock, path, data, Tab())
    return changed


def discard(session: Session, *, path: str) -> None:
    """Drop the draft of a file; what is published stays."""
    if session.execute(delete(Draft).where(Draft.path == path)).rowcount == 0:  # type: ignore[attr-defined]
        raise NotFound(
            "draft.unknown", _l("Draf ini tidak ditemukan; mungkin sudah dibuang atau diterbitkan.")
        )


def restore(session: Session, *, actor: Actor, clock: Clock, revision_id: int) -> list[str]:
    """Put the files of an earlier revision into drafts; files that it did not have are marked to go."""
    document = library.revision(session, revision_id)
    wanted = library.file_sources(session, revision_id)
    head = head_of(document.path)
    live = library.live_files(session)
    gone = {p for p in live if belongs(p, head) and p not in wanted}
    target: dict[str, bytes | None] = {**wanted, **dict.fromkeys(gone)}
    for path, data in sorted(target.items()):
        row = session.get(Draft, path)
        if row is not None and digest_of(data) == digest_of(live.get(path)):
            session.delete(row)
        elif digest_of(data) != digest_of(live.get(path)):
            _write(session, actor, clock, path, data, Tab())
    session.flush()
    return sorted(target)


def publish(session: Session, *, actor: Actor, clock: Clock, plan: Plan, note: str) -> Document:
    """Publish the document of a plan, alone; its drafts become the revision.

    The plan was made before this transaction, because checking is slow: Stale when its files, or anything that is
    published, changed meanwhile. Refused while an error stands in the way.
    """
    if state_of(session, plan.head) != plan.state:
        raise Stale(
            "publish.stale",
            _l("Naskah berubah selagi diperiksa. Periksa perubahannya, lalu terbitkan sekali lagi."),
        )
    if plan.document is None or plan.checked is None or plan.blocked:
        raise Refused(
            "publish.errors",
            _l("Naskah masih memuat kesalahan, jadi belum diterbitkan. Revisi lama tetap berlaku."),
        )
    outcome = library_actions.publish(
        session, actor=actor, clock=clock, report=plan.checked.report, note=note, only=[plan.head]
    )
    done = [d for d in outcome.new if (d.kind, d.doc_id) == (plan.document.kind, plan.document.id)]
    if not done:
        raise Refused(
            "publish.unchanged", _l("Tidak ada perubahan untuk diterbitkan; revisi yang berlaku sudah sama.")
        )
    used = set(plan.document.sources)
    for row in session.query(Draft).all():
        if row.path in used or (belongs(row.path, plan.head) and not row.digest):
            session.delete(row)
    session.flush()
    return done[0]


def withdraw(session: Session, *, actor: Actor, clock: Clock, kind: str, doc_id: str, reason: str) -> None:
    """Take a document out of the readers' sight; the reason stays in its history."""
    if not reason.strip():
        raise Refused("withdraw.reason", _l("Tuliskan alasan penarikan; alasan itu tersimpan di riwayat."))
    library_actions.withdraw(
        session, actor=actor, clock=clock, kind=kind, doc_id=doc_id, reason=reason.strip()
    )
