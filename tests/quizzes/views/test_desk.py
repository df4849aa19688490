"""The routing desk without JavaScript: search, slips, feedback in pairs, practice of what is confused."""

from __future__ import annotations

import re
from datetime import date

from sqlalchemy import select

from lms.quizzes.models import AttemptQuestion
from lms.quizzes.queries.catalogue import catalogue_on


def place(session, question_id: str) -> int:
    session.rollback()
    return session.scalar(
        select(AttemptQuestion.position)
        .where(AttemptQuestion.question_id == question_id)
        .order_by(AttemptQuestion.id.desc())
    )


def ref(session, label: str) -> str:
    return next(d.ref for d in catalogue_on(session, date(2026, 11, 23)).destinations if d.label == label)


def test_searching_by_everyday_words_and_with_a_typing_error(reader, session):
    attempt = reader.start("latihan", "practice")
    number = place(session, "gang")
    for words, name in (
        ("paving", "Dinas Permukiman"),
        ("disperkm", "Dinas Permukiman"),
        ("1.03", "Dinas Pekerjaan Umum"),
        ("pajak motor", "Samsat Provinsi"),
    ):
        page = reader.get(f"/kuis/percobaan/{attempt}/surat/{number}?cari={words}").text
        assert re.sub(r"</?mark>", "", page).count(f"<b>{name}</b>") == 1, words
    found = reader.get(f"/kuis/percobaan/{attempt}/cari?cari=paving").json
    (hit,) = found["hits"]
    assert (hit["name"], hit["sort"]) == ("Dinas Permukiman", "Dinas kota")
    assert sorted(hit) == ["name", "note", "ref", "sort"]
    assert found["summary"] == "1 hasil untuk “paving”."


def test_nothing_found_says_what_to_do(reader, session):
    attempt = reader.start("latihan", "practice")
    page = reader.get(f"/kuis/percobaan/{attempt}/surat/{place(session, 'gang')}?cari=zzzzz").text
    assert "Tidak ada yang cocok dengan “zzzzz”." in page


def test_the_whole_catalogue_can_be_browsed(reader, session):
    attempt = reader.start("latihan", "practice")
    page = reader.get(f"/kuis/percobaan/{attempt}/surat/{place(session, 'gang')}?katalog=1").text
    assert page.count('name="tambah"') == 7
    plain = re.sub(r"<[^>]+>", " ", page)
    assert "Samsat Provinsi" in plain
    assert "EXT." not in plain


def test_slips_are_added_and_removed_by_buttons_of_the_form(reader, session):
    attempt = reader.start("latihan", "practice")
    number, dpu, home = place(session, "gang"), ref(session, "DPU"), ref(session, "Disperkim")
    path = f"/kuis/percobaan/{attempt}/soal/{number}"
    added = reader.post(path, {"seq": "1", "cari": "jalan", "tambah": dpu})
    assert added.location == f"/kuis/percobaan/{attempt}/surat/{number}?cari=jalan#cari"
    page = reader.get(added.location).text
    assert f'name="tujuan" value="{dpu}"' in page
    assert "Dipilih" in page
    reader.post(path, {"seq": "2", "tujuan": dpu, "tambah": home})
    reader.post(path, {"seq": "3", "tujuan": [dpu, home], "hapus": dpu})
    session.rollback()
    row = session.scalar(
        select(AttemptQuestion)
        .where(AttemptQuestion.question_id == "gang")
        .execution_options(populate_existing=True)
    )
    assert row.answer == {"to": [home], "exempt": False}


def test_a_settled_letter_shows_the_pair_and_the_law(reader, session):
    attempt = reader.start("latihan", "practice")
    number = place(session, "gang")
    both = [ref(session, "Disperkim"), ref(session, "DPU")]
    done = reader.post(
        f"/kuis/percobaan/{attempt}/soal/{number}", {"seq": "1", "tujuan": both, "ke": "periksa"}
    )
    page = reader.get(done.location).text
    assert "Tepat sebagian: 1 tujuan benar, 1 tidak perlu" in page
    assert "<h2>Dinas Pekerjaan Umum <small>Jalan kota</small></h2>" in page
    assert "KANARI-UMPAN ruas jalan kota saja" in page
    assert "KANARI-KUNCI gang itu jalan lingkungan" in page
    assert "KANARI-HUKUM" in page
    assert "<b>50</b><span>dari 100." in page
    assert "1 dari 1" in page
    assert "1.03" not in re.sub(r"<input[^>]*>", "", page)  # codes are for trainers
    again = reader.get(f"/kuis/percobaan/{attempt}/surat/{number}")
    assert again.location == f"/kuis/percobaan/{attempt}/umpan-balik/{number}"


