"""Numbers and JSON from outside: what fits the database passes, everything else is refused."""

from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient

from lms.web.incoming import LARGEST, whole


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("12", 12), (str(LARGEST), LARGEST), (str(LARGEST + 1), None), ("²", None), ("٣", None), ("-1", None),
     ("1" * 5000, None), ("", None), (None, None), (" 1", None), ("1.0", None)],
)  # fmt: skip
def test_whole_numbers(text: str | None, number: int | None) -> None:
    assert whole(text) == number


def test_a_number_above_the_limit_is_none() -> None:
    assert (whole("9", most=9), whole("10", most=9)) == (9, None)


@pytest.mark.parametrize("sent", ["[" * 5000, '"\\ud800"', "{"])
def test_json_that_is_no_text_is_refused_like_any_broken_json(app: Flask, sent: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        app.json.loads(sent)


def test_json_of_the_platform_keeps_letters(app: Flask) -> None:
    assert app.json.dumps({"a": "é"}) == '{"a": "é"}'


def test_an_address_with_a_number_that_no_row_has_does_not_exist(client: FlaskClient) -> None:
    assert client.get(f"/bimtek/{LARGEST + 1}").status_code == 404
    assert client.get(f"/bimtek/{LARGEST}").status_code == 303


def test_a_static_file_runs_nothing_and_is_for_this_site_alone(app: Flask, client: FlaskClient) -> None:
    with client.get(f"/static/{app.config['ASSET_VERSION']}/icons.svg") as response:
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert response.headers["Content-Security-Policy"].endswith("sandbox")
        assert "Access-Control-Allow-Origin" not in response.headers


def test_a_form_that_does_not_say_how_long_it_is_is_refused_unread(client: FlaskClient) -> None:
    sent = {"content_type": "application/x-www-form-urlencoded", "headers": {"Transfer-Encoding": "chunked"}}
    assert client.post("/masuk", input_stream=BytesIO(b"a=1&" * 10), **sent).status_code == 413


def test_a_foreign_host_fills_no_log(client: FlaskClient, capfd: pytest.CaptureFixture[str]) -> None:
    assert client.get("/masuk", headers={"Host": "evil.example"}).status_code == 400
    assert "Traceback" not in capfd.readouterr().err
