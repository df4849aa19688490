"""What is typed survives: hours without a network, reloads, closed tabs, ended sessions, wrong clocks, and the deadline."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.answers import saved
from tests.browser.conftest import Sit
from tests.browser.visitor import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

LIMIT = 30 * 60  # seconds that the examination lasts
EXEMPT = {"to": [], "exempt": True}


@pytest.mark.parametrize("minutes", [1, 5, 20])
def test_minutes_without_a_network(sit: Sit, minutes: int) -> None:
    phone = sit().begin()
    phone.network(there=False)
    phone.box.check()
    expect(phone.state).to_have_text("Menunggu jaringan (1 jawaban)")
    phone.wait(minutes)
    assert phone.left() <= LIMIT - minutes * 60
    expect(phone.page.locator("[data-trouble]")).to_contain_text("1 jawaban tersimpan di perangkat ini")
    assert (len(phone.held()), phone.answers()) == (1, [])
    phone.network(there=True)
    saved(phone.page)
    assert (phone.held(), phone.answers()) == ([], [EXEMPT])
    expect(phone.page.locator("[data-trouble]")).to_be_hidden()
    assert phone.left() > LIMIT - 40  # for the server no minute went by, and the server is right


def test_a_reload_without_a_network(sit: Sit) -> None:
    phone = sit().begin()
    phone.page.evaluate("navigator.serviceWorker.ready")
    stem = phone.page.locator("article.letter dd").nth(1).inner_text()
    phone.network(there=False)
    phone.box.check()
    expect(phone.state).to_have_text("Menunggu jaringan (1 jawaban)")
    phone.page.reload()
    expect(phone.page.locator("h1")).to_have_text("Menunggu jaringan")
    expect(phone.page.locator("main")).to_contain_text(
        "1 jawaban yang belum terkirim tersimpan di perangkat ini"
    )
    kept = phone.page.evaluate(
        "async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys())"
        ".map((one) => new URL(one.url).pathname)))).flat()"
    )
    assert [path for path in kept if not path.startswith("/static/")] == ["/kuis/percobaan/luring"]
    assert stem not in phone.page.content()
    with phone.page.expect_download() as loading:
        phone.page.get_by_role("button", name="Unduh berkas penyelamat").click()
    file = json.loads(loading.value.path().read_text())
    assert (file["attempt"], file["answers"][0]["fields"]) == (phone.attempt, {"kecualikan": ["1"]})
    phone.network(there=True)
    saved(phone.page)
    expect(phone.box).to_be_checked()
    assert (phone.held(), phone.answers()) == ([], [EXEMPT])


def test_a_closed_tab_and_another_person_on_the_same_phone(sit: Sit, crowd: Iterator[str]) -> None:
    phone = sit().begin()
    phone.network(there=False)
    phone.box.check()
    expect(phone.state).to_have_text("Menunggu jaringan (1 jawaban)")
    phone.context.clear_cookies()
    shut, phone.person.page = phone.page, phone.person.new_tab()
    shut.close()
    phone.network(there=True)
    phone.sign_in(next(crowd))
    own = phone.page.evaluate("async () => (await (await fetch('/kuis/percobaan/antrean')).json()).attempts")
    assert own.keys().isdisjoint(phone.tokens())
    phone.page.wait_for_load_state("networkidle")
    phone.page.get_by_role("button", name="Keluar").click()
    expect(phone.page.get_by_label("Kata sandi", exact=True)).to_be_visible()
    assert (len(phone.held()), phone.answers()) == (1, [])
    phone.sign_in(phone.name)
    told = phone.page.locator("main [role=status]").filter(has_text="sudah tersimpan")
    expect(told).to_contain_text("yang tertinggal di perangkat ini sudah tersimpan.")
    assert (phone.held(), phone.answers()) == ([], [EXEMPT])


def test_a_session_that_ends_asks_for_the_password_in_place(sit: Sit) -> None:
    phone = sit().begin()
    page, here = phone.page, phone.page.url
    phone.change(
        "DELETE FROM login_session WHERE account_id = (SELECT account.id FROM account JOIN officer"
        " ON officer.id = account.officer_id WHERE officer.nip = ?)",
        phone.name,
    )
    phone.box.focus()
    page.keyboard.press("Space")
    dialog = page.get_by_role("dialog", name="Sesi Anda berakhir")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_label("Kata sandi")).to_be_focused()
    expect(phone.state).to_have_text("Belum tersimpan")
    page.keyboard.type("kata sandi keliru")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_have_text("Kata sandi tidak cocok. Periksa kembali.")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    saved(page)
    expect(dialog).to_be_hidden()
    expect(phone.box).to_be_focused()
    assert (page.url, phone.held(), phone.answers()) == (here, [], [EXEMPT])


def test_a_deadline_that_passes_without_a_network(sit: Sit) -> None:
    phone = sit().begin()
    phone.network(there=False)
    phone.box.check()
    expect(phone.state).to_have_text("Menunggu jaringan (1 jawaban)")
    phone.wait(LIMIT / 60)
    trouble = phone.page.locator("[data-trouble]")
    expect(trouble).to_contain_text("Waktu habis. 1 jawaban yang Anda ketik sebelum itu tersimpan")
    expect(phone.box).to_be_disabled()
    with phone.page.expect_download() as loading:
        trouble.get_by_role("button", name="Unduh berkas penyelamat").click()
    file = json.loads(loading.value.path().read_text())
    assert [one["fields"] for one in file["answers"]] == [{"kecualikan": ["1"]}]
    phone.move_deadline(-timedelta(seconds=LIMIT + 90))
    phone.network(there=True)
    expect(phone.page.get_by_text("Menunggu keputusan pengajar")).to_be_visible()
    expect(phone.page.get_by_text("menurut jam perangkat")).to_be_visible()
    assert (phone.held(), phone.answers(), phone.stands()) == ([], [], "expired")
    late = "SELECT value, late FROM answer_event WHERE attempt_id = ?"
    ((value, is_late),) = phone.city.rows(late, phone.attempt)
    assert (json.loads(value), is_late) == (EXEMPT, 1)


def test_more_time_that_was_given_while_the_network_was_away(sit: Sit) -> None:
    phone = sit().begin()
    phone.network(there=False)
    phone.box.check()
    phone.wait(LIMIT / 60)
    expect(phone.box).to_be_disabled()
    phone.move_deadline(timedelta(minutes=10))
    phone.network(there=True)
    saved(phone.page)
    expect(phone.box).to_be_enabled()
    assert phone.left() > LIMIT + 9 * 60
    assert (phone.answers(), phone.stands()) == ([EXEMPT], "open")


def test_more_time_shows_in_an_open_page(sit: Sit) -> None:
    phone = sit().begin()
    phone.move_deadline(timedelta(minutes=10))
    assert phone.left() <= LIMIT
    phone.wait(2.1)
    expect(phone.page.locator("[data-clock]")).to_have_text(re.compile(r"^(39|40)\."))


@pytest.mark.parametrize("wrong_by", [-10, 10])
def test_a_phone_with_a_wrong_clock_that_sleeps(sit: Sit, wrong_by: int) -> None:
    phone = sit(wrong_by).begin()
    assert LIMIT - 20 < phone.left() <= LIMIT
    phone.network(there=False)
    phone.box.check()
    expect(phone.state).to_have_text("Menunggu jaringan (1 jawaban)")
    (kept,) = phone.held()
    assert abs(datetime.fromisoformat(kept["at"]) - datetime.now(UTC)) < timedelta(seconds=8)
    slept = datetime.now(UTC) + timedelta(minutes=wrong_by + 5)
    phone.page.clock.set_system_time(slept)  # the phone slept: its steady clock stood still meanwhile
    expect(phone.page.locator("[data-clock]")).to_have_text(re.compile(r"^24\."))


def test_a_clock_that_is_set_forward_ends_nothing(sit: Sit) -> None:
    phone = sit().begin()
    phone.box.check()
    saved(phone.page)
    with phone.page.expect_response("**/sisa"):
        phone.page.clock.set_system_time(datetime.now(UTC) + timedelta(minutes=40))
    expect(phone.page.locator("[data-clock]")).to_have_text(re.compile(r"^(29|30)\."))
    phone.box.uncheck()
    saved(phone.page)
    assert (phone.answers(), phone.stands()) == ([], "open")


def test_a_device_that_cannot_store(sit: Sit) -> None:
    phone = sit()
    phone.page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }"
    )
    phone.begin()
    said = phone.page.locator("[data-trouble-text]")
    phone.box.check()
    saved(phone.page)
    expect(said).to_have_text("")
    phone.network(there=False)
    phone.box.uncheck()
    expect(said).to_contain_text("Perangkat ini tidak dapat menyimpan jawaban, dan server belum menerimanya.")
    expect(phone.state).to_have_text("Belum tersimpan")
    phone.network(there=True)
    saved(phone.page)
    expect(said).to_be_hidden()
    assert phone.answers() == []


def test_an_answer_is_sent_half_a_second_after_it_was_typed(sit: Sit, every_kind: str) -> None:
    phone = sit().begin(every_kind)
    page = phone.page
    phone.go_to(7)
    page.evaluate(
        "() => { window.sent = []; const real = fetch; window.fetch = (...all) => {"
        " if (all[0].endsWith('/simpan')) sent.push(performance.now()); return real(...all); };"
        " document.querySelector('#teks').addEventListener('input', () => { window.typed ??= performance.now(); }); }"
    )
    page.locator("#teks").press_sequentially("sepuluh hari kerja", delay=100)
    first, before_the_end = page.evaluate("[sent[0] - typed, sent.length]")
    assert (first <= 500, before_the_end >= 2) == (True, True)
    saved(page)
    assert phone.answers() == [{"text": "sepuluh hari kerja"}]


def test_the_time_is_said_three_times_and_not_each_second(sit: Sit) -> None:
    phone = sit().begin()
    phone.page.evaluate(
        "() => { window.said = []; new MutationObserver((all) => all.forEach((one) => said.push(one.target.textContent)))"
        ".observe(document.querySelector('[data-clock-says]'), { childList: true }); }"
    )
    phone.network(there=False)
    for minutes in (19, 1.5, 4, 1, 3, 0.6, 0.5):
        phone.wait(minutes)
    assert phone.page.evaluate("said") == [f"Sisa waktu {n} menit." for n in (10, 5, 1)]
    assert phone.page.locator(".timer").get_attribute("aria-live") is None
