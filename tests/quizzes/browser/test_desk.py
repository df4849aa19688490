"""The desk by keyboard alone, and pages that axe finds nothing on."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.quizzes.browser.test_autosave import answer_of, begin, go_to


def test_a_letter_is_routed_by_keyboard(page, session):
    attempt = begin(page, "latihan")
    go_to(page, session, attempt, "gang")
    page.focus("#cari")
    page.keyboard.type("jalan")
    expect(page.locator("[data-results] li").first).to_be_visible()
    expect(page.locator("[data-summary]")).to_have_text(re.compile("hasil untuk “jalan”"))
    page.keyboard.press("Control+a")
    page.keyboard.type("gang")
    expect(page.locator("[data-summary]")).to_have_text("1 hasil untuk “gang”.")
    page.keyboard.press("Enter")
    expect(page.locator("[data-slips] b")).to_have_text(["Dinas Permukiman"])
    page.keyboard.press("Control+a")
    page.keyboard.type("jalan kota")
    expect(page.locator("[data-summary]")).to_have_text(re.compile("jalan kota"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("[data-slips] li")).to_have_count(2)
    expect(page.locator("#cari")).to_be_focused()
    expect(page.locator("[data-state]")).to_have_text(re.compile("Tersimpan"))
    assert len(answer_of(session, "gang")["to"]) == 2
    page.click("text=Tetapkan disposisi")
    page.wait_for_url("**/umpan-balik/*")
    expect(page.locator("h1")).to_have_text("Tepat sebagian: 1 tujuan benar, 1 tidak perlu")


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_and_nothing_overflows(page, session, width):
    page.set_viewport_size({"width": width, "height": 800})
    attempt = begin(page)
    paths = ["/meja-disposisi", "/kuis", "/kuis/evaluasi", f"/kuis/percobaan/{attempt}/tinjau"]
    paths += [f"/kuis/percobaan/{attempt}/soal/{n}" for n in range(1, 5)]
    letters = begin(page, "latihan")
    go_to(page, session, letters, "gang")
    paths.append(page.url + "?cari=jalan")
    for path in paths:
        page.goto(path)
        found = Axe().run(page)
        assert found.violations_count == 0, (path, found.generate_report())
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
