"""The pages and files of item statistics: what a trainer reads, in which order, and what no cell can do."""

from __future__ import annotations

import csv
import io
import random
import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from sqlalchemy.orm import Session

from lms.core.clock import FixedClock
from lms.quizzes.domain.question import item_id
from tests.factories import Make, sign_in
from tests.quizzes.actions.test_budget import counting
from tests.quizzes.conftest import Taking
from tests.quizzes.library import publish_city

HEAD = """---
id: butir
title: Kuis butir
competency: K1
level: 1
pass_mark: 75
---

"""


def choice(
    name: str, title: str, right: str = "benar", options: tuple[str, ...] = ("benar", "keliru", "lain")
) -> str:
    lines = "\n".join(f"- [{'x' if option == right else ' '}] {option}" for option in options)
    return f"## {title} {{#{name}}}\nPilih.\n\n{lines}\n\n"


QUIZ = (
    HEAD
    + "".join(choice(f"soal-{n}", f"Soal nomor {n}") for n in range(1, 6))
    + choice("terbalik", "Soal berkunci keliru", right="keliru")
    + "## =1+1 rumus {#rumus}\nTulis.\n\n- [=] ya\n"
)


class Crowd:
    """Forty people, the able ones right more often; the last question takes a formula as an answer."""

    def __init__(self, session: Session, clock: FixedClock, make: Make, people: int = 40) -> None:
        publish_city(session, clock, butir=QUIZ)
        dice = random.Random(2)
        for number in range(people):
            one = Taking(session, clock, make.officer())
            attempt = one.start("butir")
            for name in [*(f"soal-{n}" for n in range(1, 6)), "terbalik"]:
                knows = dice.random() < 0.1 + 0.85 * number / people
                picked = "benar" if knows else "keliru"
                one.save(attempt, name, {"jawab": [item_id(picked)]})
            one.save(attempt, "rumus", {"teks": ["ya" if number % 2 else "=HYPERLINK(1)"]})
            one.submit(attempt)


@pytest.fixture
def trainer(client: FlaskClient, session: Session, clock: FixedClock, make: Make) -> FlaskClient:
    Crowd(session, clock, make)
    sign_in(client, make.account("trainer"))
    return client


def text_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_the_list_says_how_many_took_each(trainer: FlaskClient) -> None:
    page = text_of(trainer.get("/statistik/kuis").text)
    assert "Kuis butir 7 soal ujian 40 pegawai rata-rata" in page
    assert "Latihan disposisi contoh tanpa soal ujian hanya latihan" in page
    assert "Evaluasi contoh 4 soal ujian belum ada yang mengerjakan" in page


def test_the_page_begins_with_what_needs_a_look(trainer: FlaskClient) -> None:
    response = trainer.get("/statistik/kuis/butir")
    page = text_of(response.text)
    assert "Dihitung dari 40 percobaan oleh 40 pegawai." in page
    look, rest = page.split("Yang perlu dilihat", 1)[1].split("Semua soal", 1)
    assert "Soal berkunci keliru" in look
    assert "Yang lemah lebih sering benar daripada yang kuat di sini: periksa kunci." in look
    assert "Bila kunci keliru, perbaiki, terbitkan, lalu nilai ulang. Buka di Studio" in look
    assert "/studio/edit/quizzes/butir.md" in response.text or "quizzes/butir.md" in response.text
    assert "Soal nomor 1" in rest
    assert "Pengecoh yang tidak dipilih siapa pun: “lain”." in rest


def titles(page: str) -> list[str]:
    table = page.split('<table class="comp items">', 1)[1].split("</table>", 1)[0]
    return re.findall(r'<th scope="row"><a [^>]*>([^<]*)</a>', table)


def test_the_server_sorts(trainer: FlaskClient) -> None:
    quiz = [*(f"Soal nomor {n}" for n in range(1, 6)), "Soal berkunci keliru", "=1+1 rumus"]
    assert titles(trainer.get("/statistik/kuis/butir?urut=urutan").text) == quiz
    assert titles(trainer.get("/statistik/kuis/butir").text)[0] == "Soal berkunci keliru"
    assert titles(trainer.get("/statistik/kuis/butir?urut=daya-beda").text)[0] == "Soal berkunci keliru"
    for order in ("kemudahan", "bobot", "jumlah", "tidak-ada"):
        assert sorted(titles(trainer.get(f"/statistik/kuis/butir?urut={order}").text)) == sorted(quiz)


def test_a_question_shows_every_option_and_both_groups(trainer: FlaskClient) -> None:
    page = text_of(trainer.get("/statistik/kuis/butir/soal/terbalik").text)
    assert "Dicapai 40 orang" in page
    assert re.search(r"Kelompok atas dan bawah masing-masing 27 % .*: \d+ dan \d+ orang", page)
    assert re.search(r"keliru Kunci \d+", page)
    assert re.search(r"benar Pengecoh \d+", page)
    assert "lain Pengecoh, tidak dipilih 0 0 %" in page
    assert "Daya beda (discrimination index) -0," in page.replace("−", "-")
    typed = text_of(trainer.get("/statistik/kuis/butir/soal/rumus").text)
    assert "=hyperlink(1) Keliru 20 50 %" in typed


