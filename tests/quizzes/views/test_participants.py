"""The trainer's page of a quiz: attempts, more time, more attempts, a corrected key."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from lms.quizzes.models import Attempt
from tests.factories import sign_in
from tests.quizzes.library import EVALUATION, publish_city
from tests.quizzes.views.conftest import Reader


@pytest.fixture
def trainer(app, make, taking) -> Reader:
    client = app.test_client()
    return Reader(client, sign_in(client, make.account("trainer")))


def test_running_attempts_can_get_more_time(reader, trainer, session, clock):
    attempt = reader.start()
    page = trainer.get("/kuis/evaluasi/peserta").text
    assert "Rini Contoh" in page
    assert "Berjalan sampai 09.20 WIB" in page
    trainer.post("/kuis/evaluasi/peserta/waktu", {"target": attempt, "amount": 10, "reason": "Listrik padam"})
    assert "Berjalan sampai 09.30 WIB" in trainer.get("/kuis/evaluasi/peserta").text
    clock.advance(timedelta(minutes=25))
    assert reader.get(f"/kuis/percobaan/{attempt}/sisa").json["remaining"] == 300


def test_one_more_attempt_can_be_given(reader, trainer, officer):
    attempt = reader.start()
    reader.post(f"/kuis/percobaan/{attempt}/serahkan")
    page = trainer.get("/kuis/evaluasi/peserta").text
    assert "Tambah kesempatan" in page
    trainer.post("/kuis/evaluasi/peserta/kesempatan", {"target": officer.id, "amount": 1, "reason": "Sakit"})
    assert "Sudah diberi 1 percobaan tambahan." in trainer.get("/kuis/evaluasi/peserta").text
    assert "1 kali lagi" in reader.get("/kuis/evaluasi").text
    assert reader.start() != attempt


def test_what_is_not_sound_is_refused_in_words(reader, trainer):
    attempt = reader.start()
    for data in (
        {"target": attempt, "amount": "x", "reason": "a"},
        {"target": attempt, "amount": 5, "reason": ""},
        {},
    ):
        response = trainer.post("/kuis/evaluasi/peserta/waktu", data, follow_redirects=True)
        assert re.search("Isi alasan|tidak ditemukan", response.text), data


def test_marking_again_says_what_changed(reader, trainer, session, clock):
    attempt = reader.start()
    reader.post(f"/kuis/percobaan/{attempt}/serahkan")
    publish_city(session, clock, evaluasi=EVALUATION.replace("- [=] 10\n", "- [=] 11\n"))
    response = trainer.post("/kuis/evaluasi/nilai-ulang", follow_redirects=True)
    assert (
        "1 percobaan dinilai ulang: 0 nilainya berubah, 0 menjadi lulus, 0 menjadi belum lulus."
        in response.text
    )


def test_officers_see_none_of_it(reader, session):
    attempt = reader.start()
    assert reader.get("/kuis/evaluasi/peserta").status_code == 403
    for path in (
        "/kuis/evaluasi/peserta/waktu",
        "/kuis/evaluasi/peserta/kesempatan",
        "/kuis/evaluasi/nilai-ulang",
    ):
        assert reader.post(path, {"target": attempt, "amount": 10, "reason": "saya"}).status_code == 403
    assert session.get(Attempt, attempt).deadline_at == session.get(Attempt, attempt).started_at + timedelta(
        minutes=20
    )


def test_an_account_without_an_officer_may_look_but_not_take(app, make, taking):
    client = app.test_client()
    admin = Reader(client, sign_in(client, make.account("admin", username="admin-contoh")))
    assert "Evaluasi contoh" in admin.get("/kuis").text
    assert admin.post("/kuis/evaluasi/mulai", {"mode": "exam"}).status_code == 403
    assert "Meja disposisi" not in admin.get("/kuis").text
