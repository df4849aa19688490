"""The exceptions of a session: which condition was waived for whom, why, and by whom."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.bimtek.domain.rules import Condition
from lms.bimtek.models import Enrolment
from lms.bimtek.models.exceptions import Waiver


@dataclass(frozen=True)
class WaiverView:
    """One exception that holds."""

    condition: Condition
    reason: str
    granted_at: datetime
    granted_by: str


def waivers(session: Session, session_id: int) -> dict[int, list[WaiverView]]:
    """The exceptions that hold, by enrolment."""
    found: dict[int, list[WaiverView]] = defaultdict(list)
    rows = session.scalars(
        select(Waiver)
        .join(Enrolment, Enrolment.id == Waiver.enrolment_id)
        .where(Enrolment.session_id == session_id, Waiver.ended_at.is_(None))
        .order_by(Waiver.id)
    )
    for row in rows:
        found[row.enrolment_id].append(WaiverView(row.condition, row.reason, row.granted_at, row.granted_by))
    return dict(found)
