"""What the script of the editor asks for: saving, checking, and refusing, in JSON."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from lms.studio.actions import MAX_TEXT
from lms.studio.queries.drafts import digest_of, draft_data
from tests.studio.conftest import QUIZ


def send(client: FlaskClient, token: str, values: object):
    headers = {"X-CSRFToken": token, "Accept": "application/json"}
    return client.post(f"/studio/draf/{QUIZ}", json=values, headers=headers)


def values(text: str, base: bytes, seq: int = 1, tab: str = "tab") -> dict[str, object]:
    return {"text": text, "base": digest_of(base), "tab": tab, "seq": seq}


def test_a_save_answers_with_marks_and_parts(
    client: FlaskClient, token: str, content, session: Session
) -> None:
    text = content[QUIZ].decode().replace("pass_mark: 80", "pas_mark: 80")
    response = send(client, token, values(text, content[QUIZ]))
    assert response.status_code == 200
    reply = response.json
    assert reply["version"] == digest_of(text.encode())
    assert reply["marks"] == [{"line": 6, "column": 1, "length": 8, "kind": "e"}]
    assert (reply["ready"], reply["saved"]) == (False, "09.00.00")
    assert "1 kesalahan" in reply["counts"]
    assert "Perbaiki" in reply["problems"]
    assert "Batas waktu jawaban" in reply["preview"]
    assert "Terbitkan revisi 2" in reply["plan"]
    assert draft_data(session) == {QUIZ: text.encode()}


def test_a_sound_change_is_ready_to_publish(client: FlaskClient, token: str, content) -> None:
    text = content[QUIZ].decode().replace("pass_mark: 80", "pass_mark: 70")
    reply = send(client, token, values(text, content[QUIZ])).json
    assert (reply["marks"], reply["ready"]) == ([], True)


def test_the_published_text_is_no_draft(client: FlaskClient, token: str, content, session: Session) -> None:
    reply = send(client, token, values(content[QUIZ].decode(), content[QUIZ])).json
    assert (reply["saved"], reply["ready"]) == ("", False)
    assert draft_data(session) == {}


def test_a_stale_tab_is_told(client: FlaskClient, token: str, content, session: Session) -> None:
    text = content[QUIZ].decode()
    send(client, token, values(text + "satu\n", content[QUIZ], tab="a"))
    response = send(client, token, values(text + "dua\n", content[QUIZ], tab="b"))
    assert (response.status_code, response.json["error"]) == (409, "stale")
    assert draft_data(session) == {QUIZ: (text + "satu\n").encode()}


@pytest.mark.parametrize(
    "body",
    [None, [], "x", {}, {"text": 1, "base": "", "tab": "", "seq": 1}, {"text": "x", "base": "", "tab": "", "seq": "1"},
     {"text": "x", "base": "", "tab": "", "seq": True}],
)  # fmt: skip
def test_other_shapes_are_refused(client: FlaskClient, token: str, session: Session, body: object) -> None:
    assert send(client, token, body).status_code == 409
    assert draft_data(session) == {}


def test_a_text_too_large_is_refused(client: FlaskClient, token: str, content, session: Session) -> None:
    response = send(client, token, values("x" * (MAX_TEXT + 1), content[QUIZ]))
    assert (response.status_code, response.json["error"]) == (409, "text.large")
    assert draft_data(session) == {}


def test_the_token_is_needed(client: FlaskClient, token: str, content) -> None:
    assert send(client, "", values("x", content[QUIZ])).status_code == 400
