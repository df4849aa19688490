"""Practice without end: it grows letter by letter, repeats nothing at once, ends with the day, and can be stopped."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from lms.core.errors import NotFound, Refused
from lms.db.session import writing
from lms.quizzes import actions
from lms.quizzes.domain.nextletter import next_letter
from lms.quizzes.domain.recall import Leitner
from lms.quizzes.models import Attempt, AttemptQuestion
from lms.quizzes.queries.attempts import questions_of
from lms.quizzes.queries.catalogue import catalogue_on
from lms.quizzes.queries.practice import learner, letter_pool, routed_letters

RIGHT = {"gang": "Disperkim", "pajak": "Samsat Provinsi", "aset": "BPKAD"}


def go_on(taking) -> AttemptQuestion:
    with writing(taking.session):
        return actions.practise_on(taking.session, title="Latihan disposisi", **taking.facts)


def stop(taking, attempt_id: int) -> actions.AttemptResult:
    with writing(taking.session):
        return actions.stop_practice(taking.session, attempt_id=attempt_id, **taking.facts)


def route(taking, row: AttemptQuestion, to: str | None = None) -> None:
    day = taking.clock.now().date()
    refs = {d.label: d.ref for d in catalogue_on(taking.session, day).destinations}
    attempt = taking.session.get(Attempt, row.attempt_id)
    fields = {"tujuan": [refs[to or RIGHT[row.question_id]]]}
    if row.question_id == "aset" and to is None:
        fields["kecualikan"] = ["1"]
    with writing(taking.session):
        actions.save_answer(
            taking.session,
            attempt_id=attempt.id,
            position=row.position,
            client_seq=1,
            fields=fields,
            **taking.facts,
        )
    with writing(taking.session):
        actions.settle_question(taking.session, attempt_id=attempt.id, position=row.position, **taking.facts)
    taking.clock.advance(timedelta(seconds=40))


def test_one_letter_after_the_other_never_the_same_twice_in_a_row(taking):
    asked: list[str] = []
    for _ in range(12):
        row = go_on(taking)
        assert go_on(taking).id == row.id  # nothing new while a letter waits
        asked.append(row.question_id)
        route(taking, row)
    assert all(first != second for first, second in itertools.pairwise(asked))
    assert set(asked) == {"gang", "pajak", "aset"}
    rows = taking.session.scalars(select(AttemptQuestion)).all()
    assert all(row.drawn_for["kind"] in {"new", "plain", "weak", "pair", "due"} for row in rows)


def test_the_draw_follows_from_the_stored_seed(taking):
    first = go_on(taking)
    attempt = taking.session.get(Attempt, first.attempt_id)
    route(taking, first)
    catalogue = catalogue_on(taking.session, date(2026, 11, 23))
    known = learner(taking.session, taking.officer.id, taking.clock.now(), Leitner())
    expected = next_letter(letter_pool(taking.session, catalogue).candidates, known, f"{attempt.seed}:2")
    second = go_on(taking)
    assert (second.question_id, second.drawn_for) == (expected[0].question.id, expected[1].as_json())


def test_a_letter_answered_wrong_is_due_after_ten_minutes(taking):
    row = go_on(taking)
    route(taking, row, "Bapenda" if row.question_id == "pajak" else "Distaru")
    now = taking.clock.now()
    histories = routed_letters(taking.session, taking.officer.id, taking.clock.now())
    assert [(key, h.right) for key, (h,) in histories.items()] == [(("latihan", row.question_id), False)]
    assert learner(taking.session, taking.officer.id, now, Leitner()).due == {}
    later = learner(taking.session, taking.officer.id, now + timedelta(minutes=10), Leitner())
    assert later.due.keys() == {("latihan", row.question_id)}


def test_a_practice_of_an_earlier_day_is_closed_and_its_unanswered_letter_taken_back(taking):
    route(taking, go_on(taking))
    waiting = go_on(taking)
    taking.clock.advance(timedelta(days=1))
    row = go_on(taking)
    old = taking.session.get(Attempt, waiting.attempt_id)
    assert row.attempt_id != old.id
    assert (old.state, old.drawn, old.score) == ("submitted", 1, "1/1")
    assert len(questions_of(taking.session, old.id)) == 1


def test_stopping_closes_once_and_keeps_what_was_answered(taking):
    route(taking, go_on(taking))
    waiting = go_on(taking)
    result = stop(taking, waiting.attempt_id)
    assert [o.answered for o in result.outcomes] == [True]
    assert stop(taking, waiting.attempt_id) == result


def test_a_letter_whose_answer_was_sent_is_not_taken_back(taking):
    route(taking, go_on(taking))
    row = go_on(taking)
    with writing(taking.session):
        actions.save_answer(
            taking.session, attempt_id=row.attempt_id, position=row.position, client_seq=1,
            fields={"tujuan": []}, **taking.facts,
        )  # fmt: skip
    assert len(stop(taking, row.attempt_id).outcomes) == 2


def test_other_practice_cannot_be_stopped_like_this_nor_by_others(taking, make):
    fixed = taking.start("latihan", mode="practice")
    with pytest.raises(Refused, match="jumlah surat tetap"):
        stop(taking, fixed.id)
    mine = go_on(taking)
    taking.officer = make.officer()
    with pytest.raises(NotFound):
        stop(taking, mine.attempt_id)


def test_another_rule_of_recall_can_take_its_place(taking, monkeypatch):
    class Always:
        def overdue(self, history, now):
            return 3.0

    route(taking, go_on(taking))
    known = learner(taking.session, taking.officer.id, taking.clock.now(), Always())
    assert list(known.due.values()) == [3.0]
