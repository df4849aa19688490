"""The journal entries of this room: names and numbers of people go apart, so that they can be erased."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from lms.audit import actions as audit
from lms.core.actor import Actor
from lms.core.clock import Clock


def note(
    session: Session,
    actor: Actor,
    clock: Clock,
    action: str,
    object_type: str,
    object_id: object,
    data: Mapping[str, Any] | None = None,
    personal: Mapping[str, Any] | None = None,
) -> None:
    """One entry at the clock's time, in the caller's transaction."""
    audit.record(
        session,
        at=clock.now(),
        actor=actor,
        action=action,
        object_type=object_type,
        object_id=object_id,
        data=data,
        personal=personal,
    )
