"""Practice without a network: kept on purpose, shown without a server, taken away again, and nothing else is kept."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.quizzes.browser.test_autosave import begin

CACHED = """async () => { const all = [];
  for (const name of await caches.keys()) for (const one of await (await caches.open(name)).keys()) all.push(new URL(one.url).pathname);
  return all.sort(); }"""


def keep(page: Page) -> None:
    page.goto("/meja-disposisi")
    page.get_by_role("button", name="Unduh untuk latihan luring").click()
    expect(page.locator("[data-keep-says]")).to_contain_text("Tersimpan di perangkat ini.")


def route(page: Page, *names: str) -> None:
    for name in names:
        page.fill("#cari", name)
        page.press("#cari", "Enter")
    page.get_by_role("button", name="Tetapkan disposisi").click()


def test_letters_are_practised_without_a_network(page):
    keep(page)
    page.context.set_offline(True)
    page.goto("/latihan-luring/")
    expect(page.locator("[data-title]")).to_have_text("Gang rusak")
    expect(page.locator("[data-practice] [data-count]")).to_have_text("Surat 1 dari 3")
    route(page, "permukiman", "pekerjaan umum")
    expect(page.locator("[data-verdict]")).to_have_text("Tepat sebagian")
    expect(page.locator("[data-parts]")).to_contain_text("KANARI-KUNCI gang itu jalan lingkungan.")
    expect(page.locator("[data-parts]")).to_contain_text("KANARI-UMPAN ruas jalan kota saja.")
    page.get_by_role("button", name="Surat berikutnya").click()
    expect(page.locator("[data-title]")).to_have_text("Pajak motor")
    route(page, "samsat")
    expect(page.locator("[data-verdict]")).to_have_text("Tepat seluruhnya")
    page.reload()
    expect(page.locator("[data-title]")).to_have_text("Aset")
    expect(page.locator("[data-practice] [data-tally]")).to_have_text(
        "1 dari 2 surat yang Anda coba tepat seluruhnya."
    )
    page.fill("#cari", "pendapatan")
    page.press("#cari", "Enter")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Tetapkan disposisi").click()
    expect(page.locator("[data-parts]")).to_contain_text("Urusannya benar, fungsinya berbeda")
    expect(page.locator("[data-parts]")).to_contain_text("Anda mengajukan uji konsekuensi")


def test_nothing_of_an_examination_is_kept_on_the_device(page):
    keep(page)
    attempt = begin(page)
    page.goto(f"/kuis/percobaan/{attempt}/soal/1")
    question = page.locator("#jawaban").inner_text()
    page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    kept = page.evaluate(CACHED)
    assert "/latihan-luring/surat.json" in kept
    # the page that stands in for an attempt's pages says only that there is no network
    allowed = r"/latihan-luring/|/static/|/kuis/percobaan/luring$"
    assert [path for path in kept if not re.match(allowed, path)] == []
    page.context.set_offline(True)
    page.goto(f"/kuis/percobaan/{attempt}/soal/1")
    shown = page.locator("body").inner_text()
    assert [line for line in question.splitlines() if len(line) > 25 and line in shown] == []


def test_what_is_kept_can_be_taken_away(page):
    keep(page)
    page.get_by_role("button", name="Hapus dari perangkat ini").click()
    expect(page.locator("[data-keep-says]")).to_have_text("Surat latihan sudah dihapus dari perangkat ini.")
    assert page.evaluate(CACHED) == []
    page.context.set_offline(True)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.goto("/latihan-luring/")


def test_a_download_that_breaks_says_so(page):
    page.goto("/meja-disposisi")
    page.context.route("**/surat.json", lambda route: route.abort())
    page.context.set_offline(True)
    page.get_by_role("button", name="Unduh untuk latihan luring").click()
    expect(page.locator("[data-keep-says]")).to_have_text(
        "Belum tersimpan. Periksa sambungan, lalu coba lagi."
    )


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/latihan-luring/")
    page.fill("#cari", "jalan")
    for what in ("a letter", "its feedback"):
        found = Axe().run(page)
        assert found.violations_count == 0, (what, found.generate_report())
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, what
        page.press("#cari", "Enter")
        page.get_by_role("button", name="Tetapkan disposisi").click()
        if what == "a letter":
            expect(page.locator("[data-verdict]")).to_be_focused()
            page.evaluate("document.querySelector('#cari').closest('form').hidden = false")
