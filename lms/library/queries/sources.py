"""The files of revisions, and the content folder as it is published."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from lms.core.errors import NotFound
from lms.library.models import Blob, LiveDocument, RevisionFile
from lms.web.i18n import lazy_gettext as _l

LiveKey = tuple[int, ...]

_KEPT = 4
_folders: OrderedDict[tuple[str, LiveKey], dict[str, bytes]] = OrderedDict()
_lock = Lock()


def files(session: Session, revision_id: int) -> dict[str, str]:
    """The files of a revision: path to SHA-256."""
    rows = session.execute(
        select(RevisionFile.path, RevisionFile.sha256)
        .where(RevisionFile.revision_id == revision_id)
        .order_by(RevisionFile.path)
    )
    return {path: sha for path, sha in rows}


def file_sources(session: Session, revision_id: int) -> dict[str, bytes]:
    """The files of a revision: path to bytes."""
    rows = session.execute(
        select(RevisionFile.path, Blob.data)
        .join(Blob, Blob.sha256 == RevisionFile.sha256)
        .where(RevisionFile.revision_id == revision_id)
        .order_by(RevisionFile.path)
    )
    return {path: data for path, data in rows}


def read_file(session: Session, revision_id: int, path: str) -> bytes:
    """The bytes of one file of a revision; raises NotFound."""
    data = session.scalar(
        select(Blob.data)
        .join(RevisionFile, RevisionFile.sha256 == Blob.sha256)
        .where(RevisionFile.revision_id == revision_id, RevisionFile.path == path)
    )
    if data is None:
        raise NotFound("file.unknown", _l("Berkas ini tidak ditemukan."))
    return data


def live_key(session: Session) -> LiveKey:
    """The ids of all live revisions: it changes exactly when what readers see changes."""
    live = select(LiveDocument.revision_id).where(LiveDocument.withdrawn_at.is_(None))
    return tuple(session.scalars(live.order_by(LiveDocument.revision_id)))


def live_sources(session: Session) -> dict[str, bytes]:
    """Every file of every live document: the content folder as it is published.

    A file that two documents share (an image of two quizzes) is that of the later revision.
    """
    rows = session.execute(
        select(RevisionFile.path, Blob.data)
        .join(Blob, Blob.sha256 == RevisionFile.sha256)
        .join(LiveDocument, LiveDocument.revision_id == RevisionFile.revision_id)
        .where(LiveDocument.withdrawn_at.is_(None))
        .order_by(RevisionFile.revision_id)
    )
    return {path: data for path, data in rows}


def live_files(session: Session) -> dict[str, bytes]:
    """The same as `live_sources`, kept in memory until something is published or withdrawn; not to be changed."""
    bind = session.get_bind()
    engine = bind if isinstance(bind, Engine) else bind.engine
    key = (str(engine.url), live_key(session))
    with _lock:
        if key in _folders:
            _folders.move_to_end(key)
            return _folders[key]
    found = live_sources(session)
    with _lock:
        _folders[key] = found
        while len(_folders) > _KEPT:
            _folders.popitem(last=False)
    return found
