"""A closed Bimtek session becomes evidence for those who passed, and hours for all who earned a certificate."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from sqlalchemy.orm import Session

from lms import wiring
from lms.bimtek.actions import SessionPlan, SlotPlan, add_slot, create_session
from lms.bimtek.events import session_closed
from lms.bimtek.queries import Eligibility
from lms.competency.queries import evidence_of, jp_of
from lms.core.clock import FixedClock
from lms.db.session import writing
from tests.competency.publishing import publish_city
from tests.factories import ACTOR, Make


def result(officer_id: int, eligible: str) -> Eligibility:
    passed = eligible == "pass"
    return Eligibility(
        officer_id,
        officer_id,
        Fraction(3),
        Fraction(15, 2),
        True,
        Fraction(int(passed)),
        passed,
        eligible,
        [],  # type: ignore[arg-type]
    )


def test_the_closing_is_credited_once(session: Session, clock: FixedClock, make: Make) -> None:
    wiring.subscribe()
    publish_city(session, clock)
    one, two, three = (make.officer().id for _ in range(3))
    with writing(session):
        plan = SessionPlan(title="Bimtek registrasi", post_test_quiz="kip-02-evaluasi")
        held = create_session(session, actor=ACTOR, clock=clock, plan=plan)
    with writing(session):
        times = {"starts_at": clock.now(), "ends_at": clock.now() + timedelta(hours=6)}
        slot = SlotPlan(**times, topic="Registrasi", speaker="Narasumber", jp=Fraction(15, 2))
        add_slot(session, actor=ACTOR, clock=clock, session_id=held.id, slot=slot)
    results = [result(one, "pass"), result(two, "participation"), result(three, "none")]
    for _ in range(2):
        with writing(session):
            session_closed.emit(session, clock, ACTOR, held.id, results)
    proof = evidence_of(session, one)
    assert [(p.unit, p.level, p.source_kind, p.title) for p in proof] == [
        ("K2", 2, "session", "Bimtek registrasi")
    ]
    assert [evidence_of(session, who) for who in (two, three)] == [[], []]
    assert [jp_of(session, who, 2026).total for who in (one, two, three)] == [
        Decimal("7.5"),
        Decimal("7.5"),
        Decimal(0),
    ]
    assert jp_of(session, one, 2026).entries[0].form == "klasikal"
