"""A refresher on a phone: begun with one tap, the answer told at once, and the memory stronger afterwards."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.competency.taking import states

PHONE = {"width": 360, "height": 740}


def test_a_refresher_with_one_thumb(page, session, officer):
    before = {row["question_id"]: row["stability"] for row in states(session)}
    page.set_viewport_size(PHONE)
    page.goto("/penyegaran")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert Axe().run(page).violations_count == 0
    start = page.get_by_role("button", name="Mulai")
    assert start.bounding_box()["height"] >= 44
    start.click()
    expect(page.locator("h1")).to_have_text("Soal 1")
    page.get_by_label("tentu").check()
    page.get_by_role("button", name="Periksa jawaban").click()
    expect(page.locator("main")).to_contain_text("Benar")
    after = {row["question_id"]: (row["stability"], row["reviews"]) for row in states(session)}
    assert after["s1"][0] > before["s1"]
    assert after["s1"][1] == 2
    assert after["s2"] == (before["s2"], 1)
