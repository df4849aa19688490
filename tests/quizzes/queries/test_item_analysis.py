"""Which attempts and which answers an item analysis is made of, over real attempts in a real database."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from lms.db.session import writing
from lms.quizzes import actions
from lms.quizzes.actions.submit import close_expired
from lms.quizzes.domain.question import item_id
from lms.quizzes.models import AttemptQuestion
from lms.quizzes.queries.attempts import questions_of
from lms.quizzes.queries.items import Scope, analyse, history_at, item_overview, quiz_lines, tallies
from tests.factories import ACTOR
from tests.quizzes.actions.test_budget import counting
from tests.quizzes.conftest import RIGHT, Taking
from tests.quizzes.library import ESSAY, EVALUATION, publish_city

WRONG = {"jawab": [item_id("7 hari kerja")]}


@pytest.fixture
def people(taking, make, clock):
    return [taking, *(Taking(taking.session, clock, make.officer()) for _ in range(3))]


def take(one, answers, quiz="evaluasi", **facts):
    attempt = one.start(quiz, **facts)
    for question, fields in answers.items():
        one.save(attempt, question, fields)
    one.submit(attempt)
    return attempt


def report(session, quiz="evaluasi", **facts):
    return analyse(session, history_at(session, quiz), Scope(quiz, **facts))


def figures(found, question):
    one = found.question(question)
    return one.asked, one.empty, one.unreached, one.stats.n


def test_one_attempt_of_each_person_counts(people, clock):
    first, second, *_ = people
    take(first, {}, attempts=9)  # nothing answered: not counted, whatever is asked for
    low = take(first, {"angka": RIGHT["angka"]}, attempts=9)
    high = take(first, RIGHT, attempts=9)
    middle = take(first, {k: RIGHT[k] for k in ("angka", "golongan")}, attempts=9)
    other = take(second, RIGHT)
    second.start(context="berjalan")
    found = {
        choice: [one.id for one in report(first.session, choice=choice).attempts]
        for choice in ("first", "last", "best", "all")
    }
    assert found == {
        "first": [low.id, other.id],
        "last": [middle.id, other.id],
        "best": [high.id, other.id],
        "all": [low.id, high.id, middle.id, other.id],
    }
    (tally, running) = tallies(first.session, "evaluasi")
    assert (tally.closed, tally.empty, tally.running) == (5, 1, 0)
    assert (running.context, running.closed, running.running) == ("berjalan", 0, 1)
    lines = quiz_lines(first.session)
    assert (lines["evaluasi"].people, lines["evaluasi"].passed) == (2, 1)
    assert lines["evaluasi"].mean == pytest.approx((0.25 + 1.0) / 2)


def test_practice_never_counts(people):
    take(people[0], {"gang": {"tujuan": []}}, quiz="latihan", mode="practice")
    assert report(people[0].session, "latihan").attempts == []
    assert quiz_lines(people[0].session) == {}


def test_contexts_and_periods(people, clock):
    take(people[0], RIGHT)
    begin = clock.now()
    clock.advance(timedelta(days=1))
    take(people[1], RIGHT, context="bimtek:4:pre")
    take(people[2], RIGHT, context="bimtek:4:post")
    session = people[0].session

    def count(**facts):
        return len(report(session, **facts).attempts)

    assert count() == 3
    assert count(contexts=("",)) == 1
    assert count(contexts=("bimtek:4:pre",)) == 1
    assert count(contexts=("bimtek:4:pre", "bimtek:4:post")) == 2
    assert count(contexts=()) == 0
    assert count(until=clock.now()) == 1
    assert count(since=clock.now()) == 2
    assert count(since=begin, until=begin + timedelta(hours=1)) == 1


def test_who_handed_in_reached_everything(people):
    take(people[0], {"angka": RIGHT["angka"]})
    found = report(people[0].session)
    assert figures(found, "angka") == (1, 0, 0, 1)
    assert figures(found, "golongan") == (1, 1, 0, 1)


def test_whose_time_ran_out_reached_one_more_than_was_touched(people, clock):
    one = people[0]
    attempt = one.start()
    order = [row.question_id for row in questions_of(one.session, attempt.id)]
    one.save(attempt, order[0], RIGHT[order[0]])
    clock.advance(timedelta(hours=1))
    with writing(one.session):
        close_expired(one.session, clock=clock, attempt_id=attempt.id)
    found = report(one.session)
    assert [figures(found, name) for name in order] == [
        (1, 0, 0, 1),
        (1, 1, 0, 1),
        (0, 0, 1, 0),
        (0, 0, 1, 0),
    ]
    lines = {
        line.question_id: (line.drawn, line.unanswered) for line in item_overview(one.session, "evaluasi")
    }
    assert lines == {order[0]: (1, 0), order[1]: (1, 1)}
    assert found.scores == [0.25]  # the score itself is the one that was given


def test_a_flag_shows_that_a_question_was_reached(people, clock):
    one = people[0]
    attempt = one.start()
    order = [row.question_id for row in questions_of(one.session, attempt.id)]
    one.save(attempt, order[0], RIGHT[order[0]])
    with writing(one.session):
        actions.flag_question(
            one.session,
            clock=clock,
            attempt_id=attempt.id,
            officer_id=one.officer.id,
            position=3,
            flagged=True,
        )
    clock.advance(timedelta(hours=1))
    with writing(one.session):
        close_expired(one.session, clock=clock, attempt_id=attempt.id)
    found = report(one.session)
    assert [figures(found, name)[0] for name in order] == [1, 1, 1, 1]


def test_an_answer_that_waits_is_no_zero(people):
    take(people[0], {"jelaskan": {"teks": ["Isi"]}}, quiz="uraian")
    found = report(people[0].session, "uraian")
    one = found.question("jelaskan")
    assert (one.asked, one.waiting, one.stats.n) == (1, 1, 0)
    assert [flag.code for flag in one.flags] == ["waiting"]
    assert (found.waiting, found.scores) == (1, [])
    assert found.question("tebak").stats.n == 1


def test_the_same_question_in_two_revisions_is_one(people, session, clock):
    take(people[0], RIGHT)
    publish_city(session, clock, evaluasi=EVALUATION.replace("KANARI-PENJELASAN", "Penjelasan baru"))
    take(people[1], RIGHT)
    found = report(session)
    assert len(found.history.revisions) == 2
    assert len(found.questions) == 4
    one = found.question("batas-waktu")
    assert (one.asked, sorted(one.form.numbers), one.form.place) == (2, [1, 2], 1)
    newest, oldest = found.history.revisions
    assert [len(report(session, revision_id=r.id).attempts) for r in (newest, oldest)] == [1, 1]


def test_another_wording_is_another_question(people, session, clock):
    take(people[0], {**RIGHT, "batas-waktu": WRONG})
    publish_city(
        session, clock, evaluasi=EVALUATION.replace("Berapa hari kerja?", "Berapa hari kerja batasnya?")
    )
    take(people[1], RIGHT)
    found = report(session)
    now, old = found.forms("batas-waktu")
    assert (now.asked, now.form.numbers, now.form.place) == (1, {2}, 1)
    assert (old.asked, old.form.numbers, old.form.place) == (1, {1}, None)
    assert found.question("batas-waktu", old.form.key) is old
    assert found.question("batas-waktu", "tidak-ada") is None
    assert found.question("golongan").asked == 2
    lines = {line.question_id: (line.drawn, line.facility) for line in item_overview(session, "evaluasi")}
    assert lines["batas-waktu"] == (1, 1.0)
    assert lines["golongan"] == (2, 1.0)


def test_a_regrade_moves_old_answers_to_the_new_key(people, session, clock):
    take(people[0], {"batas-waktu": WRONG})
    fixed = EVALUATION.replace("- [ ] 7 hari kerja", "- [x] 7 hari kerja").replace(
        "- [x] 10 hari", "- [ ] 10 hari"
    )
    publish_city(session, clock, evaluasi=fixed)
    assert [one.asked for one in report(session).forms("batas-waktu")] == [0, 1]
    with writing(session):
        actions.regrade(session, actor=ACTOR, clock=clock, quiz_id="evaluasi")
    (one,) = report(session).forms("batas-waktu")
    assert (one.asked, one.form.place) == (1, 1)
    assert [(line.text, line.worth, line.count) for line in one.lines] == [
        ("7 hari kerja", "right", 1), ("10 hari kerja", "wrong", 0), ("30 hari kerja", "wrong", 0),
    ]  # fmt: skip


def test_answers_are_counted_per_option(people):
    take(people[0], RIGHT)
    take(people[1], {"batas-waktu": WRONG, "golongan": {"jawab": [item_id("rahasia")]}})
    take(people[2], {"angka": {"teks": ["10,0"]}})
    found = report(people[0].session)
    assert [line.count for line in found.question("batas-waktu").lines] == [1, 1, 0, 1]
    assert [line.count for line in found.question("golongan").lines] == [1, 1, 1, 0, 1]
    assert [(line.text, line.count) for line in found.question("angka").lines] == [("10", 2), ("", 1)]


def test_letters_name_their_destinations(session, clock, make):
    publish_city(session, clock, surat=_letters())
    one = Taking(session, clock, make.officer())
    attempt = one.start("surat")
    row = session.scalar(select(AttemptQuestion).where(AttemptQuestion.attempt_id == attempt.id))
    roads = next(ref for key in row.resolved if not key["right"] for ref in key["refs"])
    one.save(attempt, "gang", {"tujuan": [roads, "EXT.PUSAT.BBWS"]})
    one.submit(attempt)
    lines = report(session, "surat").question("gang").lines
    assert [(line.text, line.count, line.worth, line.distractor) for line in lines] == [
        ("Dinas Permukiman", 0, "right", False),
        ("Balai Wilayah Sungai", 1, "wrong", False),
        ("Dinas Pekerjaan Umum", 1, "wrong", True),
        ("Samsat Provinsi", 0, "wrong", True),
    ]


def _letters():
    return """---
