"""What came of an attempt, as a value for other rooms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from lms.quizzes.domain.marks import ZERO, passes, total
from lms.quizzes.domain.rules import Mode


@dataclass(frozen=True)
class QuestionOutcome:
    """The mark of one drawn question; None while a person has to mark it."""

    revision_id: int
    question_id: str
    unit: str | None
    level: int | None
    kind: str
    fraction: Fraction | None
    answered: bool


@dataclass(frozen=True)
class UnitEvidence:
    """How the questions of one competency unit went, against the pass mark of the attempt."""

    unit: str
    level: int | None
    questions: int
    fraction: Fraction
    passed: bool


@dataclass(frozen=True)
class AttemptResult:
    """A closed attempt. `fraction` and `passed` are None while open questions wait for a person."""

    attempt_id: int
    officer_id: int
    quiz_id: str
    revision_id: int | None
    title: str
    context: str
    mode: Mode
    number: int
    pass_mark: int
    fraction: Fraction | None
    passed: bool | None
    waiting: int
    closed_at: datetime
    outcomes: tuple[QuestionOutcome, ...]

    @property
    def evidence(self) -> tuple[UnitEvidence, ...]:
        """One entry per unit of the drawn questions, once everything is marked; the weakest first."""
        if self.waiting:
            return ()
        units = dict.fromkeys((o.unit, o.level) for o in self.outcomes if o.unit is not None)
        found = [self._of(unit, level) for unit, level in units if unit is not None]
        return tuple(sorted(found, key=lambda one: (one.fraction, one.unit, one.level or 0)))

    def _of(self, unit: str, level: int | None) -> UnitEvidence:
        own = [o for o in self.outcomes if (o.unit, o.level) == (unit, level)]
        share = total((o.fraction or ZERO for o in own), len(own))
        return UnitEvidence(unit, level, len(own), share, passes(share, self.pass_mark))
