"""Taking a quiz without JavaScript, on two devices, and past its deadline."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from lms.quizzes.models import AnswerEvent, Attempt, AttemptQuestion
from tests.quizzes.conftest import RIGHT


def rows(session, attempt_id: int) -> list[AttemptQuestion]:
    session.rollback()
    query = select(AttemptQuestion).where(AttemptQuestion.attempt_id == attempt_id)
    return list(
        session.scalars(query.order_by(AttemptQuestion.position).execution_options(populate_existing=True))
    )


def test_the_intro_tells_the_rules(reader):
    page = reader.get("/kuis/evaluasi").text
    assert "Evaluasi contoh" in page
    assert "Pembuka evaluasi." in page
    assert "20 menit" in page
    assert "75 dari 100" in page
    assert "1 kali lagi" in page


def test_a_whole_quiz_without_javascript(reader, session):
    attempt = reader.start()
    where = reader.get(f"/kuis/percobaan/{attempt}").location
    for _ in range(4):
        page = reader.get(where).text
        number = int(re.search(r'data-number="(\d+)"', page)[1])
        row = rows(session, attempt)[number - 1]
        data = {
            "seq": re.search(r'name="seq" value="(\d+)"', page)[1],
            "ke": "berikut",
            **RIGHT[row.question_id],
        }
        if "urut" in data:
            ids = data.pop("urut")
            data |= {f"urut-{i}": str(n) for n, i in enumerate(ids, start=1)}
        where = reader.post(f"/kuis/percobaan/{attempt}/soal/{number}", data).location
    assert where == f"/kuis/percobaan/{attempt}/tinjau"
    assert "Semua soal sudah dijawab." in reader.get(where).text
    done = reader.post(f"/kuis/percobaan/{attempt}/serahkan")
    page = reader.get(done.location).text
    assert re.search(r"<h1>Lulus</h1>", page)
    assert "100 dari batas 75" in page


def test_walking_on_without_a_change_stores_nothing_new(reader, session):
    attempt = reader.start()
    number = next(r.position for r in rows(session, attempt) if r.question_id == "angka")
    for seq in ("1", "2"):
        reader.post(f"/kuis/percobaan/{attempt}/soal/{number}", {"seq": seq, "teks": "10", "ke": "tinjau"})
    session.rollback()
    assert len(session.scalars(select(AnswerEvent)).all()) == 1


def test_another_device_goes_on_where_the_first_one_stopped(app, reader, session, make, officer):
    from tests.factories import sign_in
    from tests.quizzes.views.conftest import Reader

    attempt = reader.start()
    number = next(r.position for r in rows(session, attempt) if r.question_id == "angka")
    reader.save(attempt, number, 1, {"teks": ["9,5"]})
    client = app.test_client()
    from lms.people.models import Account

    account = session.scalar(select(Account).where(Account.officer_id == officer.id))
    phone = Reader(client, sign_in(client, account))
    assert phone.start() == attempt
    assert 'value="9,5"' in phone.get(f"/kuis/percobaan/{attempt}/soal/{number}").text


def test_a_stale_tab_is_told_and_overwrites_nothing(reader, session):
    attempt = reader.start()
    number = next(r.position for r in rows(session, attempt) if r.question_id == "angka")
    assert reader.save(attempt, number, 1, {"teks": ["10"]}).status_code == 200
    stale = reader.save(attempt, number, 1, {"teks": ["11"]})
    assert (stale.status_code, stale.json["error"]) == (409, "answer.stale")
    assert rows(session, attempt)[number - 1].answer == {"text": "10"}


def test_autosave_says_when_it_was_saved_and_how_long_is_left(reader, session, clock):
    attempt = reader.start()
    number = next(r.position for r in rows(session, attempt) if r.question_id == "angka")
    clock.advance(timedelta(minutes=2, seconds=17))
    answer = reader.save(attempt, number, 1, {"teks": ["1.000"]})
    assert answer.json == {
        "seq": 1,
        "current": True,
        "saved_at": "2026-11-23T02:02:17+00:00",
        "remaining": 20 * 60 - 137,
        "ask": "“1.000” dapat dibaca sebagai ribuan atau sebagai desimal. Tulis tanpa titik, atau pakai koma.",
    }
    assert rows(session, attempt)[number - 1].answer == {"text": "1.000"}


@pytest.mark.parametrize(
    "body",
    [[], {}, {"seq": "1", "fields": {}}, {"seq": 0, "fields": {}}, {"seq": 1}, {"seq": 1, "fields": {"teks": "x"}},
     {"seq": 1, "fields": {}, "score": 1}, {"seq": 2**40, "fields": {}}, {"seq": True, "fields": {}},
     {"seq": 1, "fields": {"teks": ["x" * 6000]}}],
)  # fmt: skip
def test_ill_shaped_saves_are_refused(reader, body):
    attempt = reader.start()
    response = reader.client.post(
        f"/kuis/percobaan/{attempt}/soal/1/simpan", json=body, headers={"X-CSRFToken": reader.token}
    )
    assert (response.status_code, response.json["error"]) == (409, "answer.shape")


def test_saving_needs_the_token(reader):
    attempt = reader.start()
    response = reader.client.post(f"/kuis/percobaan/{attempt}/soal/1/simpan", json={"seq": 1, "fields": {}})
    assert response.status_code == 400


def test_after_the_deadline_answers_are_kept_as_late_and_the_result_is_shown(reader, session, clock):
    attempt = reader.start()
    number = next(r.position for r in rows(session, attempt) if r.question_id == "angka")
    clock.advance(timedelta(minutes=21, seconds=1))
    late = reader.save(attempt, number, 1, {"teks": ["10"]})
    assert (late.status_code, late.json["error"]) == (409, "answer.late")
    session.rollback()
    assert session.scalar(select(AnswerEvent)).late is True
    assert (
        reader.get(f"/kuis/percobaan/{attempt}/soal/{number}").location == f"/kuis/percobaan/{attempt}/hasil"
    )
    session.rollback()
    assert session.get(Attempt, attempt, populate_existing=True).state == "expired"
    assert "Waktu habis pada 09.20 WIB" in reader.get(f"/kuis/percobaan/{attempt}/hasil").text


def test_opening_any_page_after_the_deadline_closes_the_attempt(reader, session, clock):
    attempt = reader.start()
    clock.advance(timedelta(minutes=25))
    assert reader.get(f"/kuis/percobaan/{attempt}/tinjau").location == f"/kuis/percobaan/{attempt}/hasil"


def test_the_limit_is_told_in_plain_words(reader):
    attempt = reader.start()
    reader.post(f"/kuis/percobaan/{attempt}/serahkan")
    response = reader.post("/kuis/evaluasi/mulai", {"mode": "exam"}, follow_redirects=True)
    assert "Kesempatan sudah habis: 1 dari 1 percobaan sudah dipakai." in response.text


def test_somebody_elses_attempt_is_not_there(reader, other):
    attempt = reader.start()
    base = f"/kuis/percobaan/{attempt}"
    for path in (
        "",
        "/soal/1",
        "/surat/1",
        "/tinjau",
        "/hasil",
        "/umpan-balik/1",
        "/sisa",
        "/cari?cari=jalan",
    ):
        assert other.get(base + path).status_code == 404, path
    assert other.post(base + "/serahkan").status_code == 404
    assert other.post(base + "/soal/1", {"seq": "1"}).status_code == 404
    assert other.save(attempt, 1, 1, {}).status_code == 404


def test_flags_are_kept(reader, session):
    attempt = reader.start()
    reader.post(f"/kuis/percobaan/{attempt}/soal/2", {"seq": "1", "ke": "tandai"})
    assert rows(session, attempt)[1].flagged is True
    assert "Hapus tanda" in reader.get(f"/kuis/percobaan/{attempt}/soal/2").text
    reader.post(f"/kuis/percobaan/{attempt}/soal/2", {"seq": "1", "ke": "tandai"})
    assert rows(session, attempt)[1].flagged is False


def test_the_numbers_save_before_they_jump(reader, session):
    attempt = reader.start()
    number = next(r.position for r in rows(session, attempt) if r.question_id == "angka")
    response = reader.post(
        f"/kuis/percobaan/{attempt}/soal/{number}", {"seq": "1", "teks": "10", "ke": "soal-3"}
    )
    assert response.location == f"/kuis/percobaan/{attempt}/soal/3"
    assert rows(session, attempt)[number - 1].answer == {"text": "10"}


def test_pages_are_sound_html(reader):
    attempt = reader.start()
    for path in (
        "/kuis",
        "/kuis/evaluasi",
        "/meja-disposisi",
        f"/kuis/percobaan/{attempt}/soal/1",
        f"/kuis/percobaan/{attempt}/tinjau",
    ):
        page = reader.get(path).text
        assert len(re.findall(r"<h1[ >]", page)) == 1, path
        ids = re.findall(r'\bid="([^"]+)"', page)
        assert sorted(set(ids)) == sorted(ids), path
        assert not re.search(r"\son\w+=|\sstyle=|<script(?![^>]*src)", page), path
