"""Reading published documents: the live ones, one by id or slug, their history and their files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from lms.core.errors import NotFound
from lms.library.models import Blob, LiveDocument, Revision, RevisionFile


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


def _document(row: Revision) -> Document:
    return Document(
        row.kind, row.doc_id, row.slug, row.title, row.path, row.id, row.number, row.hash, row.document,
        row.published_at, row.note,
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
        raise NotFound("revision.unknown", "Revisi ini tidak ditemukan.")
    return _document(row)


def history(session: Session, kind: str, doc_id: str) -> list[Document]:
    """Every revision of a document, newest first."""
    rows = session.scalars(
        select(Revision).where(Revision.kind == kind, Revision.doc_id == doc_id).order_by(Revision.number.desc())
    )
    return [_document(row) for row in rows]


def files(session: Session, revision_id: int) -> dict[str, str]:
    """The files of a revision: path to SHA-256."""
    rows = session.execute(
        select(RevisionFile.path, RevisionFile.sha256).where(RevisionFile.revision_id == revision_id)
    )
    return {path: sha for path, sha in rows}


def read_file(session: Session, revision_id: int, path: str) -> bytes:
    """The bytes of one file of a revision; raises NotFound."""
    data = session.scalar(
        select(Blob.data)
        .join(RevisionFile, RevisionFile.sha256 == Blob.sha256)
        .where(RevisionFile.revision_id == revision_id, RevisionFile.path == path)
    )
    if data is None:
        raise NotFound("file.unknown", "Berkas ini tidak ditemukan.")
    return data


def live_sources(session: Session) -> dict[str, bytes]:
    """Every file of every live document: the content folder as it is published."""
    rows = session.execute(
        select(RevisionFile.path, Blob.data)
        .join(Blob, Blob.sha256 == RevisionFile.sha256)
        .join(LiveDocument, LiveDocument.revision_id == RevisionFile.revision_id)
        .where(LiveDocument.withdrawn_at.is_(None))
    )
    return {path: data for path, data in rows}


def counts(session: Session) -> dict[str, int]:
    """How many live documents there are of each kind."""
    rows = session.execute(
        select(LiveDocument.kind, func.count()).where(LiveDocument.withdrawn_at.is_(None)).group_by(LiveDocument.kind)
    )
    return {kind: number for kind, number in rows}
