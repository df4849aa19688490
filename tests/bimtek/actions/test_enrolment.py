"""Places: given once, kept within the capacity, and never deleted."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select

from lms.bimtek import actions
from lms.bimtek.models import Enrolment
from lms.core.errors import NotFound, Refused
from lms.db.engine import session_factory
from lms.db.session import writing
from tests.bimtek.conftest import TRAINER


def count(run, row) -> int:
    return run.session.scalar(
        select(func.count())
        .select_from(Enrolment)
        .where(Enrolment.session_id == row.id, Enrolment.status == "enrolled")
    )


def test_whoever_has_a_place_keeps_it(run, make):
    row, officer = run.plan(capacity=1), make.officer()
    first, again = run.enrol(row, officer), run.enrol(row, officer)
    assert first.id == again.id
    assert (count(run, row), len(run.journal("enrolled"))) == (1, 1)


def test_a_full_session_refuses(run):
    row = run.plan(capacity=1)
    run.enrol(row)
    with pytest.raises(Refused) as refused:
        run.enrol(row)
    assert (refused.value.code, str(refused.value)) == ("bimtek.full", "Kapasitas 1 peserta sudah penuh.")


def test_a_list_is_filled_in_order_and_reported(run, make):
    row = run.plan(capacity=2)
    first, second, third = make.officer(), make.officer(), make.officer()
    gone = make.officer(status="retired")
    run.enrol(row, second)
    ids = [gone.id, second.id, first.id, third.id, first.id]
    done = run.do(actions.enrol_many, session_id=row.id, officer_ids=ids)
    assert [(one.officer_id, one.outcome) for one in done] == [
        (gone.id, "inactive"), (second.id, "already"), (first.id, "added"), (third.id, "full"),
    ]  # fmt: skip
    assert count(run, row) == 2


def test_unknown_and_inactive_officers(run, make):
    row = run.plan()
    with pytest.raises(NotFound):
        run.do(actions.enrol, session_id=row.id, officer_id=999)
    with pytest.raises(Refused) as refused:
        run.enrol(row, make.officer(status="left"))
    assert refused.value.code == "bimtek.officer_inactive"
    assert count(run, row) == 0


def test_leaving_frees_the_place_and_keeps_the_row(run, make):
    row, officer = run.plan(capacity=1), make.officer()
    enrolment = run.enrol(row, officer)
    facts = {"session_id": row.id, "enrolment_id": enrolment.id}
    run.do(actions.withdraw, **facts, reason="tugas luar")
    run.do(actions.withdraw, **facts)
    kept = run.session.get(Enrolment, enrolment.id)
    assert (kept.status, kept.withdrawn_reason, kept.withdrawn_at) == (
        "withdrawn",
        "tugas luar",
        run.clock.now(),
    )
    assert [one.data for one in run.journal("withdrawn")] == [{"officer": officer.id}]
    run.enrol(row)
    with pytest.raises(Refused):
        run.enrol(row, officer)


def test_coming_back_takes_the_same_row(run, make):
    row, officer = run.plan(), make.officer()
    enrolment = run.enrol(row, officer)
    run.do(actions.withdraw, session_id=row.id, enrolment_id=enrolment.id, reason="sakit")
    back = run.enrol(row, officer)
    assert (back.id, back.status, back.withdrawn_reason, back.withdrawn_at) == (
        enrolment.id,
        "enrolled",
        "",
        None,
    )


def test_an_enrolment_belongs_to_one_session(run):
    enrolment = run.enrol(run.plan())
    with pytest.raises(NotFound):
        run.do(actions.withdraw, session_id=run.plan().id, enrolment_id=enrolment.id)


def test_twenty_at_once_fill_ten_places(run, make, config, clock):
    row = run.plan(capacity=10)
    officers = [make.officer().id for _ in range(20)]
    factory = session_factory(config.database_url)
    ready, session_id = Barrier(20), row.id

    def enrol(officer_id: int) -> str:
        with factory() as session:
            ready.wait()
            try:
                with writing(session):
                    actions.enrol(
                        session, actor=TRAINER, clock=clock, session_id=session_id, officer_id=officer_id
                    )
            except Refused as refused:
                return refused.code
        return "enrolled"

    with ThreadPoolExecutor(20) as pool:
        outcomes = list(pool.map(enrol, officers))
    factory.kw["bind"].dispose()
    run.session.rollback()
    assert (outcomes.count("enrolled"), outcomes.count("bimtek.full")) == (10, 10)
    assert count(run, row) == 10
    assert len(run.journal("enrolled")) == 10
