"""An attempt without a mouse, at double size on a small phone, and in every state that the page can be in."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from lms.quizzes.models import AttemptQuestion
from tests.factories import PASSWORD
from tests.quizzes.browser.test_autosave import answer_of, begin, go_to
from tests.quizzes.browser.test_offline import SAVED, WAITING, state
from tests.quizzes.library import EVALUATION, publish_city

MATCHING = """
## Jodohkan tenggat dengan langkahnya {#jodoh}
Pasangkan.

| Langkah | Tenggat |
|---|---|
| Pemberitahuan tertulis | 10 hari kerja |
| Perpanjangan pemberitahuan tertulis kepada pemohon | 7 hari kerja |
| | 30 hari kerja |

## Benar atau salah {#benar}
Sekretaris daerah adalah atasan PPID yang menandatangani tanggapan atas keberatan pemohon informasi.

- [x] Benar
- [ ] Salah

## Uraikan {#uraikan kind=open}
Uraikan.

> Rubrik.
"""


@pytest.fixture
def attempt(page, session, clock) -> int:
    publish_city(
        session, clock, evaluasi=EVALUATION.replace("shuffle: [questions, options]\n", "") + MATCHING
    )
    return begin(page)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the wanted thing has the focus; whoever has no mouse can do no more."""
    for _ in range(60):
        press(page, "Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"{wanted} cannot be reached by the keyboard")


def looks_right(page: Page, what: str) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, (what, found.generate_report())
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, what


def test_a_whole_attempt_by_keyboard_alone(page, session, attempt):
    page.goto(f"/kuis/percobaan/{attempt}/soal/1")
    tab_to(page, "[name=jawab]")
    press(page, "ArrowDown")
    tab_to(page, ".walk .btn.big")
    press(page, "Enter")
    page.wait_for_url("**/soal/2")
    tab_to(page, "[name=jawab]")
    press(page, "Space", "Tab", "Space")
    tab_to(page, ".walk .btn.big")
    press(page, "Enter")
    page.wait_for_url("**/soal/3")
    tab_to(page, "#teks")
    page.keyboard.type("10")
    tab_to(page, ".walk .btn.big")
    press(page, "Enter")
    page.wait_for_url("**/soal/4")
    first = page.locator(".ordering li > span:first-of-type").first.inner_text()
    tab_to(page, "[data-move='1']")
    press(page, "Enter")
    expect(page.locator(".ordering li > span:first-of-type").nth(1)).to_have_text(first)
    assert page.evaluate("document.activeElement.dataset.move") == "1"
    expect(state(page)).to_have_text(SAVED)
    tab_to(page, ".walk .btn.big")
    press(page, "Enter")
    page.wait_for_url("**/soal/5")
    tab_to(page, "select")
    press(page, "ArrowDown")
    tab_to(page, ".walk .btn.big")
    press(page, "Enter")
    page.wait_for_url("**/soal/6")
    tab_to(page, "[name=jawab]")
    press(page, "Space")
    tab_to(page, ".walk .btn.big")
    press(page, "Enter")
    page.wait_for_url("**/soal/7")
    tab_to(page, "textarea")
    page.keyboard.type("Karena begitu.")
    tab_to(page, ".walk .btn.big")
    press(page, "Enter")
    page.wait_for_url("**/tinjau")
    session.rollback()
    answers = session.query(AttemptQuestion).order_by(AttemptQuestion.position).all()
    assert [row.answer is not None for row in answers] == [True] * 7
    page.on("dialog", lambda dialog: dialog.accept())
    tab_to(page, "#selesai .btn.big")
    press(page, "Enter")
    page.wait_for_url("**/hasil")


@pytest.mark.parametrize("width", [320, 360])
def test_double_size_on_a_small_phone_needs_no_sideways_scrolling(page, attempt, width):
    """A window of 640 pixels at 200 % is 320 wide for the page."""
    page.set_viewport_size({"width": width, "height": 640})
    paths = [f"/kuis/percobaan/{attempt}/soal/{n}" for n in range(1, 8)]
    for path in [*paths, f"/kuis/percobaan/{attempt}/tinjau", "/kuis/evaluasi"]:
        page.goto(path)
        looks_right(page, path)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(page, session, attempt, clock, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 360, "height": 740})
    page.clock.install()
    go_to(page, session, attempt, "angka")
    page.context.set_offline(True)
    page.fill("#teks", "10")
    page.clock.run_for(1_000)
    expect(state(page)).to_have_text(WAITING)
    page.clock.run_for(9_000)
    expect(page.locator("[data-trouble]")).to_be_visible()
    looks_right(page, "waiting")
    page.context.clear_cookies()
    page.context.set_offline(False)
    expect(page.locator("dialog")).to_be_visible()
    looks_right(page, "signing in again")
    press(page, "Escape")
    expect(page.locator("dialog")).to_be_hidden()
    expect(page.locator("[data-trouble-text]")).to_contain_text("Sesi Anda berakhir.")
    looks_right(page, "signed out")
    page.get_by_role("button", name="Masuk kembali").click()
    page.fill("#sandi-lagi", PASSWORD)
    press(page, "Enter")
    expect(state(page)).to_have_text(SAVED)
    assert answer_of(session, "angka") == {"text": "10"}
    page.context.set_offline(True)
    page.clock.run_for(20 * 60_000)
    expect(page.locator("[data-trouble-text]")).to_contain_text(
        "Waktu habis. Semua jawaban Anda sudah tersimpan."
    )
    looks_right(page, "over")


def test_the_state_is_spoken_once_and_politely(page, session, attempt):
    """Somebody who listens hears that it is saved, that the network is gone, and that all is well; not every letter."""
    go_to(page, session, attempt, "uraikan")
    page.evaluate(
        """() => { window.heard = []; const says = document.querySelector("[data-state-says]");
        new MutationObserver((found) => found.forEach((one) => one.addedNodes.forEach((node) => heard.push(node.textContent))))
          .observe(says, { childList: true }); }"""
    )
    assert page.locator("[data-state-says]").get_attribute("role") == "status"
    assert page.locator("[data-state]").get_attribute("role") is None
    for text in ("K", "Ka", "Karena"):
        page.fill("#teks", text)
        expect(state(page)).to_have_text(SAVED)
    page.context.set_offline(True)
    page.fill("#teks", "Karena begitu")
    expect(state(page)).to_have_text(WAITING)
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(state(page)).to_have_text(SAVED)
    heard = page.evaluate("heard")
    assert [
        re.sub(r"\d\d\.\d\d\.\d\d", "…", text.split(".", 1)[0] if "pukul" not in text else text)
        for text in heard
    ] == [
        "Tersimpan pukul …",
        "Sambungan terputus",
        "Tersimpan pukul …",
    ]
