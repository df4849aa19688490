"""Officers who answer over days and weeks, by the same actions as in the running platform."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.competency.models import MemoryState, ReviewEvent
from lms.core.clock import FixedClock
from lms.db.session import writing
from lms.quizzes import actions
from lms.quizzes.domain.question import item_id
from lms.quizzes.models import Attempt
from lms.quizzes.queries.attempts import questions_of
from tests.factories import ACTOR

HEAD = "---\nid: {id}\ntitle: {id}\ncompetency: {unit}\nlevel: 1\npass_mark: 50\nuse: {use}\n{more}---\n"
QUESTION = "## Soal {n} {{#s{n}}}\nBenarkah pernyataan {n} dari {id}?\n\n- [x] tentu {n}\n- [ ] tidak {n}\n- [ ] entah {n}\n\n"
TWO = "## Pilih dua {#dua}\nPilih.\n\n- [x] satu\n- [x] dua\n- [ ] tiga\n- [ ] empat\n\n"


def quiz(
    id: str, unit: str, questions: int, *, use: str = "practice", more: str = "attempts: 99\n"
) -> dict[str, str]:  # fmt: skip
    text = HEAD.format(id=id, unit=unit, use=use, more=more)
    text += "".join(QUESTION.format(n=n, id=id) for n in range(1, questions + 1))
    return {f"quizzes/{id}.md": text + TWO}


RIGHT, WRONG = "tentu", "tidak"


def take(
    session: Session, clock: FixedClock, officer_id: int, quiz_id: str, answers: Mapping[str, str], *,
    mode: Any = "practice", submit: bool = True,
) -> Attempt:  # fmt: skip
    """One attempt: `answers` by question id, "tentu" is right; questions without an answer stay empty."""
    who = {"actor": ACTOR, "clock": clock, "officer_id": officer_id}
    with writing(session):
        attempt = actions.start_attempt(session, quiz_id=quiz_id, mode=mode, **who)
        for row in questions_of(session, attempt.id):
            if row.question_id in answers:
                actions.save_answer(
                    session, attempt_id=attempt.id, position=row.position, client_seq=1,
                    fields=fields(row.question_id, answers[row.question_id]), **who,
                )  # fmt: skip
        if submit:
            actions.submit_attempt(session, attempt_id=attempt.id, **who)
    return attempt


def fields(question_id: str, answer: str) -> dict[str, Sequence[str]]:
    if question_id == "dua":
        return {"jawab": [item_id(word) for word in answer.split("+")]}
    return {"jawab": [item_id(f"{answer} {question_id[1:]}")]}


def later(clock: FixedClock, **span: float) -> None:
    clock.advance(timedelta(**span))


def states(session: Session) -> list[dict[str, Any]]:
    """Every stored memory, whole, in a fixed order."""
    session.rollback()
    rows = session.execute(
        select(MemoryState.__table__).order_by(
            MemoryState.officer_id, MemoryState.doc_id, MemoryState.question_id
        )
    )
    return [dict(row) for row in rows.mappings()]


def events(session: Session) -> list[ReviewEvent]:
    session.rollback()
    return list(session.scalars(select(ReviewEvent).order_by(ReviewEvent.id)))
