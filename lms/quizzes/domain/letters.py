"""Choosing the letters that an officer needs most: those about what they confuse."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from lms.quizzes.domain.question import Question

PLAIN = 0.02
SEEN_FACTOR = 0.5
BOTH_SIDES, ONE_SIDE, OTHER_SIDE = 4, 2, 1


def choose_letters(
    pool: Sequence[Question],
    confused: Mapping[tuple[str, str], float],
    *,
    seen: Mapping[str, int],
    seed: str,
    count: int,
) -> list[Question]:
    """`count` different letters, the likelier the more they bear on `confused` pairs.

    A letter about both sides of a pair counts most; one already seen n times counts half as much
    each time, so that practice does not turn into remembering letters.
    """
    mixer = random.Random(seed)  # noqa: S311 -- practice, not a secret
    weights = {n: _weight(q, confused) * SEEN_FACTOR ** seen.get(q.id, 0) for n, q in enumerate(pool)}
    chosen: list[int] = []
    while weights and len(chosen) < count:
        place = mixer.choices(list(weights), weights=list(weights.values()))[0]
        chosen.append(place)
        del weights[place]
    return [pool[place] for place in chosen]


def _weight(letter: Question, confused: Mapping[tuple[str, str], float]) -> float:
    bearings = (fit(letter, right, chosen) * worth for (right, chosen), worth in confused.items())
    return PLAIN + sum(bearings)


def fit(letter: Question, right: str, chosen: str) -> int:
    """How much a letter bears on a confused pair: most when it offers the wrong one beside the right one."""
    rights = {option.code for option in letter.options if option.right}
    wrongs = {option.code for option in letter.options if not option.right}
    if right in rights and chosen in wrongs:
        return BOTH_SIDES
    if right in rights or (chosen in rights and right in wrongs):
        return ONE_SIDE
    return OTHER_SIDE if chosen in rights else 0


def separating(pool: Sequence[Question], one: str, other: str) -> list[Question]:
    """The letters that tell two destinations apart: one of them is right and the other one offered as tempting.

    Those of both sides come in turns, so that a practice set does not favour one answer; letters where either is
    right, without the other being named, follow.
    """
    sides = [[q for q in pool if fit(q, a, b) == BOTH_SIDES] for a, b in ((one, other), (other, one))]
    turns = [q for n in range(max(map(len, sides))) for side in sides for q in side[n : n + 1]]
    taken = {id(q) for q in turns}
    return turns + [q for q in pool if id(q) not in taken and (fit(q, one, other) or fit(q, other, one))]
