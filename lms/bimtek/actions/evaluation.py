"""The anonymous evaluation: set up, opened, answered, and closed for good."""

from __future__ import annotations

from collections.abc import Mapping
from random import SystemRandom

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from lms.bimtek.actions.common import journal, locked, locked_open
from lms.bimtek.domain import speakers
from lms.bimtek.domain.skm import ELEMENTS, LEAST_GROUP, REMARK_AT_MOST, REMARKS, VALUES
from lms.bimtek.models import (
    Evaluation,
    EvaluationAnswered,
    EvaluationCount,
    EvaluationRemark,
    Slot,
)
from lms.bimtek.models.evaluation import scattered
from lms.bimtek.queries.evaluation import evaluation_of
from lms.bimtek.queries.participants import enrolment_of
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import Forbidden, Refused
from lms.web.i18n import lazy_gettext as _l

COMMITTEE = "panitia"  # the organisers are element 6 and 7, not a speaker


def plan_evaluation(
    session: Session, *, actor: Actor, clock: Clock, session_id: int, required: bool, least: int = LEAST_GROUP
) -> Evaluation:
    """Decide whether the certificate asks for the evaluation, and how many answers it takes to be shown.

    The group can only be changed before the first answer, or a smaller one would undo what people were told.
    """
    locked_open(session, session_id)
    if least < LEAST_GROUP:
        raise Refused(
            "evaluation.least", _l("Hasil tidak boleh tampil untuk kurang dari %(n)s orang.", n=LEAST_GROUP)
        )
    row = session.get(Evaluation, session_id)
    if row is None:
        row = Evaluation(session_id=session_id, speakers=[])
        session.add(row)
    elif row.opened_at is not None and row.least != least:
        raise Refused(
            "evaluation.begun", _l("Evaluasi sudah dibuka, jadi batas kelompok kecil tidak dapat diubah.")
        )
    if (row.required, row.least) != (required, least):
        row.required, row.least = required, least
        journal(
            session, actor, clock, "evaluation_planned", session_id, {"required": required, "least": least}
        )
    session.flush()
    return row


def open_evaluation(session: Session, *, actor: Actor, clock: Clock, session_id: int) -> Evaluation:
    """Let participants answer; the speakers are taken from the timetable as it stands now. Opening twice changes nothing."""
    session_row = locked_open(session, session_id)
    if session_row.state != "announced":
        raise Refused("bimtek.draft", _l("Umumkan Bimtek ini lebih dahulu, agar peserta dapat membukanya."))
    row = session.get(Evaluation, session_id)
    if row is None:
        row = plan_evaluation(session, actor=actor, clock=clock, session_id=session_id, required=False)
    if row.closed_at is not None:
        raise Refused(
            "evaluation.over",
            _l("Evaluasi sudah ditutup dan hasilnya sudah tampil, jadi tidak dapat dibuka lagi."),
        )
    if row.opened_at is not None:
        return row
    slots = session.scalars(
        select(Slot).where(Slot.session_id == session_id).order_by(Slot.starts_at, Slot.id)
    )
    names = [
        name
        for name in speakers.everybody(slot.speaker for slot in slots if slot.jp)
        if name.casefold() != COMMITTEE
    ]
    row.speakers = [{"key": f"s{n}", "name": name} for n, name in enumerate(names, start=1)]
    row.opened_at = clock.now()
    session.flush()
    found = evaluation_of(session, session_id)
    cells = [
        {"session_id": session_id, "item": item, "value": value, "count": 0}
        for item in (found.items if found else ())
        for value in VALUES
    ]
    session.execute(insert(EvaluationCount), cells)
    journal(session, actor, clock, "evaluation_opened", session_id, {"speakers": len(names)})
    return row


def answer_evaluation(
    session: Session,
    *,
    session_id: int,
    officer_id: int,
    marks: Mapping[str, int],
    remarks: Mapping[str, str] | None = None,
) -> None:
    """Add one participant's answers to the counts, once; nothing that is kept leads from them back to the person.

    There is neither a journal entry nor a time: both would tell who answered when. Every element needs a value from
    1 to 4, items about speakers may be left out. Answers cannot be corrected, since nobody knows whose they are.
    """
    locked(session, session_id)
    enrolment = enrolment_of(session, session_id, officer_id)
    if enrolment is None or enrolment.status != "enrolled":
        raise Forbidden(
            "evaluation.not_enrolled", _l("Evaluasi ini hanya untuk peserta Bimtek. Anda tidak terdaftar.")
        )
    found = evaluation_of(session, session_id)
    if found is None or found.state != "open":
        raise Refused("evaluation.shut", _l("Evaluasi tidak sedang dibuka."))
    already = select(EvaluationAnswered.id).where(
        EvaluationAnswered.session_id == session_id, EvaluationAnswered.officer_id == officer_id
    )
    if session.scalar(already) is not None:
        raise Refused(
            "evaluation.answered",
            _l(
                "Anda sudah mengisi evaluasi ini. Jawaban tidak dapat diubah, karena tidak diketahui milik siapa."
            ),
        )
    known = {item: value for item, value in marks.items() if item in found.items}
    if set(known.values()) - set(VALUES) or any(name not in known for name in ELEMENTS):
        raise Refused("evaluation.incomplete", _l("Beri nilai 1 sampai 4 untuk kesembilan unsur."))
    _count(session, session_id, known, remarks or {})
    session.add(EvaluationAnswered(session_id=session_id, officer_id=officer_id))
    session.flush()


def _count(session: Session, session_id: int, marks: Mapping[str, int], remarks: Mapping[str, str]) -> None:
    for item, value in marks.items():
        session.execute(
            update(EvaluationCount)
            .where(
                EvaluationCount.session_id == session_id,
                EvaluationCount.item == item,
                EvaluationCount.value == value,
            )
            .values(count=EvaluationCount.count + 1)
        )
    for topic in REMARKS:
        text = remarks.get(topic, "").strip()[:REMARK_AT_MOST]
        if text:
            session.add(EvaluationRemark(session_id=session_id, topic=topic, text=text))


def close_evaluation(session: Session, *, actor: Actor, clock: Clock, session_id: int) -> None:
    """End the answering for good; from now on the results are shown, and so they can never change by one answer.

    Remarks and the list of who answered are written anew in a random order: their old places in the file would
    follow the order of answering.
    """
    locked_open(session, session_id)
    row = session.get(Evaluation, session_id)
    if row is None or row.opened_at is None or row.closed_at is not None:
        return
    row.closed_at = clock.now()
    remarks = [
        {"session_id": session_id, "topic": one.topic, "text": one.text}
        for one in session.scalars(select(EvaluationRemark).where(EvaluationRemark.session_id == session_id))
    ]
    people = [
        {"session_id": session_id, "officer_id": one.officer_id}
        for one in session.scalars(
            select(EvaluationAnswered).where(EvaluationAnswered.session_id == session_id)
        )
    ]
    for table, rows in ((EvaluationRemark, remarks), (EvaluationAnswered, people)):
        session.execute(delete(table).where(table.session_id == session_id))
        SystemRandom().shuffle(rows)
        if rows:
            session.execute(insert(table), [{**one, "id": scattered()} for one in rows])
    session.expire_all()
    journal(session, actor, clock, "evaluation_closed", session_id, {"answers": len(people)})
