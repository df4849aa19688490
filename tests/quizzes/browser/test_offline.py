"""Attempts that lose nothing: everything typed is on the server afterwards, or the page says where it is.

Each story keeps a ledger of what was typed and compares it with the rows; nobody's word is believed, the bar's least.
"""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from lms.quizzes.models import AnswerEvent, Attempt, AttemptQuestion, LateAnswer
from lms.quizzes.queries.late import late_of_attempt
from tests.factories import PASSWORD
from tests.quizzes.browser.test_autosave import answer_of, begin, go_to

KEYS = "Object.keys(localStorage).filter((key) => key.startsWith('estafet:jawaban:'))"
SAVED = re.compile(r"^Tersimpan pukul \d\d\.\d\d\.\d\d$")
WAITING = re.compile(r"^Menunggu jaringan \((\d+) jawaban\)$")


def state(page: Page):
    return page.locator("[data-state-text]")


def back_online(page: Page) -> None:
    """The network is back, and the browser says so."""
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")


def typed(session, attempt: int) -> dict[str, dict | None]:
    """The current answers as the database holds them, by question."""
    session.rollback()
    rows = session.scalars(
        select(AttemptQuestion)
        .where(AttemptQuestion.attempt_id == attempt)
        .execution_options(populate_existing=True)
    )
    return {row.question_id: row.answer for row in rows}


@pytest.mark.parametrize("minutes", [1, 5, 20])
def test_offline_for_minutes_nothing_typed_is_lost(page, session, clock, minutes):
    """The clock of the server and the timers of the page both go on; the limit of the quiz is twenty minutes."""
    page.clock.install()
    attempt = begin(page)
    go_to(page, session, attempt, "angka")
    ledger = []
    page.context.set_offline(True)
    for n in range(1, 4):
        ledger.append({"text": str(n)})
        page.fill("#teks", str(n))
        page.clock.run_for(minutes * 20_000 - (1_000 if minutes == 20 else 0))
        clock.advance(timedelta(seconds=minutes * 20 - (1 if minutes == 20 else 0)))
        expect(state(page)).to_have_text(WAITING)
        assert answer_of(session, "angka") is None
    back_online(page)
    page.clock.run_for(1_000)
    expect(state(page)).to_have_text(SAVED)
    assert answer_of(session, "angka") == ledger[-1]
    assert page.evaluate(KEYS) == []


def test_the_page_says_within_ten_seconds_what_is_the_matter_and_offers_a_file(page, session):
    attempt = begin(page)
    go_to(page, session, attempt, "angka")
    page.clock.install()
    page.context.set_offline(True)
    page.fill("#teks", "10")
    page.clock.run_for(1_000)
    expect(state(page)).to_have_text(WAITING)
    page.clock.run_for(9_000)
    expect(page.locator("[data-trouble]")).to_be_visible()
    expect(page.locator("[data-trouble-text]")).to_contain_text(
        "Sambungan terputus. 1 jawaban tersimpan di perangkat ini"
    )
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh berkas penyelamat").click()
    found = json.loads(download.value.path().read_text())
    (kept,) = found.pop("answers")
    assert kept["fields"] == {"teks": ["10"]}
    assert (found["attempt"], found["token"]) == (attempt, session.get(Attempt, attempt).device_token)
    back_online(page)
    page.clock.run_for(1_000)
    expect(page.locator("[data-trouble]")).to_be_hidden()


def test_a_network_that_answers_with_its_own_page_has_stored_nothing(page, session):
    attempt = begin(page)
    go_to(page, session, attempt, "angka")
    portal = {"status": 200, "content_type": "text/html", "body": "<h1>Selamat datang di WiFi Hotel</h1>"}
    page.route("**/simpan", lambda route: route.fulfill(**portal))
    page.fill("#teks", "10")
    expect(state(page)).to_have_text(WAITING)
    page.unroute("**/simpan")
    page.route("**/simpan", lambda route: route.fulfill(status=200, json={"seq": 99, "current": True}))
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(state(page)).to_have_text(WAITING)
    page.unroute("**/simpan")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(state(page)).to_have_text(SAVED)
    assert answer_of(session, "angka") == {"text": "10"}


