"""Published revisions, their files, and which revision of a document is live."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.db.base import Base
from lms.db.types import JSONValue, UTCDateTime


class Revision(Base):
    """An immutable revision of one document: its parsed form, its sources, and the hash of them."""

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("kind", "doc_id", "number"),
        UniqueConstraint("kind", "doc_id", "hash"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    doc_id: Mapped[str] = mapped_column(String(120))
    number: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
    slug: Mapped[str] = mapped_column(String(120))
    title: Mapped[str] = mapped_column(String(300))
    path: Mapped[str] = mapped_column(String(300))
    document: Mapped[dict[str, Any]] = mapped_column(JSONValue())
    note: Mapped[str] = mapped_column(String(500), default="")
    published_at: Mapped[datetime] = mapped_column(UTCDateTime())
    account_id: Mapped[int | None]


class LiveDocument(Base):
    """Which revision of a document readers see; a withdrawn document keeps its row and its revisions."""

    __tablename__ = "live_document"
    __table_args__ = (UniqueConstraint("kind", "slug"),)

    kind: Mapped[str] = mapped_column(String(30), primary_key=True)
    doc_id: Mapped[str] = mapped_column(String(120), primary_key=True)
    slug: Mapped[str] = mapped_column(String(120))
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    withdrawn_reason: Mapped[str] = mapped_column(String(500), default="")


class Blob(Base):
    """The bytes of a source, an image or an attachment, stored once by their SHA-256."""

    __tablename__ = "blob"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary())


class RevisionFile(Base):
    """A file that belongs to a revision, by its path in the content folder."""

    __tablename__ = "revision_file"

    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"), primary_key=True)
    path: Mapped[str] = mapped_column(String(300), primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("blob.sha256"))
