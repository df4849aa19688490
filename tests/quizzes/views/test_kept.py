"""What devices kept: found by its own officer alone, handed over, rescued by a file, and decided by a trainer."""

from __future__ import annotations

import io
import json
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from lms.quizzes.models import AnswerEvent, Attempt, AttemptQuestion
from tests.factories import sign_in
from tests.quizzes.views.conftest import Reader, choice

RIGHT = {"jawab": [choice("10 hari kerja")]}


@pytest.fixture
def trainer(app, make, taking) -> Reader:
    client = app.test_client()
    return Reader(client, sign_in(client, make.account(role="trainer")))


def place(session, attempt: int, question_id: str) -> int:
    session.rollback()
    query = select(AttemptQuestion.position).where(AttemptQuestion.attempt_id == attempt)
    return session.scalar(query.where(AttemptQuestion.question_id == question_id))


def token_on(page: str) -> str:
    return re.search(r'data-token="([^"]+)"', page)[1]


def hand_over(reader, attempt: int, place: int, count: int, fields: dict, **more):
    answer = {"number": place, "seq": count, "fields": fields, "typed_at": "2026-11-23T02:10:00.000Z", **more}
    return reader.client.post(
        f"/kuis/percobaan/{attempt}/terlambat",
        json={"answers": [answer]},
        headers={"X-CSRFToken": reader.token},
    )


def rescue(attempt: int, token: str, number: int, fields: dict, **changes) -> dict:
    answers = [{"number": number, "seq": 7, "fields": fields, "typed_at": "2026-11-23T02:10:00Z"}]
    content = {
        "estafet": "berkas-penyelamat", "version": 1, "attempt": attempt, "token": token, "title": "Evaluasi",
        "made_at": "2026-11-23T03:00:00Z", "answers": answers, **changes,
    }  # fmt: skip
    return {"file": (io.BytesIO(json.dumps(content).encode()), "penyelamat.json")}


def lates(session) -> list[tuple[int, bool]]:
    session.rollback()
    rows = session.execute(select(AnswerEvent.client_seq, AnswerEvent.late).order_by(AnswerEvent.id))
    return [tuple(row) for row in rows]


def test_the_token_of_an_attempt_is_told_to_its_officer_alone(reader, other, session):
    attempt = reader.start()
    page = reader.get(f"/kuis/percobaan/{attempt}/soal/1").text
    token = token_on(page)
    assert token == session.get(Attempt, attempt).device_token
    own = reader.get("/kuis/percobaan/antrean").json
    assert own["attempts"][token] == {
        "base": f"/kuis/percobaan/{attempt}",
        "title": "Evaluasi contoh",
        "open": True,
    }
    assert other.get("/kuis/percobaan/antrean").json["attempts"] == {}
    assert own["csrf"]


def test_after_the_time_a_page_hands_over_with_its_moment(reader, session, clock):
    attempt = reader.start()
    number = place(session, attempt, "batas-waktu")
    clock.advance(timedelta(minutes=25))
    answer = hand_over(reader, attempt, number, 3, RIGHT)
    assert answer.json == {"results": [{"number": number, "seq": 3, "outcome": "late", "message": ""}]}
    assert lates(session) == [(3, True)]
    page = reader.get(f"/kuis/percobaan/{attempt}/hasil").text
    assert f"Jawaban terlambat, soal {number}" in page
    assert "diketik 09.10 WIB menurut jam perangkat" in page
    assert "Menunggu keputusan pengajar" in page
    assert "0 dari 4 soal memiliki jawaban yang tersimpan." in page


@pytest.mark.parametrize(
    "broken",
    [{"seq": "1"}, {"number": 0}, {"typed_at": "kemarin"}, {"typed_at": "2026-11-23T02:10:00"}, {"x": 1}],
)
def test_what_cannot_be_read_is_refused_in_words(reader, session, broken):
    attempt = reader.start()
    answer = hand_over(reader, attempt, 1, 1, RIGHT, **broken)
    assert (answer.status_code, answer.json["error"]) == (409, "answer.shape")


def test_an_officer_hands_in_a_rescue_file(reader, session, clock):
    attempt = reader.start()
    number = place(session, attempt, "batas-waktu")
    token = session.get(Attempt, attempt).device_token
    clock.advance(timedelta(minutes=25))
    address = f"/kuis/percobaan/{attempt}/penyelamat"
    assert reader.post(address, rescue(attempt, token, number, RIGHT)).status_code == 303
    page = reader.get(f"/kuis/percobaan/{attempt}/hasil").text
    assert "1 jawaban dibaca; 0 sudah tersimpan; 1 terlambat dan menunggu keputusan pengajar." in page
    assert lates(session) == [(7, True)]
    reader.post(address, rescue(attempt, token, number, RIGHT))
    assert lates(session) == [(7, True)]


