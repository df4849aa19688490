"""Fixtures of quizzes: a published city, an officer in it, and short ways to start, answer and submit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy.orm import Session

from lms.core.actor import Actor
from lms.core.clock import FixedClock
from lms.db.session import writing
from lms.people.models import Officer
from lms.quizzes import actions
from lms.quizzes.domain.question import item_id
from lms.quizzes.models import Attempt
from lms.quizzes.queries.attempts import questions_of
from tests.factories import Make
from tests.quizzes.library import publish_city

WHO = Actor("account", 1, "Pegawai Contoh")

RIGHT: dict[str, dict[str, Sequence[str]]] = {
    "batas-waktu": {"jawab": [item_id("10 hari kerja")]},
    "golongan": {"jawab": [item_id("serta merta"), item_id("berkala")]},
    "angka": {"teks": ["10"]},
    "urutan": {"urut": [item_id(t) for t in ("Menerima", "Mencatat", "Menjawab")]},
}


@pytest.fixture
def city(session: Session, clock: FixedClock) -> None:
    publish_city(session, clock)


@pytest.fixture
def officer(make: Make) -> Officer:
    return make.officer("Rini Contoh")


class Taking:
    """One officer taking quizzes through the actions."""

    def __init__(self, session: Session, clock: FixedClock, officer: Officer) -> None:
        self.session, self.clock, self.officer = session, clock, officer

    @property
    def facts(self) -> dict[str, Any]:
        return {"actor": WHO, "clock": self.clock, "officer_id": self.officer.id}

    def start(self, quiz_id: str = "evaluasi", **facts: Any) -> Attempt:
        with writing(self.session):
            return actions.start_attempt(self.session, quiz_id=quiz_id, **self.facts, **facts)

    def place(self, attempt: Attempt, question_id: str) -> int:
        return next(
            r.position for r in questions_of(self.session, attempt.id) if r.question_id == question_id
        )

    def save(
        self, attempt: Attempt, question_id: str, fields: dict[str, Sequence[str]], seq: int = 1
    ) -> actions.Saved:
        position = self.place(attempt, question_id)
        with writing(self.session):
            return actions.save_answer(
                self.session,
                attempt_id=attempt.id,
                position=position,
                client_seq=seq,
                fields=fields,
                **self.facts,
            )

    def settle(self, attempt: Attempt, question_id: str):
        position = self.place(attempt, question_id)
        with writing(self.session):
            return actions.settle_question(
                self.session, attempt_id=attempt.id, position=position, **self.facts
            )

    def submit(self, attempt: Attempt) -> actions.AttemptResult:
        with writing(self.session):
            return actions.submit_attempt(self.session, attempt_id=attempt.id, **self.facts)


@pytest.fixture
def taking(city: None, session: Session, clock: FixedClock, officer: Officer) -> Taking:
    return Taking(session, clock, officer)
