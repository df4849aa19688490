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
from lms.core.problem import Problem, problem
from lms.library import events, images, messages  # noqa: F401 - the messages register themselves
from lms.library.models import Blob, LiveDocument, Revision, RevisionFile
from lms.library.queries import Document, next_number, revision, same_text, slug_holder, standing
from lms.web.i18n import lazy_gettext as _l


@dataclass
class Published:
    """What a run of publishing did; `kept` are documents whose last good revision stays live."""

    new: list[Document] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def publish(
    session: Session,
    *,
    actor: Actor,
    clock: Clock,
    report: Report,
    note: str = "",
    only: Iterable[str] | None = None,
) -> Published:
    """Publish every document of a report that has no error; `only` limits it to some paths.

    Documents that did not change are passed over, so publishing twice publishes once.
    """
    outcome = Published(problems=list(report.problems))
    wanted = set(only) if only is not None else None
    faulty = {problem.path for problem in report.problems if problem.is_error}
    for parsed in report.documents:
        own = {parsed.path, *parsed.sources}
        if wanted is not None and not wanted & own:
            continue
        if faulty & own:
            outcome.kept.append(parsed.path)
        else:
            _publish_one(session, actor, clock, parsed, note, outcome)
    unread = faulty - {path for parsed in report.documents for path in (parsed.path, *parsed.sources)}
    outcome.kept += _live_paths(session, unread if wanted is None else unread & wanted)
    outcome.kept = sorted(set(outcome.kept))
    return outcome


def _live_paths(session: Session, paths: set[str]) -> list[str]:
    """The live documents to which files belong that could not be read at all."""
    found = (
        select(Revision.path)
        .join(LiveDocument, LiveDocument.revision_id == Revision.id)
        .join(RevisionFile, RevisionFile.revision_id == Revision.id)
        .where(LiveDocument.withdrawn_at.is_(None), RevisionFile.path.in_(sorted(paths)))
    )
    return list(session.scalars(found.distinct())) if paths else []


def _publish_one(
    session: Session, actor: Actor, clock: Clock, parsed: Parsed, note: str, outcome: Published
) -> None:
    digest = content_hash(parsed)
    before = standing(session, parsed.kind, parsed.id)
    if before is not None and before.is_live and before.document.hash == digest:
        outcome.unchanged.append(parsed.path)
        return
    found = objections(session, parsed)
    outcome.problems.extend(found)
    if any(one.is_error for one in found):
        outcome.kept.append(parsed.path)
        return
    row = _store(session, actor, clock, parsed, digest, note)
    _point(session, row)
    document = revision(session, row.id)
    outcome.new.append(document)
    audit.record(
        session,
        at=clock.now(),
        actor=actor,
        action="content.published",
        object_type=parsed.kind,
        object_id=parsed.id,
        data={"revision": row.id, "number": row.number, "hash": digest, "path": parsed.path},
    )
    events.published.emit(session, actor, clock, document)


def objections(session: Session, parsed: Parsed) -> list[Problem]:
    """What speaks against publishing a document because of what is published, or was answered, already."""
    found = []
    holder = slug_holder(session, parsed.kind, parsed.slug)
    if holder not in {None, parsed.id}:
        other = standing(session, parsed.kind, str(holder))
        if other is not None and other.is_live:
            place = (parsed.path, parsed.line, parsed.column)
            found.append(problem(*place, "F060", slug=parsed.slug, other=holder))
    before = standing(session, parsed.kind, parsed.id)
    if before is not None and parsed.kind in events.vetoes:
        found += events.vetoes[parsed.kind](session, parsed, before.document)
    return found


def content_hash(parsed: Parsed) -> str:
    """SHA-256 over the sources of a document: the same files are the same revision."""
    digest = hashlib.sha256(f"{parsed.kind}\n{parsed.id}\n{parsed.slug}\n".encode())
    for path, data in sorted(stored_sources(parsed).items()):
        digest.update(f"{path}\n{hashlib.sha256(data).hexdigest()}\n".encode())
    return digest.hexdigest()


def stored_sources(parsed: Parsed) -> dict[str, bytes]:
    """The files of a document as a revision keeps them; certificate templates keep their images as drawn."""
    if parsed.kind == "certificate":
        return dict(parsed.sources)
    return {path: images.clean(path, data) for path, data in parsed.sources.items()}


def _store(session: Session, actor: Actor, clock: Clock, parsed: Parsed, digest: str, note: str) -> Revision:
    known = same_text(session, parsed.kind, parsed.id, digest)
    if known is not None:  # an author went back to an earlier text: that revision becomes live again
        return session.get_one(Revision, known.revision_id)
    row = Revision(
        kind=parsed.kind,
        doc_id=parsed.id,
        number=next_number(session, parsed.kind, parsed.id),
        hash=digest,
        slug=parsed.slug,
        title=parsed.title,
        path=parsed.path,
        document=parsed.document.model_dump(mode="json"),
        note=note,
        published_at=clock.now(),
        account_id=actor.id,
    )
    session.add(row)
    session.flush()
    for path, data in stored_sources(parsed).items():
        sha = hashlib.sha256(data).hexdigest()
        if session.get(Blob, sha) is None:
            session.add(Blob(sha256=sha, size=len(data), data=data))
            session.flush()
        session.add(RevisionFile(revision_id=row.id, path=path, sha256=sha))
    session.flush()
    return row


def _point(session: Session, row: Revision) -> None:
    _free_address(session, row)
    live = session.get(LiveDocument, (row.kind, row.doc_id))
    if live is None:
        session.add(LiveDocument(kind=row.kind, doc_id=row.doc_id, slug=row.slug, revision_id=row.id))
    else:
        live.slug, live.revision_id = row.slug, row.id
        live.withdrawn_at, live.withdrawn_reason = None, ""
    session.flush()


def _free_address(session: Session, row: Revision) -> None:
    """A withdrawn document gives up its address; the tilde cannot stand in a real one."""
    holder = slug_holder(session, row.kind, row.slug)
    if holder not in {None, row.doc_id}:
        session.get_one(LiveDocument, (row.kind, holder)).slug = f"~{holder}"[:120]
        session.flush()


def withdraw(session: Session, *, actor: Actor, clock: Clock, kind: str, doc_id: str, reason: str) -> None:
    """Take a document out of the readers' sight; everything that points at its revisions stays."""
    live = session.get(LiveDocument, (kind, doc_id))
    if live is None:
        raise NotFound("document.unknown", _l("Dokumen ini tidak ditemukan."))
    if live.withdrawn_at is not None:
        return
    live.withdrawn_at, live.withdrawn_reason = clock.now(), reason[:500]
    audit.record(
        session,
        at=clock.now(),
        actor=actor,
        action="content.withdrawn",
        object_type=kind,
        object_id=doc_id,
        data={"reason": reason},
    )
