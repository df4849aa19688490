"""A trainer's story in a real browser: write, see the fault, repair, publish; and a lost connection."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page, expect, sync_playwright
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from lms.library import queries as library
from lms.studio.queries.drafts import draft_data
from tests.factories import PASSWORD, Make
from tests.studio.conftest import QUIZ

pytestmark = pytest.mark.browser


@pytest.fixture
def url(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, url: str, make: Make, content: dict[str, bytes]) -> Iterator[Page]:
    make.account("trainer", make.officer("Pengajar Contoh"), username="pengajar")
    context = browser.new_context(base_url=url, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto("/masuk")
    page.fill("input[name=name]", "pengajar")
    page.fill("input[name=password]", PASSWORD)
    page.click("main button")
    page.wait_for_url(f"{url}/")
    yield page
    context.close()


def change(page: Page, old: str, new: str) -> None:
    text = page.input_value("#src")
    assert old in text
    page.fill("#src", text.replace(old, new))


def test_write_see_repair_publish(page: Page, session: Session) -> None:
    page.goto(f"/studio/berkas/{QUIZ}")
    change(page, "pass_mark: 80", "pas_mark: 75")
    state = page.locator("#keadaan")
    expect(state).to_contain_text("Draf tersimpan")
    expect(page.locator("#masalah")).to_contain_text("Baris 6, kolom 1")
    expect(page.locator(".ed li.e mark")).to_have_text("pas_mark")
    expect(page.locator("#terbit")).to_be_disabled()
    page.click("#masalah a[data-line]")
    chosen = (
        "() => { const a = document.activeElement; return a.value.slice(a.selectionStart, a.selectionEnd) }"
    )
    assert page.evaluate(chosen) == "pas_mark"
    page.click("button[name=fix]")
    expect(page.locator("#masalah")).to_contain_text("Tidak ada masalah")
    expect(page.locator("#rencana")).to_contain_text("Terbitkan revisi 2")
    expect(page.locator("#terbit")).to_be_enabled()
    page.fill("#note", "Batas lulus turun")
    page.click("#terbit")
    expect(page.locator(".flashes").first).to_contain_text("Revisi 2 terbit.")
    live = library.live_by_id(session, "quiz", "contoh-kuis")
    assert live is not None
    assert (live.number, live.note, live.document["pass_mark"]) == (2, "Batas lulus turun", 75)


def test_a_lost_connection_loses_nothing(page: Page, session: Session) -> None:
    page.goto(f"/studio/berkas/{QUIZ}")
    page.context.set_offline(True)
    change(page, "attempts: 3", "attempts: 2")
    expect(page.locator("#keadaan")).to_contain_text("sambungan terputus")
    assert draft_data(session) == {}
    session.rollback()
    page.context.set_offline(False)
    expect(page.locator("#keadaan")).to_contain_text("Draf tersimpan", timeout=15000)
    assert b"attempts: 2" in (draft_data(session)[QUIZ] or b"")


def test_a_closed_page_offers_what_was_not_saved(page: Page) -> None:
    page.goto(f"/studio/berkas/{QUIZ}")
    # only this page has lost its connection, so it cannot save in the moment in which it is closed
    page.route("**/studio/draf/**", lambda route: route.abort())
    change(page, "attempts: 3", "attempts: 2")
    expect(page.locator("#keadaan")).to_contain_text("sambungan terputus")
    page.close(run_before_unload=False)
    again = page.context.new_page()
    again.goto(f"/studio/berkas/{QUIZ}")
    expect(again.locator("#pulihkan")).to_be_visible()
    again.click("[data-do=recover]")
    expect(again.locator("#keadaan")).to_contain_text("Draf tersimpan")
    assert "attempts: 2" in again.input_value("#src")


def test_numbers_stay_beside_their_lines(page: Page) -> None:
    page.goto(f"/studio/berkas/{QUIZ}")
    change(page, "Kuis ini memperlihatkan", "Kalimat panjang. " * 30 + "\n\nKuis ini memperlihatkan")
    lines = page.evaluate("() => [...document.querySelectorAll('.ed li')].map((li) => li.textContent)")
    assert "\n".join(lines) == page.input_value("#src")
    heights = page.evaluate(
        "() => [document.querySelector('.ed ol').offsetHeight, document.getElementById('src').scrollHeight]"
    )
    assert abs(heights[0] - heights[1]) <= 1


PAGES = (
    "/studio",
    f"/studio/berkas/{QUIZ}",
    "/studio/berkas/courses/contoh-modul/02-prosedur.md",
    "/studio/berkas/quizzes/agencies.csv",
    "/studio/baru",
    "/studio/unggah",
    "/studio/riwayat/quiz/contoh-kuis",
    "/studio/revisi/1",
    "/studio/panduan",
)


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1440, "light")])
def test_pages_fit_and_are_accessible(page: Page, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    faults = {}
    for path in PAGES:
        page.goto(path)
        wide = page.evaluate("() => document.documentElement.scrollWidth") > width
        found = [(v["id"], v["nodes"][0]["target"]) for v in Axe().run(page).response["violations"]]
        if wide or found:
            faults[path] = (wide, found)
    assert faults == {}
