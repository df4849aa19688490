"""Fixtures of Bimtek: a published quiz, short ways to act, and a session as trainers plan it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.audit.models import JournalEntry
from lms.bimtek import actions, queries, subscriptions
from lms.bimtek.actions import Mark, SessionPlan, SlotPlan
from lms.bimtek.models import BimtekSession, Enrolment, Slot
from lms.content.check import check
from lms.content.tree import ContentTree
from lms.core.actor import Actor
from lms.core.clock import FixedClock
from lms.db.session import writing
from lms.library.actions import publish
from lms.people.models import Officer
from lms.quizzes import actions as quizzes
from lms.quizzes import events
from lms.quizzes.domain.question import item_id
from lms.quizzes.models import Attempt
from lms.quizzes.queries.attempts import questions_of
from lms.quizzes.schema import QuizChecker
from tests.factories import ACTOR, Make

TRAINER = Actor("account", 7, "Pengajar Contoh")
SECRET = "rahasia uji yang cukup panjang"

QUIZ = """---
id: postes
title: Pos-tes contoh
competency: K3
level: 2
pass_mark: 80
attempts: 2
---
Empat soal.
""" + "".join(
    f"""
## Soal {n} {{#soal-{n}}}
Pilih yang benar.

- [x] benar {n}
- [ ] salah {n}
"""
    for n in range(1, 6)
)
ESSAY = """---
id: uraian
title: Pos-tes uraian
competency: K4
level: 2
---

## Jelaskan {#jelaskan kind=open}
Jelaskan.

> Rubrik contoh.

## Tebak {#tebak}

- [x] benar
- [ ] salah
"""


@pytest.fixture
def quiz(session: Session, clock: FixedClock) -> str:
    files = {"quizzes/postes.md": QUIZ.encode(), "quizzes/uraian.md": ESSAY.encode()}
    report = check(ContentTree(files), [QuizChecker()])
    with writing(session):
        publish(session, actor=ACTOR, clock=clock, report=report)
    return "postes"


@pytest.fixture(autouse=True)
def connected() -> Iterator[None]:
    before = list(events.window_providers)
    subscriptions.subscribe()
    yield
    events.window_providers[:] = before


class Running:
    """Short ways to run a session through its actions; every call is one transaction."""

    def __init__(self, session: Session, clock: FixedClock, make: Make) -> None:
        self.session, self.clock, self.make = session, clock, make

    def do(self, action: Any, *, actor: Actor = TRAINER, **facts: Any) -> Any:
        with writing(self.session):
            return action(self.session, actor=actor, clock=self.clock, **facts)

    def plan(self, **facts: Any) -> BimtekSession:
        facts = {"title": "Disposisi lintas perangkat daerah", "place": "Aula Lantai 3", **facts}
        return self.do(actions.create_session, plan=SessionPlan(**facts))

    def slot(
        self, row: BimtekSession, *, after: float = 0, hours: float = 1.5, jp: float = 2, **facts: Any
    ) -> Slot:
        """A slot that begins `after` hours from now."""
        starts = self.clock.now() + timedelta(hours=after)
        facts = {"topic": "Peta urusan", "speaker": "Narasumber Contoh", **facts}
        plan = SlotPlan(starts, starts + timedelta(hours=hours), jp=Fraction(jp), **facts)
        return self.do(actions.add_slot, session_id=row.id, slot=plan)

    def enrol(self, row: BimtekSession, officer: Officer | None = None) -> Enrolment:
        officer = officer or self.make.officer()
        return self.do(actions.enrol, session_id=row.id, officer_id=officer.id)

    def announce(self, row: BimtekSession) -> BimtekSession:
        return self.do(actions.announce, session_id=row.id)

    def mark(
        self, row: BimtekSession, slot: Slot, enrolment: Enrolment, state: str = "present", minutes: int = 0
    ) -> int:
        marks: Mapping[int, Mark] = {enrolment.id: Mark(state, minutes)}
        return self.do(actions.mark_attendance, session_id=row.id, slot_id=slot.id, marks=marks)

    def held(self, slots: int = 4, **facts: Any) -> tuple[BimtekSession, list[Slot]]:
        """An announced session of today with slots of 2 JP each, the first of them beginning now."""
        row = self.plan(**facts)
        made = [self.slot(row, after=1.5 * n, topic=f"Materi {n + 1}") for n in range(slots)]
        self.announce(row)
        return row, made

    def take(self, row: BimtekSession, officer_id: int, right: int) -> Attempt:
        """Start, answer `right` of five questions rightly, and submit."""
        who = Actor("account", officer_id, "Peserta")
        attempt = self.do(actions.start_post_test, actor=who, session_id=row.id, officer_id=officer_id)
        for n, question in enumerate(questions_of(self.session, attempt.id)):
            number = question.question_id.removeprefix("soal-")
            word = "benar" if n < right else "salah"
            self.do(
                quizzes.save_answer,
                actor=who,
                attempt_id=attempt.id,
                officer_id=officer_id,
                position=question.position,
                client_seq=1,
                fields={"jawab": [item_id(f"{word} {number}")]},
            )
        self.do(quizzes.submit_attempt, actor=who, attempt_id=attempt.id, officer_id=officer_id)
        return attempt

    def standing(self, row: BimtekSession, officer_id: int) -> queries.Eligibility:
        self.session.rollback()
        return next(one for one in queries.eligibility(self.session, row.id) if one.officer_id == officer_id)

    def journal(self, action: str) -> list[JournalEntry]:
        found = (
            select(JournalEntry).where(JournalEntry.action == f"bimtek.{action}").order_by(JournalEntry.seq)
        )
        return list(self.session.scalars(found))

    def later(self, **span: float) -> datetime:
        return self.clock.advance(timedelta(**span))


@pytest.fixture
def run(session: Session, clock: FixedClock, make: Make) -> Running:
    return Running(session, clock, make)
