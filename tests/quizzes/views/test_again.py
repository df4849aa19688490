"""Signing in again inside an attempt: the same officer, the same limits, a new token, and nothing without a password."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lms.people.domain.limits import FAILURES_PER_ACCOUNT
from lms.quizzes.models import Attempt
from tests.factories import PASSWORD


@pytest.fixture
def expired(reader, session, clock):
    """An attempt whose officer's session ended after half an hour without a request."""
    reader.attempt = reader.start("latihan", "practice")
    reader.device = session.get(Attempt, reader.attempt).device_token
    clock.advance(timedelta(minutes=31))
    return reader


def again(reader, password: str = PASSWORD, **changes):
    csrf = reader.client.get(f"/kuis/percobaan/{reader.attempt}/masuk").json["csrf"]
    body = {"token": reader.device, "password": password, **changes}
    return reader.client.post(
        f"/kuis/percobaan/{reader.attempt}/masuk", json=body, headers={"X-CSRFToken": csrf}
    )


def test_the_same_officer_goes_on_with_a_new_token(expired):
    assert expired.save(expired.attempt, 1, 1, {"kecualikan": ["1"]}).status_code == 303
    answer = again(expired)
    assert answer.status_code == 200
    expired.token = answer.json["csrf"]
    saved = expired.save(expired.attempt, 1, 1, {"kecualikan": ["1"]})
    assert (saved.status_code, saved.json["current"]) == (200, True)


def test_it_works_when_the_browser_has_forgotten_everything(expired):
    expired.client.delete_cookie("sesi")
    assert expired.save(expired.attempt, 1, 1, {}).status_code == 400
    answer = again(expired)
    expired.token = answer.json["csrf"]
    assert expired.save(expired.attempt, 1, 1, {"kecualikan": ["1"]}).status_code == 200


def test_a_wrong_password_or_token_says_the_same_and_enters_nobody(expired):
    for answer in (again(expired, "kata sandi keliru"), again(expired, token="x" * 24)):
        assert (answer.status_code, answer.json["error"]) == (422, "again.wrong")
        assert answer.json["message"] == "Kata sandi tidak cocok. Periksa kembali."
    assert expired.save(expired.attempt, 1, 1, {}).status_code == 303


def test_it_is_limited_as_signing_in_is(expired):
    for _ in range(FAILURES_PER_ACCOUNT):
        assert again(expired, "kata sandi keliru").status_code == 422
    answer = again(expired)
    assert (answer.status_code, answer.json["error"]) == (429, "again.limit")
    assert expired.save(expired.attempt, 1, 1, {}).status_code == 303


def test_without_a_csrf_token_nobody_enters(expired):
    body = {"token": expired.device, "password": PASSWORD}
    assert expired.client.post(f"/kuis/percobaan/{expired.attempt}/masuk", json=body).status_code == 400


def test_somebody_else_who_is_signed_in_stays_who_they_are(expired, other):
    other.attempt, other.device = expired.attempt, expired.device
    state = other.client.get(f"/kuis/percobaan/{other.attempt}/masuk").json
    assert (state["mine"], state["other"]) == (False, True)
    answer = again(other)
    assert (answer.status_code, answer.json["error"]) == (409, "again.other")
    assert other.get("/kuis/percobaan/antrean").json["attempts"] == {}


def test_a_page_learns_that_another_tab_has_signed_in(reader):
    reader.attempt = reader.start("latihan", "practice")
    state = reader.client.get(f"/kuis/percobaan/{reader.attempt}/masuk").json
    assert (state["mine"], state["other"]) == (True, False)


def test_without_a_script_signing_in_leads_back_to_the_question(expired):
    path = f"/kuis/percobaan/{expired.attempt}/soal/1"
    sent = expired.post(path, {"kecualikan": "1", "seq": "1", "ke": "berikut"})
    assert sent.status_code == 303
    assert sent.location == f"/masuk?next=/kuis/percobaan/{expired.attempt}/soal/1&habis=1"
    page = expired.get(sent.location).text
    from tests.factories import csrf_of

    answer = expired.client.post(
        sent.location, data={"csrf_token": csrf_of(page), "name": "x", "password": PASSWORD}
    )
    assert answer.status_code == 422
    handed_in = expired.post(f"/kuis/percobaan/{expired.attempt}/serahkan")
    assert handed_in.location == f"/masuk?next=/kuis/percobaan/{expired.attempt}&habis=1"
