"""Answers that a device kept and hands over later: in time they are saved, otherwise kept for a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.audit import actions as audit
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import NotFound, Refused
from lms.quizzes import kinds
from lms.quizzes.actions.save import save_answer
from lms.quizzes.actions.submit import close_if_over, locked
from lms.quizzes.models import AnswerEvent, Attempt, AttemptQuestion, LateAnswer
from lms.quizzes.queries.attempts import questions_of, resolved_of
from lms.quizzes.queries.documents import question_of
from lms.web.i18n import lazy_gettext as _l

Source = Literal["page", "file"]
Outcome = Literal["saved", "late", "refused"]
MOST_LATE = 200  # per attempt; a person has to read them
_PRACTICE = _l("Latihan ini sudah selesai; jawaban yang tertinggal tidak dicatat.")
_MANY = _l("Jawaban terlambat untuk percobaan ini terlalu banyak.")
_UNREADABLE = _l("Jawaban ini tidak cocok dengan soalnya.")
_UNKNOWN = _l("Soal ini tidak ada pada percobaan ini.")


@dataclass(frozen=True)
class Kept:
    """One answer as a device kept it; `typed_at` is what the device's clock said."""

    position: int
    seq: int
    fields: Mapping[str, Sequence[str]]
    typed_at: datetime | None


@dataclass(frozen=True)
class Received:
    """What became of a kept answer, with the words for a refusal."""

    position: int
    seq: int
    outcome: Outcome
    message: object = ""


def receive_kept(
    session: Session,
    *,
    actor: Actor,
    clock: Clock,
    attempt_id: int,
    answers: Sequence[Kept],
    source: Source,
) -> list[Received]:
    """Take over what a device kept; handing the same in again changes nothing.

    While the attempt accepts answers they are saved under their numbers, so that an older one replaces no newer one.
    Afterwards they are stored as late answers, which count for nothing until a person accepts them. The caller has
    checked that the sender may speak for this attempt. Raises NotFound.
    """
    attempt = locked(session, attempt_id)
    if attempt is None:
        raise NotFound("attempt.unknown", _l("Percobaan ini tidak ditemukan."))
    over = close_if_over(session, actor=actor, clock=clock, attempt=attempt)
    if not over:
        return [_save(session, actor, clock, attempt, kept) for kept in answers]
    rows = {row.position: row for row in questions_of(session, attempt.id)}
    desk = _Desk(session, actor, clock, attempt, source)
    found = [desk.receive(rows.get(kept.position), kept) for kept in answers]
    desk.journal()
    return found


def _save(session: Session, actor: Actor, clock: Clock, attempt: Attempt, kept: Kept) -> Received:
    try:
        save_answer(
            session,
            actor=actor,
            clock=clock,
            attempt_id=attempt.id,
            officer_id=attempt.officer_id,
            position=kept.position,
            client_seq=kept.seq,
            fields=kept.fields,
        )
    except Refused as refused:
        return Received(kept.position, kept.seq, "refused", refused.message)
    return Received(kept.position, kept.seq, "saved")


class _Desk:
    """Takes late answers of one closed attempt, and journals once how many were new."""

    def __init__(
        self, session: Session, actor: Actor, clock: Clock, attempt: Attempt, source: Source
    ) -> None:
        self.session, self.actor, self.clock, self.attempt, self.source = (
            session, actor, clock, attempt, source,
        )  # fmt: skip
        waiting = select(func.count()).where(LateAnswer.attempt_id == attempt.id)
        self.count = session.scalar(waiting) or 0
        self.new: list[tuple[int, int]] = []

    def receive(self, row: AttemptQuestion | None, kept: Kept) -> Received:
        """One answer; the same value as the one that counts is not late, it is known."""
        if row is None:
            return self._no(kept, _UNKNOWN)
        question = question_of(self.session, row.revision_id, row.question_id)
        reading = kinds.read_answer(question, kept.fields, resolved_of(self.session, self.attempt, row))
        if reading.error is not None:
            return self._no(kept, _UNREADABLE)
        event = self._known(row, kept, reading.answer)
        if event is not None and not event.late:
            return Received(kept.position, kept.seq, "saved")
        if event is None and reading.answer == row.answer:
            return Received(kept.position, kept.seq, "saved")
        if self.attempt.mode != "exam":
            return self._no(kept, _PRACTICE)
        return self._keep(row, kept, reading.answer, event)

    def _no(self, kept: Kept, message: object) -> Received:
        return Received(kept.position, kept.seq, "refused", message)

    def _known(self, row: AttemptQuestion, kept: Kept, value: object) -> AnswerEvent | None:
        """The event that already holds this answer, under its own number or one that was given in its place."""
        events = self.session.scalars(
            select(AnswerEvent)
            .outerjoin(LateAnswer, LateAnswer.event_id == AnswerEvent.id)
            .where(
                AnswerEvent.attempt_question_id == row.id,
                func.coalesce(LateAnswer.client_seq, AnswerEvent.client_seq) == kept.seq,
            )
            .order_by(AnswerEvent.id)
        )
        return next((event for event in events if event.value == value), None)

    def _keep(
        self,
        row: AttemptQuestion,
        kept: Kept,
        value: dict[str, Any] | None,
        event: AnswerEvent | None,
    ) -> Received:
        known = event is not None and self._note(event) is not None
        if not known:
            if self.count >= MOST_LATE:
                return self._no(kept, _MANY)
            self.count += 1
            event = event or self._append(row, kept.seq, value)
            self.session.add(
                LateAnswer(
                    event_id=event.id,
                    attempt_id=self.attempt.id,
                    client_seq=kept.seq,
                    typed_at=kept.typed_at,
                    source=self.source,
                    sender_id=self.actor.id,
                )
            )
            self.session.flush()
            self.new.append((kept.position, event.client_seq))
        return Received(kept.position, kept.seq, "late")

    def _note(self, event: AnswerEvent) -> LateAnswer | None:
        return self.session.scalar(select(LateAnswer).where(LateAnswer.event_id == event.id))

    def _append(self, row: AttemptQuestion, seq: int, value: dict[str, Any] | None) -> AnswerEvent:
        taken = set(
            self.session.scalars(
                select(AnswerEvent.client_seq).where(AnswerEvent.attempt_question_id == row.id)
            )
        )
        event = AnswerEvent(
            attempt_id=self.attempt.id,
            attempt_question_id=row.id,
            client_seq=max(taken) + 1 if seq in taken else seq,
            value=value,
            late=True,
            received_at=self.clock.now(),
        )
        self.session.add(event)
        self.session.flush()
        return event

    def journal(self) -> None:
        """One entry for everything that was new."""
        if not self.new:
            return
        audit.record(
            self.session,
            at=self.clock.now(),
            actor=self.actor,
            action="quiz.late.received",
            object_type="attempt",
            object_id=self.attempt.id,
            data={"answers": [list(pair) for pair in self.new], "source": self.source},
        )
