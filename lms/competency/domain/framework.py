"""Units with their levels, and the profiles that say which of them a post needs."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import BaseModel, ConfigDict

UNIT_ID = re.compile(r"[A-Z][A-Z0-9]{0,9}")
HIGHEST_LEVEL = 5
DayCount = Literal["calendar", "working"]


class Frozen(BaseModel):
    """A value that is stored as JSON and never changed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Level(Frozen):
    """One level of a unit: its name, and what others can see somebody do who holds it."""

    level: int
    name: str
    behaviour: str


class Unit(Frozen):
    """A unit of competency; `half_life` in days, `valid` in months (how long evidence counts)."""

    id: str
    title: str
    short: str
    half_life: int
    valid: int
    text: str = ""
    levels: tuple[Level, ...] = ()
    line: int = 0


class Requirement(Frozen):
    """A unit at a level that a profile needs: due `days` after the start, held by `minimum` people per agency."""

    unit: str
    level: int
    days: int
    minimum: int
    line: int = 0


class Profile(Frozen):
    """What a kind of post needs; posts name it by its id."""

    id: str
    title: str
    text: str = ""
    minimum_holders: int = 1
    requirements: tuple[Requirement, ...] = ()
    line: int = 0
