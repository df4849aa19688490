"""Searches in vain are counted as words and days, shown while they are still missed, and mended in one click."""

from __future__ import annotations

import re
from datetime import date

import pytest
from sqlalchemy import select

from lms.quizzes.domain.misses import countable, missed
from lms.quizzes.domain.search import Finder
from lms.quizzes.models import Attempt, SearchMiss
from lms.quizzes.queries.catalogue import catalogue_on
from tests.factories import sign_in
from tests.quizzes.views.conftest import Reader
from tests.quizzes.views.test_desk import place, ref

DAY = date(2026, 11, 23)


@pytest.fixture
def trainer(app, make, taking) -> Reader:
    client = app.test_client()
    return Reader(client, sign_in(client, make.account("trainer")))


def counted(session) -> list[tuple[str, str, int]]:
    session.rollback()
    rows = session.scalars(select(SearchMiss).order_by(SearchMiss.word, SearchMiss.code))
    return [(row.word, row.code, row.count) for row in rows.all()]


def test_the_script_reports_and_the_server_decides(reader, session):
    attempt = reader.start("latihan", "practice")
    path = f"/kuis/percobaan/{attempt}/cari/catat"
    for _ in range(2):
        assert reader.post(path, {"cari": "Konblok", "tujuan": ""}).status_code == 204
    reader.post(path, {"cari": "konblok", "tujuan": ref(session, "Disperkim")})
    reader.post(path, {"cari": "paving", "tujuan": ""})  # found: nothing to count
    reader.post(path, {"cari": "paving", "tujuan": ref(session, "Disperkim")})
    reader.post(path, {"cari": "paving", "tujuan": "opd-999"})
    assert counted(session) == [("konblok", "", 2), ("konblok", "1.04", 1)]
    assert [column.name for column in SearchMiss.__table__.columns] == ["id", "day", "word", "code", "count"]


def test_without_a_script_the_buttons_count(reader, session):
    attempt = reader.start("latihan", "practice")
    number = place(session, "gang")
    path = f"/kuis/percobaan/{attempt}/soal/{number}"
    reader.post(path, {"seq": "1", "cari": "konblok", "ke": "cari"})
    reader.post(path, {"seq": "2", "cari": "konblok", "tambah": ref(session, "Disperkim")})
    reader.post(path, {"seq": "3", "cari": "paving", "tambah": ref(session, "Disperkim")})
    assert counted(session) == [("konblok", "", 1), ("konblok", "1.04", 1)]


def test_nobody_counts_in_the_attempts_of_others_nor_in_closed_ones(reader, other, session):
    attempt = reader.start("latihan", "practice")
    path = f"/kuis/percobaan/{attempt}/cari/catat"
    assert other.post(path, {"cari": "konblok"}).status_code == 404
    reader.post(f"/kuis/percobaan/{attempt}/serahkan")
    reader.post(path, {"cari": "konblok"})
    assert counted(session) == []


@pytest.mark.parametrize(
    ("query", "word"),
    [("Konblok  rusak", "konblok rusak"), ("mohon data konblok", "konblok"), ("ab", ""), ("x" * 41, ""),
     ("3374010101900001", ""), ("nama saya budi santoso", ""), ("budi@contoh.id", ""), ("jl mawar no 12", "")],
)  # fmt: skip
def test_only_harmless_words_are_counted(query, word):
    assert countable(query) == word


def test_what_stands_far_down_or_only_in_the_whole_catalogue_was_missed(taking):
    catalogue = catalogue_on(taking.session, DAY)
    by_label = {d.label: d for d in catalogue.destinations}
    found = Finder(catalogue).find("jalan")
    assert missed(found, found[0].destination) is None
    assert missed(found, by_label["BPKAD"]) == "5.02/aset"
    assert missed(found, None) is None
    assert missed([], None) == ""


def test_trainers_mend_a_word_in_one_click_and_it_leaves_the_list(reader, trainer, session):
    attempt = reader.start("latihan", "practice")
    for words, to in (("konblok", ref(session, "Disperkim")), ("lapak liar", "")):
        reader.post(f"/kuis/percobaan/{attempt}/cari/catat", {"cari": words, "tujuan": to})
    page = trainer.get("/meja-disposisi/kata").text
    assert "Akhirnya dipilih: Permukiman" in page
    assert "Tambahkan ke 1.04" in page
    assert "“lapak liar”" in page
    trainer.post("/meja-disposisi/kata", {"word": "konblok", "code": "1.04"})
    trainer.post("/meja-disposisi/kata", {"word": "lapak liar", "code": "5.02/aset Aset"})
    assert "Semua kata ditemukan" in trainer.get("/meja-disposisi/kata").text
    wrong = trainer.post("/meja-disposisi/kata", {"word": "kata", "code": "9.99"}, follow_redirects=True)
    assert "tidak ada di katalog" in wrong.text
    # the attempt under way keeps the words it began with; a new one has the new ones
    assert reader.get(f"/kuis/percobaan/{attempt}/cari?cari=konblok").json["hits"] == []
    reader.post(f"/kuis/percobaan/{attempt}/serahkan")
    again = reader.start("latihan", "practice")
    names = [hit["name"] for hit in reader.get(f"/kuis/percobaan/{again}/cari?cari=konblok").json["hits"]]
    assert names == ["Dinas Permukiman"]
    session.rollback()
    catalogues = session.scalars(select(Attempt.catalogue_id).order_by(Attempt.id)).all()
    assert len(set(catalogues)) == 2


def test_the_page_is_for_trainers(reader):
    assert reader.get("/meja-disposisi/kata").status_code == 403
    assert not re.search("kata yang tidak ditemukan", reader.get("/meja-disposisi").text, re.IGNORECASE)