def test_an_unforeseen_choice_gets_feedback_from_the_catalogue(reader, session):
    attempt = reader.start("latihan", "practice")
    number = place(session, "gang")
    reader.post(
        f"/kuis/percobaan/{attempt}/soal/{number}",
        {"seq": "1", "tujuan": ref(session, "BPKAD"), "ke": "periksa"},
    )
    page = reader.get(f"/kuis/percobaan/{attempt}/umpan-balik/{number}").text
    assert (
        "Badan Aset mengurus: Barang milik daerah. Surat ini menanyakan: Jalan lingkungan dan rumah." in page
    )


def test_an_empty_letter_cannot_be_settled(reader, session):
    attempt = reader.start("latihan", "practice")
    response = reader.post(
        f"/kuis/percobaan/{attempt}/soal/{place(session, 'gang')}",
        {"seq": "1", "ke": "periksa"},
        follow_redirects=True,
    )
    assert "Jawab soal ini lebih dahulu." in response.text


def test_the_desk_lists_letters_and_own_confusions(reader, session):
    assert "Belum ada yang tertukar." in reader.get("/meja-disposisi").text
    attempt = reader.start("latihan", "practice")
    reader.post(
        f"/kuis/percobaan/{attempt}/soal/{place(session, 'gang')}",
        {"seq": "1", "tujuan": ref(session, "DPU"), "ke": "periksa"},
    )
    page = reader.get("/meja-disposisi").text
    plain = re.sub(r"<[^>]+>", "", page)
    assert "Seharusnya Disperkim, Anda memilih DPU: 1 dari 1" in plain
    assert "1 surat terakhir: 0 tepat." in plain
    assert "1.03/jalan" not in plain
    assert "1 dari 1" in page
    assert "data masih sedikit" in page
    started = reader.post("/meja-disposisi/latih", {"right": "1.04", "chosen": "1.03/jalan"})
    assert re.fullmatch(r"/kuis/percobaan/\d+", started.location)
    assert "Latihan disposisi: Disperkim dan DPU" in reader.get(started.location, follow_redirects=True).text


def test_open_answers_are_marked_by_a_trainer_without_a_name(app, reader, make, session):
    from tests.factories import sign_in
    from tests.quizzes.views.conftest import Reader

    attempt = reader.start("uraian")
    number = place(session, "jelaskan")
    reader.save(attempt, number, 1, {"teks": ["Jawaban uraian saya."]})
    reader.post(f"/kuis/percobaan/{attempt}/serahkan")
    assert "Menunggu penilaian" in reader.get(f"/kuis/percobaan/{attempt}/hasil").text
    assert reader.get("/kuis/penilaian").status_code == 403
    client = app.test_client()
    trainer = Reader(client, sign_in(client, make.account("trainer")))
    answer = re.search(r"/kuis/penilaian/(\d+)", trainer.get("/kuis/penilaian").text)[1]
    page = trainer.get(f"/kuis/penilaian/{answer}").text
    assert "Jawaban uraian saya." in page
    assert "KANARI-RUBRIK" in page
    assert "Rini Contoh" not in page
    assert trainer.post(f"/kuis/penilaian/{answer}", {"percent": "120"}).status_code == 400
    assert trainer.post(f"/kuis/penilaian/{answer}", {"percent": "50"}).status_code == 303
    assert "25 dari batas" in reader.get(f"/kuis/percobaan/{attempt}/hasil").text


def test_practice_without_end_goes_on_and_says_why_only_afterwards(reader, session):
    first = reader.post("/meja-disposisi/latih").location
    attempt = re.search(r"percobaan/(\d+)", first)[1]
    page = reader.get(first).text
    assert "Latihan disposisi, surat 1<" in page
    assert "dari 1" not in page
    assert "memuat petunjuk" in page
    reader.post(
        f"/kuis/percobaan/{attempt}/soal/1", {"seq": "1", "tujuan": ref(session, "Distaru"), "ke": "periksa"}
    )
    feedback = reader.get(f"/kuis/percobaan/{attempt}/umpan-balik/1").text
    assert "Mengapa surat ini:" in feedback
    assert "Daftar urusan menurut P90." in feedback or "Samsat Provinsi" in feedback
    second = reader.post("/meja-disposisi/latih").location
    assert second == f"/kuis/percobaan/{attempt}/surat/2"
    assert reader.post(f"/meja-disposisi/selesai/{attempt}").location == f"/kuis/percobaan/{attempt}/hasil"
    result = reader.get(f"/kuis/percobaan/{attempt}/hasil").text
    assert "Latihan selesai" in result
    assert "Pengajar memakainya" in result
