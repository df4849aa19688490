"""Who does something: an account, the system itself, or the command line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ActorKind = Literal["account", "system", "cli"]


@dataclass(frozen=True)
class Actor:
    """The doer that is written into the journal; `id` is the account's, if it has one."""

    kind: ActorKind
    id: int | None
    label: str


SYSTEM = Actor("system", None, "sistem")
