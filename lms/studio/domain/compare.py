"""Two texts line by line: what went, what came, and a little of what stayed around it."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

AROUND = 2
MAX_LINES = 4000


@dataclass(frozen=True)
class DiffLine:
    """A line of the comparison; `gap` stands for lines that were left out."""

    kind: Literal["same", "gone", "new", "gap"]
    text: str
    number: int = 0


def differences(old: str, new: str) -> list[DiffLine]:
    """The comparison of two texts; lines far from any change are left out. Numbers are those of the newer text."""
    before, after = old.split("\n")[:MAX_LINES], new.split("\n")[:MAX_LINES]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    found: list[DiffLine] = []
    for group in matcher.get_grouped_opcodes(AROUND):
        if found or group[0][3] > 0:
            found.append(DiffLine("gap", ""))
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                found += [DiffLine("same", after[j], j + 1) for j in range(j1, j2)]
                continue
            found += [DiffLine("gone", before[i]) for i in range(i1, i2)]
            found += [DiffLine("new", after[j], j + 1) for j in range(j1, j2)]
    return found
