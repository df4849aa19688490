"""What publishing a document would do, and what still stands in its way."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from sqlalchemy.orm import Session

from lms.content.check import Parsed
from lms.core.problem import Problem
from lms.library import actions as library_actions
from lms.library import queries as library
from lms.library.queries import Standing
from lms.quizzes.schema import QuizDocument
from lms.studio.domain.bench import Checked
from lms.studio.domain.paths import belongs, head_of
from lms.studio.domain.quizdiff import QuizDiff, compare
from lms.studio.queries.answered import answered_by
from lms.studio.queries.drafts import DraftLine, draft_lines
from lms.studio.queries.workspace import Workspace, check_files, own_draft, own_files

What = Literal["new", "changed", "removed"]


@dataclass(frozen=True)
class Change:
    """One file that the next revision adds, changes or takes away."""

    path: str
    what: What


@dataclass(frozen=True)
class Plan:
    """The next revision of a document.

    `own` are the problems of its files; `waiting` are errors that come from drafts of other documents that are
    not published yet; `affected` counts new errors that other published documents would get.
    `back_to` is the number of an earlier revision with the same text. `token` stands for the text that
    was seen, `state` for the rows that were read.
    """

    head: str
    document: Parsed | None
    standing: Standing | None
    number: int
    token: str
    state: str
    back_to: int | None = None
    changes: tuple[Change, ...] = ()
    own: tuple[Problem, ...] = ()
    waiting: tuple[Problem, ...] = ()
    objections: tuple[Problem, ...] = ()
    affected: Mapping[str, int] = field(default_factory=dict)
    answered: int = 0
    overtaken: bool = False
    diff: QuizDiff | None = None
    checked: Checked | None = None

    @property
    def errors(self) -> int:
        """Errors in the files of the document."""
        return sum(p.is_error for p in self.own)

    @property
    def blocked(self) -> list[Problem]:
        """Every error that stops publishing."""
        return [p for p in (*self.own, *self.waiting, *self.objections) if p.is_error]

    @property
    def unchanged(self) -> bool:
        """Whether the live revision says the same already."""
        return bool(self.standing and self.standing.is_live and not self.changes)

    @property
    def ready(self) -> bool:
        """Whether the button works."""
        return self.document is not None and not self.blocked and not self.unchanged


def plan(session: Session, space: Workspace, path: str) -> Plan:
    """The plan for the document that `path` belongs to."""
    head = head_of(path)
    document = space.document(head)
    standing = library.standing_at(session, head)
    if document is not None:
        standing = library.standing(session, document.kind, document.id) or standing
    found = Plan(
        head,
        document,
        standing,
        _number(session, standing),
        _token(space, head),
        _state(head, space.drafts, space.live_key),
        changes=_changes(space, head, document, standing),
        own=tuple(space.document_problems(head)),
        answered=answered_by(session, standing.document) if standing else 0,
        overtaken=_overtaken(space, head, standing),
    )
    return found if document is None or found.errors else _with_consequences(session, space, found)


def _number(session: Session, standing: Standing | None) -> int:
    if standing is None:
        return 1
    return library.next_number(session, standing.document.kind, standing.document.doc_id)


def _with_consequences(session: Session, space: Workspace, found: Plan) -> Plan:
    """The check of the published files with this document's drafts alone: what readers would get."""
    files = own_files(session, found.head, space.live)
    after = space.checked if files == space.tree.files else check_files(files)
    alone = next((d for d in after.report.documents if d.path == found.head), None)
    document = alone or found.document
    assert document is not None
    mine = {document.path, *document.sources} | {p for p in after.tree if belongs(p, found.head)}
    known = library.same_text(session, document.kind, document.id, library_actions.content_hash(document))
    return replace(
        found,
        document=document,
        waiting=tuple(p for p in after.report.problems if p.path in mine and p.is_error),
        affected=_affected(space, after, mine),
        objections=tuple(library_actions.objections(session, document)),
        back_to=known.number if known else None,
        diff=_diff(document, found.standing),
        checked=after,
    )


def _affected(space: Workspace, after: Checked, mine: set[str]) -> dict[str, int]:
    """New errors in other documents, which do not stop publishing but concern their authors."""
    before = {(p.path, p.code, p.text()) for p in check_files(space.live).report.problems if p.is_error}
    counted: dict[str, int] = {}
    for one in after.report.problems:
        if one.is_error and one.path not in mine and (one.path, one.code, one.text()) not in before:
            counted[one.path] = counted.get(one.path, 0) + 1
    return counted


def _changes(
    space: Workspace, head: str, document: Parsed | None, standing: Standing | None
) -> tuple[Change, ...]:
    used = set(document.sources) if document else {p for p in space.tree if belongs(p, head)}
    live = {p: d for p, d in space.live.items() if belongs(p, head) or p in used}
    found = []
    for path in sorted(used | set(live)):
        now = space.tree.files.get(path)
        if path not in live:
            found.append(Change(path, "new"))
        elif now is None or path not in used:
            found.append(Change(path, "removed"))
        elif now != live[path]:
            found.append(Change(path, "changed"))
    if standing is None or not standing.is_live:
        return tuple(Change(c.path, "new") for c in found) or tuple(Change(p, "new") for p in sorted(used))
    return tuple(found)


def _overtaken(space: Workspace, head: str, standing: Standing | None) -> bool:
    """Whether another revision was published after a draft of this document was begun."""
    if standing is None:
        return False
    bases = {d.base_revision_id for d in space.drafts.values() if belongs(d.path, head)}
    return bool(bases - {standing.document.revision_id, None})


def _diff(document: Parsed, standing: Standing | None) -> QuizDiff | None:
    if standing is None or not isinstance(document.document, QuizDocument):
        return None
    return compare(QuizDocument.model_validate(dict(standing.document.document)), document.document)


def _token(space: Workspace, head: str) -> str:
    digest = hashlib.sha256()
    document = space.document(head)
    paths = {p for p in space.tree if belongs(p, head)} | set(document.sources if document else ())
    for path in sorted(paths):
        digest.update(f"{path}\n{space.version(path)}\n".encode())
    return digest.hexdigest()[:24]


def state_of(session: Session, head: str) -> str:
    """What publishing a document depends on: everything that is published, and its own drafts."""
    return _state(head, draft_lines(session), library.live_key(session))


def _state(head: str, drafts: Mapping[str, DraftLine], live: tuple[int, ...]) -> str:
    digest = hashlib.sha256(repr(live).encode())
    for path, line in sorted(drafts.items()):
        if own_draft(path, head):
            digest.update(f"{path}\n{line.digest}\n".encode())
    return digest.hexdigest()
