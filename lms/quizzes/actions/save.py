"""Receiving answers: append-only events, one current answer, and nothing that a stale tab can undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, cast

from sqlalchemy import Connection, Table, and_, bindparam, insert, select, update
from sqlalchemy.orm import Session

from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import NotFound, Refused, Stale
from lms.db.group import write_queue
from lms.db.session import writing
from lms.quizzes import kinds
from lms.quizzes.actions.submit import close_expired
from lms.quizzes.domain.rules import accepts
from lms.quizzes.kinds.base import Reading
from lms.quizzes.models import AnswerEvent, Attempt, AttemptQuestion
from lms.quizzes.queries.attempts import question_at, resolved_from, with_keys
from lms.quizzes.queries.catalogue import known_snapshot
from lms.quizzes.queries.documents import known_question, question_of
from lms.web.i18n import lazy_gettext as _l

MOST_EVENTS = 20_000
_ATTEMPT, _ROW, _EVENT = (cast("Table", model.__table__) for model in (Attempt, AttemptQuestion, AnswerEvent))
# built once: the hot path of an examination binds values and nothing else
_FIND = (
    select(
        *_ATTEMPT.c["state", "deadline_at", "catalogue_id"],
        *_ROW.c["attempt_id", "revision_id", "question_id", "resolved"],
        *_ROW.c["answer", "answer_seq", "answered_at", "settled_at"],
        _ROW.c.id.label("row_id"),
        _EVENT.c.value.label("event_value"),
        _EVENT.c.late.label("event_late"),
        _EVENT.c.received_at.label("event_at"),
    )
    .select_from(_ATTEMPT)
    .join(_ROW, _ROW.c.attempt_id == _ATTEMPT.c.id)
    .outerjoin(
        _EVENT,
        and_(
            _EVENT.c.attempt_id == _ATTEMPT.c.id,
            _EVENT.c.attempt_question_id == _ROW.c.id,
            _EVENT.c.client_seq == bindparam("seq"),
        ),
    )
    .where(
        _ATTEMPT.c.id == bindparam("attempt"),
        _ATTEMPT.c.officer_id == bindparam("officer"),
        _ROW.c.position == bindparam("place"),
    )
    .with_for_update(of=_ATTEMPT)
)
_APPEND = insert(_EVENT).inline()
_REPLACE = update(_ROW).where(_ROW.c.id == bindparam("row"))
_ERRORS = {
    "unknown_choice": _l("Pilihan ini tidak ada pada soal."),
    "too_many": _l("Isian dikirim lebih dari satu kali. Muat ulang halaman, lalu jawab kembali."),
    "too_long": _l("Jawaban terlalu panjang."),
    "bad_value": _l("Isian tidak dapat dibaca."),
    "unknown_destination": _l("Tujuan ini tidak ada di katalog."),
}


@dataclass(frozen=True)
class Saved:
    """What became of a received answer.

    `current` says whether it is the answer that counts now; an older one is kept and does not
    replace a newer. `late` answers were kept for a person and do not count.
    """

    position: int
    seq: int
    current: bool
    late: bool
    at: datetime
    answer: dict[str, Any] | None
    reading: Reading
    deadline_at: datetime | None


@dataclass(frozen=True)
class Given:
    """One answer as a browser sent it: where it belongs, its number, and the fields of the form."""

    attempt_id: int
    officer_id: int
    position: int
    client_seq: int
    fields: Mapping[str, Sequence[str]]
    unchanged_is_new: bool = True

    def keys(self) -> dict[str, int]:
        """What finds the question and an event that already has this number."""
        return {
            "attempt": self.attempt_id,
            "officer": self.officer_id,
            "place": self.position,
            "seq": self.client_seq,
        }


def save_answer(
    session: Session,
    *,
    actor: Actor,
    clock: Clock,
    attempt_id: int,
    officer_id: int,
    position: int,
    client_seq: int,
    fields: Mapping[str, Sequence[str]],
    unchanged_is_new: bool = True,
) -> Saved:
    """Store one answer; sending the same one again changes nothing.

    Without `unchanged_is_new` an answer that equals the current one is not stored a second time,
    whatever its number: a form posts its answer with every step through the questions.

    Raises NotFound for somebody else's attempt, Refused when the attempt or the question is closed or
    the fields make no sense, Stale when another answer was already stored under this number.
    """
    session.flush()  # what follows does not pass through the session
    saved = receive(
        session.connection(),
        Given(attempt_id, officer_id, position, client_seq, fields, unchanged_is_new),
        clock.now(),
    )
    for kept in session.identity_map.values():
        if isinstance(kept, AttemptQuestion) and kept.attempt_id == attempt_id and kept.position == position:
            session.expire(kept)
    if saved.late:
        close_expired(session, actor=actor, clock=clock, attempt_id=attempt_id)
    return saved


def save_at_once(session: Session, given: Given, *, actor: Actor, clock: Clock) -> Saved:
    """Store one answer in a transaction of its own or shared with others that arrive now; for the busy hour.

    Raises what `save_answer` raises. The session is used for nothing but a late answer's closing of the attempt.
    """
    engine = session.get_bind().engine
    saved = write_queue(engine).run(lambda connection: receive(connection, given, clock.now()))
    if saved.late:
        with writing(session):
            close_expired(session, actor=actor, clock=clock, attempt_id=given.attempt_id)
    return saved


def receive(connection: Connection, given: Given, now: datetime) -> Saved:
    """Store one answer: one statement reads what decides, one appends the event, one updates the current answer.

    Everything that can refuse it comes before the first write.
    """
    found = connection.execute(_FIND, given.keys()).one_or_none()
    if found is None:
        raise NotFound("attempt.unknown", _l("Percobaan ini tidak ditemukan."))
    known = found.event_at is not None
    if not known and found.state == "submitted":
        raise Refused("attempt.closed", _l("Percobaan ini sudah diserahkan. Jawaban ini tidak ikut dinilai."))
    reading = _read(connection, found, given.fields)
    report = partial(_saved, found, given, reading)
    if known:
        if found.event_value != reading.answer:
            raise Stale("answer.stale", _l("Jawaban yang lebih baru sudah tersimpan dari halaman lain."))
        current = not found.event_late and given.client_seq == found.answer_seq
        return report(given.client_seq, current=current, late=found.event_late, at=found.event_at)
    late = found.state != "open" or not accepts(now, found.deadline_at)
    if not given.unchanged_is_new and not late and reading.answer == found.answer:
        return report(found.answer_seq, current=True, late=False, at=found.answered_at or now)
    _check_new(found, given.client_seq)
    event = {"client_seq": given.client_seq, "value": reading.answer, "late": late, "received_at": now}
    connection.execute(
        _APPEND, {"attempt_id": found.attempt_id, "attempt_question_id": found.row_id, **event}
    )
    current = not late and given.client_seq > found.answer_seq
    if current:
        values = {"answer": reading.answer, "answer_seq": given.client_seq, "answered_at": now}
        connection.execute(_REPLACE, {"row": found.row_id, **values})
    return report(given.client_seq, current=current, late=late, at=now)


def _saved(
    found: Any, given: Given, reading: Reading, seq: int, *, current: bool, late: bool, at: datetime
) -> Saved:
    return Saved(
        position=given.position,
        seq=seq,
        current=current,
        late=late,
        at=at,
        answer=reading.answer if current else found.answer,
        reading=reading,
        deadline_at=found.deadline_at,
    )


def _check_new(found: Any, client_seq: int) -> None:
    """Whether a new answer may be stored under this number."""
    if found.settled_at is not None:
        raise Refused("question.settled", _l("Jawaban soal ini sudah ditetapkan dan tidak dapat diubah."))
    if not 0 < client_seq <= found.answer_seq + MOST_EVENTS:
        raise Refused("answer.sequence", _l("Nomor urut jawaban tidak dapat dipakai. Muat ulang halaman."))


def _read(connection: Connection, found: Any, fields: Mapping[str, Sequence[str]]) -> Reading:
    engine = connection.engine
    question = known_question(engine, found.revision_id, found.question_id)
    catalogue = known_snapshot(engine, found.catalogue_id) if found.resolved is not None else None
    if question is None or (found.resolved is not None and catalogue is None):
        with Session(connection) as session:
            question = question_of(session, found.revision_id, found.question_id)
            resolved = resolved_from(session, found.catalogue_id, found.resolved)
    else:
        resolved = with_keys(catalogue, found.resolved) if catalogue is not None else None
    reading = kinds.read_answer(question, fields, resolved)
    if reading.error is not None:
        raise Refused(f"answer.{reading.error}", _ERRORS[reading.error])
    return reading


def flag_question(
    session: Session, *, clock: Clock, attempt_id: int, officer_id: int, position: int, flagged: bool
) -> None:
    """Mark a question to come back to, or take the mark away; a note to oneself, so it is not journalled."""
    attempt = session.get(Attempt, attempt_id)
    if attempt is None or attempt.officer_id != officer_id:
        raise NotFound("attempt.unknown", _l("Percobaan ini tidak ditemukan."))
    row = question_at(session, attempt_id, position)
    if attempt.state != "open" or not accepts(clock.now(), attempt.deadline_at):
        raise Refused("attempt.closed", _l("Percobaan ini sudah ditutup."))
    row.flagged = flagged
