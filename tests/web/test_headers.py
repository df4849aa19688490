"""Security headers and cookies, over http on loopback and over https."""

from pathlib import Path

from flask.testing import FlaskClient

from lms.app import create_app
from lms.core.config import read
from lms.db.base import Base
from lms.db.session import db


def test_every_page_forbids_inline_and_foreign_code(client: FlaskClient) -> None:
    policy = client.get("/masuk").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_pages_are_not_kept_by_caches(client: FlaskClient) -> None:
    headers = client.get("/masuk").headers
    assert headers["Cache-Control"] == "no-store"
    assert "Cookie" in headers["Vary"]


def test_cookies_on_loopback_are_http_only_and_same_site(client: FlaskClient) -> None:
    cookie = client.get("/masuk").headers["Set-Cookie"]
    assert cookie.startswith("sesi=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_cookies_over_https_have_the_host_prefix(tmp_path: Path) -> None:
    config = read({
        "LMS_HOME": str(tmp_path), "LMS_PUBLIC_URL": "https://estafet.kota.example", "SECRET_KEY": "k" * 40,
    })  # fmt: skip
    app = create_app(config)
    with app.app_context():
        Base.metadata.create_all(db.engine)
    client = app.test_client()
    response = client.get("/masuk", base_url="https://estafet.kota.example")
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-sesi=")
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert response.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    with app.app_context():
        db.engine.dispose()
