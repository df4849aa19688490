"""The next letter of a practice without end: drawn by what the officer confuses, what is weak, and what is due."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from lms.quizzes.domain.letters import PLAIN, SEEN_FACTOR, fit
from lms.quizzes.domain.question import Question
from lms.quizzes.domain.recall import LetterKey
from lms.quizzes.domain.wilson import Interval, wilson

DUE_CHANCE = 0.5
LONGEST_WAIT = 10.0
SURE, DOUBT = 0.75, 0.25
WEAK_SHARE = 0.5
MOST_SEEN = 4
JUST_HAD, HOW_RECENT = 0.1, 5

WhyKind = Literal["due", "pair", "weak", "new", "plain"]


@dataclass(frozen=True)
class Why:
    """Why a letter was drawn: a repetition, a confused pair, a weak affair, an affair never met, or by chance.

    `count` of `of` are the letters behind it: confusions of the pair, or faults of the affair.
    """

    kind: WhyKind
    right: str = ""
    chosen: str = ""
    count: int = 0
    of: int = 0

    def as_json(self) -> dict[str, Any]:
        """The reason as it is stored with the letter."""
        return asdict(self)


def why_from(stored: Mapping[str, Any] | None) -> Why | None:
    """A stored reason; None when there is none."""
    return Why(**stored) if stored else None


@dataclass(frozen=True)
class Candidate:
    """A letter that can be drawn."""

    key: LetterKey
    question: Question


@dataclass(frozen=True)
class Learner:
    """What is known of an officer.

    `pairs` and `faults` are shares with their intervals: of letters where a code was right, how many went to
    `chosen`, and how many went wrong at all. `recent` are the letters just had, the newest first.
    """

    pairs: Mapping[tuple[str, str], Interval] = field(default_factory=dict)
    faults: Mapping[str, Interval] = field(default_factory=dict)
    due: Mapping[LetterKey, float] = field(default_factory=dict)
    seen: Mapping[LetterKey, int] = field(default_factory=dict)
    recent: Sequence[LetterKey] = ()


def next_letter(pool: Sequence[Candidate], learner: Learner, seed: str) -> tuple[Candidate, Why] | None:
    """One letter and why; the same seed gives the same letter. None when there is nothing to draw from.

    Never the letter just had, unless there is no other. Every second draw, on average, is a repetition while any is
    due, the longest overdue the likeliest. Else a letter's weight is what it bears on: confused pairs, weak affairs,
    affairs never met. Letters seen often, and the last five, weigh less.
    """
    last = learner.recent[0] if learner.recent else None
    able = [one for one in pool if one.key != last] or list(pool)
    if not able:
        return None
    mixer = random.Random(seed)  # noqa: S311 -- practice, not a secret
    due = [one for one in able if one.key in learner.due]
    if due and mixer.random() < DUE_CHANCE:
        waits = [1 + min(learner.due[one.key], LONGEST_WAIT) for one in due]
        return mixer.choices(due, weights=waits)[0], Why("due")
    weighed = [weigh(one, learner) for one in able]
    place = mixer.choices(range(len(able)), weights=[weight for weight, _ in weighed])[0]
    return able[place], weighed[place][1]


def weigh(one: Candidate, learner: Learner) -> tuple[float, Why]:
    """The weight of a letter, always above 0, and the part of it that weighs most."""
    parts = [(PLAIN, Why("plain")), *_by_pairs(one.question, learner), *_by_affairs(one.question, learner)]
    weight = sum(part for part, _ in parts) * SEEN_FACTOR ** min(learner.seen.get(one.key, 0), MOST_SEEN)
    if one.key in learner.recent[:HOW_RECENT]:
        weight *= JUST_HAD
    return weight, max(parts, key=lambda part: part[0])[1]


def worth(share: Interval) -> float:
    """A share as a weight: mostly what is sure of it, and a little of what may be."""
    return SURE * share.low + DOUBT * share.high


def _by_pairs(letter: Question, learner: Learner) -> list[tuple[float, Why]]:
    return [
        (bearing * worth(share), Why("pair", right, chosen, share.count, share.of))
        for (right, chosen), share in learner.pairs.items()
        if (bearing := fit(letter, right, chosen))
    ]


def _by_affairs(letter: Question, learner: Learner) -> list[tuple[float, Why]]:
    found = []
    for option in letter.options:
        if option.right:
            share = learner.faults.get(option.code, wilson(0, 0))
            kind: WhyKind = "weak" if share.count else "plain" if share.of else "new"
            found.append((WEAK_SHARE * worth(share), Why(kind, option.code, "", share.count, share.of)))
    return found
