"""Exceptions: one condition, one person, a reason, and a journal entry."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from lms.bimtek import actions
from lms.bimtek.models import BimtekSession, Enrolment, Waiver
from lms.bimtek.queries.exceptions import waivers
from lms.competency.models import Evidence, JPEntry
from lms.core.errors import NotFound, Refused
from tests.bimtek.conftest import TRAINER, Running

REASON = "Dipanggil rapat oleh Sekretaris Daerah"


def absent(run: Running, **facts: Any) -> tuple[BimtekSession, Enrolment, int]:
    officer = run.make.officer()
    officer_id = officer.id
    row, _slots = run.held(slots=1, **facts)
    return row, run.enrol(row, officer), officer_id


def test_a_waived_condition_counts_and_is_told_apart(run: Running) -> None:
    row, enrolment, officer_id = absent(run)
    assert run.standing(row, officer_id).eligible == "none"
    run.do(
        actions.waive, session_id=row.id, enrolment_id=enrolment.id, condition="attendance",
        reason=f"  {REASON}  ",
    )  # fmt: skip
    standing = run.standing(row, officer_id)
    assert (standing.eligible, standing.attendance_ok, standing.waived) == ("pass", False, ("attendance",))
    assert standing.reasons == ["Hadir 0 dari 2 JP, perlu 75 %: belum, dikecualikan."]
    (entry,) = run.journal("exception_granted")
    assert entry.data == {"officer": officer_id, "condition": "attendance"}
    assert entry.actor_id == TRAINER.id
    (found,) = waivers(run.session, row.id)[enrolment.id]
    assert (found.reason, found.granted_by) == (REASON, TRAINER.label)


def test_taken_back_it_counts_no_longer_and_can_be_granted_again(run: Running) -> None:
    row, enrolment, officer_id = absent(run)
    facts: dict[str, Any] = {"session_id": row.id, "enrolment_id": enrolment.id, "condition": "attendance"}
    run.do(actions.waive, **facts, reason=REASON)
    run.do(actions.unwaive, **facts)
    assert run.standing(row, officer_id).eligible == "none"
    run.do(actions.waive, **facts, reason="Alasan yang lain lagi")
    assert run.standing(row, officer_id).eligible == "pass"
    assert len(run.session.scalars(select(Waiver)).all()) == 1
    assert [len(run.journal(f"exception_{word}")) for word in ("granted", "ended")] == [2, 1]


@pytest.mark.parametrize("reason", ["", "   ", "pendek", "a        b"])
def test_no_exception_without_a_reason(run: Running, reason: str) -> None:
    row, enrolment, _officer_id = absent(run)
    with pytest.raises(Refused, match="alasannya"):
        run.do(
            actions.waive, session_id=row.id, enrolment_id=enrolment.id, condition="attendance", reason=reason
        )


def test_nothing_to_waive_where_nothing_is_missing_or_asked(run: Running) -> None:
    row, enrolment, _officer_id = absent(run)
    with pytest.raises(Refused, match="tidak perlu"):
        run.do(
            actions.waive, session_id=row.id, enrolment_id=enrolment.id, condition="post_test", reason=REASON
        )


def test_only_in_the_own_session_and_before_the_closing(run: Running) -> None:
    row, enrolment, _officer_id = absent(run)
    other, _slots = run.held(slots=1)
    facts: dict[str, Any] = {"enrolment_id": enrolment.id, "condition": "attendance", "reason": REASON}
    with pytest.raises(NotFound):
        run.do(actions.waive, session_id=other.id, **facts)
    run.later(hours=2)
    run.do(actions.close_session, session_id=row.id)
    with pytest.raises(Refused, match="sudah ditutup"):
        run.do(actions.waive, session_id=row.id, **facts)


def test_a_waived_post_test_gives_hours_and_a_certificate_but_no_evidence(run: Running, quiz: str) -> None:
    row, enrolment, officer_id = absent(run, post_test_quiz=quiz)
    for condition in ("attendance", "post_test"):
        run.do(
            actions.waive, session_id=row.id, enrolment_id=enrolment.id, condition=condition, reason=REASON
        )
    run.later(hours=2)
    (result,) = run.do(actions.close_session, session_id=row.id)
    assert (result.eligible, result.post_test_ok) == ("pass", False)
    assert run.session.scalars(select(Evidence)).all() == []
    assert [entry.officer_id for entry in run.session.scalars(select(JPEntry))] == [officer_id]
    frozen = run.standing(row, officer_id)
    assert (frozen.eligible, frozen.waived) == ("pass", ("attendance", "post_test"))
