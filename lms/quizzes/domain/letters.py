"""Choosing the letters that an officer needs most: those about what they confuse."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from lms.quizzes.domain.question import Question

PLAIN = 0.02
SEEN_FACTOR = 0.5


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
    rights = {option.code for option in letter.options if option.right}
    wrongs = {option.code for option in letter.options if not option.right}
    weight = PLAIN
    for (right, chosen), worth in confused.items():
        if right in rights and chosen in wrongs:
            weight += 4 * worth
        elif right in rights or (chosen in rights and right in wrongs):
            weight += 2 * worth
        elif chosen in rights:
            weight += worth
    return weight
