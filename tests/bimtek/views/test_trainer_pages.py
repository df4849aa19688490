"""A trainer plans a session, fills it, announces it, and reads on every page what comes next."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from lms.bimtek.models import BimtekSession, Enrolment, Slot
from lms.certificates.schema import CertificateChecker
from lms.content.check import check
from lms.content.tree import ContentTree
from lms.db.session import writing
from lms.library.actions import publish
from tests.bimtek.views.conftest import plain
from tests.factories import ACTOR

FORM = {
    "title": "Disposisi lintas perangkat daerah", "programme": "Untuk petugas PIP.", "legal_basis": "Surat perintah contoh",
    "place": "Aula Lantai 3", "link": "", "capacity": "2", "quiz": "", "attendance_percent": "75",
    "post_test_percent": "80", "template": "bimtek", "participation": "y",
}  # fmt: skip
SLOT = {
    "topic": "Peta urusan",
    "speaker": "Ibu Contoh",
    "day": "2026-11-23",
    "starts": "09:00",
    "ends": "10:30",
    "jp": "",
}


def only(session, model):
    session.rollback()
    return session.scalars(select(model)).one()


def test_without_sessions_the_page_teaches(trainer):
    assert "Belum ada Bimtek yang direncanakan Mulailah dengan judul dan tempat." in trainer.text(
        "/bimtek/kelola"
    )


def test_from_an_idea_to_the_announcement(trainer, session, make):
    made = trainer.post("/bimtek/kelola/baru", **FORM)
    row = only(session, BimtekSession)
    base = f"/bimtek/kelola/{row.id}"
    assert made.headers["Location"] == f"{base}/jadwal"
    assert "Draf Bimtek dibuat. Sekarang susun jadwalnya." in trainer.text(f"{base}/jadwal")
    assert "Susun jadwalnya: materi, jam, narasumber, dan JP." in trainer.text(base)
    timetable = trainer.after(f"{base}/jadwal", **SLOT)
    assert "Senin, 23 November 2026 Peta urusan 09.00–10.30 WIB · 2 JP · Ibu Contoh" in timetable
    assert "Daftarkan peserta menurut perangkat daerah, nama, atau daftar NIP." in trainer.text(base)
    officer = make.officer("Budi Contoh")
    listed = trainer.after(f"{base}/peserta/tambah", pegawai=str(officer.id))
    assert "1 pegawai didaftarkan." in listed
    assert "1 dari 2 kursi terisi." in listed
    assert "Umumkan agar peserta melihatnya" in trainer.text(base)
    announced = trainer.after(f"{base}/umumkan")
    assert "Bimtek diumumkan kepada peserta." in announced
    assert "Materi: Peta urusan, 09.00–10.30 WIB. 0 dari 1 peserta tercatat hadir." in announced


def test_the_form_starts_with_the_citys_numbers_and_says_what_is_wrong(trainer, session):
    page = trainer.get("/bimtek/kelola/baru").text
    assert 'name="attendance_percent"' in page
    assert 'value="75"' in page
    wrong = {
        **FORM,
        "title": "",
        "place": " ",
        "link": "javascript:alert(1)",
        "attendance_percent": "101",
        "capacity": "0",
    }
    text = plain(trainer.post("/bimtek/kelola/baru", 422, **wrong).text)
    for words in (
        "Wajib diisi.", "Tulis alamat lengkap yang diawali https://.", "Isi dengan 0 sampai 100.", "Isi dengan 1 sampai 5000.",
    ):  # fmt: skip
        assert words in text
    assert session.scalars(select(BimtekSession)).all() == []


def test_neither_place_nor_link(trainer):
    text = plain(trainer.post("/bimtek/kelola/baru", 422, **{**FORM, "place": ""}).text)
    assert "Isi tempat, tautan daring, atau keduanya." in text


def test_a_published_quiz_is_offered_with_unit_and_level(trainer, quiz, session):
    page = trainer.get("/bimtek/kelola/baru").text
    assert '<option value="postes">Pos-tes contoh (K3, level 2)</option>' in page
    trainer.post("/bimtek/kelola/baru", **{**FORM, "quiz": "postes"})
    assert only(session, BimtekSession).post_test_quiz == "postes"


def test_an_old_form_is_refused_and_says_so(trainer, run):
    row = run.plan()
    path = f"/bimtek/kelola/{row.id}/ubah"
    trainer.post(path, **FORM, version="1")
    text = plain(trainer.post(path, 422, **{**FORM, "title": "Lain"}, version="1").text)
    assert "Bimtek ini sudah diubah orang lain. Perubahan Anda belum disimpan" in text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"jp": "dua"}, "Isi dengan angka, misalnya 2 atau 1,5."),
        ({"jp": "25"}, "Isi dengan angka dari 0 sampai 24, paling banyak dua desimal."),
        ({"jp": "NaN"}, "Isi dengan angka dari 0 sampai 24, paling banyak dua desimal."),
        ({"ends": "09:00"}, "Jam selesai harus sesudah jam mulai."),
        (
            {"starts": "10:00", "ends": "11:00"},
            "Waktunya bertumpang tindih dengan materi lain dalam jadwal ini.",
        ),
        ({"day": "23 November"}, "Isi tanggal dengan benar, misalnya 2026-11-23."),
    ],
)
def test_a_slot_that_does_not_fit(trainer, run, fields, words):
    row = run.plan()
    path = f"/bimtek/kelola/{row.id}/jadwal"
    trainer.post(path, **SLOT)
    text = plain(trainer.post(path, 422, **{**SLOT, "starts": "13:00", "ends": "14:00", **fields}).text)
    assert words in text


def test_hours_with_a_comma(trainer, run, session):
    row = run.plan()
    text = trainer.after(f"/bimtek/kelola/{row.id}/jadwal", **{**SLOT, "jp": "1,5"})
    assert "Seluruhnya 1,5 JP." in text
    slot = only(session, Slot)
    changed = trainer.after(
        f"/bimtek/kelola/{row.id}/jadwal/{slot.id}", **{**SLOT, "topic": "Judul baru", "jp": "2"}
    )
    assert "Judul baru 09.00–10.30 WIB · 2 JP" in changed
    assert "Jadwal masih kosong" in trainer.after(f"/bimtek/kelola/{row.id}/jadwal/{slot.id}/hapus")


def test_people_by_agency_and_by_name(trainer, run, make):
    row = run.plan()
    agency = make.agency("Dinas Sosial", "Dinsos")
    insider, outsider = make.officer("Citra Contoh"), make.officer("Dewi Contoh")
    make.assign(insider, make.post(agency, "Petugas"))
    path = f"/bimtek/kelola/{row.id}/peserta/tambah"
    by_agency = trainer.text(f"{path}?opd={agency.id}")
    assert "1 pegawai ditemukan Citra Contoh Petugas, Dinsos" in by_agency
    assert "Dewi Contoh" not in by_agency
    assert "1 pegawai ditemukan Dewi Contoh" in trainer.text(f"{path}?cari=dewi")
    run.enrol(row, outsider)
    assert "sudah terdaftar" in trainer.text(f"{path}?cari=dewi")
    assert "Tidak ada pegawai yang cocok" in trainer.text(f"{path}?cari=zzz")
    assert "Belum ada pegawai yang dipilih." in trainer.after(path)


def test_everybody_whom_the_search_found(trainer, run, make):
    row, agency = run.plan(), make.agency("Dinas Sosial", "Dinsos")
    for name in ("Gita Contoh", "Hadi Contoh", "Indah Contoh"):
        make.assign(make.officer(name), make.post(agency))
    make.officer("Joko Contoh")
    path = f"/bimtek/kelola/{row.id}/peserta/tambah?opd={agency.id}"
    assert "Daftarkan semua (3)" in trainer.text(path)
    assert "3 pegawai didaftarkan." in trainer.after(path, semua="1")
    assert "Belum ada pegawai yang dipilih." in trainer.after(path, semua="1")


def test_a_pasted_list_is_reported_line_by_line(trainer, run, make):
    row = run.plan(capacity=2)
    one, two, three = make.officer("Satu Contoh"), make.officer("Dua Contoh"), make.officer("Tiga Contoh")
    gone = make.officer("Empat Contoh", status="retired")
    run.enrol(row, one)
    pasted = f"{one.nip}\n{two.email.upper()}\n{two.nip}\n{three.nip}\n{gone.nip}\n199001012015031999\n1,99104E+17\nTanpa NIP"
    page = trainer.post(f"/bimtek/kelola/{row.id}/peserta/daftar", 200, text=pasted).text
    report = plain(page)
    assert "8 baris dibaca." in report
    for words in (
        "1 Satu Contoh Sudah terdaftar", "2 Dua Contoh Didaftarkan", "3 Dua Contoh Sudah disebut pada baris sebelumnya",
        "4 Tiga Contoh Tidak didaftarkan: kapasitas penuh", "5 Empat Contoh Tidak didaftarkan: pegawai tidak aktif",
        "6 199001012015031999 Tidak ada pegawai dengan NIP atau surel ini", "7 1,99104E+17 NIP rusak oleh lembar kerja",
        "8 Tanpa NIP Tidak memuat NIP 18 angka atau alamat surel",
    ):  # fmt: skip
        assert words in report
    run.session.rollback()
    assert run.session.scalars(select(Enrolment)).all()[1].officer_id == two.id


def test_a_full_session_keeps_who_fits(trainer, run, make):
    row = run.plan(capacity=1)
    ids = [str(make.officer().id), str(make.officer().id)]
    text = trainer.after(f"/bimtek/kelola/{row.id}/peserta/tambah", pegawai=ids)
    assert "1 pegawai didaftarkan." in text
    assert "1 pegawai tidak didaftarkan, karena kapasitas sudah penuh." in text


def test_leaving_and_coming_back(trainer, run, make):
    row = run.plan()
    officer = make.officer("Eka Contoh")
    enrolment = run.enrol(row, officer)
    path = f"/bimtek/kelola/{row.id}/peserta"
    left = trainer.after(f"{path}/{enrolment.id}/keluar", reason="tugas luar")
    assert "Tidak jadi ikut" in left
    assert "keluar 23 November 2026, 09.00 WIB · tugas luar" in left
    assert "Tidak jadi ikut" not in trainer.after(f"{path}/tambah", pegawai=str(officer.id))


def test_the_nip_is_masked_in_the_list(trainer, run, make):
    row, officer = run.plan(), make.officer("Fajar Contoh", nip="199104172015032004")
    run.enrol(row, officer)
    text = trainer.text(f"/bimtek/kelola/{row.id}/peserta")
    assert "NIP •••••••• •••••• • 004" in text
    assert "1991" not in text


def test_an_unknown_session_is_not_found(trainer):
    assert "Bimtek ini tidak ditemukan." in plain(trainer.get("/bimtek/kelola/99", 404).text)


def test_the_rules_name_the_template_by_its_title(trainer, run, session, clock):
    folder = Path(__file__).resolve().parents[3] / "certificates" / "bimtek"
    files = {f"certificates/bimtek/{one.name}": one.read_bytes() for one in folder.iterdir()}
    name = "certificates/bimtek/certificate.yaml"
    files[name] = files[name].replace(b"title: Sertifikat\n", b"title: Sertifikat Kota Contoh\n")
    with writing(session):
        publish(session, actor=ACTOR, clock=clock, report=check(ContentTree(files), [CertificateChecker()]))
    row = run.plan(template="bimtek")
    assert "Templat sertifikat Sertifikat Kota Contoh" in trainer.text(f"/bimtek/kelola/{row.id}")
