"""What the sessions of a participant ask of them at this very moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from lms.bimtek.domain.next_step import PostTest
from lms.bimtek.queries.participants import open_to, presences
from lms.bimtek.queries.post_test import progress
from lms.bimtek.queries.results import unclosed_for
from lms.bimtek.queries.views import OfficerSession, SlotView


@dataclass(frozen=True)
class Duty:
    """A session that is not closed: the slot to check in to, if any, and how far the post-test is."""

    of: OfficerSession
    check_in: SlotView | None
    post_test: PostTest

    @property
    def post_test_waits(self) -> bool:
        """Whether the participant can work on the post-test now."""
        return self.post_test in {"open", "started"}


def duties_for(session: Session, officer_id: int, now: datetime) -> list[Duty]:
    """One line for each session that a person is enrolled in and that is not closed, by first slot.

    Sessions whose last slot is over belong here: that is when most trainers open the post-test.
    """
    found = []
    for one in unclosed_for(session, officer_id, now):
        there = presences(session, one.view.id).get(one.enrolment_id, {})
        open_slots = open_to(one.view, there)
        found.append(
            Duty(one, open_slots[-1] if open_slots else None, progress(session, one.view, officer_id, now))
        )
    return found
