"""Which function does which kind of work."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import structlog
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker

from lms.core.clock import Clock
from lms.db.session import writing

log = structlog.get_logger("estafet.worker")

PATIENCE_SECONDS = 90.0  # less than a lease: nobody else takes the step while its outcome waits to be written
PAUSE_SECONDS = 0.2

T = TypeVar("T")


@dataclass(frozen=True)
class JobContext:
    """What a handler may use: its own sessions, the clock, the instance folder and the configuration."""

    sessions: sessionmaker[Session]
    clock: Clock
    home: Path
    config: Mapping[str, Any]

    def write(self, action: Callable[[Session], T]) -> T:
        """One transaction; begun again while others keep the database: people who wait come first, and pass soon."""
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                with self.sessions(expire_on_commit=False) as session, writing(session):
                    return action(session)
            except OperationalError as error:
                if "database is locked" not in str(error.orig) or time.monotonic() > until:
                    raise
                log.warning("database busy")
                time.sleep(PAUSE_SECONDS)


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
