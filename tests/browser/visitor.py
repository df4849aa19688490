"""One person with one browser: every page they look at is held against the promises that all pages make."""

from __future__ import annotations

from contextlib import suppress
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Dialog, Locator, Page, expect

PASSWORD = "kata sandi kota contoh"
PHONE, DESKTOP = 360, 1440
Scheme = Literal["light", "dark"]

AXE = Axe()
IN_ORDER: dict[str, object] = {"axe": [], "errors": [], "too wide": [], "h1, language": [1, "id"]}
# What reaches past the right edge although nothing around it scrolls, named for the person who has to repair it.
WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const scrolls = (e) => { for (let p = e.parentElement; p; p = p.parentElement)
    if (/auto|scroll|hidden|clip/.test(getComputedStyle(p).overflowX) && p !== document.body && p !== document.documentElement)
      return true;
    return false; };
  const out = [...document.body.querySelectorAll("*")]
    .filter((e) => e.getBoundingClientRect().right > width + 1 && !scrolls(e))
    .map((e) => `${e.tagName.toLowerCase()}.${e.className} ${Math.round(e.getBoundingClientRect().right)}`);
  return out.length ? out.slice(-3) : [`page ${document.documentElement.scrollWidth} > ${width}`];
}"""


class Visitor:
    """Somebody with a browser of their own; `complaints` are errors of scripts and of the security policy."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.context = context
        self.url = url
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.page = self.new_tab()

    def new_tab(self) -> Page:
        """Another tab of the same browser; questions of the page are answered with yes."""
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda message: self._listen(message.type, message.text, page.url))
        page.on("dialog", self._agree)
        return page

    def _agree(self, dialog: Dialog) -> None:
        if dialog.type != "beforeunload":
            self.asked.append(dialog.message)
        dialog.accept()

    def _listen(self, kind: str, text: str, url: str) -> None:
        """Answers of 4xx and a network that a test took away are no faults of the page."""
        expected = "status of 4" in text or "ERR_INTERNET_DISCONNECTED" in text
        if kind == "error" and not expected:
            self.complaints.append(f"{url}: {text}")

    def open(self, path: str) -> Page:
        """Go to a page by its path, and look at it."""
        self.page.goto(self.url + path if path.startswith("/") else path)
        return self.check()

    def follow(self, link: Locator) -> Page:
        """Press a link or button that leads to another page, and look at that page."""
        before = self.page.evaluate("performance.timeOrigin")
        link.click()
        with suppress(Exception):  # the old page may be gone while it is asked
            self.page.wait_for_function("before => performance.timeOrigin !== before", arg=before)
        self.page.wait_for_load_state()
        return self.check()

    def check(self) -> Page:
        """No finding of axe-core, no error, nothing wider than the window, one h1, a language."""
        found = AXE.run(self.page).response["violations"]
        facts = self.page.evaluate("[document.querySelectorAll('h1').length, document.documentElement.lang]")
        seen = {
            "axe": [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found],
            "errors": self.complaints,
            "too wide": self.page.evaluate(WIDE),
            "h1, language": facts,
        }
        wrong = {name: what for name, what in seen.items() if what != IN_ORDER[name]}
        if wrong:
            raise AssertionError(f"{self.page.url}: {wrong}")
        return self.page

    def look(self, width: int, scheme: Scheme) -> None:
        """Show the same page in another size or colour."""
        self.page.set_viewport_size({"width": width, "height": 740 if width < 500 else 900})
        self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")

    def sign_in(self, name: str, password: str = PASSWORD) -> Page:
        """Sign in on the form, and look at the first page."""
        self.open("/masuk")
        self.page.get_by_label("NIP atau surel dinas").fill(name)
        self.page.get_by_label("Kata sandi", exact=True).fill(password)
        self.follow(self.page.get_by_role("button", name="Masuk", exact=True))
        expect(self.page.get_by_role("button", name="Keluar")).to_be_visible()
        return self.page

    def button(self, name: str) -> Locator:
        """A button by its exact words."""
        return self.page.get_by_role("button", name=name, exact=True)

    def link(self, name: str) -> Locator:
        """A link by its exact words."""
        return self.page.get_by_role("link", name=name, exact=True)
