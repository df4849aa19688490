"""Every main page of every role, on a phone by day and at a desk by night; `make torture` looks at all four."""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import expect

from tests.browser.answers import saved
from tests.browser.conftest import City, Visit
from tests.browser.visitor import DESKTOP, PHONE, Scheme, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

VIEWS: list[tuple[int, Scheme]] = [(PHONE, "light"), (DESKTOP, "dark")]
if os.environ.get("LMS_TORTURE"):
    VIEWS = [(PHONE, "light"), (PHONE, "dark"), (DESKTOP, "dark"), (DESKTOP, "light")]
STRANGER = [
    "/masuk",
    "/lupa-kata-sandi",
    "/bantuan",
    "/verifikasi",
    "/verifikasi/{code}",
    "/verifikasi/TIDAK-ADA",
]
OFFICER = [
    "/", "/akun", "/pemberitahuan", "/rencana", "/kompetensi", "/kompetensi/kerangka", "/kompetensi/unit/K2",
    "/pelatihan", "/pelatihan?cari=sengketa", "/pelatihan/menerima-permohonan", "/pelatihan/menerima-permohonan/prosedur",
    "/pelatihan/menerima-permohonan/menerima-dan-mencatat", "/kuis", "/kuis/kip-02-evaluasi", "/meja-disposisi",
    "/bimtek", "/bimtek/{running}", "/bimtek/{planned}", "/sertifikat", "/tidak-ada",
]  # fmt: skip
TRAINER = [
    "/", "/studio", "/studio/baru", "/studio/unggah", "/studio/panduan", "/studio/berkas/quizzes/kip-02-evaluasi.md",
    "/studio/berkas/courses/menerima-permohonan/04-prosedur.md", "/studio/riwayat/quiz/kip-02-evaluasi", "/kuis/penilaian",
    "/bimtek/kelola", "/bimtek/kelola/baru", "/bimtek/kelola/{running}", "/bimtek/kelola/{running}/ubah",
    "/bimtek/kelola/{running}/jadwal", "/bimtek/kelola/{running}/peserta", "/bimtek/kelola/{running}/peserta/tambah",
    "/bimtek/kelola/{running}/daftar-hadir/{slot}", "/bimtek/kelola/{running}/hasil", "/bimtek/kelola/{finished}/hasil",
    "/sertifikat/terbitkan/{finished}", "/sertifikat/terbitkan/{finished}/kemajuan", "/sertifikat/buku",
]  # fmt: skip
HEAD = [
    "/",
    "/kesiapan",
    "/kompetensi/pegawai/{officer}",
    "/rencana/pegawai/{officer}",
    "/sertifikat/perangkat-daerah",
    "/rencana",
]
ADMIN = [
    "/", "/pegawai", "/pegawai?cari=ayu", "/pegawai/{officer}", "/pegawai/{officer}/ubah", "/pegawai/{officer}/jabatan",
    "/pegawai/{officer}/akun", "/pegawai/{officer}/berhenti", "/pegawai/{officer}/gabung", "/pegawai/baru", "/pegawai/akun",
    "/pegawai/impor", "/kota", "/kota/perangkat/{agency}", "/kota/perangkat/baru", "/kota/jabatan/{post}", "/kota/urusan",
    "/kota/instansi-luar", "/pengaturan", "/pengaturan/kalender", "/jurnal", "/kesiapan", "/sertifikat/{certificate}",
]  # fmt: skip


@pytest.fixture
def numbers(city: City) -> dict[str, object]:
    """What stands in the braces of the paths."""
    ((finished, running, planned),) = city.rows(
        "SELECT min(id), min(id) + 1, max(id) FROM bimtek_session WHERE id <= 3"
    )
    one = {name: city.rows(query)[0][0] for name, query in {
        "slot": "SELECT id FROM bimtek_slot WHERE session_id = 2 ORDER BY starts_at",
        "officer": "SELECT id FROM officer WHERE name = 'Rini Wulandari'",
        "agency": "SELECT id FROM agency WHERE short = 'Diskominfo'",
        "post": "SELECT post_id FROM assignment WHERE officer_id = 1 ORDER BY start DESC",
        "certificate": "SELECT id FROM certificate ORDER BY id",
        "code": "SELECT code FROM certificate ORDER BY id",
    }.items()}  # fmt: skip
    return {"finished": finished, "running": running, "planned": planned, **one}


def faults(person: Visitor, paths: list[str], numbers: dict[str, object]) -> list[str]:
    """Everything that is not in order, of all pages in one list."""
    return [fault for path in paths for fault in faults_of(person, path.format(**numbers))]


def faults_of(person: Visitor, path: str) -> list[str]:
    """One page in every view."""
    found = []
    for turn, view in enumerate(VIEWS):
        try:
            person.look(*view)
            person.check() if turn else person.open(path)
        except AssertionError as error:
            found.append(f"{view} {path}: {error}")
            person.complaints.clear()
    return found


@pytest.mark.parametrize(
    ("name", "paths"),
    [("petugas", OFFICER), ("pengajar", TRAINER), ("kepala", HEAD), ("admin", ADMIN)],
)
def test_pages_of_a_role(visit: Visit, numbers: dict[str, object], name: str, paths: list[str]) -> None:
    person = visit()
    person.sign_in(name)
    found = faults(person, paths, numbers)
    assert not found, "\n".join(found)


def test_pages_of_strangers(visitor: Visitor, numbers: dict[str, object]) -> None:
    found = faults(visitor, STRANGER, numbers)
    assert not found, "\n".join(found)


def test_pages_of_an_attempt(visit: Visit, newcomer: str) -> None:
    """Every kind of question as it is asked, reviewed, marked and explained; a letter that went astray beside its key."""
    person = visit()
    person.sign_in(newcomer)
    page = person.open("/kuis/kip-02-evaluasi")
    person.follow(person.button("Mulai ujian"))
    attempt = page.url.removeprefix(person.url).rsplit("/", 2)[0]
    asked = [f"{attempt}/soal/{number}" for number in range(1, 9)]
    found = faults(person, [*asked, f"{attempt}/tinjau"], {})
    person.follow(person.button("Serahkan jawaban"))
    explained = [f"{attempt}/umpan-balik/{number}" for number in range(1, 9)]
    found += faults(person, [f"{attempt}/hasil", *explained], {})
    person.open("/kuis/disposisi-latihan")
    person.follow(person.button("Mulai latihan"))
    for name in ("lampu jalan", "listrik"):
        page.locator("#cari").fill(name)
        expect(page.locator("[data-summary]")).to_contain_text(name)
        page.locator("#cari").press("Enter")
    saved(page)
    found += faults(person, [page.url.removeprefix(person.url)], {})
    person.follow(person.button("Tetapkan disposisi"))
    found += faults(person, [page.url.removeprefix(person.url), "/meja-disposisi"], {})
    assert not found, "\n".join(found)
