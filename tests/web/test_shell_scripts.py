"""The scripts of every page in a real browser that speaks English: words of fields and files, and the narrow menu."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect, sync_playwright
from werkzeug.serving import make_server

from tests.factories import PASSWORD, Make

pytestmark = pytest.mark.browser
SAID = "field => field.validationMessage"


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, locale="en-US", viewport={"width": 360, "height": 740})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert faults == []


def sign_in(page: Page, make: Make, role: str) -> None:
    make.account(role, make.officer("Yohanes Contoh"), username="yohanes")
    page.goto("/masuk")
    page.fill("[name=name]", "yohanes")
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    expect(page.get_by_role("button", name="Keluar")).to_be_visible()


def test_a_required_field_speaks_the_language_of_the_page(page: Page) -> None:
    page.goto("/verifikasi")
    code = page.get_by_label("Kode verifikasi")
    page.get_by_role("button", name="Periksa kode").click()
    assert code.evaluate(SAID) == "Wajib diisi."
    code.fill("ABCD")
    assert code.evaluate(SAID) == ""
    page.get_by_role("button", name="Periksa berkas").click()
    assert page.locator("[type=file]").evaluate(SAID) == "Pilih berkasnya lebih dahulu."
    code.fill("")
    page.get_by_role("button", name="English").click()
    page.wait_for_load_state()
    code = page.locator("#kode")
    code.press("Enter")
    assert code.evaluate(SAID) not in ("", "Please fill out this field.", "Wajib diisi.")


def test_a_number_out_of_range_is_told_its_range(page: Page) -> None:
    page.goto("/verifikasi")
    page.evaluate(
        "document.querySelector('main form').insertAdjacentHTML('afterbegin',"
        " '<input id=n type=number min=1 max=40 value=50><input id=d type=number min=0 step=1 value=1.5>')"
    )
    page.fill("#kode", "ABCD")
    page.get_by_role("button", name="Periksa kode").click()
    assert page.locator("#n").evaluate(SAID) == "Isi dengan 1 sampai 40."
    assert page.locator("#d").evaluate(SAID) == "Isi dengan bilangan bulat."


def test_a_chosen_file_is_named_in_words_of_the_page(page: Page, make: Make, tmp_path: Path) -> None:
    sign_in(page, make, "trainer")
    page.goto("/studio/unggah")
    field, pick = page.get_by_label("Berkas", exact=True), page.locator(".filepick")
    expect(pick).to_contain_text("Pilih berkas")
    expect(pick).to_contain_text("Belum ada berkas yang dipilih")
    assert field.get_attribute("title") == "Belum ada berkas yang dipilih"
    for name in ("satu.md", "dua.md"):
        (tmp_path / name).write_text("isi")
    with page.expect_file_chooser() as chooser:
        pick.get_by_text("Pilih berkas").click(force=True)  # the field itself lies over the words
    chooser.value.set_files([tmp_path / "satu.md", tmp_path / "dua.md"])
    expect(pick.locator("[data-chosen]")).to_have_text("satu.md, dua.md")


def test_without_a_script_the_browsers_own_file_field_stands_there(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/verifikasi")
    assert page.locator("[type=file]").evaluate("field => getComputedStyle(field).opacity") == "1"
    expect(page.locator(".filepick > span").first).to_be_hidden()
    context.close()


def test_the_narrow_menu_shows_its_present_entry_and_that_there_is_more(page: Page, make: Make) -> None:
    sign_in(page, make, "trainer")
    menu = page.locator(".nav")
    assert menu.get_attribute("class") == "nav more-after"
    page.goto("/sertifikat/buku")
    expect(menu.locator("[aria-current]")).to_have_text("Sertifikat")
    expect(menu.locator("[aria-current]")).to_be_in_viewport(ratio=1)
    assert menu.get_attribute("class") == "nav more-before more-after"
    menu.evaluate("nav => { nav.scrollLeft = nav.scrollWidth; }")
    expect(menu).to_have_class("nav more-before")


@pytest.mark.parametrize("role", ["officer", "trainer", "head", "admin"])
@pytest.mark.parametrize("width", [1280, 1440])
def test_the_wide_menu_stands_in_one_row(page: Page, make: Make, role: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    sign_in(page, make, role)
    entries = page.locator(".nav li a")
    tops = {round(entries.nth(n).bounding_box()["y"]) for n in range(entries.count())}  # type: ignore[index]
    brand = page.locator(".brand").bounding_box()
    assert brand is not None
    assert len(tops) == 1
    below = min(tops) >= brand["y"] + brand["height"]
    assert below == (entries.count() > 9)  # so many stand in a row of their own
    assert page.locator(".nav").get_attribute("class") == "nav"
