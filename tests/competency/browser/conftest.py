"""The browser of the quizzes' tests, with an officer whose post asks for what was forgotten."""

from __future__ import annotations

from datetime import date

import pytest

from lms import wiring
from tests.competency.publishing import CITY, publish_city
from tests.competency.taking import WRONG, later, quiz, take
from tests.quizzes.browser.conftest import address, browser, page

__all__ = ["address", "browser", "page"]


@pytest.fixture
def officer(app, session, clock, make):
    wiring.subscribe()
    publish_city(session, clock, {**CITY, **quiz("latihan-a", "K1", 2)})
    officer = make.officer("Rini Contoh")
    make.assign(officer, make.post(make.agency()), start=date(2026, 1, 5))
    return officer


@pytest.fixture
def taking(session, clock, officer):
    take(session, clock, officer.id, "latihan-a", {"s1": WRONG, "s2": WRONG})
    later(clock, days=12)
