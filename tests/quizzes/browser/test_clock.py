"""The clock of an attempt and the waiting room: the server's time counts, the device's clock never does."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from lms.db.session import writing
from lms.quizzes import actions
from lms.quizzes.domain.rules import turn
from lms.quizzes.models import Attempt
from tests.quizzes.browser.test_autosave import answer_of, begin, go_to
from tests.quizzes.conftest import WHO
from tests.quizzes.library import EVALUATION, publish_city

OPENS = datetime(2026, 11, 23, 2, 5, tzinfo=UTC)


def shown(page: Page) -> int:
    minutes, seconds = page.locator("[data-clock]").inner_text().split(".")
    return int(minutes) * 60 + int(seconds)


def test_the_time_left_is_spoken_politely_three_times(page, session):
    page.clock.install()
    attempt = begin(page)
    go_to(page, session, attempt, "angka")
    assert page.locator("[data-clock-says]").get_attribute("role") == "status"
    page.evaluate(
        """() => { window.heard = []; const says = document.querySelector("[data-clock-says]");
        new MutationObserver((found) => found.forEach((one) => one.addedNodes.forEach((node) => heard.push(node.textContent))))
          .observe(says, { childList: true }); }"""
    )
    page.route("**/sisa", lambda route: route.abort())  # the server's clock stands still here
    page.clock.run_for(19 * 60_000 + 30_000)
    assert page.evaluate("heard") == ["Sisa waktu 10 menit.", "Sisa waktu 5 menit.", "Sisa waktu 1 menit."]
    assert "low" in page.locator(".timer").get_attribute("class")


def test_a_wrong_clock_of_the_device_changes_nothing(page, session):
    attempt = begin(page)
    go_to(page, session, attempt, "angka")
    before = shown(page)
    assert 1190 <= before <= 1200
    page.clock.set_system_time("2031-01-01T00:00:00Z")
    page.wait_for_timeout(1200)
    assert before - 10 <= shown(page) <= before
    page.fill("#teks", "10")
    expect(page.locator("[data-state-text]")).to_have_text(re.compile("^Tersimpan pukul 09"))


def test_a_page_that_slept_learns_the_time_when_it_wakes(page, session, clock):
    attempt = begin(page)
    go_to(page, session, attempt, "angka")
    clock.advance(timedelta(minutes=12))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("[data-clock]")).to_have_text(re.compile(r"^07\.|^08\.00"))
    clock.advance(timedelta(minutes=3))
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("[data-clock]")).to_have_text(re.compile(r"^04\.|^05\.00"))
    session.rollback()
    with writing(session):
        actions.extend_time(
            session, actor=WHO, clock=clock, attempt_id=attempt, minutes=20, reason="Listrik padam"
        )
    page.fill("#teks", "10")
    expect(page.locator("[data-clock]")).to_have_text(re.compile(r"^24\.|^25\.00"))


def test_when_the_time_is_up_the_page_shows_what_was_kept(page, session, clock):
    page.clock.install()
    attempt = begin(page)
    go_to(page, session, attempt, "angka")
    page.fill("#teks", "10")
    page.clock.run_for(1_000)
    expect(page.locator("[data-state-text]")).to_have_text(re.compile("^Tersimpan"))
    clock.advance(timedelta(minutes=20, seconds=2))
    page.clock.run_for(20 * 60_000)
    page.wait_for_url("**/hasil")
    expect(page.locator("main")).to_contain_text("1 dari 4 soal memiliki jawaban yang tersimpan.")
    assert answer_of(session, "angka") == {"text": "10"}
    assert session.get(Attempt, attempt, populate_existing=True).state == "submitted"


def opening(session, clock, page: Page, officer) -> datetime:
    """The quiz opens at five minutes past; returns the officer's own turn."""
    head = "attempts: 1\nopens: 2026-11-23 09:05\ncloses: 2026-11-23 10:00\nstart_spread: 45"
    publish_city(session, clock, evaluasi=EVALUATION.replace("attempts: 1", head))
    page.clock.install()
    page.goto("/kuis/evaluasi")
    return turn(OPENS, 45, officer.id, "evaluasi")


def test_the_examination_begins_by_itself_for_those_who_wait(page, session, clock, officer):
    own = opening(session, clock, page, officer)
    page.get_by_role("button", name="Tunggu dan mulai otomatis").click()
    expect(page.locator("[data-turn-says]")).to_have_text(
        "Biarkan halaman ini terbuka. Ujian dimulai dengan sendirinya."
    )
    page.clock.run_for(4 * 60_000)
    assert page.url.endswith("/kuis/evaluasi")
    clock.at = own
    page.clock.run_for(2 * 60_000)
    page.wait_for_url(re.compile(r"/percobaan/\d+/"))
    session.rollback()
    found = session.query(Attempt).one()
    assert (found.started_at, found.deadline_at) == (own, own + timedelta(minutes=20))


def test_whoever_did_not_ask_to_wait_begins_by_a_button(page, session, clock, officer):
    own = opening(session, clock, page, officer)
    expect(page.get_by_role("button", name="Mulai ujian")).to_be_hidden()
    clock.at = own
    page.clock.run_for(7 * 60_000)
    expect(page.locator("[data-turn-says]")).to_have_text("Ujian sudah dibuka.")
    assert page.url.endswith("/kuis/evaluasi")
    page.get_by_role("button", name="Mulai ujian").click()
    page.wait_for_url(re.compile(r"/percobaan/\d+/"))


def test_a_device_that_is_fast_waits_for_the_server(page, session, clock, officer):
    own = opening(session, clock, page, officer)
    page.get_by_role("button", name="Tunggu dan mulai otomatis").click()
    page.clock.run_for(6 * 60_000)
    expect(page.locator("[data-turn-face]")).to_have_text(re.compile(r"^0[45]\."))
    session.rollback()
    assert session.query(Attempt).count() == 0
    clock.at = own
    with page.expect_response("**/giliran"):
        page.evaluate("dispatchEvent(new Event('online'))")
    page.clock.run_for(4_000)  # less than a request may take: its own limit runs by this clock too
    page.wait_for_url(re.compile(r"/percobaan/\d+/"))
