"""The evaluation of a session: whether it is open, who has answered at all, and what may be shown of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.bimtek.domain import skm
from lms.bimtek.domain.skm import ELEMENTS, SPEAKER_ITEMS, Shown
from lms.bimtek.models.evaluation import Evaluation, EvaluationAnswered, EvaluationCount, EvaluationRemark

State = Literal["none", "ahead", "open", "closed"]


@dataclass(frozen=True)
class Speaker:
    """A speaker as the evaluation asks about them."""

    key: str
    name: str


@dataclass(frozen=True)
class EvaluationView:
    """An evaluation without its answers; `answers` is their number, which alone is told while it is open."""

    session_id: int
    required: bool
    least: int
    speakers: tuple[Speaker, ...]
    opened_at: datetime | None
    closed_at: datetime | None
    answers: int

    @property
    def state(self) -> State:
        """Whether it can be answered."""
        if self.opened_at is None:
            return "ahead"
        return "open" if self.closed_at is None else "closed"

    @property
    def items(self) -> tuple[str, ...]:
        """Every item that is counted: the nine elements and two for each speaker."""
        return (*ELEMENTS, *self.speaker_items)

    @property
    def speaker_items(self) -> tuple[str, ...]:
        """The items about speakers."""
        return tuple(skm.speaker_item(one.key, item) for one in self.speakers for item in SPEAKER_ITEMS)


@dataclass(frozen=True)
class EvaluationResult:
    """What a closed evaluation says; `remarks` is empty when too few have answered."""

    shown: Shown
    remarks: dict[str, tuple[str, ...]]
    enough: bool


def required_for(session: Session, session_ids: Iterable[int]) -> set[int]:
    """The sessions among these whose certificate asks for the evaluation."""
    return set(
        session.scalars(
            select(Evaluation.session_id).where(
                Evaluation.session_id.in_(list(session_ids)), Evaluation.required.is_(True)
            )
        )
    )


def evaluation_of(session: Session, session_id: int) -> EvaluationView | None:
    """The evaluation of a session; None while nobody has set one up."""
    row = session.get(Evaluation, session_id)
    if row is None:
        return None
    answers = session.scalar(
        select(func.count())
        .select_from(EvaluationAnswered)
        .where(EvaluationAnswered.session_id == session_id)
    )
    speakers = tuple(Speaker(one["key"], one["name"]) for one in row.speakers)
    return EvaluationView(
        session_id, row.required, row.least, speakers, row.opened_at, row.closed_at, answers or 0
    )


def answered(session: Session, session_id: int) -> set[int]:
    """The officers who have answered; what they said is known nowhere."""
    return set(
        session.scalars(
            select(EvaluationAnswered.officer_id).where(EvaluationAnswered.session_id == session_id)
        )
    )


def to_evaluate(session: Session, session_id: int, officer_id: int) -> bool:
    """Whether an evaluation is open that this officer has not answered."""
    row = session.get(Evaluation, session_id)
    if row is None or row.opened_at is None or row.closed_at is not None:
        return False
    return officer_id not in answered(session, session_id)


def evaluation_result(session: Session, found: EvaluationView) -> EvaluationResult | None:
    """What may be shown; None until the evaluation is closed for good.

    While it is open every new answer could be read off from the difference to the page of a minute ago.
    """
    if found.state != "closed":
        return None
    rows = session.execute(
        select(EvaluationCount.item, EvaluationCount.value, EvaluationCount.count).where(
            EvaluationCount.session_id == found.session_id
        )
    )
    counts = skm.tally((item, value, count) for item, value, count in rows)
    shown = skm.disclose(counts, found.speaker_items, found.least)
    enough = shown.n >= found.least
    return EvaluationResult(shown, _remarks(session, found) if enough else {}, enough)


def _remarks(session: Session, found: EvaluationView) -> dict[str, tuple[str, ...]]:
    """The remarks by topic, in an order that comes from their words alone."""
    remarks: dict[str, list[str]] = {topic: [] for topic in skm.REMARKS}
    for topic, text in session.execute(
        select(EvaluationRemark.topic, EvaluationRemark.text).where(
            EvaluationRemark.session_id == found.session_id
        )
    ):
        remarks[topic].append(text)
    return {topic: tuple(sorted(texts, key=_mixed)) for topic, texts in remarks.items()}


def _mixed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
