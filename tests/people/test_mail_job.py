"""The letter with the reset link, sent by the worker to a real (small) mail server."""

from __future__ import annotations

import base64
import smtplib
from datetime import timedelta

import pytest
from sqlalchemy import select

from lms.core.config import read
from lms.db.engine import session_factory
from lms.db.session import writing
from lms.institution.actions import change_settings
from lms.jobs import worker
from lms.jobs.models import DONE, WAITING, Job
from lms.jobs.registry import JobContext
from lms.people.actions import accounts
from lms.people.domain import limits
from lms.people.mail import send_reset
from lms.people.mail_job import deliver
from tests.factories import ACTOR
from tests.people.smtp_sink import Sink


@pytest.fixture
def sink():
    with Sink() as found:
        yield found


@pytest.fixture
def config(home, sink):
    facts = {
        "LMS_HOME": str(home),
        "SMTP_URL": f"smtp://pos:kunci%20rahasia@127.0.0.1:{sink.port}",
        "LMS_PUBLIC_URL": "https://estafet.kota.example",
        "SECRET_KEY": "x" * 40,
    }
    return read(facts)


@pytest.fixture
def context(app, config, clock):
    factory = session_factory(config.database_url)
    yield JobContext(factory, clock, config.home, {"config": config})
    factory.kw["bind"].dispose()


@pytest.fixture
def token(session, clock, make):
    account = make.account(officer=make.officer("Rini Wulandari", email="rini@kota.example"))
    with writing(session):
        change_settings(
            session,
            actor=ACTOR,
            clock=clock,
            values={"city": "Kota Tirta, Negara", "email": "estafet@kota.example"},
        )
        made = accounts.make_link(
            session, actor=ACTOR, clock=clock, account_id=account.id, purpose="reset", life=limits.RESET
        )
        send_reset(session, clock=clock, account=account, token=made)
    return made


def job(session):
    session.rollback()
    session.expire_all()
    return session.scalars(select(Job)).one()


def test_the_letter_arrives_with_the_link_and_the_secret_is_forgotten(session, context, sink, token):
    assert job(session).payload["token"] == token
    assert worker.drain(context) == 1
    (letter,) = sink.letters
    assert letter["To"] == "rini@kota.example"
    assert letter["From"].addresses[0].addr_spec == "estafet@kota.example"
    assert letter["From"].addresses[0].display_name == "Estafet Kota Tirta, Negara"
    assert f"https://estafet.kota.example/aktivasi/{token}" in letter.get_content().splitlines()
    assert "Yth. Rini Wulandari" in letter.get_content()
    assert base64.b64decode(sink.logins[0]) == b"\0pos\0kunci rahasia"
    assert (job(session).state, job(session).payload) == (DONE, {})


def test_a_second_run_sends_nothing(session, context, sink, token):
    worker.drain(context)
    with writing(session):
        session.scalars(select(Job)).one().state = WAITING
    assert worker.drain(context) == 1
    assert len(sink.letters) == 1


def test_a_link_that_ran_out_is_not_sent(session, context, clock, sink, token):
    clock.advance(limits.RESET)
    worker.drain(context)
    assert sink.letters == []
    assert (job(session).state, job(session).payload) == (DONE, {})


def test_a_refusal_is_tried_again(session, context, clock, sink, token):
    sink.refuse = True
    worker.drain(context)
    assert (job(session).state, job(session).payload["token"]) == (WAITING, token)
    assert token not in job(session).last_error
    sink.refuse = False
    clock.advance(timedelta(seconds=2))
    worker.drain(context)
    assert len(sink.letters) == 1


def test_without_a_mail_server_the_secret_is_forgotten_too(session, home, clock, token):
    plain = read({"LMS_HOME": str(home)})
    factory = session_factory(plain.database_url)
    worker.drain(JobContext(factory, clock, plain.home, {"config": plain}))
    factory.kw["bind"].dispose()
    assert (job(session).state, job(session).payload) == (DONE, {})


@pytest.mark.parametrize("url", ["http://x", "smtp://", "mail.kota.example:25"])
def test_an_address_of_another_kind_is_a_mistake(url):
    from email.message import EmailMessage

    with pytest.raises(ValueError, match="SMTP_URL"):
        deliver(url, EmailMessage())


def test_a_password_does_not_travel_in_the_clear(sink, monkeypatch):
    from email.message import EmailMessage

    real = smtplib.SMTP
    monkeypatch.setattr(
        smtplib, "SMTP", lambda _host, _port, timeout: real("127.0.0.1", sink.port, timeout=timeout)
    )
    with pytest.raises(smtplib.SMTPException, match="STARTTLS"):
        deliver("smtp://u:p@mail.kota.example:25", EmailMessage())
    assert sink.logins == []
