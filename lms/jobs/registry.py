"""Which function does which kind of work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session, sessionmaker

from lms.core.clock import Clock


@dataclass(frozen=True)
class JobContext:
    """What a handler may use: its own sessions, the clock, the instance folder and the configuration."""

    sessions: sessionmaker[Session]
    clock: Clock
    home: Path
    config: Mapping[str, Any]


Handler = Callable[[JobContext, dict[str, Any]], None]

_HANDLERS: dict[str, Handler] = {}


def handler(kind: str) -> Callable[[Handler], Handler]:
    """Register the function for one kind; it must be an idempotent step over rows in a waiting state."""

    def register(function: Handler) -> Handler:
        if _HANDLERS.setdefault(kind, function) is not function:
            raise ValueError(f"{kind} already has a handler")
        return function

    return register


def find(kind: str) -> Handler | None:
    """The handler of a kind, or None when this program does not know it."""
    return _HANDLERS.get(kind)