id: surat
title: Surat
use: exam
---

## Gang rusak {#gang kind=routing}
Gang kami rusak.

- [x] 1.04: jalan lingkungan
- [ ] 1.03/jalan: ruas jalan kota
- [ ] EXT.PROV.SAMSAT: pajak
"""


def test_a_withdrawn_quiz_keeps_its_statistics(people, session, clock):
    from lms.library.actions import withdraw

    take(people[0], RIGHT)
    with writing(session):
        withdraw(session, actor=ACTOR, clock=clock, kind="quiz", doc_id="evaluasi", reason="Diganti")
    history = history_at(session, "evaluasi")
    assert history.withdrawn
    assert len(analyse(session, history, Scope("evaluasi")).attempts) == 1


def test_the_number_of_statements_does_not_grow(people):
    session, counts = people[0].session, []
    for one in people[:3]:
        take(one, RIGHT)
        session.expire_all()
        with counting(session) as seen:
            report(session)
        counts.append(len([s for s in seen if s.startswith(("SELECT", "WITH"))]))
    assert counts[1] == counts[2]
    assert counts[2] <= 6


def test_essays_are_listed_beside_choices(people):
    assert "uraian" in ESSAY
    found = report(people[0].session, "uraian")
    assert [one.question.id for one in found.questions] == ["jelaskan", "tebak"]
    assert found.stats.n == 0
    assert [one.stats.facility.why for one in found.questions] == ["few", "few"]
