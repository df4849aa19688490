"""A trainer brings a new Markdown file with an error, reads where it is, repairs it, publishes it; an officer finds it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import City, Visit
from tests.browser.visitor import PHONE, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PLACE = "quizzes/pembukaan-loket.md"
TITLE = "Membuka loket layanan informasi"
TEXT = """\
---
id: pembukaan-loket
title: Membuka loket layanan informasi
competency: K2
level: 1
pass_mark: 70
use: exam
feedback: after_submit
---
Dua soal singkat tentang pagi hari di meja layanan.

## Papan informasi {#papan-informasi}
Apa yang diperiksa lebih dahulu sebelum loket dibuka?

- [ ] Daftar permohonan yang jatuh tempo hari ini
- [ ] Jumlah pengunjung kemarin
  > Angka itu berguna untuk laporan, bukan untuk membuka loket.

> Tenggat dihitung menurut hari kerja.

## Formulir {#formulir}
Berapa lembar formulir kosong yang disiapkan menurut kebiasaan loket contoh ini?

- [=] 10

> Sepuluh lembar cukup untuk satu pagi.
"""
FAULTY_LINE = "- [ ] Daftar permohonan yang jatuh tempo hari ini"


def test_from_a_file_with_an_error_to_a_quiz_that_an_officer_starts(
    city: City, visit: Visit, newcomer: str, tmp_path: Path
) -> None:
    trainer = visit()
    trainer.sign_in("pengajar")
    upload(trainer, tmp_path)
    read_the_message(city, trainer)
    repair(trainer)
    publish(city, trainer)
    start(visit(PHONE), newcomer)


def upload(trainer: Visitor, folder: Path) -> None:
    """From the computer into a draft."""
    file = folder / "pembukaan-loket.md"
    file.write_text(TEXT)
    trainer.follow(trainer.link("Studio"))
    trainer.follow(trainer.link("Unggah berkas"))
    trainer.page.get_by_label("Berkas", exact=True).set_input_files(file)
    trainer.follow(trainer.button("Unggah"))
    assert trainer.page.url.endswith(PLACE)


def read_the_message(city: City, trainer: Visitor) -> None:
    """The list names line and column; the place in the text can be jumped to; publishing is not offered."""
    page = trainer.page
    line = TEXT.splitlines().index("## Papan informasi {#papan-informasi}") + 1
    problems = page.get_by_role("list", name="Masalah pada naskah")
    expect(problems.get_by_role("listitem")).to_have_count(1)
    expect(problems).to_contain_text(f"Baris {line}, kolom 1")
    problems.get_by_role("link", name=f"Baris {line}, kolom 1").click()
    chosen = page.evaluate("document.activeElement.value.slice(0, document.activeElement.selectionStart)")
    assert chosen.count("\n") + 1 == line
    expect(page.locator("#hitungan")).to_have_text("1 kesalahan")
    expect(trainer.button("Terbitkan")).to_be_disabled()
    assert city.rows("SELECT count(*) FROM live_document WHERE doc_id = 'pembukaan-loket'") == [(0,)]


def repair(trainer: Visitor) -> None:
    """Typing the missing mark; the draft saves itself, and the page says what is wrong no more."""
    page = trainer.page
    before, after = TEXT.split(FAULTY_LINE)
    area = page.get_by_role("textbox", name="Naskah Markdown")
    at = len(before) + len("- [")
    area.evaluate("(area, at) => { area.focus(); area.setSelectionRange(at, at + 1); }", at)
    page.keyboard.type("x")
    expect(area).to_have_value(f"{before}{FAULTY_LINE.replace('[ ]', '[x]')}{after}")
    expect(page.locator("#keadaan")).to_contain_text("Draf tersimpan")
    expect(page.locator("#hitungan")).to_have_text("Tanpa masalah")
    expect(page.get_by_text("2 soal, semuanya diajukan")).to_be_visible()
    trainer.check()


def publish(city: City, trainer: Visitor) -> None:
    """One press, and the revision is live; nothing else was published along with it."""
    before = city.rows("SELECT count(*) FROM revision")[0][0]
    trainer.page.get_by_label("Catatan revisi").fill("Kuis baru untuk petugas loket.")
    trainer.follow(trainer.button("Terbitkan"))
    expect(trainer.page.get_by_text("Revisi 1 terbit.")).to_be_visible()
    assert city.rows("SELECT count(*) FROM revision") == [(before + 1,)]


def start(officer: Visitor, name: str) -> None:
    """The quiz stands in the list of quizzes, and begins."""
    officer.sign_in(name)
    officer.open("/kuis")
    officer.follow(officer.link(TITLE))
    officer.follow(officer.button("Mulai ujian"))
    expect(officer.page.locator("main")).to_contain_text("soal 1 dari 2")
