"""Publishing: whole documents or nothing of them, and an error keeps the last good revision live."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.audit import actions as audit
from lms.content.check import Parsed, Report
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import NotFound
from lms.core.problem import Problem
from lms.library import events
from lms.library.models import Blob, LiveDocument, Revision, RevisionFile
from lms.library.queries import Document, live_by_id, revision


@dataclass
class Published:
    """What a run of publishing did; `kept` are documents whose last good revision stays live."""

    new: list[Document] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def publish(
    session: Session, *, actor: Actor, clock: Clock, report: Report, note: str = "", only: Iterable[str] | None = None
) -> Published:
    """Publish every document of a report that has no error; `only` limits it to some paths.

    Documents that did not change are passed over, so publishing twice publishes once.
    """
    outcome = Published(problems=list(report.problems))
    wanted = set(only) if only is not None else None
    faulty = {problem.path for problem in report.problems if problem.severity == "error"}
    for parsed in report.documents:
        if wanted is not None and parsed.path not in wanted and not wanted & set(parsed.sources):
            continue
        if faulty & (set(parsed.sources) | {parsed.path}):
            outcome.kept.append(parsed.path)
            continue
        _publish_one(session, actor, clock, parsed, note, outcome)
    return outcome


def _publish_one(
    session: Session, actor: Actor, clock: Clock, parsed: Parsed, note: str, outcome: Published
) -> None:
    digest = content_hash(parsed)
    before = live_by_id(session, parsed.kind, parsed.id)
    if before is not None and before.hash == digest:
        outcome.unchanged.append(parsed.path)
        return
    objections = events.vetoes[parsed.kind](session, parsed, before) if before and parsed.kind in events.vetoes else []
    outcome.problems.extend(objections)
    if any(problem.severity == "error" for problem in objections):
        outcome.kept.append(parsed.path)
        return
    row = _store(session, actor, clock, parsed, digest, note)
    _point(session, row)
    document = revision(session, row.id)
    outcome.new.append(document)
    audit.record(
        session, at=clock.now(), actor=actor, action="content.published", object_type=parsed.kind,
        object_id=parsed.id, data={"revision": row.id, "number": row.number, "hash": digest, "path": parsed.path},
    )
    events.published.emit(session, actor, clock, document)


def content_hash(parsed: Parsed) -> str:
    """SHA-256 over the sources of a document: the same files are the same revision."""
    digest = hashlib.sha256(f"{parsed.kind}\n{parsed.id}\n{parsed.slug}\n".encode())
    for path in sorted(parsed.sources):
        digest.update(f"{path}\n{hashlib.sha256(parsed.sources[path]).hexdigest()}\n".encode())
    return digest.hexdigest()


def _store(session: Session, actor: Actor, clock: Clock, parsed: Parsed, digest: str, note: str) -> Revision:
    same = select(Revision).where(Revision.kind == parsed.kind, Revision.doc_id == parsed.id, Revision.hash == digest)
    known = session.scalar(same)
    if known is not None:  # an author went back to an earlier text: that revision becomes live again
        return known
    newest = session.scalar(
        select(Revision.number)
        .where(Revision.kind == parsed.kind, Revision.doc_id == parsed.id)
        .order_by(Revision.number.desc())
        .limit(1)
    )
    row = Revision(
        kind=parsed.kind, doc_id=parsed.id, number=(newest or 0) + 1, hash=digest, slug=parsed.slug,
        title=parsed.title, path=parsed.path, document=parsed.document.model_dump(mode="json"), note=note,
        published_at=clock.now(), account_id=actor.id,
    )
    session.add(row)
    session.flush()
    for path, data in parsed.sources.items():
        sha = hashlib.sha256(data).hexdigest()
        if session.get(Blob, sha) is None:
            session.add(Blob(sha256=sha, size=len(data), data=data))
            session.flush()
        session.add(RevisionFile(revision_id=row.id, path=path, sha256=sha))
    session.flush()
    return row


def _point(session: Session, row: Revision) -> None:
    live = session.get(LiveDocument, (row.kind, row.doc_id))
    if live is None:
        session.add(LiveDocument(kind=row.kind, doc_id=row.doc_id, slug=row.slug, revision_id=row.id))
    else:
        live.slug, live.revision_id, live.withdrawn_at = row.slug, row.id, None
    session.flush()


def withdraw(session: Session, *, actor: Actor, clock: Clock, kind: str, doc_id: str, reason: str) -> None:
    """Take a document out of the readers' sight; everything that points at its revisions stays."""
    live = session.get(LiveDocument, (kind, doc_id))
    if live is None:
        raise NotFound("document.unknown", "Dokumen ini tidak ditemukan.")
    if live.withdrawn_at is not None:
        return
    live.withdrawn_at = clock.now()
    audit.record(
        session, at=clock.now(), actor=actor, action="content.withdrawn", object_type=kind, object_id=doc_id,
        data={"reason": reason},
    )
