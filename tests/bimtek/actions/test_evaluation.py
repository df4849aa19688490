"""The anonymous evaluation: counted once for each person, and nothing leads back."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, inspect, select, text
from sqlalchemy.orm import Session

from lms.audit.models import JournalEntry
from lms.bimtek import actions
from lms.bimtek.domain.skm import ELEMENTS
from lms.bimtek.models import BimtekSession, EvaluationAnswered, EvaluationCount, EvaluationRemark
from lms.bimtek.queries.evaluation import answered, evaluation_of, evaluation_result
from lms.core.errors import Forbidden, Refused
from lms.db.session import writing
from lms.people.models import Officer
from tests.bimtek.conftest import Running

FOURS = dict.fromkeys(ELEMENTS, 4)


def held(run: Running, people: int, **facts: Any) -> tuple[BimtekSession, list[Officer]]:
    row, _slots = run.held(slots=2)
    officers = [run.make.officer() for _one in range(people)]
    for officer in officers:
        run.enrol(row, officer)
    if facts:
        run.do(actions.plan_evaluation, session_id=row.id, **facts)
    run.do(actions.open_evaluation, session_id=row.id)
    return row, officers


def answer(run: Running, row: BimtekSession, officer: Officer, marks: Any = FOURS, **remarks: str) -> None:
    with writing(run.session):
        actions.answer_evaluation(
            run.session, session_id=row.id, officer_id=officer.id, marks=marks, remarks=remarks
        )


def closed(run: Running, row: BimtekSession) -> Any:
    run.do(actions.close_evaluation, session_id=row.id)
    found = evaluation_of(run.session, row.id)
    assert found is not None
    return evaluation_result(run.session, found)


def test_answers_become_counts(run: Running) -> None:
    row, officers = held(run, 6)
    for place, officer in enumerate(officers):
        answer(run, row, officer, {**FOURS, "u3": 2 + place % 2, "s1.mastery": 3})
    result = closed(run, row)
    assert result.shown.n == 6
    assert result.shown.elements["u3"].counts == (0, 3, 3, 0)
    assert result.shown.speakers["s1.mastery"].counts == (0, 0, 6, 0)
    assert result.shown.speakers["s1.delivery"] is None
    assert float(result.shown.index) == pytest.approx((8 * 4 + 2.5) / 9 * 25)


def test_once_for_each_person_and_for_participants_only(run: Running) -> None:
    row, (officer,) = held(run, 1)
    answer(run, row, officer)
    with pytest.raises(Refused, match="sudah mengisi"):
        answer(run, row, officer)
    with pytest.raises(Forbidden):
        answer(run, row, run.make.officer())
    assert answered(run.session, row.id) == {officer.id}
    total = select(func.sum(EvaluationCount.count)).where(EvaluationCount.session_id == row.id)
    assert run.session.scalar(total) == 9


@pytest.mark.parametrize(
    "marks", [{}, {**FOURS, "u9": 5}, {**FOURS, "u1": 0}, dict.fromkeys(ELEMENTS[:8], 4)]
)
def test_a_sheet_that_is_not_whole_leaves_nothing_behind(run: Running, marks: dict[str, int]) -> None:
    row, (officer,) = held(run, 1)
    with pytest.raises(Refused, match="kesembilan unsur"):
        answer(run, row, officer, marks, good="Bagus")
    run.session.rollback()
    assert answered(run.session, row.id) == set()
    assert run.session.scalar(select(func.count()).select_from(EvaluationRemark)) == 0


def test_unknown_items_are_not_counted(run: Running) -> None:
    row, (officer,) = held(run, 1)
    answer(run, row, officer, {**FOURS, "s9.mastery": 1, "x": 2})
    items = set(run.session.scalars(select(EvaluationCount.item)))
    assert items == {*ELEMENTS, "s1.mastery", "s1.delivery"}


def test_nothing_kept_tells_who_said_what_or_when(run: Running) -> None:
    """The columns themselves: no person beside an answer, no moment, no order, no entry in the journal."""
    row, officers = held(run, 12)
    entries = run.session.scalar(select(func.count()).select_from(JournalEntry))
    for place, officer in enumerate(officers):
        run.later(minutes=1)
        answer(run, row, officer, good=f"Catatan {place}")
    assert run.session.scalar(select(func.count()).select_from(JournalEntry)) == entries
    columns = {
        table: {column["name"] for column in inspect(run.session.connection()).get_columns(table)}
        for table in ("bimtek_evaluation_count", "bimtek_evaluation_remark", "bimtek_evaluation_answered")
    }
    assert columns == {
        "bimtek_evaluation_count": {"session_id", "item", "value", "count"},
        "bimtek_evaluation_remark": {"id", "session_id", "topic", "text"},
        "bimtek_evaluation_answered": {"id", "session_id", "officer_id"},
    }
    run.session.rollback()
    stored = [one for (one,) in run.session.execute(text("SELECT text FROM bimtek_evaluation_remark"))]
    by_row = select(EvaluationAnswered.officer_id).order_by(EvaluationAnswered.id)
    people = list(run.session.scalars(by_row))
    came = [f"Catatan {n}" for n in range(12)]
    assert sorted(stored) == sorted(came)
    assert stored != came  # 1 in 479 million
    assert people != [officer.id for officer in officers]
    row_ids = [r for (r,) in run.session.execute(text("SELECT rowid FROM bimtek_evaluation_remark"))]
    ids = [r for (r,) in run.session.execute(text("SELECT id FROM bimtek_evaluation_remark"))]
    assert row_ids == ids  # there is no second, growing number behind the random one


def test_closing_scatters_remarks_and_people_anew(run: Running) -> None:
    row, officers = held(run, 6)
    for officer in officers:
        answer(run, row, officer, better="Lebih banyak praktik")
    before = set(run.session.scalars(select(EvaluationRemark.id)))
    who = dict(run.session.execute(select(EvaluationAnswered.officer_id, EvaluationAnswered.id)).all())
    result = closed(run, row)
    after = set(run.session.scalars(select(EvaluationRemark.id)))
    assert not before & after
    now = dict(run.session.execute(select(EvaluationAnswered.officer_id, EvaluationAnswered.id)).all())
    assert now.keys() == who.keys()
    assert not set(now.values()) & set(who.values())
    assert result.remarks == {"good": (), "better": ("Lebih banyak praktik",) * 6}


def test_results_appear_once_and_never_by_one_answer(run: Running) -> None:
    row, officers = held(run, 7)
    for officer in officers[:6]:
        answer(run, row, officer)
    found = evaluation_of(run.session, row.id)
    assert found is not None
    assert (found.state, found.answers) == ("open", 6)
    assert evaluation_result(run.session, found) is None
    assert closed(run, row).shown.n == 6
    with pytest.raises(Refused, match="tidak dapat dibuka lagi"):
        run.do(actions.open_evaluation, session_id=row.id)
    with pytest.raises(Refused, match="tidak sedang dibuka"):
        answer(run, row, officers[6])


def test_few_answers_stay_silent_with_their_remarks(run: Running) -> None:
    row, officers = held(run, 4)
    for officer in officers:
        answer(run, row, officer, good="Tulisan yang mudah dikenali")
    result = closed(run, row)
    assert (result.enough, result.remarks, result.shown.index) == (False, {}, None)
    assert set(result.shown.elements.values()) == {None}


def test_the_small_group_may_be_larger_but_never_below_five(run: Running) -> None:
    row, officers = held(run, 6, required=False, least=7)
    for officer in officers:
        answer(run, row, officer)
    assert closed(run, row).enough is False
    other, _slots = run.held(slots=1)
    with pytest.raises(Refused, match="kurang dari 5"):
        run.do(actions.plan_evaluation, session_id=other.id, required=True, least=4)


def test_the_group_stays_once_people_were_told(run: Running) -> None:
    row, _officers = held(run, 1, required=False, least=7)
    with pytest.raises(Refused, match="tidak dapat diubah"):
        run.do(actions.plan_evaluation, session_id=row.id, required=False, least=5)
    run.do(actions.plan_evaluation, session_id=row.id, required=True, least=7)


def test_a_required_evaluation_decides_about_the_certificate(run: Running, session: Session) -> None:
    row, (one, other) = held(run, 2, required=True)
    for enrolment in (run.enrol(row, one), run.enrol(row, other)):
        run.do(actions.waive, session_id=row.id, enrolment_id=enrolment.id, condition="attendance",
               reason="Bertugas di tempat lain")  # fmt: skip
    answer(run, row, one)
    assert run.standing(row, one.id).eligible == "pass"
    assert run.standing(row, one.id).reasons[1] == "Evaluasi sudah diisi, perlu diisi: terpenuhi."
    standing = run.standing(row, other.id)
    assert (standing.eligible, standing.evaluation_ok) == ("none", False)
    assert standing.reasons[1] == "Evaluasi belum diisi, perlu diisi: belum."


def test_a_required_evaluation_that_was_never_opened_holds_up_the_closing(run: Running) -> None:
    row, _slots = run.held(slots=1)
    run.enrol(row)
    run.do(actions.plan_evaluation, session_id=row.id, required=True)
    run.later(hours=2)
    with pytest.raises(Refused, match="belum pernah dibuka"):
        run.do(actions.close_session, session_id=row.id)
    run.do(actions.open_evaluation, session_id=row.id)
    run.do(actions.close_session, session_id=row.id)
    assert evaluation_of(run.session, row.id).state == "closed"  # type: ignore[union-attr]


def test_only_the_plan_and_its_ends_are_journalled(run: Running) -> None:
    row, officers = held(run, 5, required=True)
    for officer in officers:
        answer(run, row, officer)
    closed(run, row)
    assert [run.journal(f"evaluation_{word}")[0].data for word in ("planned", "opened", "closed")] == [
        {"required": True, "least": 5}, {"speakers": 1}, {"answers": 5},
    ]  # fmt: skip
