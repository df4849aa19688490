"""Writing an attempt and its questions, whichever way they were chosen."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from lms.audit import actions as audit
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import Refused
from lms.jobs.actions import enqueue
from lms.people.queries import officer_snapshot
from lms.quizzes import kinds
from lms.quizzes.actions.held import free_items
from lms.quizzes.domain.catalogue import Catalogue
from lms.quizzes.domain.question import Question
from lms.quizzes.domain.rules import GRACE, AttemptFeedback, Mode
from lms.quizzes.kinds.routing import resolve
from lms.quizzes.models import Attempt, AttemptQuestion, CatalogueSnapshot
from lms.quizzes.queries.catalogue import snapshot_with
from lms.web.i18n import lazy_gettext as _l

_JUST_AFTER = timedelta(seconds=1)
FINISH_JOB = "quizzes.finish_expired"


@dataclass(frozen=True)
class Item:
    """A question to be asked, with the revision and the competency unit it comes from."""

    revision_id: int
    unit: str | None
    level: int | None
    question: Question


@dataclass(frozen=True)
class Rules:
    """What holds for one attempt from its start to its end."""

    quiz_id: str
    revision_id: int | None
    title: str
    context: str
    mode: Mode
    number: int
    seed: str
    pass_mark: int
    level: int | None
    feedback: AttemptFeedback
    deadline: datetime | None = None
    closes: datetime | None = None
    shuffle_options: bool = True


def build_attempt(
    session: Session,
    *,
    actor: Actor,
    clock: Clock,
    officer_id: int,
    rules: Rules,
    items: Sequence[Item],
    catalogue: Catalogue,
    day: date,
) -> Attempt:
    """The attempt with its questions, journalled, and its finisher asked for when it has a deadline.

    `day` is today in the city's zone: the person is noted as they are on it.
    The UNIQUE constraints decide between two starts at once: the second one raises IntegrityError.
    """
    items = free_items(session, officer_id, rules.mode, items, clock.now())
    if not items:
        raise Refused("quiz.empty", _l("Tidak ada soal yang dapat diberikan saat ini."))
    attempt = _attempt(session, clock.now(), officer_id, rules, items, catalogue, day)
    session.add(attempt)
    session.flush()
    shuffle = rules.shuffle_options
    rows = [
        question_row(attempt, n, item, catalogue, shuffle=shuffle) for n, item in enumerate(items, start=1)
    ]
    session.execute(insert(AttemptQuestion), rows)
    audit.record(
        session,
        at=clock.now(),
        actor=actor,
        action="quiz.attempt.started",
        object_type="attempt",
        object_id=attempt.id,
        data={
            "officer": officer_id,
            "quiz": rules.quiz_id,
            "revision": rules.revision_id,
            "context": rules.context,
            "mode": rules.mode,
            "number": rules.number,
            "questions": len(items),
        },
    )
    ask_finisher(session, attempt.id)
    return attempt


def _attempt(
    session: Session,
    now: datetime,
    officer_id: int,
    rules: Rules,
    items: Sequence[Item],
    catalogue: Catalogue,
    day: date,
) -> Attempt:
    """The row of an attempt, with the person as they are on a day."""
    routed = any(item.question.kind == "routing" for item in items)
    return Attempt(
        officer_id=officer_id,
        quiz_id=rules.quiz_id,
        revision_id=rules.revision_id,
        context=rules.context,
        mode=rules.mode,
        number=rules.number,
        title=rules.title,
        state="open",
        seed=rules.seed,
        drawn=len(items),
        pass_mark=rules.pass_mark,
        level=rules.level,
        feedback=rules.feedback,
        started_at=now,
        deadline_at=rules.deadline,
        closes_at=rules.closes,
        catalogue_id=_snapshot(session, catalogue) if routed else None,
        person=officer_snapshot(session, officer_id, day).as_json(),
        waiting=0,
    )


def ask_finisher(session: Session, attempt_id: int) -> None:
    """Ask for the finisher just after the deadline and its grace; nothing without a deadline."""
    attempt = session.get(Attempt, attempt_id)
    if attempt is None or attempt.state != "open" or attempt.deadline_at is None:
        return
    enqueue(
        session,
        kind=FINISH_JOB,
        key=str(attempt.id),
        payload={"attempt": attempt.id},
        at=attempt.deadline_at + GRACE + _JUST_AFTER,
    )


def question_row(
    attempt: Attempt, place: int, item: Item, catalogue: Catalogue, *, shuffle: bool = False
) -> dict[str, Any]:
    """The columns of one drawn question, its keys resolved by the catalogue of the attempt."""
    question = item.question
    resolved = None
    if question.kind == "routing":
        resolved = [key.model_dump(mode="json") for key in resolve(question, catalogue)]
    return {
        "attempt_id": attempt.id,
        "position": place,
        "revision_id": item.revision_id,
        "question_id": question.id,
        "kind": question.kind,
        "unit": item.unit,
        "level": item.level,
        "line_order": kinds.arrangement(question, attempt.seed, shuffle=shuffle),
        "resolved": resolved,
        "answer_seq": 0,
        "flagged": False,
        "comment": "",
    }


def _snapshot(session: Session, catalogue: Catalogue) -> int:
    """The id of the stored catalogue with this content."""
    text = catalogue.model_dump_json()
    digest = hashlib.sha256(text.encode()).hexdigest()
    known = snapshot_with(session, digest)
    if known is not None:
        return known
    row = CatalogueSnapshot(sha256=digest, data=catalogue.model_dump(mode="json"))
    session.add(row)
    session.flush()
    return row.id
