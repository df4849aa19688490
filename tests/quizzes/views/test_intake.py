"""The fast lane: it takes ordinary saves only, and nothing that the ordinary way would not take."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask, request_started
from sqlalchemy import event, select

from lms.db.session import db, writing
from lms.people.models import Account, LoginSession, Officer
from lms.quizzes.domain.question import item_id
from lms.quizzes.models import AnswerEvent, Attempt, AttemptQuestion
from lms.quizzes.views.intake import Intake

RIGHT = {"jawab": [item_id("10 hari kerja")]}


@pytest.fixture
def ordinary(app):
    """The addresses that Flask was asked for: what the lane did not answer."""
    seen: list[str] = []

    def note(_app: Flask, **_facts: object) -> None:
        from flask import request

        seen.append(request.path)

    with request_started.connected_to(note, app):
        yield seen


@pytest.fixture
def place(reader, session):
    """An attempt that runs, and the number of a question in it; the session was touched just now."""
    attempt = reader.start()
    found = session.scalar(
        select(AttemptQuestion.position).where(
            AttemptQuestion.attempt_id == attempt, AttemptQuestion.question_id == "batas-waktu"
        )
    )
    return attempt, found


def stored(session) -> list[tuple[int, dict | None, bool]]:
    session.rollback()
    rows = select(AnswerEvent.client_seq, AnswerEvent.value, AnswerEvent.late).order_by(AnswerEvent.id)
    return [tuple(row) for row in session.execute(rows)]


def test_an_ordinary_save_takes_the_lane(reader, place, ordinary, session, clock):
    ordinary.clear()
    answer = reader.save(*place, 1, RIGHT)
    assert (answer.status_code, ordinary) == (200, [])
    assert answer.json == {
        "seq": 1,
        "current": True,
        "saved_at": clock.now().isoformat(timespec="seconds"),
        "ask": "",
        "remaining": 20 * 60,
    }
    assert stored(session) == [(1, {"choice": item_id("10 hari kerja")}, False)]


def test_its_answer_carries_the_headers_of_every_other_answer(reader, place):
    quick = reader.save(*place, 1, RIGHT)
    usual = reader.get(f"/kuis/percobaan/{place[0]}/sisa")
    same = {name for name, _ in usual.headers} - {"Content-Length", "Date", "Vary"}
    assert "Cookie" in quick.headers["Vary"]
    assert {name: quick.headers.get(name) for name in same} == {name: usual.headers[name] for name in same}


def test_a_save_costs_four_statements_from_end_to_end(app, reader, place):
    reader.save(*place, 1, RIGHT)
    seen: list[str] = []
    with app.app_context():
        engine = db.engine

    def note(_conn, _cursor, statement, *_rest):
        seen.append(statement.split()[0])

    event.listen(engine, "before_cursor_execute", note)
    reader.save(*place, 2, {"jawab": []})
    event.remove(engine, "before_cursor_execute", note)
    assert [word for word in seen if word != "BEGIN"] == ["SELECT", "SELECT", "INSERT", "UPDATE"]


def test_sending_it_again_stores_nothing_twice(reader, place, session):
    first, second = (reader.save(*place, 1, RIGHT) for _ in range(2))
    assert first.json == second.json
    assert len(stored(session)) == 1


def signed_out(reader, session):
    reader.post("/keluar")


def revoked(reader, session):
    with writing(session):
        for login in session.scalars(select(LoginSession)):
            login.revoked_at = login.created_at


def account_closed(reader, session):
    with writing(session):
        for account in session.scalars(select(Account)):
            account.active = False


def no_officer(reader, session):
    with writing(session):
        for account in session.scalars(select(Account)):
            account.officer_id = None


def wrong_token(reader, session):
    reader.token = "keliru"


def token_of_another_session(reader, session):
    from tests.factories import sign_in

    stranger = reader.client.application.test_client()
    reader.token = sign_in(stranger, session.scalar(select(Account)))


def foreign_attempt(reader, session):
    with writing(session):
        other = Officer(name="Orang Contoh", created_at=session.scalar(select(Attempt.started_at)))
        session.add(other)
        session.flush()
        session.scalar(select(Attempt)).officer_id = other.id


@pytest.mark.parametrize(
    "spoil",
    [signed_out, revoked, account_closed, no_officer, wrong_token, token_of_another_session, foreign_attempt],
)
def test_what_the_ordinary_way_refuses_the_lane_refuses(spoil, app, reader, place, session):
    spoil(reader, session)
    session.rollback()
    with_lane = reader.save(*place, 1, RIGHT)
    assert isinstance(app.wsgi_app.application, Intake)
    lane, app.wsgi_app.application = app.wsgi_app.application, app.wsgi_app.application._onward
    without = reader.save(*place, 1, RIGHT)
    app.wsgi_app.application = lane
    assert with_lane.status_code == without.status_code >= 300
    assert with_lane.text == without.text
    assert stored(session) == []


def test_a_cookie_older_than_its_life_is_not_taken(reader, place, clock, session):
    reader.save(*place, 1, RIGHT)
    clock.advance(timedelta(days=15))
    assert reader.save(*place, 2, RIGHT).status_code != 200
    assert len(stored(session)) == 1


def test_a_foreign_host_is_not_taken(reader, place, session, ordinary):
    answer = reader.client.post(
        f"/kuis/percobaan/{place[0]}/soal/{place[1]}/simpan",
        json={"seq": 1, "fields": RIGHT},
        headers={"X-CSRFToken": reader.token, "Host": "evil.example"},
    )
    assert answer.status_code == 400
    assert stored(session) == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b'{"seq": 0, "fields": {}}',
        b'{"seq": 1}',
        b'{"seq": "1", "fields": {}}',
        b'{"seq": 1, "fields": {"jawab": ["\\ud800"]}}',
        b'{"seq": 1, "fields": {"jawab": ["x"]}}',
        b"\xff",
        b"[" * 50_000,
        b'{"seq": 1, "fields": {"teks": ["' + b"a" * 70_000 + b'"]}}',
    ],
)
def test_a_body_that_is_no_answer_goes_the_ordinary_way_and_is_refused_there(
    body, reader, place, session, ordinary
):
    ordinary.clear()
    answer = reader.client.post(
        f"/kuis/percobaan/{place[0]}/soal/{place[1]}/simpan",
        data=body,
        content_type="application/json",
        headers={"X-CSRFToken": reader.token, "Accept": "application/json"},
    )
    assert 400 <= answer.status_code < 500
    assert len(ordinary) == 1
    assert stored(session) == []


def test_a_late_answer_is_kept_as_late_and_the_attempt_is_closed(reader, place, clock, session):
    clock.advance(timedelta(minutes=21, seconds=1))
    answer = reader.save(*place, 1, RIGHT)
    assert (answer.status_code, answer.json["error"]) == (409, "answer.late")
    assert stored(session) == [(1, {"choice": item_id("10 hari kerja")}, True)]
    assert session.scalar(select(Attempt.state)) == "expired"


def test_the_time_of_last_use_is_noted_once_a_minute(reader, place, clock, session, ordinary):
    clock.advance(timedelta(seconds=61))
    ordinary.clear()
    for seq in (1, 2, 3):
        assert reader.save(*place, seq, RIGHT).status_code == 200
    assert len(ordinary) == 1
    session.rollback()
    assert session.scalar(select(LoginSession.last_seen_at)) == clock.now()
