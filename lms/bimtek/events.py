"""What a session tells higher rooms."""

from __future__ import annotations

from sqlalchemy.orm import Session

from lms.bimtek.queries import Eligibility
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.events import Event

session_closed: Event[[Session, Clock, Actor, int, list[Eligibility]]] = Event("bimtek.session_closed")
