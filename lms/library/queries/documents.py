"""Published documents: the live ones, one by id or slug, the withdrawn ones, and their history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from lms.core.errors import NotFound
from lms.library.models import LiveDocument, Revision, RevisionFile
from lms.web.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class Document:
    """A revision of a document; `document` is the JSON of the feature's pydantic model."""

    kind: str
    doc_id: str
    slug: str
    title: str
    path: str
    revision_id: int
    number: int
    hash: str
    document: Mapping[str, Any]
    published_at: datetime
    note: str
    account_id: int | None = None


@dataclass(frozen=True)
class Standing:
    """The revision that a document points at, and when and why it was withdrawn, if it was."""

    document: Document
    withdrawn_at: datetime | None
    reason: str

    @property
    def is_live(self) -> bool:
        """Whether readers see it."""
        return self.withdrawn_at is None


def _document(row: Revision) -> Document:
    return Document(
        row.kind,
        row.doc_id,
        row.slug,
        row.title,
        row.path,
        row.id,
        row.number,
        row.hash,
        row.document,
        row.published_at,
        row.note,
        row.account_id,
    )


def _live(kind: str) -> Select[Any]:
    return (
        select(Revision)
        .join(LiveDocument, LiveDocument.revision_id == Revision.id)
        .where(LiveDocument.kind == kind, LiveDocument.withdrawn_at.is_(None))
        .order_by(LiveDocument.doc_id)
    )


def live_documents(session: Session, kind: str) -> list[Document]:
    """All live documents of a kind, by id."""
    return [_document(row) for row in session.scalars(_live(kind))]


def live_by_id(session: Session, kind: str, doc_id: str) -> Document | None:
    """The live revision of a document, or None when it was never published or is withdrawn."""
    row = session.scalar(_live(kind).where(LiveDocument.doc_id == doc_id))
    return _document(row) if row else None


def live_by_slug(session: Session, kind: str, slug: str) -> Document | None:
    """The live revision of the document at an address."""
    row = session.scalar(_live(kind).where(LiveDocument.slug == slug))
    return _document(row) if row else None


def revision(session: Session, revision_id: int) -> Document:
    """One revision, live or not; raises NotFound."""
    row = session.get(Revision, revision_id)
    if row is None:
        raise NotFound("revision.unknown", _l("Revisi ini tidak ditemukan."))
    return _document(row)


def history(session: Session, kind: str, doc_id: str) -> list[Document]:
    """Every revision of a document, newest first."""
    rows = session.scalars(
        select(Revision)
        .where(Revision.kind == kind, Revision.doc_id == doc_id)
        .order_by(Revision.number.desc())
    )
    return [_document(row) for row in rows]


def _standings() -> Select[LiveDocument, Revision]:
    return select(LiveDocument, Revision).join(Revision, LiveDocument.revision_id == Revision.id)


def _standing(row: Any) -> Standing | None:
    return Standing(_document(row[1]), row[0].withdrawn_at, row[0].withdrawn_reason) if row else None


def standing(session: Session, kind: str, doc_id: str) -> Standing | None:
    """What a document points at, live or withdrawn; None when it was never published."""
    named = _standings().where(LiveDocument.kind == kind, LiveDocument.doc_id == doc_id)
    return _standing(session.execute(named).one_or_none())


def standing_at(session: Session, path: str) -> Standing | None:
    """The document that a file belongs to, a live one before a withdrawn one; its own file before a shared one."""
    holding = (
        _standings()
        .join(RevisionFile, RevisionFile.revision_id == Revision.id)
        .where(RevisionFile.path == path)
        .order_by(LiveDocument.withdrawn_at.is_not(None), Revision.path != path, Revision.id.desc())
        .limit(1)
    )
    return _standing(session.execute(holding).first())


def withdrawn_documents(session: Session) -> list[Standing]:
    """Every withdrawn document, the latest first."""
    rows = session.execute(
        _standings().where(LiveDocument.withdrawn_at.is_not(None)).order_by(LiveDocument.withdrawn_at.desc())
    )
    return [found for row in rows if (found := _standing(row))]


def slug_holder(session: Session, kind: str, slug: str) -> str | None:
    """The id of the document, live or withdrawn, that holds an address."""
    return session.scalar(
        select(LiveDocument.doc_id).where(LiveDocument.kind == kind, LiveDocument.slug == slug)
    )


def next_number(session: Session, kind: str, doc_id: str) -> int:
    """The number that the next revision of a document gets."""
    newest = session.scalar(
        select(func.max(Revision.number)).where(Revision.kind == kind, Revision.doc_id == doc_id)
    )
    return (newest or 0) + 1


def same_text(session: Session, kind: str, doc_id: str, digest: str) -> Document | None:
    """The revision of a document with this content hash, if there is one already."""
    row = session.scalar(
        select(Revision).where(Revision.kind == kind, Revision.doc_id == doc_id, Revision.hash == digest)
    )
    return _document(row) if row else None


def counts(session: Session) -> dict[str, int]:
    """How many live documents there are of each kind."""
    rows = session.execute(
        select(LiveDocument.kind, func.count())
        .where(LiveDocument.withdrawn_at.is_(None))
        .group_by(LiveDocument.kind)
    )
    return {kind: number for kind, number in rows}
