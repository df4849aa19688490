"""A trainer's and a participant's browser."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from lms.people.models import Officer
from tests.factories import Make, sign_in


class Reader:
    """One signed-in reader; `text` is what a page says, without its markup."""

    def __init__(self, app: Flask, make: Make, role: str, officer: Officer | None = None) -> None:
        self.app = app
        self.officer = officer or make.officer()
        self.officer_id = self.officer.id
        self.account = make.account(role, self.officer)
        self.enter()

    def enter(self) -> None:
        """Sign in; again when hours have passed and the session of the browser is too old."""
        self.client = self.app.test_client()
        self.token = sign_in(self.client, self.account)

    def get(self, path: str, status: int = 200) -> TestResponse:
        response = self.client.get(path)
        assert response.status_code == status, response.text
        return response

    def post(self, path: str, status: int = 303, **fields: Any) -> TestResponse:
        response = self.client.post(path, data={"csrf_token": self.token, **fields})
        assert response.status_code == status, response.text
        return response

    def text(self, path: str) -> str:
        return plain(self.get(path).text)

    def after(self, path: str, **fields: Any) -> str:
        """What the page says to which a post leads."""
        return self.text(self.post(path, **fields).headers["Location"])


def plain(page: str) -> str:
    """The words of a page's main part."""
    main = page[page.index("<main") : page.index("</main>")]
    words = re.sub(r"<[^>]+>", " ", main)
    return re.sub(r"\s+", " ", html.unescape(words))


@pytest.fixture
def trainer(app: Flask, make: Make) -> Reader:
    return Reader(app, make, "trainer")


@pytest.fixture
def reader(app: Flask, make: Make) -> Reader:
    return Reader(app, make, "officer", make.officer("Rini Contoh"))
