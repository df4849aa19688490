"""Error pages: plain words, the right status, never a traceback, JSON for scripts."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from lms.core.errors import Forbidden, NotFound, Refused, Stale
from lms.people.guard import public


def add(app: Flask, error: Exception) -> None:
    @app.get("/rusak")
    @public
    def broken() -> str:
        raise error


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (Refused("x.full", "Kuota sudah penuh."), 409, "Kuota sudah penuh."),
        (Stale("x.stale", "Halaman sudah usang."), 409, "Halaman sudah usang."),
        (NotFound("x", "Tidak ada."), 404, "Tidak ada."),
        (Forbidden("x", "Bukan untuk Anda."), 403, "Bukan untuk Anda."),
        (OperationalError("SELECT 1", {}, Exception("database is locked")), 503, "Sistem sedang sibuk"),
        (ValueError("rahasia-dalam-galat"), 500, "Halaman ini tidak dapat dimuat"),
    ],
)
def test_every_error_is_a_page(app: Flask, error: Exception, status: int, words: str) -> None:
    add(app, error)
    response = app.test_client().get("/rusak")
    assert response.status_code == status
    assert words in response.text
    assert "Traceback" not in response.text
    assert "rahasia-dalam-galat" not in response.text


def test_a_script_gets_json_with_a_stable_code(app: Flask) -> None:
    add(app, Refused("attempt.closed", "Percobaan sudah ditutup."))
    response = app.test_client().get("/rusak", headers={"Accept": "application/json"})
    assert response.get_json() == {
        "error": "attempt.closed", "title": "Tidak dapat dilakukan", "message": "Percobaan sudah ditutup.",
    }  # fmt: skip


def test_a_busy_database_says_when_to_come_back(app: Flask) -> None:
    add(app, OperationalError("SELECT 1", {}, Exception("database is locked")))
    assert app.test_client().get("/rusak").headers["Retry-After"] == "5"


def test_a_missing_token_changes_nothing_and_says_so(client: FlaskClient) -> None:
    response = client.post("/masuk", data={"name": "petugas", "password": "x"})
    assert response.status_code == 400
    assert "Formulir ini sudah kedaluwarsa" in response.text


def test_a_foreign_host_is_refused(client: FlaskClient) -> None:
    assert client.get("/masuk", headers={"Host": "evil.example"}).status_code == 400


def test_an_endless_form_is_refused_before_it_is_parsed(client: FlaskClient) -> None:
    response = client.post("/masuk", data=b"a=1&" * 800_000, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 413
    assert "terlalu besar" in response.text
