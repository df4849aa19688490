"""An answer as it really travels, through a browser: what it leaves in the database, and in which of its tables."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import MetaData, select

from lms.bimtek import actions
from lms.bimtek.domain.skm import ELEMENTS
from lms.db.base import Base
from tests.bimtek.conftest import Running
from tests.bimtek.views.conftest import Reader

SHEET: dict[str, Any] = dict.fromkeys(ELEMENTS, "4")
JUDGED: dict[str, Any] = {"s1.mastery": "2"}
WORDS = "Ruangannya terlalu dingin"


def tables(run: Running) -> dict[str, Counter[tuple[Any, ...]]]:
    """Every row of every table."""
    run.session.rollback()
    known: MetaData = Base.metadata
    return {
        name: Counter(tuple(map(repr, row)) for row in run.session.execute(select(table)))
        for name, table in known.tables.items()
    }


@pytest.fixture
def row_id(run: Running, reader: Reader) -> int:
    row, _slots = run.held(slots=1)
    run.enrol(row, reader.officer)
    run.do(actions.open_evaluation, session_id=row.id)
    return row.id


def test_an_answer_touches_counts_one_remark_and_a_list_and_nothing_else(
    run: Running, reader: Reader, row_id: int
) -> None:
    reader.get(f"/bimtek/{row_id}/evaluasi")  # the visit itself is noted with the sign-in, as any other
    before = tables(run)
    reader.post(f"/bimtek/{row_id}/evaluasi", **SHEET, **JUDGED, good=WORDS)
    after = tables(run)
    new = {
        name: list((rows - before[name]).elements()) for name, rows in after.items() if rows != before[name]
    }
    gone = {
        name: list((before[name] - rows).elements()) for name, rows in after.items() if rows != before[name]
    }
    assert set(new) == {
        "bimtek_evaluation_count", "bimtek_evaluation_remark", "bimtek_evaluation_answered"
    }  # fmt: skip
    assert gone["bimtek_evaluation_remark"] == gone["bimtek_evaluation_answered"] == []
    counted = {(item, value): count for _session, item, value, count in new["bimtek_evaluation_count"]}
    assert counted == {(repr(name), "4"): "1" for name in ELEMENTS} | {("'s1.mastery'", "2"): "1"}
    ((_id, session_id, topic, words),) = new["bimtek_evaluation_remark"]
    assert (session_id, topic, words) == (repr(row_id), "'good'", repr(WORDS))
    ((_id, session_id, officer_id),) = new["bimtek_evaluation_answered"]
    assert (session_id, officer_id) == (repr(row_id), repr(reader.officer_id))


def test_the_three_tables_know_no_time(run: Running, row_id: int) -> None:
    names = ("bimtek_evaluation_count", "bimtek_evaluation_remark", "bimtek_evaluation_answered")
    kinds = {column.type.python_type for name in names for column in Base.metadata.tables[name].columns}
    assert kinds == {int, str}
    assert datetime not in kinds
    assert not [
        key for name in names for key in Base.metadata.tables[name].foreign_keys if "enrolment" in str(key)
    ]


def test_the_log_says_that_a_page_was_asked_for_and_no_more(
    reader: Reader, row_id: int, capfd: pytest.CaptureFixture[str]
) -> None:
    reader.post(f"/bimtek/{row_id}/evaluasi", **SHEET, better=WORDS)
    said = "".join(capfd.readouterr())
    assert WORDS not in said
    assert "u1" not in said
