"""Canaries: no page, no JSON and no error shows a key, feedback or explanation before its rule allows."""

from __future__ import annotations

import re

from sqlalchemy import select

from lms.quizzes.models import AttemptQuestion
from tests.quizzes.conftest import RIGHT
from tests.quizzes.library import EVALUATION, publish_city

CANARY = "KANARI"


def everything(reader, attempt: int) -> str:
    """Every response that an officer can get about an attempt, joined."""
    base = f"/kuis/percobaan/{attempt}"
    paths = ["", "/tinjau", "/hasil", "/sisa", "/cari?cari=jalan"]
    for number in range(1, 5):
        paths += [
            f"/soal/{number}",
            f"/surat/{number}",
            f"/surat/{number}?katalog=1",
            f"/umpan-balik/{number}",
        ]
    return "".join(reader.get(base + path, follow_redirects=True).text for path in paths)


def test_nothing_leaks_while_an_examination_is_open(reader, session):
    attempt = reader.start()
    reader.get("/kuis/evaluasi")
    reader.get("/kuis")
    assert CANARY not in everything(reader, attempt)
    for row in session.scalars(select(AttemptQuestion).where(AttemptQuestion.attempt_id == attempt)):
        fields = {k: list(v) for k, v in RIGHT[row.question_id].items()}
        reader.save(attempt, row.position, 1, fields)
        reader.save(attempt, row.position, 1, {"jawab": ["x"]})
    assert CANARY not in "".join(reader.seen)
    assert "weight" not in "".join(reader.seen)
    refused = reader.get(f"/kuis/percobaan/{attempt}/umpan-balik/1")
    assert refused.status_code == 409


def test_they_are_shown_after_submitting(reader, session):
    attempt = reader.start()
    reader.post(f"/kuis/percobaan/{attempt}/serahkan")
    number = session.scalar(
        select(AttemptQuestion.position).where(AttemptQuestion.question_id == "batas-waktu")
    )
    page = reader.get(f"/kuis/percobaan/{attempt}/umpan-balik/{number}").text
    assert "KANARI-PENJELASAN" in page
    assert "KANARI-UMPAN-BALIK" not in page, "feedback of an option that nobody chose"


def test_after_close_means_after_close(reader, session, clock):
    late = EVALUATION.replace("attempts: 1", "attempts: 1\ncloses: 2026-11-23 09:15\nfeedback: after_close")
    publish_city(session, clock, evaluasi=late)
    attempt = reader.start()
    reader.post(f"/kuis/percobaan/{attempt}/serahkan")
    assert CANARY not in everything(reader, attempt)
    page = reader.get(f"/kuis/percobaan/{attempt}/hasil").text
    assert "Kunci dan umpan balik dibuka pada 23 November 2026, 09.15 WIB." in page
    assert "Tepat" not in page
    from datetime import UTC, datetime

    clock.at = datetime(2026, 11, 23, 2, 15, tzinfo=UTC)
    assert CANARY in everything(reader, attempt)


def test_letters_show_no_keys_until_settled(reader, session):
    attempt = reader.start("latihan", "practice")
    assert CANARY not in everything(reader, attempt)
    number = session.scalar(select(AttemptQuestion.position).where(AttemptQuestion.question_id == "gang"))
    assert reader.get(f"/kuis/percobaan/{attempt}/umpan-balik/{number}").status_code == 409
    assert CANARY not in "".join(reader.seen)


def test_pages_name_the_choices_by_words_and_hashes_only(reader):
    attempt = reader.start()
    for number in range(1, 5):
        page = reader.get(f"/kuis/percobaan/{attempt}/soal/{number}").text
        assert not re.search(r"data-(right|key|correct|weight)|\bbenar=|checked", page)
