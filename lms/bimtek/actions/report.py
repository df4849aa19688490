"""The report of a session: the trainer's own words beside the figures, and photographs that were drawn anew."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.bimtek.actions.common import journal, locked
from lms.bimtek.models import BimtekSession, ReportPhoto, ReportText
from lms.bimtek.render.photos import Photo
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import NotFound, Refused
from lms.web.i18n import lazy_gettext as _l

PHOTOS_AT_MOST = 12
CAPTION_AT_MOST = 200


@dataclass(frozen=True)
class ReportFacts:
    """What a trainer writes; `with_remarks` prints the remarks of the evaluation, word for word."""

    number: str = ""
    dated: date | None = None
    conclusion: str = ""
    follow_up: str = ""
    with_remarks: bool = False


def write_report(
    session: Session, *, actor: Actor, clock: Clock, session_id: int, facts: ReportFacts
) -> ReportText:
    """Keep the words; the journal says which of them changed, not how. A closed session still takes them."""
    _held(session, session_id)
    row = session.get(ReportText, session_id)
    if row is None:
        row = ReportText(
            session_id=session_id, number="", conclusion="", follow_up="", dated=None, with_remarks=False
        )
        session.add(row)
    changed = [name for name, value in asdict(facts).items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, getattr(facts, name))
    session.flush()
    if changed:
        journal(session, actor, clock, "report_written", session_id, {"fields": changed})
    return row


def add_photo(
    session: Session, *, actor: Actor, clock: Clock, session_id: int, photo: Photo, caption: str
) -> ReportPhoto:
    """Add a photograph, which `redraw` has made; refused without a caption, and when there are enough of them."""
    _held(session, session_id)
    words = " ".join(caption.split())[:CAPTION_AT_MOST]
    if not words:
        raise Refused("photo.caption", _l("Tulis keterangan foto: apa yang tampak, dan pada acara mana."))
    there = session.scalar(
        select(func.count()).select_from(ReportPhoto).where(ReportPhoto.session_id == session_id)
    )
    if (there or 0) >= PHOTOS_AT_MOST:
        raise Refused(
            "photo.many", _l("Sudah ada %(n)s foto. Hapus salah satu lebih dahulu.", n=PHOTOS_AT_MOST)
        )
    row = ReportPhoto(
        session_id=session_id, caption=words, data=photo.data, width=photo.width, height=photo.height,
        added_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    journal(session, actor, clock, "photo_added", session_id, {"photo": row.id, "bytes": len(photo.data)})
    return row


def remove_photo(session: Session, *, actor: Actor, clock: Clock, session_id: int, photo_id: int) -> None:
    """Take a photograph out of the report; its picture is deleted, the journal keeps that it was there."""
    _held(session, session_id)
    row = session.get(ReportPhoto, photo_id)
    if row is None or row.session_id != session_id:
        raise NotFound("photo.unknown", _l("Foto ini tidak ada."))
    session.delete(row)
    session.flush()
    journal(session, actor, clock, "photo_removed", session_id, {"photo": photo_id})


def _held(session: Session, session_id: int) -> BimtekSession:
    """The locked row of a session that was announced; a plan, or what was called off, has nothing to report."""
    row = locked(session, session_id)
    if row.state not in {"announced", "closed"}:
        raise Refused("report.not_held", _l("Laporan hanya untuk Bimtek yang diumumkan dan dilaksanakan."))
    return row
