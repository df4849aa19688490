"""What a trainer should look at: flags of questions and of quizzes, each a code with its values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import sqrt
from typing import Literal

from lms.quizzes.domain.itemstats.answers import AnswerLine, unused
from lms.quizzes.domain.itemstats.figures import LEAST_FOR_LEVEL
from lms.quizzes.domain.itemstats.questions import QuestionStats
from lms.quizzes.domain.itemstats.whole import QuizStats
from lms.quizzes.domain.marks import ZERO, clamp
from lms.quizzes.domain.question import Question
from lms.quizzes.domain.wilson import Z95

EASY, HARD = 0.95, 0.35
"""A facility at or above, below: the ends of the usual reading of the index."""

ADEQUATE = 0.3
"""The discrimination of a reasonably good question (Ebel & Frisbie); a weak one lies below it with its whole interval."""

REVERSED = -0.1
"""A discrimination at or below which the weak seem to do better, though chance may explain it."""

OFF = 0.5
"""How far the effective weight may lie from the intended one, as a share of it."""

LOW_ALPHA = 0.6

Level = Literal["bad", "due", "note"]
Code = Literal[
    "key", "rival", "reversed", "guess", "hard", "easy", "weak", "unused", "heavy", "light", "waiting",
    "alpha", "alpha_none", "alpha_negative",
]  # fmt: skip


@dataclass(frozen=True)
class Flag:
    """One thing to look at: `bad` is probably a fault, `due` deserves a look, `note` is good to know."""

    code: Code
    level: Level
    values: dict[str, object] = field(default_factory=dict)


RANK: dict[Level, int] = {"bad": 0, "due": 1, "note": 2}


def question_flags(
    question: Question, stats: QuestionStats, lines: Sequence[AnswerLine], waiting: int
) -> list[Flag]:
    """The flags of one question, the worst first."""
    flags = _of_key(question, stats, lines)
    if not any(flag.level == "bad" for flag in flags):
        flags += _of_level(question, stats)
    if not flags:
        flags += _of_relation(stats)
    chances = sum(line.count for line in lines if line.worth == "wrong")
    idle = unused(lines) if chances >= LEAST_FOR_LEVEL else []
    if idle:
        flags.append(Flag("unused", "note", {"options": [line.text for line in idle]}))
    if waiting:
        flags.append(Flag("waiting", "due", {"n": waiting}))
    return sorted(flags, key=lambda flag: RANK[flag.level])


def _of_key(question: Question, stats: QuestionStats, lines: Sequence[AnswerLine]) -> list[Flag]:
    """Signs of a wrong key: the weak are right more often, or the strong prefer a wrong option.

    Both have to be clearer than chance: the interval of the correlation lies below zero, and the lead of the
    wrong option over the key is more than 1.96 standard errors of such a difference of counts.
    """
    found = []
    index = stats.discrimination
    if index.value is not None and index.high is not None and index.high < 0:
        found.append(Flag("key", "bad"))
    elif index.value is not None and index.value <= REVERSED and (stats.facility.value or 0) < EASY:
        found.append(Flag("reversed", "due"))
    if question.kind in ("single", "truefalse") and stats.groups.why is None:
        best = max((line.upper for line in lines if line.worth == "right"), default=0)
        rival = max((line for line in lines if line.distractor), key=lambda line: line.upper, default=None)
        if rival is not None and rival.upper - best > Z95 * sqrt(rival.upper + best):
            found.append(Flag("rival", "bad", {"option": rival.text, "n": rival.upper, "right": best}))
    return found


def _of_level(question: Question, stats: QuestionStats) -> list[Flag]:
    level = stats.facility.value
    if level is None:
        return []
    if level >= EASY:
        return [Flag("easy", "note")]
    chance = guess(question)
    if chance is not None and level <= chance:
        return [Flag("guess", "due", {"chance": chance})]
    return [Flag("hard", "due")] if level < HARD else []


def _of_relation(stats: QuestionStats) -> list[Flag]:
    """Weights are only looked at where nothing else explains them."""
    index, weight = stats.discrimination, stats.effective
    if index.high is not None and index.high < ADEQUATE:
        return [Flag("weak", "due")]
    if weight.value is None or not stats.intended:
        return []
    ratio = weight.value / stats.intended
    values: dict[str, object] = {"effective": weight.value, "intended": stats.intended}
    if ratio > 1 + OFF:
        return [Flag("heavy", "note", values)]
    return [Flag("light", "note", values)] if ratio < 1 - OFF else []


def guess(question: Question) -> float | None:
    """What a blind choice earns on average; None for kinds where nobody can choose blindly."""
    if question.kind not in ("single", "truefalse") or not question.options:
        return None
    worth = [
        clamp(option.share if option.share is not None else Fraction(option.right))
        for option in question.options
    ]
    return float(sum(worth, ZERO) / len(worth))


def quiz_flags(stats: QuizStats) -> list[Flag]:
    """The flags of the quiz as a whole."""
    alpha, high = stats.alpha.value, stats.alpha.high
    if alpha is None or alpha >= LOW_ALPHA:
        return []
    if alpha > 0:
        return [Flag("alpha", "due", {"questions": stats.longer(), "length": stats.length})]
    return [Flag("alpha_negative", "bad") if high is not None and high <= 0 else Flag("alpha_none", "due")]
