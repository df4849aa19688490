"""Somebody in the middle of an attempt, on a device whose clock and network the test turns."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.visitor import PASSWORD, Visitor

if TYPE_CHECKING:
    from tests.browser.conftest import City

EXAM = "disposisi-dasar"  # half an hour for ten letters
HELD = "() => Object.entries(localStorage).filter(([key]) => key.startsWith('estafet:jawaban:'))"


@dataclass
class Sitting:
    """An officer in the middle of an examination, on a phone whose clock the test turns."""

    city: City
    person: Visitor
    name: str
    attempt: int = 0

    @property
    def page(self) -> Page:
        """The tab that is open."""
        return self.person.page

    def sign_in(self, name: str) -> None:
        """Sign in as anybody."""
        self.page.goto(f"{self.city.url}/masuk")
        self.page.get_by_label("NIP atau surel dinas").fill(name)
        self.page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Masuk", exact=True).click()
        expect(self.page.get_by_role("button", name="Keluar")).to_be_visible()

    def begin(self, quiz: str = EXAM) -> Sitting:
        """Sign in, and start an examination."""
        self.sign_in(self.name)
        self.page.goto(f"{self.city.url}/kuis/{quiz}")
        self.page.get_by_role("button", name="Mulai ujian").click()
        self.page.wait_for_url(re.compile(r"/percobaan/\d+/(soal|surat)/\d+$"))
        found = re.search(r"/percobaan/(\d+)/", self.page.url)
        assert found
        self.attempt = int(found[1])
        return self

    @property
    def box(self) -> Locator:
        """The one tick that every letter has."""
        return self.page.get_by_role("checkbox", name="Dikecualikan")

    @property
    def state(self) -> Locator:
        """What the bar says about saving."""
        return self.page.locator("[data-state-text]")

    @property
    def context(self) -> BrowserContext:
        """The browser, which outlives its tabs."""
        return self.page.context

    def network(self, *, there: bool) -> None:
        """Take the network away, or give it back."""
        self.context.set_offline(not there)

    def wait(self, minutes: float) -> None:
        """Let time go by for the page; for the server it does not."""
        self.page.clock.fast_forward(int(minutes * 60_000))

    def left(self) -> int:
        """The seconds that the timer shows."""
        minutes, seconds = self.page.locator("[data-clock]").inner_text().split(".")
        return int(minutes) * 60 + int(seconds)

    def held(self) -> list[dict[str, Any]]:
        """What waits on the device."""
        return [json.loads(value) for _key, value in self.page.evaluate(HELD)]

    def tokens(self) -> set[str]:
        """The attempts that something on the device belongs to."""
        return {key.split(":")[2] for key, _value in self.page.evaluate(HELD)}

    def answers(self) -> list[dict[str, Any]]:
        """The answers that count, as the database holds them."""
        query = "SELECT answer FROM attempt_question WHERE attempt_id = ? AND answer IS NOT NULL"
        return [json.loads(answer) for (answer,) in self.city.rows(query, self.attempt)]

    def stands(self) -> str:
        """The state of the attempt."""
        ((state,),) = self.city.rows("SELECT state FROM attempt WHERE id = ?", self.attempt)
        return str(state)

    def change(self, statement: str, *values: Any) -> None:
        """What happens on the server meanwhile."""
        with closing(sqlite3.connect(self.city.home / "estafet.sqlite3", timeout=20)) as database, database:
            assert database.execute(statement, values).rowcount > 0

    def move_deadline(self, by: timedelta) -> None:
        """More time, or less."""
        ((ends,),) = self.city.rows("SELECT deadline_at FROM attempt WHERE id = ?", self.attempt)
        moved = datetime.fromisoformat(ends) + by
        self.change("UPDATE attempt SET deadline_at = ? WHERE id = ?", moved.isoformat(sep=" "), self.attempt)

    def go_to(self, number: int) -> None:
        """Open another question of the attempt."""
        self.page.goto(f"{self.city.url}/kuis/percobaan/{self.attempt}/soal/{number}")
