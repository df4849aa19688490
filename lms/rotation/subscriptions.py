"""What rotation listens to: a closed Bimtek session becomes evidence and learning hours of its participants.

It stands here and not in competency, because competency is below Bimtek and must not know it.
"""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy.orm import Session

from lms.bimtek import events as bimtek
from lms.bimtek.queries import Eligibility, session_view
from lms.competency.actions import SessionDone, record_session
from lms.core.actor import Actor
from lms.core.clock import Clock


def subscribe() -> None:
    """Connect; called once by `wiring`."""
    bimtek.session_closed.subscribe(credit_session)


def credit_session(
    session: Session, clock: Clock, actor: Actor, session_id: int, results: list[Eligibility]
) -> None:
    """Evidence for those who passed; hours for everybody who is entitled to a certificate of either kind."""
    view = session_view(session, session_id)
    total = view.total_jp
    done = SessionDone(
        session_id=session_id,
        title=view.title,
        unit=view.post_test_unit,
        level=view.post_test_level,
        jp=round(Decimal(total.numerator) / Decimal(total.denominator), 2),
        passed=[one.officer_id for one in results if one.eligible == "pass"],
        attended=[one.officer_id for one in results if one.eligible == "participation"],
    )
    record_session(session, actor=actor, clock=clock, done=done)
