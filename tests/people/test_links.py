"""Single-use links: activation, reset, and the letter that carries one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from lms.core.config import read
from lms.core.errors import Refused
from lms.db.session import writing
from lms.jobs.models import Job
from lms.people.actions import accounts
from lms.people.domain import limits
from lms.people.models import AccountLink
from tests.factories import ACTOR, csrf_of, sign_in

NEW = "tiga kata baru sekali"


@pytest.fixture
def account(make):
    return make.account(officer=make.officer("Rini", nip="199104172015032004", email="rini@kota.example"))


@pytest.fixture
def link(session, clock, account):
    def made(purpose="activate", life=limits.ACTIVATION):
        with writing(session):
            return accounts.make_link(
                session, actor=ACTOR, clock=clock, account_id=account.id, purpose=purpose, life=life
            )

    return made


def use(client, token, password=NEW):
    csrf = csrf_of(client.get(f"/aktivasi/{token}").text)
    return client.post(
        f"/aktivasi/{token}", data={"csrf_token": csrf, "password": password, "again": password}
    )


def expired(client, token) -> bool:
    response = client.get(f"/aktivasi/{token}")
    return response.status_code == 410 and "Tautan tidak berlaku" in response.text


def test_a_link_sets_the_password_once(client, session, account, link):
    token = link()
    assert use(client, token).headers["Location"] == "/masuk"
    assert sign_in(client, account, NEW)
    assert expired(client, token)
    assert token not in str(session.scalars(select(AccountLink.token_hash)).all())


def test_opening_a_link_does_not_use_it_up(client, link):
    token = link()
    for _n in range(3):
        assert client.get(f"/aktivasi/{token}").status_code == 200
    assert use(client, token).status_code == 303


def test_a_weak_password_keeps_the_link(client, link):
    token = link()
    assert use(client, token, "pendek").status_code == 422
    assert use(client, token, "199104172015032004").status_code == 422
    assert use(client, token).status_code == 303


def test_a_link_runs_out(client, clock, link):
    token = link(life=limits.ACTIVATION)
    clock.advance(limits.ACTIVATION - timedelta(seconds=1))
    assert client.get(f"/aktivasi/{token}").status_code == 200
    clock.advance(timedelta(seconds=1))
    assert expired(client, token)


def test_a_newer_link_ends_the_older(client, link):
    first, second = link(), link()
    assert expired(client, first)
    assert use(client, second).status_code == 303


def test_a_link_of_a_suspended_account_is_dead_and_none_can_be_made(client, session, clock, account, link):
    token = link()
    with writing(session):
        accounts.set_active(session, actor=ACTOR, clock=clock, account_id=account.id, active=False)
    assert expired(client, token)
    with pytest.raises(Refused, match="ditangguhkan"):
        link()


def test_of_two_uses_at_once_one_is_refused(session, clock, link):
    token = link()
    with writing(session):
        accounts.use_link(session, clock=clock, token=token, password_hash="a")
    with pytest.raises(Refused), writing(session):
        accounts.use_link(session, clock=clock, token=token, password_hash="b")


def test_a_new_password_by_link_ends_sessions(app, client, account, link):
    sign_in(client, account)
    assert use(app.test_client(), link("reset", limits.RESET)).status_code == 303
    assert client.get("/akun").status_code == 303


@pytest.mark.parametrize("token", ["x", "%00", "a" * 500, "..%2f..", "<script>"])
def test_an_unknown_link_says_so_and_echoes_nothing(client, token):
    response = client.get(f"/aktivasi/{token}")
    assert response.status_code in {404, 410}
    assert "<script>" not in response.text


class TestForgotten:
    @pytest.fixture
    def config(self, home):
        return read({"LMS_HOME": str(home), "SMTP_URL": "smtp://127.0.0.1:1"})

    def ask(self, client, name):
        token = csrf_of(client.get("/lupa-kata-sandi").text)
        return client.post("/lupa-kata-sandi", data={"csrf_token": token, "name": name})

    def jobs(self, session):
        session.rollback()
        return session.scalars(select(Job).where(Job.kind == "mail.reset")).all()

    def test_the_answer_is_the_same_for_everybody_and_only_one_letter_goes_out(
        self, client, session, account
    ):
        known, unknown = self.ask(client, "rini@kota.example"), self.ask(client, "siapa@kota.example")
        assert (known.status_code, known.headers["Location"]) == (
            unknown.status_code,
            unknown.headers["Location"],
        )
        first, second = client.get("/masuk").text, client.get("/masuk").text
        assert "tautan sudah dikirim" in first + second
        assert [job.payload["to"] for job in self.jobs(session)] == ["rini@kota.example"]

    def test_an_account_without_email_gets_none(self, client, session, make):
        make.account(officer=make.officer(nip="198609262015051001", email=None))
        self.ask(client, "198609262015051001")
        assert self.jobs(session) == []

    def test_asking_often_stops_the_letters_but_locks_nobody_out(self, client, session, account):
        for _n in range(15):
            self.ask(client, "rini@kota.example")
        assert len(self.jobs(session)) == limits.FAILURES_PER_ACCOUNT
        assert sign_in(client, account)


def test_without_mail_the_page_says_whom_to_ask(client):
    response = client.get("/lupa-kata-sandi")
    assert "Mintalah tautan baru kepada admin" in response.text