def test_in_time_a_rescue_file_from_another_device_saves_answers(reader, session):
    attempt = reader.start()
    number = place(session, attempt, "batas-waktu")
    token = session.get(Attempt, attempt).device_token
    reader.post(f"/kuis/percobaan/{attempt}/penyelamat", rescue(attempt, token, number, RIGHT))
    assert lates(session) == [(7, False)]


def test_a_file_that_is_not_of_this_attempt_is_refused(reader, session, clock):
    attempt = reader.start()
    number = place(session, attempt, "batas-waktu")
    token = session.get(Attempt, attempt).device_token
    clock.advance(timedelta(minutes=25))
    wrong = [
        rescue(attempt, "x" * 24, number, RIGHT),
        rescue(attempt + 1, token, number, RIGHT),
        rescue(attempt, token, number, RIGHT, version=2),
        rescue(attempt, token, number, RIGHT, answers=[]),
        {"file": (io.BytesIO(b"\xff not json"), "x.json")},
        {},
    ]
    for data in wrong:
        reader.post(f"/kuis/percobaan/{attempt}/penyelamat", data)
    page = reader.get(f"/kuis/percobaan/{attempt}/hasil").text
    assert page.count("Berkas ini bukan dari percobaan ini.") == 2
    assert page.count("Berkas ini bukan berkas penyelamat Estafet, atau isinya sudah berubah.") == 3
    assert page.count("Pilih berkasnya lebih dahulu.</p>") == 1
    assert lates(session) == []


def test_a_trainer_accepts_and_declines_with_a_reason(reader, trainer, session, clock):
    attempt = reader.start()
    wanted, unwanted = place(session, attempt, "batas-waktu"), place(session, attempt, "angka")
    clock.advance(timedelta(minutes=25))
    hand_over(reader, attempt, wanted, 1, RIGHT)
    hand_over(reader, attempt, unwanted, 1, {"teks": ["10"]})
    for path in ("/", "/kuis", "/kuis/evaluasi/peserta"):
        assert "2 jawaban terlambat menunggu keputusan" in trainer.get(path).text, path
    assert "jawaban terlambat" not in reader.get("/kuis").text
    page = trainer.get("/kuis/evaluasi/peserta/terlambat").text
    assert "2 menunggu keputusan" in page
    assert "10 hari kerja" in page
    assert "23 November 2026, 09.10 WIB" in page
    session.rollback()
    by_place = {
        number: event
        for event, number in session.execute(
            select(AnswerEvent.id, AttemptQuestion.position).join(
                AttemptQuestion, AttemptQuestion.id == AnswerEvent.attempt_question_id
            )
        )
    }
    address = "/kuis/evaluasi/peserta/terlambat"
    trainer.post(address, {"target": by_place[wanted], "decision": "accept", "reason": ""})
    assert "Tulis alasan keputusan ini." in trainer.get(address).text
    trainer.post(address, {"target": by_place[wanted], "decision": "accept", "reason": "Listrik padam."})
    trainer.post(address, {"target": by_place[unwanted], "decision": "decline", "reason": "Bukan gangguan."})
    page = trainer.get(address).text
    assert "0 menunggu keputusan" in page
    assert page.count("Alasan: Listrik padam.") == page.count("Alasan: Bukan gangguan.") == 1
    session.rollback()
    assert session.get(Attempt, attempt, populate_existing=True).score == "1/4"
    own = reader.get(f"/kuis/percobaan/{attempt}/hasil").text
    assert "Diterima dan dinilai" in own
    assert "Alasan pengajar: Bukan gangguan." in own


def test_a_trainer_hands_in_a_participants_file_of_this_quiz_only(reader, trainer, session, clock):
    attempt = reader.start()
    number = place(session, attempt, "batas-waktu")
    token = session.get(Attempt, attempt).device_token
    clock.advance(timedelta(minutes=25))
    trainer.post("/kuis/uraian/peserta/penyelamat", rescue(attempt, token, number, RIGHT))
    assert "Berkas ini bukan dari kuis ini." in trainer.get("/kuis/uraian/peserta/terlambat").text
    trainer.post("/kuis/evaluasi/peserta/penyelamat", rescue(attempt, token, number, RIGHT))
    page = trainer.get("/kuis/evaluasi/peserta/terlambat").text
    assert "dari berkas penyelamat" in page
    assert lates(session) == [(7, True)]
