"""Faults of a whole letter, in both directions: kept in the city or sent away, too few or too many destinations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from lms.quizzes.domain.wilson import Interval, wilson

FaultName = Literal["kept", "sent_away", "missed", "extra", "exempt_missed", "exempt_wrong"]
FAULTS: tuple[FaultName, ...] = get_args(FaultName)


@dataclass(frozen=True)
class LetterCounts:
    """Letters by what they asked for, and by what went wrong with them.

    `outside`: some right destination is a body outside the city; `inside`: some is a city agency; `several`: there is
    more than one; `exempt`: the information is exempt.
    """

    letters: int = 0
    outside: int = 0
    inside: int = 0
    several: int = 0
    exempt: int = 0
    kept: int = 0
    sent_away: int = 0
    missed: int = 0
    extra: int = 0
    exempt_missed: int = 0
    exempt_wrong: int = 0


Faults = dict[FaultName, Interval]


def fault_rates(counts: LetterCounts) -> Faults:
    """Each fault as a share of the letters in which it was possible.

    kept: a city agency stood where an outside body belongs. sent_away: the reverse. missed: of several right
    destinations one was found and another left out. extra: more wrong destinations than right ones were missing.
    exempt_missed, exempt_wrong: the tick for exempt information was forgotten, or set on open information.
    """
    possible: dict[FaultName, int] = {
        "kept": counts.outside,
        "sent_away": counts.inside,
        "missed": counts.several,
        "extra": counts.letters,
        "exempt_missed": counts.exempt,
        "exempt_wrong": counts.letters - counts.exempt,
    }
    return {name: wilson(getattr(counts, name), possible[name]) for name in FAULTS}
