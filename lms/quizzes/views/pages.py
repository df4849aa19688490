"""What the pages of an attempt show, put together once so that templates only lay it out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import url_for
from markupsafe import Markup
from sqlalchemy.orm import Session

from lms.quizzes import kinds
from lms.quizzes.actions import Saved, is_endless
from lms.quizzes.domain.catalogue import Catalogue, Destination
from lms.quizzes.domain.question import Side
from lms.quizzes.kinds.base import Reading, list_of
from lms.quizzes.models import Attempt, AttemptQuestion
from lms.quizzes.queries.attempts import questions_of
from lms.quizzes.queries.catalogue import snapshot
from lms.quizzes.queries.documents import question_of
from lms.quizzes.views.texts import TASKS, asked_back, block, inline


@dataclass(frozen=True)
class NavItem:
    """One number in the row of questions."""

    number: int
    answered: bool
    flagged: bool
    current: bool


@dataclass(frozen=True)
class Line:
    """A choice, a step, or one side of a pair, ready to show."""

    id: str
    html: Markup
    chosen: bool = False
    value: str = ""


@dataclass(frozen=True)
class QuestionPage:
    """A question of an attempt as its page shows it; it holds no key and no feedback."""

    attempt: Attempt
    number: int
    kind: str
    title: str
    stem: Markup
    task: Any
    lines: list[Line]
    rights: list[Side]
    heads: tuple[str, str]
    text: str
    seq: int
    saved_at: datetime | None
    flagged: bool
    settled: bool
    ask: str
    remaining: int | None
    nav: list[NavItem]
    slips: list[Destination] = field(default_factory=list)
    exempt: bool = False

    @property
    def total(self) -> int:
        """How many questions the attempt has."""
        return self.attempt.drawn

    @property
    def endless(self) -> bool:
        """Whether more letters follow for as long as the officer likes."""
        return is_endless(self.attempt)

    @property
    def checks_each(self) -> bool:
        """Whether the answer can be fixed here to see its feedback."""
        return self.attempt.feedback == "after_each" and self.attempt.mode == "practice"


def remaining_seconds(attempt: Attempt, now: datetime) -> int | None:
    """Whole seconds until the deadline, never negative; None without one."""
    return seconds_until(attempt.deadline_at, now)


def seconds_until(deadline: datetime | None, now: datetime) -> int | None:
    """Whole seconds until a deadline, never negative; None without one."""
    return None if deadline is None else max(0, int((deadline - now).total_seconds()))


def saved_json(saved: Saved, now: datetime, ask: str = "") -> dict[str, Any]:
    """What the script of the page is told about a stored answer: only after the commit, so "tersimpan" is true."""
    return {
        "seq": saved.seq,
        "current": saved.current,
        "saved_at": saved.at.isoformat(timespec="seconds"),
        "ask": ask,
        "remaining": seconds_until(saved.deadline_at, now),
    }


def question_url(attempt_id: int, number: int, kind: str) -> str:
    """The page of a question: the desk for letters."""
    endpoint = "quizzes.letter" if kind == "routing" else "quizzes.question"
    return url_for(endpoint, attempt_id=attempt_id, number=number)


def nav_of(rows: list[AttemptQuestion], current: int) -> list[NavItem]:
    """The row of numbers."""
    return [NavItem(r.position, r.answer is not None, r.flagged, r.position == current) for r in rows]


def question_page(session: Session, attempt: Attempt, number: int, now: datetime) -> QuestionPage:
    """The page of the question at a place; raises IndexError-free NotFound through the query."""
    rows = questions_of(session, attempt.id)
    row = next((r for r in rows if r.position == number), rows[0])
    question = question_of(session, row.revision_id, row.question_id)
    shown = kinds.public(question, _order(row))
    return QuestionPage(
        attempt=attempt,
        number=row.position,
        kind=row.kind,
        title=question.title,
        stem=block(question.stem, row.revision_id),
        task=TASKS.get(row.kind, ""),
        lines=[_line(side, row) for side in shown.choices],
        rights=list(shown.rights),
        heads=shown.heads,
        text=str((row.answer or {}).get("text", "")),
        seq=row.answer_seq,
        saved_at=row.answered_at,
        flagged=row.flagged,
        settled=row.settled_at is not None,
        ask=asked_back(_doubt(row)),
        remaining=remaining_seconds(attempt, now),
        nav=nav_of(rows, row.position),
        slips=slips_of(row, _catalogue(session, attempt)),
        exempt=(row.answer or {}).get("exempt") is True,
    )


def _catalogue(session: Session, attempt: Attempt) -> Catalogue:
    return snapshot(session, attempt.catalogue_id) if attempt.catalogue_id is not None else Catalogue()


def slips_of(row: AttemptQuestion, catalogue: Catalogue) -> list[Destination]:
    """The chosen destinations, in the order they were chosen."""
    return [catalogue.by_ref[ref] for ref in list_of(row.answer, "to") if ref in catalogue.by_ref]


def _order(row: AttemptQuestion) -> list[str]:
    """The stored order of lines; steps that were put in order are shown in that order."""
    given = list_of(row.answer, "order")
    return given if row.kind == "ordering" and given else [str(i) for i in row.line_order]


def _line(side: Side, row: AttemptQuestion) -> Line:
    answer = row.answer or {}
    chosen = side.id == answer.get("choice") or side.id in list_of(row.answer, "choices")
    value = ""
    if row.kind == "ordering":
        order, places = list_of(row.answer, "order"), answer.get("places")
        value = str(order.index(side.id) + 1) if side.id in order else ""
        if isinstance(places, dict):
            value = str(places.get(side.id, ""))
    elif row.kind == "matching":
        pairs = answer.get("pairs")
        value = str(pairs.get(side.id, "")) if isinstance(pairs, dict) else ""
    return Line(side.id, inline(side.text, row.revision_id), chosen, value)


def _doubt(row: AttemptQuestion) -> Reading:
    return kinds.doubts(row.kind, row.answer)
