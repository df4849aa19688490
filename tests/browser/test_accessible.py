"""An attempt for everybody: each kind of question by keyboard, on narrow and zoomed screens, in the reader's own colours."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.answers import saved
from tests.browser.conftest import Sit
from tests.browser.sitting import Sitting
from tests.browser.visitor import PHONE, WIDE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

KINDS = 9
NARROW = (320, PHONE // 2)  # the width that must do, and a phone at 200 percent
FOCUS = """() => {
  const style = getComputedStyle(document.activeElement);
  return document.activeElement === document.body || (style.outlineStyle !== "none" && style.outlineWidth !== "0px");
}"""
MOVES = """() => [...document.querySelectorAll("*")].filter((e) => {
  const style = getComputedStyle(e);
  return style.transitionDuration !== "0s" || style.animationName !== "none" || style.scrollBehavior === "smooth";
}).map((e) => `${e.tagName} ${e.className}`)"""


def test_every_kind_on_every_screen(sit: Sit, every_kind: str) -> None:
    phone = sit().begin(every_kind)
    for number in range(1, KINDS + 1):
        phone.go_to(number)
        phone.person.check()
        for width in NARROW:
            phone.page.set_viewport_size({"width": width, "height": 640})
            assert phone.page.evaluate(WIDE) == [], (width, phone.page.url)
        phone.page.set_viewport_size({"width": PHONE, "height": 740})
        assert phone.page.evaluate(MOVES) == []
        phone.page.emulate_media(forced_colors="active")
        for _press in range(4):
            phone.page.keyboard.press("Tab")
            assert phone.page.evaluate(FOCUS), phone.page.url
        phone.page.emulate_media(forced_colors="none")


def order_of(phone: Sitting) -> list[str]:
    """The steps as they stand on the page."""
    return phone.page.locator("[data-ordering] li > span:not(.moves)").all_inner_texts()


def test_steps_move_by_keyboard_and_say_where_they_are(sit: Sit, every_kind: str) -> None:
    phone = sit().begin(every_kind)
    page = phone.page
    phone.go_to(4)
    first, second, third = order_of(phone)
    down = page.get_by_role("button", name="Turunkan").first
    down.focus()
    page.keyboard.press("Enter")
    assert order_of(phone) == [second, first, third]
    says = page.locator("[data-moves-say]")
    expect(says).to_have_text("Sekarang di urutan 2 dari 3.")
    page.keyboard.press("Enter")
    expect(says).to_have_text("Sekarang di urutan 3 dari 3.")
    moved = page.locator("[data-ordering] li").nth(2)
    expect(moved.get_by_role("button", name="Turunkan")).to_be_focused()
    assert order_of(phone) == [second, third, first]
    saved(page)
    page.reload()
    places = [field.input_value() for field in page.locator(".place").all()]
    assert [step for _place, step in sorted(zip(places, order_of(phone), strict=True))] == [
        second,
        third,
        first,
    ]
