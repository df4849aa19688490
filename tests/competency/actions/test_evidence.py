"""Evidence and learning hours: each source counts once, with validity from the framework and a snapshot of the person."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from lms.audit.models import JournalEntry
from lms.competency import actions
from lms.competency.models import Evidence, JPEntry
from lms.competency.queries import evidence_of, jp_of
from lms.core.clock import FixedClock
from lms.courses.domain import CourseFinished
from lms.db.session import writing
from lms.quizzes.domain.result import AttemptResult, QuestionOutcome
from tests.competency.publishing import publish_city
from tests.factories import ACTOR, Make


@pytest.fixture
def officer_id(session: Session, clock: FixedClock, make: Make) -> int:
    publish_city(session, clock)
    officer = make.officer("Rini Contoh")
    make.assign(officer, make.post(make.agency("Dinas Kominfo Contoh", "Kominfo"), "Petugas"))
    return officer.id


def add(session: Session, clock: FixedClock, officer_id: int, **facts: object) -> Evidence | None:
    values = {
        "unit": "K1",
        "level": 2,
        "source_kind": "quiz",
        "source_ref": "1",
        "title": "Evaluasi",
        **facts,
    }
    with writing(session):
        return actions.add_evidence(session, actor=ACTOR, clock=clock, officer_id=officer_id, **values)  # type: ignore[arg-type]


def test_evidence_keeps_who_where_and_how_long(session: Session, clock: FixedClock, officer_id: int) -> None:
    row = add(session, clock, officer_id, facts={"percent": 90})
    assert row is not None
    assert (row.earned_on, row.valid_until) == (date(2026, 11, 23), date(2028, 11, 23))
    assert row.snapshot["percent"] == 90
    assert row.snapshot["person"]["agency_short"] == "Kominfo"
    assert row.snapshot["person"]["post_title"] == "Petugas"
    entry = session.scalars(select(JournalEntry).order_by(JournalEntry.seq.desc())).first()
    assert entry is not None
    assert (entry.action, entry.data["unit"], entry.data["until"]) == (
        "competency.evidence.added",
        "K1",
        "2028-11-23",
    )


def test_the_same_source_counts_once(session: Session, clock: FixedClock, officer_id: int) -> None:
    assert add(session, clock, officer_id) is not None
    assert add(session, clock, officer_id) is None
    assert add(session, clock, officer_id, unit="K2") is not None
    assert add(session, clock, officer_id, source_ref="2") is not None
    assert session.scalar(select(func.count()).select_from(Evidence)) == 3


def test_the_database_refuses_a_double_even_without_the_check(
    session: Session, clock: FixedClock, officer_id: int
) -> None:
    row = add(session, clock, officer_id)
    assert row is not None
    twin = {c.key: getattr(row, c.key) for c in Evidence.__table__.columns if c.key != "id"}
    with pytest.raises(IntegrityError), writing(session):
        session.add(Evidence(**twin))


def test_a_unit_outside_the_framework_is_not_noted(
    session: Session, clock: FixedClock, officer_id: int
) -> None:
    assert add(session, clock, officer_id, unit="K9") is None


def test_the_day_is_that_of_the_city(session: Session, clock: FixedClock, officer_id: int) -> None:
    late = datetime(2026, 12, 31, 18, 30, tzinfo=UTC)  # 01.30 WIB on 1 January
    row = add(session, clock, officer_id, at=late)
    assert row is not None
    assert row.earned_on == date(2027, 1, 1)


def result(officer_id: int, **facts: object) -> AttemptResult:
    outcomes = (
        QuestionOutcome(1, "satu", "K1", 2, "single", Fraction(1), True),
        QuestionOutcome(1, "dua", "K1", 2, "single", Fraction(1, 2), True),
        QuestionOutcome(1, "tiga", "K2", 2, "single", Fraction(0), True),
        QuestionOutcome(1, "empat", None, None, "single", Fraction(1), True),
    )
    values = {
        "attempt_id": 41, "officer_id": officer_id, "quiz_id": "kip-01-evaluasi", "revision_id": None,
        "title": "Evaluasi dasar", "context": "", "mode": "exam", "number": 1, "pass_mark": 60,
        "fraction": Fraction(5, 8), "passed": True, "waiting": 0, "closed_at": datetime(2026, 11, 20, 3, tzinfo=UTC),
        "outcomes": outcomes, **facts,
    }  # fmt: skip
    return AttemptResult(**values)  # type: ignore[arg-type]


def test_a_passed_examination_proves_the_units_it_showed(
    session: Session, clock: FixedClock, officer_id: int
) -> None:
    for _ in range(2):
        with writing(session):
            actions.record_from_attempt(session, result(officer_id), ACTOR, clock)
    found = evidence_of(session, officer_id)
    assert [(p.unit, p.level, p.source_kind, p.source_ref, p.on) for p in found] == [
        ("K1", 2, "quiz", "41", date(2026, 11, 20))
    ]
    assert found[0].snapshot["percent"] == 75
    assert found[0].snapshot["quiz"] == "kip-01-evaluasi"


@pytest.mark.parametrize(
    "facts",
    [{"passed": False}, {"passed": None, "waiting": 1}, {"mode": "practice"}, {"context": "bimtek:3:pre"}],
)
def test_what_proves_nothing_formally(
    session: Session, clock: FixedClock, officer_id: int, facts: dict[str, object]
) -> None:
    with writing(session):
        actions.record_from_attempt(session, result(officer_id, **facts), ACTOR, clock)
    assert evidence_of(session, officer_id) == []


def test_a_finished_course_gives_evidence_and_hours_once(
    session: Session, clock: FixedClock, officer_id: int
) -> None:
    from lms.library.queries import live_by_id

    live = live_by_id(session, "course", "kip-01")
    assert live is not None
    done = CourseFinished(officer_id, "kip-01", "Dasar", live.revision_id, {"K1": 2}, 2, clock.now())
    for _ in range(2):
        with writing(session):
            actions.record_course(session, done, ACTOR, clock)
    found = evidence_of(session, officer_id)
    assert [(p.unit, p.source_kind, p.source_ref, p.revision_id) for p in found] == [
        ("K1", "course", f"kip-01@{live.revision_id}", live.revision_id)
    ]
    assert found[0].snapshot["revision"] == 1
    ledger = jp_of(session, officer_id, 2026)
    assert (ledger.total, ledger.target, ledger.percent) == (Decimal(2), 20, 10)
    assert [(line.form, line.title) for line in ledger.entries] == [("nonklasikal", "Dasar")]


def test_a_closed_session_gives_hours_to_all_and_evidence_to_those_who_passed(
    session: Session, clock: FixedClock, officer_id: int, make: Make
) -> None:
    guest = make.officer("Tamu Contoh").id
    done = actions.SessionDone(
        5, "Bimtek disposisi", "K2", 2, Decimal("7.5"), [officer_id], [officer_id, guest]
    )
    for _ in range(2):
        with writing(session):
            actions.record_session(session, actor=ACTOR, clock=clock, done=done)
    assert [p.unit for p in evidence_of(session, officer_id)] == ["K2"]
    assert evidence_of(session, guest) == []
    assert [jp_of(session, one, 2026).total for one in (officer_id, guest)] == [
        Decimal("7.5"),
        Decimal("7.5"),
    ]
    assert jp_of(session, guest, 2025).total == 0


def test_hours_of_nothing_are_not_booked(session: Session, clock: FixedClock, officer_id: int) -> None:
    with writing(session):
        made = actions.add_jp(
            session, actor=ACTOR, clock=clock, officer_id=officer_id, jp=Decimal(0), form="klasikal",
            source_kind="session", source_ref="1", title="x",
        )  # fmt: skip
    assert made is None
    assert session.scalar(select(func.count()).select_from(JPEntry)) == 0