def test_unknown_things_are_not_found(trainer: FlaskClient) -> None:
    for path in ("tidak-ada", "butir/soal/tidak-ada", "butir/soal/terbalik?versi=000000000000", "butir.pdf"):
        assert trainer.get(f"/statistik/kuis/{path}").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "percobaan=semua&peserta=mandiri&revisi=1&dari=2026-11-01&sampai=2026-11-30",
        "percobaan=x&peserta=y&revisi=9&dari=kemarin&sampai=9999-12-31&urut=z",
        "revisi=-1&dari=0001-01-01&peserta=bimtek:1:post",
    ],
)
def test_addresses_that_choose_attempts(trainer: FlaskClient, query: str) -> None:
    page = trainer.get(f"/statistik/kuis/butir?{query}")
    assert page.status_code == 200
    assert "Dihitung dari 40 percobaan" in text_of(page.text)


def test_a_period_without_attempts_says_so(trainer: FlaskClient) -> None:
    page = text_of(trainer.get("/statistik/kuis/butir?sampai=2026-11-01").text)
    assert "Belum ada percobaan yang dapat dihitung" in page
    assert "Dihitung dari 0 percobaan" in page
    everything = trainer.get("/statistik/kuis/butir/soal/soal-1?sampai=2026-11-01")
    assert "belum pernah diberikan dalam percobaan yang dihitung" in everything.text


def test_few_people_show_how_many_instead_of_a_figure(
    client: FlaskClient, session: Session, clock: FixedClock, make: Make
) -> None:
    Crowd(session, clock, make, people=7)
    sign_in(client, make.account("trainer"))
    page = text_of(client.get("/statistik/kuis/butir").text)
    assert "belum cukup data (7)" in page
    assert "Belum cukup data untuk menandai soal: diperlukan paling sedikit 20 percobaan." in page


def test_csv_holds_the_questions_and_no_formula(trainer: FlaskClient) -> None:
    answer = trainer.get("/statistik/kuis/butir.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="statistik-butir-2026-11-23.csv"'
    assert answer.headers["Cache-Control"] == "no-store"
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert [row["Id soal"] for row in rows][-2:] == ["terbalik", "rumus"]
    assert rows[-1]["Judul"] == "'=1+1 rumus"
    assert (rows[0]["Mencapai"], rows[-1]["Kemudahan (persen)"]) == ("40", "50.0")
    assert float(rows[-2]["Daya beda"]) < 0
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


def test_the_workbook_holds_summary_questions_and_answers(trainer: FlaskClient) -> None:
    answer = trainer.get("/statistik/kuis/butir.xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.data))
    assert book.sheet_names == ["Ringkasan", "Soal", "Jawaban"]
    summary = dict(row[:2] for row in book.get_sheet_by_name("Ringkasan").to_python())
    assert summary["Percobaan"] == 40
    assert isinstance(summary["Konsistensi internal (alfa Cronbach)"], float)
    questions = book.get_sheet_by_name("Soal").to_python()
    assert [row[1] for row in questions[1:]][-1] == "rumus"
    assert questions[-1][2] == "=1+1 rumus"  # text, not the number 2
    answers = book.get_sheet_by_name("Jawaban").to_python()
    assert ["rumus", "=1+1 rumus", "=hyperlink(1)", "Keliru", ""] in [row[:5] for row in answers]
    counted = {row[2]: row[5] for row in answers if row[0] == "rumus"}
    assert counted == {"ya": 20, "=hyperlink(1)": 20}


def test_files_are_over_the_same_attempts_as_the_page(trainer: FlaskClient) -> None:
    page = trainer.get("/statistik/kuis/butir?dari=2026-11-20&percobaan=semua").text
    assert "/statistik/kuis/butir.xlsx?percobaan=semua&amp;dari=2026-11-20" in page
    body = trainer.get("/statistik/kuis/butir.csv?sampai=2026-11-01").data.decode("utf-8-sig")
    assert [row["Mencapai"] for row in csv.DictReader(io.StringIO(body))] == ["0"] * 7


def test_a_page_takes_a_fixed_number_of_statements(
    trainer: FlaskClient, session: Session, clock: FixedClock, make: Make
) -> None:
    from lms.db.session import db

    def statements(path: str) -> int:
        with trainer.application.app_context():
            holder = db.session()
            with counting(holder) as seen:
                assert trainer.get(path).status_code == 200
        return len([one for one in seen if not one.startswith(("BEGIN", "PRAGMA"))])

    paths = ("/statistik/kuis/butir", "/statistik/kuis/butir/soal/terbalik", "/statistik/kuis/butir.xlsx")
    before = [statements(path) for path in paths]
    clock.advance(timedelta(minutes=1))
    for _ in range(5):
        one = Taking(session, clock, make.officer())
        attempt = one.start("butir")
        one.save(attempt, "rumus", {"teks": ["ya"]})
        one.submit(attempt)
    assert [statements(path) for path in paths] == before
    assert max(before) <= 12


@pytest.mark.parametrize("role", ["officer", "head"])
def test_others_are_refused(
    client: FlaskClient, session: Session, clock: FixedClock, make: Make, role: str
) -> None:
    publish_city(session, clock, butir=QUIZ)
    sign_in(client, make.account(role))
    for path in ("", "/butir", "/butir/soal/terbalik", "/butir.csv", "/butir.xlsx"):
        assert client.get(f"/statistik/kuis{path}").status_code == 403
    assert "Statistik soal" not in client.get("/").text


def test_trainers_find_it_in_the_menu_and_admins_may_read_it(trainer: FlaskClient, make: Make) -> None:
    home = trainer.get("/statistik/kuis/butir").text
    assert '<a href="/statistik/kuis" aria-current="page">Statistik soal</a>' in home
    other = trainer.application.test_client()
    sign_in(other, make.account("admin", username="admin"))
    assert other.get("/statistik/kuis/butir").status_code == 200
