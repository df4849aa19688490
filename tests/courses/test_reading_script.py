"""The reading script in a real browser: it marks the contents, remembers the place, and breaks no policy."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page, sync_playwright
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from lms.courses.queries import LiveCourse, standing
from lms.people.models import Account
from tests.factories import PASSWORD, Make

pytestmark = pytest.mark.browser


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 600})
        yield page
        browser.close()


@pytest.fixture
def reader(page: Page, address: str, make: Make) -> Account:
    account = make.account("officer", username="rini")
    page.goto(f"{address}/masuk")
    page.fill("[name=name]", "rini")
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    return account


def test_the_place_is_remembered_while_reading(
    page: Page, address: str, reader: Account, live: LiveCourse, session: Session
) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"{address}/pelatihan/menerima/prosedur")
    page.locator("#isi-contoh").scroll_into_view_if_needed()
    with page.expect_response(lambda response: response.url.endswith("/tempat")) as told:
        page.evaluate("document.querySelector('#isi-contoh').scrollIntoView()")
    assert told.value.status == 204
    assert page.locator(".toc [aria-current]").inner_text() == "Contoh"
    session.rollback()
    mine = standing(session, live, reader.officer_id).lessons[1]
    assert mine.place == "isi-contoh"
    assert 50 < mine.furthest <= 100
    page.goto(f"{address}/pelatihan/menerima/prosedur")
    page.get_by_role("link", name="Lanjutkan dari “Contoh”").click()
    assert page.url.endswith("#isi-contoh")
    assert complaints == []