def test_a_closed_tab_is_remembered_by_the_home_page_two_hours_later(page, session, clock, make, officer):
    """The attempt ran out meanwhile: the answer arrives as late, with its moment, and is not counted."""
    attempt = begin(page)
    go_to(page, session, attempt, "angka")
    context = page.context
    context.set_offline(True)
    page.fill("#teks", "10")
    expect(state(page)).to_have_text(WAITING)
    page.close()
    clock.advance(timedelta(hours=2))
    context.set_offline(False)
    later = context.new_page()
    later.goto("/")
    later.fill("[name=name]", "rini")
    later.fill("[name=password]", PASSWORD)
    later.press("[name=password]", "Enter")
    later.wait_for_url(re.compile(r"/$"))
    expect(later.locator(".flashes")).to_contain_text("Jawaban “Evaluasi contoh” diterima sebagai terlambat.")
    session.rollback()
    (late,) = late_of_attempt(session, attempt)
    assert (late.value, late.decision, late.typed_at is None) == ({"text": "10"}, None, False)
    assert typed(session, attempt)["angka"] is None
    assert later.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('estafet:'))") == []
    later.get_by_role("link", name="Lihat hasil").click()
    expect(later.locator("main")).to_contain_text("Menunggu keputusan pengajar")


def test_a_closed_tab_of_an_attempt_that_is_open_is_saved_from_the_home_page(page, session):
    attempt = begin(page, "uraian")
    go_to(page, session, attempt, "jelaskan")
    context = page.context
    context.set_offline(True)
    page.fill("#teks", "Karena begitu.")
    expect(state(page)).to_have_text(WAITING)
    page.close()
    context.set_offline(False)
    later = context.new_page()
    later.goto("/")
    expect(later.locator(".flashes")).to_contain_text(
        "Jawaban “Uraian contoh” yang tertinggal di perangkat ini sudah tersimpan."
    )
    assert answer_of(session, "jelaskan") == {"text": "Karena begitu."}


def test_another_officer_on_the_same_phone_neither_sees_nor_sends_it(page, session, make):
    attempt = begin(page)
    go_to(page, session, attempt, "angka")
    context = page.context
    context.set_offline(True)
    page.fill("#teks", "10")
    expect(state(page)).to_have_text(WAITING)
    context.clear_cookies()  # before closing: a closing page is online for a moment, and would send its own answer
    page.close()
    context.set_offline(False)
    make.account(username="budi", officer=make.officer("Budi Contoh"))
    stranger = context.new_page()
    asked = []
    stranger.on("request", lambda request: asked.append(request.post_data or ""))
    stranger.goto("/masuk")
    stranger.fill("[name=name]", "budi")
    stranger.fill("[name=password]", PASSWORD)
    stranger.press("[name=password]", "Enter")
    stranger.wait_for_url(re.compile(r"/$"))
    with stranger.expect_response("**/antrean"):
        stranger.goto("/kuis")
    stranger.wait_for_timeout(500)
    assert stranger.locator(".flashes").count() == 0
    assert not any("teks" in text for text in asked)
    assert len(stranger.evaluate(KEYS)) == 1
    assert answer_of(session, "angka") is None


def test_the_session_ends_and_the_officer_goes_on_in_place(page, session, clock):
    attempt = begin(page, "uraian")
    go_to(page, session, attempt, "jelaskan")
    address = page.url
    clock.advance(timedelta(minutes=31))
    page.fill("#teks", "Karena begitu.")
    dialog = page.locator("dialog")
    expect(dialog).to_be_visible()
    expect(state(page)).to_have_text("Belum tersimpan")
    page.fill("#sandi-lagi", "kata sandi keliru")
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("Kata sandi tidak cocok. Periksa kembali.")
    page.fill("#sandi-lagi", PASSWORD)
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(state(page)).to_have_text(SAVED)
    assert page.url == address
    assert answer_of(session, "jelaskan") == {"text": "Karena begitu."}
    page.fill("#teks", "Karena begitu, dan lagi.")
    page.get_by_role("button", name="Berikutnya").click()
    page.wait_for_url(lambda url: url != address)
    assert answer_of(session, "jelaskan") == {"text": "Karena begitu, dan lagi."}


def test_signing_in_can_be_put_off_and_does_not_come_back_unasked(page, session):
    page.clock.install()
    attempt = begin(page, "uraian")
    go_to(page, session, attempt, "jelaskan")
    page.context.clear_cookies()
    page.fill("#teks", "Karena")
    page.clock.run_for(1_000)
    page.get_by_role("button", name="Nanti").click()
    page.fill("#teks", "Karena begitu.")
    for _ in range(5):
        page.clock.run_for(5_000)
    expect(page.locator("dialog")).to_be_hidden()
    expect(page.locator("[data-trouble-text]")).to_contain_text("1 jawaban tersimpan di perangkat ini.")
    page.get_by_role("button", name="Masuk kembali").click()
    page.fill("#sandi-lagi", PASSWORD)
    page.keyboard.press("Enter")
    expect(state(page)).to_have_text(SAVED)
    assert answer_of(session, "jelaskan") == {"text": "Karena begitu."}


