"""Signing in: who gets in, who does not, and what a stranger can learn or break."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from lms.audit.queries import entries
from lms.db.session import writing
from lms.people.actions import accounts
from lms.people.domain import limits
from lms.people.models import LoginFailure, LoginSession
from lms.people.queries.accounts import account_for_name
from tests.factories import ACTOR, PASSWORD, csrf_of, sign_in


def attempt(client, name, password=PASSWORD, path="/masuk"):
    token = csrf_of(client.get("/masuk").text)
    return client.post(path, data={"csrf_token": token, "name": name, "password": password})


@pytest.fixture
def rini(make):
    officer = make.officer("Rini Wulandari", nip="199104172015032004", email="rini@kota.example")
    return make.account(officer=officer, username="rini")


@pytest.mark.parametrize(
    "name",
    [
        "199104172015032004",
        "19910417 201503 2 004",
        "rini@kota.example",
        "RINI@kota.example ",
        "rini",
        "Rini",
    ],
)
def test_nip_email_and_user_name_lead_in(client, rini, name):
    response = attempt(client, name)
    assert (response.status_code, response.headers["Location"]) == (303, "/")
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    "name", ["rini", "nobody", "", "199104172015032005", "x" * 300, "\x00", "rini' OR 1=1 --"]
)
def test_wrong_names_and_passwords_get_the_same_words(client, rini, name):
    response = attempt(client, name, "salah sekali 99")
    assert response.status_code == 422
    if name and len(name) < 254:
        assert "tidak cocok" in response.text
    assert client.get("/").status_code == 303


def test_an_account_without_password_or_suspended_does_not_get_in(client, session, make, clock, rini):
    waiting = make.account(officer=make.officer(nip="198609262015051001"))
    with writing(session):
        session.get(type(waiting), waiting.id).password_hash = None
        accounts.set_active(session, actor=ACTOR, clock=clock, account_id=rini.id, active=False)
    assert attempt(client, "198609262015051001").status_code == 422
    assert attempt(client, "rini").status_code == 422


def test_a_password_is_checked_whole_and_minds_case(client, rini):
    assert attempt(client, "rini", PASSWORD + " ").status_code == 422
    assert attempt(client, "rini", PASSWORD.upper()).status_code == 422
    assert attempt(client, "rini", PASSWORD).status_code == 303


def test_ten_failures_close_the_account_for_a_quarter_of_an_hour_however_its_name_is_spelt(
    client, clock, rini
):
    spellings = ["rini", "RINI", "rini@kota.example", "199104172015032004", "1991 0417201503 2004"]
    for n in range(limits.FAILURES_PER_ACCOUNT):
        assert "tidak cocok" in attempt(client, spellings[n % 5], "salah sekali 99").text
    refused = attempt(client, "19910417 201503 2 004")
    assert refused.status_code == 422
    assert "Terlalu banyak percobaan" in refused.text
    clock.advance(limits.FAILURE_WINDOW)
    assert attempt(client, "rini").status_code == 303


def test_nine_failures_still_let_in(client, rini):
    for _n in range(limits.FAILURES_PER_ACCOUNT - 1):
        attempt(client, "rini", "salah sekali 99")
    assert attempt(client, "rini").status_code == 303


def test_failures_of_one_account_do_not_close_another(client, make, rini):
    make.account(officer=make.officer(), username="budi")
    for _n in range(limits.FAILURES_PER_ACCOUNT):
        attempt(client, "rini", "salah sekali 99")
    assert attempt(client, "budi").status_code == 303


def test_failures_keep_no_name_and_are_thrown_away_after_a_day(client, session, clock, rini):
    attempt(client, "kata sandi saya", "x")
    row = session.scalars(select(LoginFailure)).one()
    assert "kata sandi saya" not in row.who
    clock.advance(timedelta(days=2))
    attempt(client, "rini", "salah sekali 99")
    session.rollback()
    assert [r.at for r in session.scalars(select(LoginFailure))] == [clock.now()]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/akun", "/akun"),
        ("/akun?a=1&b=2", "/akun?a=1&b=2"),
        ("/pegawai", "/pegawai"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
        ("////evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/\\/evil.example", "/"),
        ("/akun\\..\\evil", "/"),
        ("\\\\evil.example", "/"),
        ("/%09/evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("/\n//evil.example", "/"),
        (" //evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("http:/akun", "/"),
        ("akun", "/"),
        ("/keluar", "/"),
        ("/tidak-ada", "/"),
        ("/akun" + "a" * 3000, "/"),
        ("//[", "/"),
        ("/\u202e/akun", "/"),
        ("", "/"),
    ],
)
def test_the_way_onward_never_leaves_the_application(client, rini, target, expected):
    from urllib.parse import quote

    response = attempt(client, "rini", path=f"/masuk?next={quote(target, safe='')}")
    assert response.headers["Location"] == expected
    again = client.get(f"/masuk?next={quote(target, safe='')}")
    assert again.headers["Location"] == expected


def test_a_page_that_needs_a_sign_in_is_remembered(client, rini):
    response = client.get("/akun?x=1")
    assert response.headers["Location"] == "/masuk?next=/akun?x%3D1"
    assert attempt(client, "rini", path=response.headers["Location"]).headers["Location"] == "/akun?x=1"


def test_a_post_without_the_token_is_a_plain_page_with_400(client, rini):
    response = client.post("/masuk", data={"name": "rini", "password": PASSWORD})
    assert response.status_code == 400
    assert "kedaluwarsa" in response.text
    sign_in(client, rini)
    assert client.post("/keluar").status_code == 400
    assert client.post("/akun/kata-sandi", data={"csrf_token": "palsu"}).status_code == 400
    assert client.get("/akun").status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost@evil"]
)
def test_a_wrong_host_is_refused_without_a_traceback(client, host):
    response = client.get("/masuk", headers={"Host": host})
    assert response.status_code == 400
    assert "Traceback" not in response.text
    assert "Location" not in response.headers


def test_signing_in_replaces_the_cookie_that_was_there(client, rini):
    client.get("/masuk")
    before = client.get_cookie("sesi").value
    sign_in(client, rini)
    assert client.get_cookie("sesi").value != before


def test_cookies_are_http_only_and_same_site(client, rini):
    token = csrf_of(client.get("/masuk").text)
    response = client.post("/masuk", data={"csrf_token": token, "name": "rini", "password": PASSWORD})
    (cookie,) = response.headers.getlist("Set-Cookie")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_only_the_hash_of_the_token_is_stored_and_the_journal_knows_no_password(client, session, rini):
    sign_in(client, rini)
    stored = session.scalars(select(LoginSession)).one()
    assert len(stored.token_hash) == 64
    entry = next(e for e in entries(session) if e.action == "account.signed_in")
    assert entry.data == {"remember": False}
    assert entry.actor == "Rini Wulandari"


def test_a_user_name_is_found_without_regard_to_case(session, rini):
    assert account_for_name(session, " RiNi ").id == rini.id
    assert account_for_name(session, "rini@KOTA.example").id == rini.id
