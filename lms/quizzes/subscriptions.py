"""What quizzes listen to: published catalogues become the city's tables, and used questions keep their kind."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

import lms.quizzes.jobs  # noqa: F401 -- the handler registers itself
from lms.content.check import Parsed
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.problem import Problem, problem
from lms.library import events as library
from lms.library.queries import Document
from lms.people import events as people
from lms.people.actions import city
from lms.people.domain import city as rows
from lms.quizzes.actions.merging import merge_officers
from lms.quizzes.models import Attempt, AttemptQuestion
from lms.quizzes.schema import AffairsDocument, AgenciesDocument, ExternalBodiesDocument, QuizDocument


def subscribe() -> None:
    """Connect; called once by `wiring`."""
    library.published.subscribe(apply_catalogue)
    library.veto("quiz", refuse_changed_kinds)
    people.officers_merged.subscribe(merge_officers)


def apply_catalogue(session: Session, actor: Actor, clock: Clock, document: Document) -> None:
    """Take a published catalogue over into the tables of the city; other kinds are passed over."""
    data = dict(document.document)
    if document.kind == "affairs":
        affairs = AffairsDocument.model_validate(data).rows
        city.apply_affairs(session, actor, clock, [rows.AffairRow(**_plain(row)) for row in affairs])
    elif document.kind == "agencies":
        agencies = AgenciesDocument.model_validate(data).rows
        city.apply_agencies(session, actor, clock, [rows.AgencyRow(**_plain(row)) for row in agencies])
    elif document.kind == "external_bodies":
        bodies = ExternalBodiesDocument.model_validate(data).rows
        city.apply_external_bodies(
            session, actor, clock, [rows.ExternalBodyRow(**_plain(row)) for row in bodies]
        )


def _plain(row: object) -> dict[str, Any]:
    return {name: value for name, value in vars(row).items() if name != "line"}


def refuse_changed_kinds(session: Session, parsed: Parsed, before: Document) -> list[Problem]:
    """A question that somebody answered keeps its kind: its statistics and evidence would lose their meaning."""
    new, old = parsed.document, QuizDocument.model_validate(dict(before.document))
    if not isinstance(new, QuizDocument):
        return []
    kinds = {q.id: q.kind for q in old.questions}
    changed = [q for q in new.questions if kinds.get(q.id, q.kind) != q.kind]
    return [
        problem(parsed.path, q.line, 1, "Q070", id=q.id, before=kinds[q.id], after=q.kind)
        for q in changed
        if _was_asked(session, before.doc_id, q.id)
    ]


def _was_asked(session: Session, quiz_id: str, question_id: str) -> bool:
    asked = (
        select(AttemptQuestion.id)
        .join(Attempt, Attempt.id == AttemptQuestion.attempt_id)
        .where(Attempt.quiz_id == quiz_id, AttemptQuestion.question_id == question_id)
        .limit(1)
    )
    return session.scalar(asked) is not None
