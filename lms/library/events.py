"""What the library tells others, and what it asks them before it publishes."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from lms.content.check import Parsed
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.events import Event
from lms.core.problem import Problem
from lms.library.queries import Document

published: Event[[Session, Actor, Clock, Document]] = Event("library.published")

Veto = Callable[[Session, Parsed, Document], list[Problem]]

vetoes: dict[str, Veto] = {}


def veto(kind: str, function: Veto) -> None:
    """Let a feature object to a new revision of its kind, given the live one: "a question changed its kind"."""
    vetoes[kind] = function
