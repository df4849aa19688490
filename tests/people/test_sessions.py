"""Sessions live and die on the server, whatever the browser still holds."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lms.core.errors import Refused
from lms.db.session import writing
from lms.people.actions import accounts
from lms.people.actions import sign_in as actions
from tests.factories import ACTOR, PASSWORD, csrf_of, sign_in

NEW = "tiga kata baru sekali"


@pytest.fixture
def account(make):
    return make.account(officer=make.officer("Rini", nip="199104172015032004"), username="rini")


def is_in(client) -> bool:
    return client.get("/akun").status_code == 200


def stolen(app, client):
    """A second browser that holds a copy of the first one's cookie."""
    thief = app.test_client()
    thief.set_cookie("sesi", client.get_cookie("sesi").value)
    return thief


def test_after_signing_out_the_old_cookie_is_worth_nothing(app, client, account):
    token = sign_in(client, account)
    copy = stolen(app, client)
    assert is_in(copy)
    assert client.post("/keluar", data={"csrf_token": token}).headers["Location"] == "/masuk"
    assert not is_in(client)
    assert not is_in(copy)
    assert "habis=1" in copy.get("/akun").headers["Location"]


def test_signing_out_twice_is_harmless(client, account):
    token = sign_in(client, account)
    client.post("/keluar", data={"csrf_token": token})
    fresh = csrf_of(client.get("/masuk").text)
    assert client.post("/keluar", data={"csrf_token": fresh}).status_code == 303


def test_a_new_password_ends_every_other_session(app, client, account):
    other = app.test_client()
    sign_in(other, account)
    token = sign_in(client, account)
    copy = stolen(app, client)
    data = {"csrf_token": token, "present": PASSWORD, "password": NEW, "again": NEW}
    assert client.post("/akun/kata-sandi", data=data).status_code == 303
    assert is_in(client)
    assert not is_in(other)
    assert not is_in(copy)
    third = app.test_client()
    assert sign_in(third, account, NEW)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"present": "salah", "password": NEW, "again": NEW}, "Kata sandi sekarang tidak cocok"),
        ({"present": PASSWORD, "password": "pendek", "again": "pendek"}, "Paling sedikit 10 karakter"),
        ({"present": PASSWORD, "password": NEW, "again": NEW + "x"}, "belum sama"),
        (
            {"present": PASSWORD, "password": "199104172015032004", "again": "199104172015032004"},
            "Jangan memakai NIP",
        ),
        (
            {"present": PASSWORD, "password": "lahir 1991 0417", "again": "lahir 1991 0417"},
            "Jangan memakai NIP",
        ),
        ({"present": PASSWORD, "password": "Estafet 2026", "again": "Estafet 2026"}, "terlalu mudah"),
        ({"present": PASSWORD, "password": "x" * 201, "again": "x" * 201}, "Paling banyak 200"),
        ({}, "Wajib diisi"),
    ],
)
def test_a_password_that_will_not_do_changes_nothing(app, client, account, data, words):
    token = sign_in(client, account)
    response = client.post("/akun/kata-sandi", data={"csrf_token": token, **data})
    assert response.status_code == 422
    assert words in response.text
    assert "Data pegawai" in response.text
    assert is_in(client)
    assert sign_in(app.test_client(), account)


def test_guessing_the_present_password_is_limited(client, account):
    token = sign_in(client, account)
    wrong = {"csrf_token": token, "present": "salah sekali", "password": NEW, "again": NEW}
    for _n in range(10):
        client.post("/akun/kata-sandi", data=wrong)
    right = {**wrong, "present": PASSWORD}
    assert client.post("/akun/kata-sandi", data=right).status_code == 422


def test_a_suspended_account_is_out_at_its_next_click(client, session, clock, account):
    sign_in(client, account)
    with writing(session):
        accounts.set_active(session, actor=ACTOR, clock=clock, account_id=account.id, active=False)
    assert not is_in(client)
    with writing(session):
        accounts.set_active(session, actor=ACTOR, clock=clock, account_id=account.id, active=True)
    assert not is_in(client)


def test_another_role_needs_a_new_sign_in(client, session, clock, account):
    sign_in(client, account)
    with writing(session):
        accounts.set_role(session, actor=ACTOR, clock=clock, account_id=account.id, role="trainer")
    assert not is_in(client)


def test_a_session_is_not_opened_for_an_account_suspended_meanwhile(session, clock, account):
    with writing(session):
        accounts.set_active(session, actor=ACTOR, clock=clock, account_id=account.id, active=False)
    with pytest.raises(Refused, match="ditangguhkan"), writing(session):
        actions.open_session(
            session, clock=clock, account=session.get(type(account), account.id), remember=False
        )


def test_half_an_hour_of_silence_and_twelve_hours_end_a_session(client, clock, account):
    sign_in(client, account)
    for _n in range(25):
        clock.advance(timedelta(minutes=29))
        if clock.now().hour * 60 + clock.now().minute < 2 * 60 or not is_in(client):
            break
    assert not is_in(client)
    sign_in(client, account)
    clock.advance(timedelta(minutes=30))
    assert not is_in(client)


def test_use_keeps_a_session_alive_up_to_its_limit(client, clock, account):
    sign_in(client, account)
    for _n in range(24):
        clock.advance(timedelta(minutes=29))
        assert is_in(client)
    clock.advance(timedelta(minutes=29))
    assert not is_in(client)


def test_a_remembered_device_stays_for_fourteen_days(client, clock, account):
    token = csrf_of(client.get("/masuk").text)
    client.post("/masuk", data={"csrf_token": token, "name": "rini", "password": PASSWORD, "remember": "y"})
    clock.advance(timedelta(days=13, hours=23))
    assert is_in(client)
    clock.advance(timedelta(hours=1))
    assert not is_in(client)


@pytest.mark.parametrize("cookie", ["", "x", "a.b.c", "eyJ9.x.y", "." * 4000])
def test_a_forged_cookie_is_nobody(client, cookie):
    client.set_cookie("sesi", cookie)
    assert client.get("/akun").status_code == 303
