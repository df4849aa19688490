"""Taking a quiz by keyboard alone, without JavaScript, and while the network is away."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from lms.quizzes.domain.question import Question
from tests.browser.answers import accepted, answer, destinations, on_screen, saved
from tests.browser.conftest import City, Visit
from tests.browser.visitor import PASSWORD, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

EXAM, LETTERS = "kip-02-evaluasi", "disposisi-latihan"
MOST_TABS = 90
# Whether the focused element can be seen, and shows that it has the focus.
SHOWN = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
  if (e === document.body) return "";
  const ring = style.outlineStyle !== "none" || style.boxShadow !== "none";
  return box.width > 0 && ring ? "" : `${e.tagName} ${e.className} ${e.textContent.trim().slice(0, 40)}`;
}"""


def tab_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Press Tab until this element has the focus; every stop on the way shows where it is."""
    for _press in range(MOST_TABS):
        if wanted.count() and wanted.evaluate("e => e === document.activeElement"):
            return
        page.keyboard.press(key)
        assert page.evaluate(SHOWN) == ""
    pytest.fail(f"{wanted} is not reached by keyboard on {page.url}")


def enter(page: Page, wanted: Locator) -> None:
    tab_to(page, wanted)
    before = page.url
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != before)


def press_until(page: Page, reached: Callable[[], bool]) -> None:
    """Go down the choices until the wanted one is taken."""
    for _press in range(MOST_TABS):
        if reached():
            return
        page.keyboard.press("ArrowDown")
    pytest.fail(f"a choice is not reached by keyboard on {page.url}")


def type_answer(page: Page, question: Question) -> None:
    """The right answer, with keys only."""
    if question.kind in ("single", "truefalse"):
        (right,) = [option.id for option in question.options if option.right]
        tab_to(page, page.locator("input[name=jawab]").first)
        page.keyboard.press("Space")
        press_until(page, lambda: page.locator("input[name=jawab]:checked").get_attribute("value") == right)
    elif question.kind == "multiple":
        for box in page.locator("input[name=jawab]").all():
            if any(option.right and option.id == box.get_attribute("value") for option in question.options):
                tab_to(page, box)
                page.keyboard.press("Space")
    elif question.kind == "ordering":
        order = [f"urut-{option.id}" for option in question.options]
        for field in page.locator("input.place").all():
            tab_to(page, field)
            page.keyboard.type(str(order.index(field.get_attribute("name") or "") + 1))
    elif question.kind == "matching":
        rights = {f"pasang-{pair.left.id}": pair.right.id for pair in question.pairs}
        for field in page.locator("select[name^=pasang-]").all():
            tab_to(page, field)
            right = rights[field.get_attribute("name") or ""]
            press_until(page, lambda field=field, right=right: field.input_value() == right)
    else:
        tab_to(page, page.locator("#teks"))
        page.keyboard.type(accepted(question))


def test_a_quiz_by_keyboard(visit: Visit, newcomer: str) -> None:
    person = visit()
    person.sign_in(newcomer)
    page = person.open(f"/kuis/{EXAM}")
    enter(page, person.button("Mulai ujian"))
    while not page.url.endswith("/tinjau"):
        type_answer(page, on_screen(page, EXAM))
        saved(page)
        enter(page, page.locator("#jawaban .btn.big"))
    enter(page, person.button("Serahkan jawaban"))
    expect(page.locator("h1")).to_have_text("Lulus")
    expect(page.get_by_text("100 dari batas 80.")).to_be_visible()


def test_the_desk_by_keyboard(visit: Visit, newcomer: str) -> None:
    person = visit()
    person.sign_in(newcomer)
    page = person.open(f"/kuis/{LETTERS}")
    enter(page, person.button("Mulai latihan"))
    (right,) = destinations(on_screen(page, LETTERS))
    tab_to(page, page.locator("#cari"))
    page.keyboard.type("lampu jalan")
    expect(page.locator("[data-results] li b").first).to_have_text("Dinas Perumahan dan Kawasan Permukiman")
    page.keyboard.press("Enter")
    wrong = page.locator("[data-slips] li").first
    expect(wrong).to_be_visible()
    tab_to(page, wrong.get_by_role("button"), "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-slips] li")).to_have_count(0)
    expect(page.locator("#cari")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type(right)
    expect(page.locator("[data-results] li b").first).to_have_text(right)
    page.keyboard.press("Enter")
    saved(page)
    person.check()
    enter(page, person.button("Tetapkan disposisi"))
    expect(page.locator("main")).to_contain_text("Nilai surat ini")
    expect(page.locator(".figs .fig b").first).to_have_text("100")


def press(page: Page, button: Locator) -> None:
    """Press a button where no script runs, and wait for the page that it leads to."""
    with page.expect_navigation():
        button.click()


def start_plainly(page: Page, url: str, name: str, quiz_id: str, button: str) -> None:
    """Sign in, and begin a quiz."""
    page.goto(f"{url}/masuk")
    page.get_by_label("NIP atau surel dinas").fill(name)
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    press(page, page.get_by_role("button", name="Masuk", exact=True))
    page.goto(f"{url}/kuis/{quiz_id}")
    press(page, page.get_by_role("button", name=button))


def test_a_quiz_without_javascript(city: City, visit: Visit, newcomer: str) -> None:
    page = visit(PHONE, java_script_enabled=False).page
    start_plainly(page, city.url, newcomer, EXAM, "Mulai ujian")
    while not page.url.endswith("/tinjau"):
        answer(page, on_screen(page, EXAM))
        press(page, page.locator("#jawaban .btn.big"))
    press(page, page.get_by_role("button", name="Serahkan jawaban"))
    expect(page.locator("h1")).to_have_text("Lulus")
    attempt = int(page.url.split("/")[-2])
    assert city.rows("SELECT state, score, passed FROM attempt WHERE id = ?", attempt) == [
        ("submitted", "1/1", 1)
    ]


def test_the_desk_without_javascript(city: City, visit: Visit, newcomer: str) -> None:
    page = visit(PHONE, java_script_enabled=False).page
    start_plainly(page, city.url, newcomer, LETTERS, "Mulai latihan")
    (right,) = destinations(on_screen(page, LETTERS))
    page.locator("#cari").fill(right)
    with page.expect_navigation():
        page.locator("#cari").press("Enter")
    press(page, page.get_by_role("button", name=f"Tambahkan {right}", exact=True))
    expect(page.locator("[data-slips] b")).to_have_text(right)
    press(page, page.get_by_role("button", name="Tetapkan disposisi"))
    expect(page.locator(".figs .fig b").first).to_have_text("100")


def stored(city: City, page: Page) -> dict[str, object] | None:
    """The answer of the question on the page, as the database holds it."""
    found = re.search(r"/percobaan/(\d+)/surat/(\d+)", page.url)
    assert found
    query = "SELECT answer FROM attempt_question WHERE attempt_id = ? AND position = ?"
    ((answer_now,),) = city.rows(query, *found.groups())
    held: dict[str, object] | None = json.loads(answer_now) if answer_now else None
    return held


def test_an_answer_survives_a_lost_network(city: City, visit: Visit, newcomer: str) -> None:
    person = visit(PHONE)
    person.sign_in(newcomer)
    page = person.open(f"/kuis/{LETTERS}")
    person.follow(person.button("Mulai latihan"))
    box = page.get_by_role("checkbox", name="Dikecualikan")
    state = page.locator("[data-state-text]")
    box.check()
    saved(page)
    assert stored(city, page) == {"to": [], "exempt": True}
    person.context.set_offline(True)
    take_wrong_one(page)
    expect(state).to_have_text("Menunggu jaringan (1 jawaban)")
    assert stored(city, page) == {"to": [], "exempt": True}
    here = page.url
    person.button("Tetapkan disposisi").click()
    expect(state).to_have_text("Menunggu jaringan (1 jawaban)")
    assert page.url == here
    person.context.set_offline(False)
    saved(page)
    assert stored(city, page) is None
    person.check()
    elsewhere = visit()
    elsewhere.sign_in(newcomer)
    elsewhere.open(here.removeprefix(city.url))
    expect(elsewhere.page.get_by_role("checkbox", name="Dikecualikan")).not_to_be_checked()


def take_wrong_one(page: Page) -> None:
    """Change the answer; the bar says at once that it is not stored."""
    page.get_by_role("checkbox", name="Dikecualikan").uncheck()
    expect(page.locator("[data-state-text]")).not_to_have_text(re.compile("^Tersimpan"))