def test_the_session_ends_and_the_browser_has_lost_its_cookies_too(page, session):
    attempt = begin(page, "uraian")
    go_to(page, session, attempt, "jelaskan")
    page.context.clear_cookies()
    page.fill("#teks", "Karena begitu.")
    expect(page.locator("dialog")).to_be_visible()
    page.fill("#sandi-lagi", PASSWORD)
    page.keyboard.press("Enter")
    expect(state(page)).to_have_text(SAVED)
    assert answer_of(session, "jelaskan") == {"text": "Karena begitu."}


def test_the_deadline_passes_offline(page, session, clock):
    """What was typed before is sent as late, what would be typed after is not taken, and the page says both."""
    page.clock.install()
    attempt = begin(page)
    go_to(page, session, attempt, "angka")
    page.context.set_offline(True)
    page.fill("#teks", "10")
    page.clock.run_for(1_000)
    clock.advance(timedelta(minutes=25))
    page.clock.run_for(25 * 60_000)
    expect(page.locator("[data-trouble-text]")).to_contain_text(
        "Waktu habis. 1 jawaban yang Anda ketik sebelum itu"
    )
    expect(page.locator("#teks")).to_be_disabled()
    assert typed(session, attempt)["angka"] is None
    back_online(page)
    for _ in range(10):
        page.clock.run_for(3_000)
        if page.url.endswith("/hasil"):
            break
        page.wait_for_timeout(300)
    page.wait_for_url("**/hasil")
    expect(page.locator("main")).to_contain_text("Jawaban terlambat, soal")
    session.rollback()
    (late,) = late_of_attempt(session, attempt)
    assert (late.value, late.typed_at is None) == ({"text": "10"}, False)
    assert session.get(Attempt, attempt, populate_existing=True).state == "expired"
    assert typed(session, attempt)["angka"] is None


def test_two_tabs_offline_never_fight(page, session):
    """The older tab's older answer never replaces the newer one, whichever tab sends first."""
    attempt = begin(page)
    go_to(page, session, attempt, "angka")
    second = page.context.new_page()
    second.goto(page.url)
    page.context.set_offline(True)
    page.fill("#teks", "10")
    expect(state(page)).to_have_text(WAITING)
    expect(second.locator("#teks")).to_have_value("10")
    second.fill("#teks", "11")
    expect(state(second)).to_have_text(WAITING)
    expect(page.locator("#teks")).to_have_value("11")
    back_online(page)
    expect(state(page)).to_have_text(SAVED)
    page.evaluate("dispatchEvent(new Event('online'))")
    second.evaluate("dispatchEvent(new Event('online'))")
    expect(state(second)).to_have_text(SAVED)
    assert answer_of(session, "angka") == {"text": "11"}
    session.rollback()
    stored = session.scalars(select(AnswerEvent).order_by(AnswerEvent.client_seq)).all()
    assert stored[-1].value == {"text": "11"}


def test_an_answer_that_lost_against_another_device_goes_to_a_person(page, session, taking, clock):
    attempt_id = begin(page)
    go_to(page, session, attempt_id, "angka")
    page.context.set_offline(True)
    page.fill("#teks", "10")
    expect(state(page)).to_have_text(WAITING)
    session.rollback()
    attempt = session.get(Attempt, attempt_id)
    taking.save(attempt, "angka", {"teks": ["12"]}, seq=1)
    back_online(page)
    expect(state(page)).to_contain_text("Jawaban yang lebih baru sudah tersimpan")
    assert answer_of(session, "angka") == {"text": "12"}
    clock.advance(timedelta(minutes=22))
    page.goto(f"/kuis/percobaan/{attempt_id}")
    page.wait_for_url("**/hasil")
    expect(page.locator(".flashes")).to_contain_text("diterima sebagai terlambat")
    session.rollback()
    (late,) = late_of_attempt(session, attempt_id)
    assert late.value == {"text": "10"}
    assert answer_of(session, "angka") == {"text": "12"}
    assert session.scalar(select(LateAnswer.client_seq)) == 1


FORBID = """
for (const name of ["getItem", "setItem", "removeItem"]) {
  Storage.prototype[name] = () => { throw new DOMException("denied", "SecurityError"); };
}
"""
FULL = 'Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };'


