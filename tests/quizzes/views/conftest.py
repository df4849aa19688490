"""A signed-in officer in a browser without JavaScript."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from lms.quizzes.domain.question import item_id
from tests.factories import sign_in


class Reader:
    """Walks through pages as a browser without JavaScript does: by links, and by the forms that stand on them."""

    def __init__(self, client: FlaskClient, token: str) -> None:
        self.client, self.token = client, token
        self.seen: list[str] = []

    def get(self, path: str, **options):
        response = self.client.get(path, **options)
        self.seen.append(response.text)
        return response

    def post(self, path: str, data: dict | None = None, **options):
        response = self.client.post(path, data={"csrf_token": self.token, **(data or {})}, **options)
        self.seen.append(response.text)
        return response

    def save(self, attempt: int, number: int, seq: int, fields: dict):
        response = self.client.post(
            f"/kuis/percobaan/{attempt}/soal/{number}/simpan",
            json={"seq": seq, "fields": fields},
            headers={"X-CSRFToken": self.token},
        )
        self.seen.append(response.text)
        return response

    def start(self, slug: str = "evaluasi", mode: str = "exam") -> int:
        response = self.post(f"/kuis/{slug}/mulai", {"mode": mode})
        assert response.status_code == 303
        return int(re.search(r"percobaan/(\d+)", response.location)[1])


@pytest.fixture
def reader(client, make, officer, taking) -> Reader:
    return Reader(client, sign_in(client, make.account(officer=officer)))


@pytest.fixture
def other(app, make, taking) -> Reader:
    client = app.test_client()
    return Reader(client, sign_in(client, make.account()))


def choice(text: str) -> str:
    return item_id(text)
