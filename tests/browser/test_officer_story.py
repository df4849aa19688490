"""A new officer reads, passes a quiz, attends a session, and holds a certificate that a stranger can verify."""

from __future__ import annotations

import json
import re
import urllib.request
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import pdf
from tests.browser.answers import pass_quiz
from tests.browser.conftest import City, Visit
from tests.browser.visitor import PHONE, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

OFFICER, NIP = "Rini Wulandari, S.I.Kom.", "199104172015032904"
SESSION = "Orientasi Layanan Informasi bagi Pegawai yang Baru Dimutasi"
CHECKED_IN = "Praktik meja disposisi"
NUMBER = re.compile(r"\b\S+/\S+/\d{4}\b")
WIB = timezone(timedelta(hours=7))


def test_from_the_plan_to_a_certificate_that_a_stranger_verifies(
    city: City, visit: Visit, tmp_path: Path
) -> None:
    officer, trainer = visit(PHONE), visit()
    officer.sign_in("petugas")
    learn(officer)
    pass_closing_quiz(officer)
    trainer.sign_in("pengajar")
    check_in(trainer, officer)
    fill_attendance(trainer)
    take_post_test(trainer, officer)
    close(trainer)
    issue(trainer)
    number, file = download(officer, tmp_path)
    address = read_back(city, file, number, tmp_path)
    verify(visit(PHONE), address, number)


def learn(officer: Visitor) -> None:
    """Home names one next step of the plan; it leads to the module, and every lesson is read."""
    page = officer.page
    expect(page.locator(".relay [aria-current=step]")).to_have_count(1)
    officer.follow(page.locator(".relay [aria-current=step] a"))
    expect(page.locator("h1")).to_have_text("Menerima permohonan informasi publik")
    lessons = page.locator("ol.lessons li").count()
    for _lesson in range(lessons - page.get_by_text("Selesai dibaca", exact=True).count()):
        officer.follow(page.locator(".start .btn.big"))
        officer.follow(officer.button("Tandai selesai dibaca"))
        if "/pelatihan/menerima-permohonan/" in page.url:
            officer.follow(page.locator("a.crumb"))
    expect(page.get_by_text(f"{lessons} dari {lessons} selesai dibaca.")).to_be_visible()


def pass_closing_quiz(officer: Visitor) -> None:
    """The closing quiz, eight questions drawn from its file, and the module is finished."""
    page = officer.page
    officer.follow(officer.link("Buka evaluasi penutup"))
    officer.follow(officer.button("Mulai ujian"))
    assert len(pass_quiz(officer, "kip-02-evaluasi")) == 8
    expect(page.locator("h1")).to_have_text("Lulus")
    expect(page.get_by_text("100 dari batas 80. Hasil ini menjadi bukti kompetensi Anda.")).to_be_visible()
    officer.open("/pelatihan/menerima-permohonan")
    expect(page.get_by_text("Modul ini selesai")).to_be_visible()
    officer.open("/")
    expect(page.locator(".relay [aria-current=step]")).to_have_count(1)
    expect(page.locator(".relay [aria-current=step] p")).not_to_contain_text("K2 ")


def row(trainer: Visitor, topic: str):
    return trainer.page.locator("ul.rows li").filter(has=trainer.page.get_by_role("heading", name=topic))


def to_session(trainer: Visitor) -> None:
    trainer.open("/bimtek/kelola")
    trainer.follow(trainer.link(SESSION))


def ask_for_minutes(trainer: Visitor) -> None:
    """Minutes are asked of who is late, and of nobody else."""
    who = trainer.page.get_by_role("combobox", name=OFFICER, exact=True)
    minutes = trainer.page.get_by_role("textbox", name=f"Menit terlambat {OFFICER}")
    expect(minutes).to_be_hidden()
    who.select_option(label="Terlambat")
    expect(minutes).to_be_visible()
    who.select_option(label="Hadir")
    expect(minutes).to_be_hidden()


def mark(trainer: Visitor, word: str) -> None:
    """On the attendance list of a slot, give the officer this word."""
    trainer.page.get_by_role("combobox", name=OFFICER, exact=True).select_option(label=word)
    trainer.follow(trainer.button("Simpan daftar hadir"))


def check_in(trainer: Visitor, officer: Visitor) -> None:
    """Who was noted as missing types the code of the trainer's screen, and is there."""
    to_session(trainer)
    trainer.follow(row(trainer, CHECKED_IN).get_by_role("link", name="Daftar hadir"))
    ask_for_minutes(trainer)
    mark(trainer, "Tidak hadir")
    trainer.follow(trainer.page.locator("a.crumb"))
    trainer.follow(row(trainer, CHECKED_IN).get_by_role("button", name="Buka presensi"))
    shown = trainer.page.locator("[data-code]")
    before = trainer.page.locator("[data-count]").inner_text()
    officer.open("/bimtek")
    officer.follow(officer.link(SESSION))
    officer.page.get_by_label("Kode di layar").fill("000 000")
    officer.follow(officer.button("Catat kehadiran saya"))
    expect(officer.page.get_by_text("Kehadiran belum tercatat")).to_be_visible()
    officer.page.get_by_label("Kode di layar").fill(shown.inner_text().lower())
    officer.follow(officer.button("Catat kehadiran saya"))
    expect(officer.page.get_by_text(f"Kehadiran Anda tercatat: {CHECKED_IN}.")).to_be_visible()
    expect(trainer.page.locator("[data-count]")).not_to_have_text(before)
    trainer.follow(trainer.button("Tutup presensi"))