@pytest.mark.parametrize("trouble", [FORBID, FULL], ids=["forbidden", "full"])
def test_storage_that_cannot_hold_says_so_and_loses_nothing(page, session, trouble):
    page.add_init_script(trouble)
    attempt = begin(page)
    go_to(page, session, attempt, "angka")
    page.fill("#teks", "9")
    expect(state(page)).to_have_text(SAVED)
    page.context.set_offline(True)
    page.fill("#teks", "10")
    expect(state(page)).to_have_text("Belum tersimpan")
    expect(page.locator("[data-trouble-text]")).to_contain_text(
        "Perangkat ini tidak dapat menyimpan jawaban, dan server belum menerimanya. Jangan tutup halaman ini"
    )
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.close(run_before_unload=True)
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    back_online(page)
    expect(state(page)).to_have_text(SAVED)
    assert answer_of(session, "angka") == {"text": "10"}


def test_the_next_question_waits_until_the_server_has_this_one(page, session):
    attempt = begin(page)
    go_to(page, session, attempt, "angka")
    here = page.url
    page.route("**/simpan", lambda route: route.abort())
    page.fill("#teks", "10")
    page.locator(".walk button").first.click()
    expect(state(page)).to_have_text(WAITING)
    assert page.url == here
    page.unroute("**/simpan")
    page.locator(".walk button").first.click()
    page.wait_for_url(lambda url: url != here)
    assert answer_of(session, "angka") == {"text": "10"}


def test_more_time_given_at_the_last_moment_opens_the_page_again(page, session, clock, taking):
    from lms.db.session import writing
    from lms.quizzes import actions
    from tests.quizzes.conftest import WHO

    page.clock.install()
    attempt = begin(page)
    go_to(page, session, attempt, "angka")
    page.context.set_offline(True)
    clock.advance(timedelta(minutes=20, seconds=5))
    page.clock.run_for(20 * 60_000 + 5_000)
    expect(page.locator("#teks")).to_be_disabled()
    session.rollback()
    with writing(session):
        actions.extend_time(
            session, actor=WHO, clock=clock, attempt_id=attempt, minutes=10, reason="Listrik padam"
        )
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("#teks")).to_be_enabled()
    page.fill("#teks", "10")
    page.clock.run_for(1_000)
    expect(state(page)).to_have_text(SAVED)
    assert answer_of(session, "angka") == {"text": "10"}


def test_when_somebody_else_signs_in_beside_it_nothing_is_sent_and_nothing_lost(page, session, make):
    """Two officers share a browser: the page of the first keeps its answer until the first is back."""
    attempt = begin(page, "uraian")
    go_to(page, session, attempt, "jelaskan")
    make.account(username="budi", officer=make.officer("Budi Contoh"))
    own = page.context.cookies()
    page.context.clear_cookies()
    second = page.context.new_page()
    second.goto("/masuk")
    second.fill("[name=name]", "budi")
    second.fill("[name=password]", PASSWORD)
    second.press("[name=password]", "Enter")
    second.wait_for_url(re.compile(r"/$"))
    page.fill("#teks", "Karena begitu.")
    expect(page.locator("[data-trouble]")).to_contain_text("Akun lain sedang masuk di peramban ini.")
    expect(state(page)).to_have_text("Belum tersimpan")
    assert answer_of(session, "jelaskan") is None
    page.context.clear_cookies()
    page.context.add_cookies(own)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(state(page)).to_have_text(SAVED)
    assert answer_of(session, "jelaskan") == {"text": "Karena begitu."}


def test_a_tab_that_was_overtaken_while_it_slept_goes_on_with_a_higher_number(page, session):
    """No message of the other tab reached it: its next answer is still the newest, and refused by nobody."""
    page.add_init_script("addEventListener('storage', (event) => event.stopImmediatePropagation(), true);")
    attempt = begin(page)
    go_to(page, session, attempt, "angka")
    second = page.context.new_page()
    second.goto(page.url)
    for text in ("1", "2", "3"):
        second.fill("#teks", text)
        expect(state(second)).to_have_text(SAVED)
        expect(second.locator("[data-state]")).to_have_class("st ok")
    page.fill("#teks", "10")
    expect(state(page)).to_have_text(SAVED)
    assert answer_of(session, "angka") == {"text": "10"}


def test_the_bar_never_says_saved_before_the_server_has_said_so(page, session):
    attempt = begin(page)
    go_to(page, session, attempt, "angka")
    held = []

    def hold(route):
        held.append(route)

    page.route("**/simpan", hold)
    page.fill("#teks", "10")
    page.wait_for_timeout(1500)
    assert len(held) == 1
    expect(state(page)).to_have_text("Belum tersimpan")
    held[0].continue_()
    expect(state(page)).to_have_text(SAVED)
