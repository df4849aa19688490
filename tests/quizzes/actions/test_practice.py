"""Routing practice: keys resolved at the start, feedback one by one, confusions, letters for what is confused."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from sqlalchemy import select

from lms.core.errors import Refused
from lms.db.session import writing
from lms.people.models import Agency, AgencyAffair
from lms.quizzes import actions
from lms.quizzes.models import AttemptQuestion, RoutingCell
from lms.quizzes.queries.catalogue import catalogue_on
from lms.quizzes.queries.confusions import confusions
from lms.quizzes.queries.documents import practice_items


def refs(taking) -> dict[str, str]:
    catalogue = catalogue_on(taking.session, date(2026, 11, 23))
    return {d.label: d.ref for d in catalogue.destinations}


def test_publishing_catalogues_fills_the_city(taking):
    catalogue = catalogue_on(taking.session, date(2026, 11, 23))
    assert sorted(d.label for d in catalogue.destinations) == [
        "BPKAD", "Balai Wilayah Sungai", "Bapenda", "DPU", "Disperkim", "Distaru", "Samsat Provinsi",
    ]  # fmt: skip
    assert [catalogue.by_ref[r].label for r in catalogue.resolve("1.04")] == ["Disperkim"]


def test_feedback_one_by_one_settles_the_answer(taking):
    attempt = taking.start("latihan", mode="practice")
    to = refs(taking)
    with pytest.raises(Refused, match="Jawab soal ini"):
        taking.settle(attempt, "gang")
    taking.save(attempt, "gang", {"tujuan": [to["Disperkim"], to["DPU"]]})
    mark = taking.settle(attempt, "gang")
    assert mark.fraction == Fraction(1, 2)
    assert taking.settle(attempt, "gang").fraction == Fraction(1, 2)
    with pytest.raises(Refused, match="sudah ditetapkan"):
        taking.save(attempt, "gang", {"tujuan": [to["Disperkim"]]}, seq=2)
    assert taking.submit(attempt).fraction == Fraction(1, 6)
    cells = taking.session.scalars(select(RoutingCell).order_by(RoutingCell.chosen_code)).all()
    assert [(c.right_code, c.chosen_code) for c in cells] == [("1.04", "1.03/jalan"), ("1.04", "1.04")]


def test_examinations_never_settle_one_by_one(taking):
    attempt = taking.start("evaluasi")
    taking.save(attempt, "angka", {"teks": ["10"]})
    with pytest.raises(Refused, match="setelah diserahkan"):
        taking.settle(attempt, "angka")


def test_keys_mean_what_they_meant_when_the_attempt_began(taking):
    attempt = taking.start("latihan", mode="practice")
    to = refs(taking)
    session = taking.session
    disperkim = session.scalar(select(Agency).where(Agency.short == "Disperkim"))
    dpu = session.scalar(select(Agency).where(Agency.short == "DPU"))
    with writing(session):
        for row in session.scalars(select(AgencyAffair).where(AgencyAffair.agency_id == disperkim.id)):
            session.delete(row)
        session.add(AgencyAffair(agency_id=dpu.id, affair_code="1.04", valid_from=date(2021, 1, 1)))
    taking.save(attempt, "gang", {"tujuan": [to["Disperkim"]]})
    assert taking.settle(attempt, "gang").fraction == 1
    row = session.scalar(select(AttemptQuestion).where(AttemptQuestion.question_id == "gang"))
    assert [key["refs"] for key in row.resolved] == [[to["Disperkim"]], [to["DPU"]]]


def test_a_letter_that_means_nobody_today_is_not_drawn(taking):
    session = taking.session
    bpkad = session.scalar(select(Agency).where(Agency.short == "BPKAD"))
    with writing(session):
        for row in session.scalars(select(AgencyAffair).where(AgencyAffair.agency_id == bpkad.id)):
            session.delete(row)
    attempt = taking.start("latihan", mode="practice")
    assert attempt.drawn == 2


def test_strange_destinations_are_refused(taking):
    attempt = taking.start("latihan", mode="practice")
    with pytest.raises(Refused, match="tidak ada di katalog"):
        taking.save(attempt, "gang", {"tujuan": ["opd-99999"]})


def test_confusions_count_letters_with_their_interval(taking):
    to = refs(taking)
    for chosen in ("DPU", "DPU", "Disperkim", "Distaru"):
        attempt = taking.start("latihan", mode="practice")
        taking.save(attempt, "gang", {"tujuan": [to[chosen]]})
        taking.submit(attempt)
    found = confusions(taking.session, officer_id=taking.officer.id)
    assert [(c.right, c.chosen, c.interval.count, c.interval.of) for c in found] == [
        ("1.04", "1.03/jalan", 2, 4),
        ("1.04", "1.03/tata-ruang", 1, 4),
    ]
    assert (round(found[0].interval.low, 2), round(found[0].interval.high, 2)) == (0.15, 0.85)
    assert confusions(taking.session, officer_id=taking.officer.id + 1) == []


def test_practice_of_a_pair_asks_letters_about_it(taking):
    with writing(taking.session):
        attempt = actions.start_pair_practice(
            taking.session, title="Latih pasangan", pair=("1.04", "1.03/jalan"), letters=1, **taking.facts
        )
    rows = taking.session.scalars(
        select(AttemptQuestion).where(AttemptQuestion.attempt_id == attempt.id)
    ).all()
    assert (attempt.mode, attempt.feedback, len(rows)) == ("practice", "after_each", 1)
    assert [item.question.id for item in practice_items(taking.session, kind="routing")] == [
        "gang",
        "pajak",
        "aset",
    ]


def test_examination_questions_never_enter_a_bundle(taking):
    from lms.quizzes.queries.documents import live_quiz

    live = live_quiz(taking.session, "evaluasi")
    with pytest.raises(Refused, match="hanya dipakai dalam ujian"), writing(taking.session):
        actions.start_bundle(
            taking.session,
            quiz_id="penyegaran",
            title="Penyegaran",
            items=[(live.revision_id, "angka")],
            **taking.facts,
        )
