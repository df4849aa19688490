"""Drafts as rows and as bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.studio.models import Draft


@dataclass(frozen=True)
class DraftLine:
    """A draft without its data; `removed` says that publishing takes the file away."""

    path: str
    digest: str
    removed: bool
    base_revision_id: int | None
    by: str
    changed_at: datetime


def digest_of(data: bytes | None) -> str:
    """The version of a file's content; the empty string stands for no file."""
    return "" if data is None else hashlib.sha256(data).hexdigest()


def draft_lines(session: Session) -> dict[str, DraftLine]:
    """Every draft, by path."""
    rows = session.execute(
        select(Draft.path, Draft.digest, Draft.base_revision_id, Draft.by, Draft.changed_at).order_by(
            Draft.path
        )
    )
    return {
        path: DraftLine(path, digest, not digest, base, by, changed_at)
        for path, digest, base, by, changed_at in rows
    }


def draft_data(session: Session, paths: Iterable[str] | None = None) -> dict[str, bytes | None]:
    """The content of drafts, all of them or some; None for a file that is to be taken away."""
    wanted = select(Draft.path, Draft.data)
    if paths is not None:
        wanted = wanted.where(Draft.path.in_(sorted(paths)))
    return {path: data for path, data in session.execute(wanted)}
