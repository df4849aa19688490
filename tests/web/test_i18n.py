"""Both languages are complete, and dates and numbers are written as each of them does."""

import importlib.util
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from types import ModuleType

import pytest
from flask import Flask
from flask.testing import FlaskClient

from lms.web import i18n
from tests.factories import csrf_of


@pytest.fixture(scope="module")
def messages() -> ModuleType:
    path = Path(__file__).parents[2] / "scripts/messages.py"
    spec = importlib.util.spec_from_file_location("messages", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_sentence_has_an_english_form(messages: ModuleType) -> None:
    assert messages.missing(messages.merged()) == []


def test_the_english_catalogue_holds_no_sentence_that_is_gone(messages: ModuleType) -> None:
    from babel.messages.pofile import read_po

    with messages.CATALOGUE.open("rb") as text:
        kept = {str(m.id) for m in read_po(text, locale="en") if m.id}
    assert kept == {str(m.id) for m in messages.extracted() if m.id}


def test_placeholders_are_the_same_in_both_languages(messages: ModuleType) -> None:
    import re

    def names(text: object) -> set[str]:
        return set(re.findall(r"%\((\w+)\)", str(text)))

    wrong = [str(m.id) for m in messages.merged() if m.id and m.string and names(m.id) != names(m.string)]
    assert wrong == []


def test_dates_and_numbers_in_indonesian(app: Flask) -> None:
    with app.test_request_context():
        assert i18n.show_date(date(2026, 11, 23)) == "23 November 2026"
        assert i18n.show_weekday(date(2026, 11, 23)) == "Senin, 23 November 2026"
        assert i18n.show_time(datetime(2026, 11, 23, 2, 42, tzinfo=UTC)) == "09.42 WIB"
        assert i18n.show_moment(datetime(2026, 11, 23, 17, 30, tzinfo=UTC)) == "24 November 2026, 00.30 WIB"
        assert i18n.show_number(Fraction(8557, 100), 2) == "85,57"
        assert i18n.show_percent(Fraction(2, 3)) == "66 %"


def test_marks_are_rounded_down_never_up(app: Flask) -> None:
    with app.test_request_context():
        assert i18n.show_number(Fraction(79999, 1000), 2) == "79,99"
        assert i18n.show_percent(Fraction(7999, 10000)) == "79 %"


def test_a_reader_can_switch_to_english_and_back(client: FlaskClient) -> None:
    page = client.get("/masuk")
    token = csrf_of(page.text)
    client.post("/bahasa", data={"csrf_token": token, "language": "en", "next": "/masuk"})
    english = client.get("/masuk").text
    assert '<html lang="en">' in english
    assert "<h1>Sign in</h1>" in english
    client.post("/bahasa", data={"csrf_token": csrf_of(english), "language": "id", "next": "/masuk"})
    assert "<h1>Masuk</h1>" in client.get("/masuk").text
