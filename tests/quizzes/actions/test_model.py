"""A random walk of starts, saves, submits and passing time, held against a small reference model."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from lms import wiring
from lms.core.clock import FixedClock
from lms.core.errors import Refused
from lms.db.base import Base
from lms.db.engine import session_factory
from lms.quizzes.models import Attempt
from tests.factories import Make
from tests.quizzes.conftest import RIGHT, Taking
from tests.quizzes.library import publish_city

LIMIT = 3
ANSWERS = {
    "right": ({"teks": ["10"]}, Fraction(1)),
    "near": ({"teks": ["9,5"]}, Fraction(1, 2)),
    "wrong": ({"teks": ["7"]}, Fraction(0)),
}


class AttemptMachine(RuleBasedStateMachine):
    """`expected` is what a person with paper and a watch would say about the officer's attempts."""

    def __init__(self) -> None:
        super().__init__()
        wiring.import_models()
        self.folder = tempfile.TemporaryDirectory()
        self.factory = session_factory(f"sqlite:///{Path(self.folder.name) / 'x.sqlite3'}")
        Base.metadata.create_all(self.factory.kw["bind"])
        self.session = self.factory()
        self.clock = FixedClock(datetime(2026, 11, 23, 2, 0, tzinfo=UTC))
        publish_city(self.session, self.clock)
        self.taking = Taking(self.session, self.clock, Make(self.session, self.clock).officer())
        self.attempt: Attempt | None = None
        self.deadline: datetime | None = None
        self.newest: dict[str, tuple[int, Fraction]] = {}
        self.seen: dict[tuple[str, int], Fraction] = {}
        self.started, self.scores = 0, []

    def teardown(self) -> None:
        self.session.close()
        self.factory.kw["bind"].dispose()
        self.folder.cleanup()

    @property
    def over(self) -> bool:
        return self.deadline is not None and self.clock.now() > self.deadline + timedelta(seconds=60)

    def _settle(self) -> None:
        """The attempt ends with what counted so far."""
        self.scores.append(sum((f for _, f in self.newest.values()), Fraction(0)) / 4)
        self.attempt, self.deadline, self.newest, self.seen = None, None, {}, {}

    def _try(self, act):
        try:
            return "", act()
        except Refused as refused:
            return refused.code, None

    @rule()
    def start(self) -> None:
        code, attempt = self._try(lambda: self.taking.start(attempts=LIMIT))
        if attempt is None:  # a refusal rolls back whatever it would have closed on the way
            assert (code, self.started) == ("quiz.no_attempts", LIMIT)
            assert self.attempt is None or self.over
            return
        if self.attempt is not None and self.over:
            self._settle()
        if self.attempt is None:
            self.started += 1
            self.attempt, self.deadline = attempt, attempt.deadline_at
        assert attempt.id == self.attempt.id

    @precondition(lambda self: self.attempt is not None)
    @rule(
        question=st.sampled_from(["angka", "golongan"]),
        seq=st.integers(1, 6),
        kind=st.sampled_from(sorted(ANSWERS)),
    )
    def save(self, question: str, seq: int, kind: str) -> None:
        fields, worth = ANSWERS[kind] if question == "angka" else (RIGHT["golongan"], Fraction(1))
        over = self.over
        code, saved = self._try(lambda: self.taking.save(self.attempt, question, fields, seq))
        if saved is None:
            assert code == "answer.stale"
            return
        if (question, seq) in self.seen:  # sent again: acknowledged as it was the first time
            assert (saved.late, self.seen[question, seq]) == (False, worth)
            return
        self.seen[question, seq] = worth
        assert saved.late is over
        if over:
            self._settle()
        elif seq > self.newest.get(question, (0, None))[0]:
            self.newest[question] = (seq, worth)

    @precondition(lambda self: self.attempt is not None)
    @rule()
    def submit(self) -> None:
        attempt = self.attempt
        self._settle()
        assert self.taking.submit(attempt).fraction == self.scores[-1]
        assert self.taking.submit(attempt).fraction == self.scores[-1]

    @rule(minutes=st.sampled_from([1, 5, 19, 22]))
    def wait(self, minutes: int) -> None:
        self.clock.advance(timedelta(minutes=minutes))

    @invariant()
    def closed_attempts_keep_their_scores(self) -> None:
        self.session.rollback()
        rows = self.session.query(Attempt).filter(Attempt.state != "open").order_by(Attempt.number).all()
        assert [row.score_of for row in rows] == self.scores
        assert self.session.query(Attempt).count() == self.started <= LIMIT


TestAttempts = AttemptMachine.TestCase
TestAttempts.settings = settings(
    max_examples=12,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
