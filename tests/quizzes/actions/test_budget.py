"""How many statements the hot paths take, whatever else the database holds."""

from __future__ import annotations

from contextlib import contextmanager

from sqlalchemy import event

from lms.db.session import writing
from lms.quizzes import actions
from tests.quizzes.conftest import RIGHT


@contextmanager
def counting(session):
    seen: list[str] = []
    engine = session.get_bind()

    def note(_conn, _cursor, statement, *_rest):
        seen.append(" ".join(statement.split())[:90])

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


def test_a_save_takes_three_statements(taking):
    attempt = taking.start()
    taking.save(attempt, "angka", RIGHT["angka"])
    position = taking.place(attempt, "golongan")
    taking.session.rollback()
    facts, attempt_id = taking.facts, attempt.id
    with counting(taking.session) as seen, writing(taking.session):
        actions.save_answer(
            taking.session,
            attempt_id=attempt_id,
            position=position,
            client_seq=1,
            fields=RIGHT["golongan"],
            **facts,
        )
    assert [s.split()[0] for s in seen if not s.startswith("BEGIN")] == ["SELECT", "INSERT", "UPDATE"]


def test_starting_and_submitting_do_not_grow_with_what_others_did(taking, make, clock):
    from lms import wiring
    from lms.quizzes.queries.catalogue import snapshot
    from tests.quizzes.conftest import Taking

    wiring.subscribe()  # as in the running platform: other rooms are asked for the window, and told of the result
    counts = []
    for quiz, mode in (("evaluasi", "exam"), ("latihan", "practice")) * 3:
        other = Taking(taking.session, clock, make.officer())
        facts = other.facts
        with counting(taking.session) as starting, writing(taking.session):
            attempt = actions.start_attempt(taking.session, quiz_id=quiz, mode=mode, **facts)
        with counting(taking.session) as submitting, writing(taking.session):
            actions.submit_attempt(taking.session, attempt_id=attempt.id, **facts)
        taking.session.rollback()
        if attempt.catalogue_id:
            snapshot(taking.session, attempt.catalogue_id)  # as the first page with a letter does
        counts.append(tuple(sum(s != "BEGIN IMMEDIATE" for s in seen) for seen in (starting, submitting)))
    assert counts[2:4] == counts[4:6]
    assert counts[4:6] == [(11, 10), (12, 11)]
