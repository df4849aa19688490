"""What a refresher asks: the weakest due questions, mixed over the units, for about three minutes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

MOST = 8
SECONDS = 180
BY_KIND = {"single": 20, "truefalse": 12, "multiple": 30, "short": 25, "numeric": 30, "matching": 40}
USUAL = 35  # ordering and letters


@dataclass(frozen=True)
class Due:
    """A question that can be asked again, with its predicted recall today (0 to 1)."""

    revision_id: int
    quiz_id: str
    question_id: str
    unit: str
    kind: str
    recall: float

    @property
    def seconds(self) -> int:
        """About how long an answer takes."""
        return BY_KIND.get(self.kind, USUAL)


def pick(due: Iterable[Due], fill: Iterable[Due] = ()) -> list[Due]:
    """At most eight questions of about three minutes, those of `fill` after all due ones; one at least, if there is any.

    The weakest of each unit in turn: mixing units is harder than one after another, and is remembered better.
    """
    return _in_time([*_in_turn(due), *_in_turn(fill)][:MOST])


def _in_turn(items: Iterable[Due]) -> list[Due]:
    units: dict[str, list[Due]] = {}
    for one in sorted(items, key=lambda one: (one.recall, one.quiz_id, one.question_id)):
        units.setdefault(one.unit, []).append(one)
    rounds = zip_longest(*units.values())
    return [one for layer in rounds for one in layer if one is not None]


def minutes(items: Sequence[Due]) -> int:
    """How many minutes a refresher takes, rounded up."""
    return -(-sum(one.seconds for one in items) // 60)


def _in_time(items: Sequence[Due]) -> list[Due]:
    taken: list[Due] = []
    for one in items:
        if taken and sum(t.seconds for t in taken) + one.seconds > SECONDS:
            break
        taken.append(one)
    return taken