def fill_attendance(trainer: Visitor) -> None:
    """One press for everybody who is not recorded, the others by hand; the last part ended early."""
    page = trainer.page
    trainer.follow(trainer.button("Tandai semua hadir"))
    assert trainer.asked[-1].startswith("Tandai hadir ")
    places = page.locator(".bt-slots a")
    topics = [places.nth(n).get_attribute("title") for n in range(places.count())]
    assert len(topics) == 3
    for n, topic in enumerate(topics):
        trainer.follow(places.nth(n))
        if topic != CHECKED_IN:
            mark(trainer, "Hadir")
        expect(page.get_by_role("combobox", name=OFFICER, exact=True)).to_have_value("present")
    to_session(trainer)
    trainer.follow(trainer.link("Susun jadwal"))
    trainer.follow(page.get_by_role("link", name=f"Ubah {CHECKED_IN}", exact=True))
    page.get_by_label("Selesai").fill(datetime.now(WIB).strftime("%H:%M"))
    trainer.follow(trainer.button("Simpan materi"))


def take_post_test(trainer: Visitor, officer: Visitor) -> None:
    """Opened by the trainer, twelve questions with eight letters on the desk, closed by the trainer."""
    to_session(trainer)
    trainer.follow(trainer.button("Buka pos-tes"))
    officer.open("/bimtek")
    officer.follow(officer.link(SESSION))
    officer.follow(officer.button("Kerjakan pos-tes"))
    kinds = pass_quiz(officer, "postes-disposisi")
    assert (len(kinds), kinds.count("routing")) == (12, 8)
    expect(officer.page.locator("h1")).to_have_text("Lulus")
    trainer.page.reload()
    trainer.follow(trainer.button("Tutup pos-tes"))
    assert trainer.asked[-1].startswith("Tutup pos-tes?")


def close(trainer: Visitor) -> None:
    """The trainer sees who may have a certificate and why others may not, and makes it final."""
    page = trainer.page
    trainer.follow(trainer.link("Periksa hasil"))
    mine = row(trainer, OFFICER)
    expect(mine).to_contain_text("Hadir 5 dari 5 JP, perlu 75 %: terpenuhi.")
    expect(mine).to_contain_text("Pos-tes 100, perlu 80: terpenuhi.")
    expect(mine).to_contain_text("Berhak atas sertifikat")
    people = page.get_by_role("region", name="Peserta").locator("ul.rows > li")
    others = people.filter(has_text="Nilai pos-tes belum ada, perlu 80: belum.")
    assert others.count() == people.count() - 1 > 5
    trainer.follow(trainer.button("Tutup Bimtek"))
    assert trainer.asked[-1] == "Tutup Bimtek? Hasil tidak dapat diubah lagi."


def issue(trainer: Visitor) -> None:
    """One press; the page counts up by itself until everything is printed and signed."""
    page = trainer.page
    trainer.follow(trainer.link("Terbitkan sertifikat"))
    trainer.follow(page.get_by_role("button", name=re.compile(r"^Terbitkan \d+ sertifikat$")))
    expect(page.get_by_text("Selesai.", exact=True)).to_be_visible(timeout=240_000)
    expect(row(trainer, OFFICER).get_by_text("berlaku")).to_be_visible()
    trainer.check()


def download(officer: Visitor, folder: Path) -> tuple[str, Path]:
    """The officer finds the certificate, and keeps the file."""
    page = officer.page
    officer.open("/sertifikat")
    mine = page.locator("ul.rows li").filter(has=officer.link(SESSION))
    (number,) = NUMBER.findall(mine.inner_text())
    with page.expect_download() as coming:
        mine.get_by_role("link", name="Unduh PDF").click()
    file = folder / coming.value.suggested_filename
    coming.value.save_as(file)
    return number, file


def read_back(city: City, file: Path, number: str, folder: Path) -> str:
    """Name and number stand in the text, the signature holds, and the code leads to the verify page."""
    words = pdf.text_of(file)
    assert OFFICER in words
    assert number in words.split()
    assert "Signature is Valid." in pdf.signature_of(file)
    assert "No syntax or stream encoding errors found" in pdf.sound(file)
    said = city.lms("certificates", "verify", str(file))
    assert said.returncode == 0, said.stdout + said.stderr
    assert said.stdout.startswith("BERLAKU\n")
    (address,) = pdf.code_of(file, folder)
    ((code,),) = city.rows("SELECT code FROM certificate WHERE number = ?", number)
    assert address == f"{city.url}/verifikasi/{code}"
    return address


def verify(stranger: Visitor, address: str, number: str) -> None:
    """Somebody without an account reads what the certificate is, and no staff number."""
    page = stranger.open(address)
    expect(page.locator("h1")).to_have_text("Berlaku")
    expect(page.locator("main")).to_contain_text(number)
    expect(page.locator("main")).to_contain_text(OFFICER)
    assert NIP not in page.content()
    with urllib.request.urlopen(f"{address}.json", timeout=10) as answer:
        found = json.load(answer)
    assert (found["state"], found["number"]) == ("valid", number)
    assert NIP not in json.dumps(found)
