"""The page of a result: the mark once, in the scale that officers know, and the one thing that helps."""

from __future__ import annotations

import re

from sqlalchemy import select

from lms.db.session import writing
from lms.quizzes.models import Attempt
from tests.quizzes.conftest import RIGHT
from tests.quizzes.library import EVALUATION, publish_city
from tests.quizzes.views.test_taking import rows


def buttons(page: str) -> list[tuple[str, str]]:
    """The links that look like buttons at the end of the page: their class and their words."""
    end = page[page.rindex('<div class="acts">', 0, page.index("</main>")) :]
    return [(kind, words.strip()) for kind, words in re.findall(r'<a class="(btn[^"]*)"[^>]*>([^<]+)', end)]


def handed_in(reader, session, answers: dict[str, dict[str, list[str]]]) -> str:
    attempt = reader.start()
    for row in rows(session, attempt):
        if row.question_id in answers:
            reader.save(attempt, row.position, 1, answers[row.question_id])
    return reader.get(reader.post(f"/kuis/percobaan/{attempt}/serahkan").location).text


def test_a_failed_result_says_its_mark_once_and_leads_to_the_material(reader, session, clock):
    publish_city(session, clock, evaluasi=EVALUATION.replace("attempts: 1", "attempts: 2"))
    page = handed_in(reader, session, {"angka": {"teks": ["11"]}})
    assert "<h1>Belum lulus</h1>" in page
    assert page.count("12 dari batas 75.") == 1
    assert 'class="fig"><b>12<' not in page
    assert re.findall(r'class="fig"><b>(\d+)</b><span>([^<]+)', page) == [
        ("0", "unit K2, dari 3 soal"), ("50", "unit K1, dari 1 soal"),
    ]  # fmt: skip
    assert "Tepat sebagian, 50 dari 100" in page
    assert buttons(page) == [
        ("btn", "Baca kembali materi K2"),
        ("btn quiet", "Baca kembali materi K1"),
        ("btn quiet", "Ulangi"),
    ]
    assert 'href="/kompetensi/unit/K2#h-jalan"' in page


def test_a_quiz_of_one_unit_shows_no_figure_beside_the_sentence(reader, session, clock):
    publish_city(session, clock, evaluasi=EVALUATION.replace(" competency=K1", ""))
    page = handed_in(reader, session, {})
    assert page.count("0 dari batas 75.") == 1
    assert 'class="fig"' not in page
    assert buttons(page) == [("btn", "Baca kembali materi K2")]


def test_who_passed_need_not_read_again(reader, session, clock):
    publish_city(session, clock, evaluasi=EVALUATION.replace("attempts: 1", "attempts: 2"))
    right = {
        name: {key: [value] if isinstance(value, str) else value for key, value in fields.items()}
        for name, fields in RIGHT.items()
    }
    page = handed_in(reader, session, {name: one for name, one in right.items() if "urut" not in one})
    assert "<h1>Lulus</h1>" in page
    assert buttons(page) == [("btn", "Lihat kompetensi Anda"), ("btn quiet", "Ulangi")]


def test_a_test_of_a_session_leads_back_to_its_session(reader, session):
    attempt = reader.start()
    with writing(session):
        session.scalars(select(Attempt).where(Attempt.id == attempt)).one().context = "bimtek:7:post"
    page = reader.get(reader.post(f"/kuis/percobaan/{attempt}/serahkan").location).text
    assert buttons(page)[0] == ("btn quiet", "Ke halaman Bimtek")
    assert page.count('href="/bimtek/7"') == 1
