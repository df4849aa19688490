"""An admin brings a list with a spoilt NIP, repairs it, makes an account, and a new officer sets a password and starts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import City, Visit
from tests.browser.visitor import PHONE, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

HEAD = "nama;nip;surel;jabatan;perangkat daerah;profil"
GOOD = "Bambang Contoh Sutrisno;198812122014021903;bambang.contoh@contoh.example;Petugas Loket Contoh;Diskominfo;petugas-pip"
SPOILT = (
    "Ratih Contoh Kusuma;1,99503E+17;ratih.contoh@contoh.example;Petugas Loket Contoh;Diskominfo;petugas-pip"
)
RATIH = "199503152019032907"
NEW_PASSWORD = "sungai tenang di pagi hari"


def test_from_a_spoilt_list_to_a_new_officer_at_work(city: City, visit: Visit, tmp_path: Path) -> None:
    admin = visit()
    admin.sign_in("admin")
    before = city.rows("SELECT count(*) FROM officer")[0][0]
    send(admin, tmp_path, SPOILT)
    expect(admin.page.get_by_role("heading", name="Baris 3")).to_be_visible()
    expect(admin.page.locator("main")).to_contain_text("sudah diubah Excel menjadi bilangan")
    assert city.rows("SELECT count(*) FROM officer") == [(before,)]
    send(admin, tmp_path, SPOILT.replace("1,99503E+17", RATIH))
    admin.follow(admin.button("Terapkan semua"))
    expect(admin.page.get_by_text("Daftar diimpor: 2 pegawai baru, 0 berubah, 0 tetap.")).to_be_visible()
    assert city.rows("SELECT count(*) FROM officer") == [(before + 2,)]
    send(admin, tmp_path, SPOILT.replace("1,99503E+17", RATIH))
    expect(admin.page.get_by_text("Tidak ada perubahan.")).to_be_visible()
    link = make_account(admin)
    newcomer = visit(PHONE)
    set_password(newcomer, link)
    begin(newcomer)
    too_late = visit(PHONE)
    too_late.open(link)
    expect(too_late.page.locator("h1")).to_have_text("Tautan tidak berlaku")


def send(admin: Visitor, folder: Path, line: str) -> None:
    """Upload the list; what is shown is a preview."""
    file = folder / "pegawai.csv"
    file.write_bytes(f"{HEAD}\r\n{GOOD}\r\n{line}".encode("cp1252"))
    admin.open("/pegawai/impor")
    admin.page.get_by_label("Berkas CSV").set_input_files(file)
    admin.follow(admin.button("Lihat pratinjau"))


def make_account(admin: Visitor) -> str:
    """From the list of officers to the message with the link."""
    admin.open("/pegawai?cari=Ratih+Contoh")
    admin.follow(admin.page.get_by_role("link", name=re.compile("^Ratih Contoh Kusuma")).first)
    admin.follow(admin.link("Buat akun"))
    admin.follow(admin.button("Buat akun dan tautan"))
    found = re.search(r"https?://\S+/aktivasi/\S+", admin.page.get_by_label("Salin pesan ini").input_value())
    assert found
    return found[0]


def set_password(person: Visitor, link: str) -> None:
    """A first password that is too weak is refused in plain words; a good one is kept."""
    page = person.open(link)
    for word in (RATIH, NEW_PASSWORD):
        page.get_by_label("Kata sandi baru", exact=True).fill(word)
        page.get_by_label("Ulangi kata sandi").fill(word)
        person.follow(person.button("Simpan kata sandi"))
        if word == RATIH:
            expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    expect(page.get_by_text("Kata sandi tersimpan. Silakan masuk.")).to_be_visible()


def begin(person: Visitor) -> None:
    """With the NIP in groups, as it is printed; the plan of the new post stands ready."""
    person.sign_in("19950315 201903 2 907", NEW_PASSWORD)
    expect(person.page.locator(".relay [aria-current=step]")).to_have_count(1)
    expect(person.page.locator("main")).to_contain_text("Petugas Loket Contoh")
