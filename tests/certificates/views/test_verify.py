"""The public page: five answers, no NIP, no neighbours, no flood of guesses."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from limits import RateLimitItemPerMinute

from lms.certificates import actions
from lms.certificates.models import Certificate
from lms.certificates.views import limits
from lms.core.codes import new_code, show_code
from tests.certificates.conftest import PUBLIC_URL, Town
from tests.factories import csrf_of

REASON = "Jumlah JP yang tercetak keliru"


def answer(client: FlaskClient, code: str) -> dict[str, object]:
    return client.get(f"/verifikasi/{code}", headers={"Accept": "application/json"}).get_json()


def upload(client: FlaskClient, data: bytes) -> str:
    token = csrf_of(client.get("/verifikasi").text)
    form = {"csrf_token": token, "pdf": (io.BytesIO(data), "sertifikat.pdf")}
    return client.post("/verifikasi", data=form, headers={"Accept": "application/json"}).get_json()["state"]


def test_a_valid_certificate(client: FlaskClient, issued: Certificate) -> None:
    page = client.get(f"/verifikasi/{issued.code}")
    assert page.status_code == 200
    assert "<h1>Berlaku</h1>" in page.text
    assert "Rini Wulandari, S.I.Kom." in page.text
    assert "Kunci pengembangan" in page.text
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    found = answer(client, issued.code)
    assert found == client.get(f"/verifikasi/{issued.code}.json").get_json()
    assert (found["state"], found["number"], found["holder"]) == (
        "valid",
        "488.1/001/DISKOMINFO/2026",
        "Rini Wulandari, S.I.Kom.",
    )
    assert (found["valid_until"], found["development_key"], found["sha256"]) == (
        "2028-11-23",
        True,
        issued.pdf_sha256,
    )


def test_nothing_private_is_shown(client: FlaskClient, issued: Certificate, town: Town) -> None:
    from lms.people.models import Officer

    officer = town.session.get(Officer, issued.officer_id)
    for text in (
        client.get(f"/verifikasi/{issued.code}").text,
        client.get(f"/verifikasi/{issued.code}.json").text,
    ):
        for private in (officer.nip, officer.nip[:8], officer.email, "Penata", "Jabatan", "NIP", "100 %"):
            assert private not in text


@pytest.mark.parametrize(
    "write",
    [
        str.lower,
        show_code,
        lambda c: show_code(c).lower(),
        lambda c: f" {c} ",
        lambda c: c.replace("0", "O").replace("1", "l"),
    ],
)
def test_a_code_is_read_as_people_write_it(client: FlaskClient, issued: Certificate, write: object) -> None:
    assert answer(client, write(issued.code))["state"] == "valid"
    response = client.get("/verifikasi", query_string={"kode": write(issued.code)}, follow_redirects=True)
    assert "<h1>Berlaku</h1>" in response.text


def test_unknown_waiting_and_void_are_the_same_answer(client: FlaskClient, town: Town) -> None:
    session_id = town.held([town.officer(), town.officer()])
    town.issue(session_id)
    waiting, void = town.rows()
    town.do(actions.void, certificate_id=void.id, reason="Peserta terdaftar dua kali")
    answers = [answer(client, code) for code in (waiting.code, void.code, new_code(), "XYZ", "A" * 99)]
    assert [{name: value for name, value in found.items() if value is not None} for found in answers] == [
        {"state": "unknown"}
    ] * 5
    pages = {
        client.get(f"/verifikasi/{code}").text.count("Tidak dikenal")
        for code in (waiting.code, void.code, new_code())
    }
    assert pages == {1}


def test_every_answer_has_the_same_members_and_none_of_them_is_private(
    client: FlaskClient, issued: Certificate, town: Town
) -> None:
    members = {
        "state", "code", "number", "kind", "holder", "event", "first_day", "last_day", "jp", "issuer", "issued_on",
        "valid_until", "ended_at", "reason", "development_key", "by_hand", "sha256",
    }  # fmt: skip
    token = csrf_of(client.get("/verifikasi").text)
    form = {"csrf_token": token, "pdf": (io.BytesIO(town.pdf(issued) + b" "), "c.pdf")}
    changed = client.post("/verifikasi", data=form, headers={"Accept": "application/json"}).get_json()
    answers = [answer(client, issued.code), answer(client, new_code()), changed]
    assert [set(found) for found in answers] == [members] * 3
    town.do(actions.revoke, certificate_id=issued.id, reason=REASON)
    assert set(answer(client, issued.code)) == members


def test_expired_revoked_and_replaced(client: FlaskClient, issued: Certificate, town: Town) -> None:
    town.do(actions.replace, certificate_id=issued.id, reason=REASON, public_url=PUBLIC_URL)
    assert answer(client, issued.code)["state"] == "valid"  # until its successor is printed
    town.work()
    old, new = town.rows()
    assert (old.state, new.state, new.edition, new.number) == (
        "replaced",
        "issued",
        2,
        "488.1/002/DISKOMINFO/2026",
    )
    assert (answer(client, old.code)["state"], answer(client, new.code)["state"]) == ("replaced", "valid")

    town.clock.advance(timedelta(days=800))
    assert answer(client, new.code)["state"] == "expired"
    assert "Kedaluwarsa" in client.get(f"/verifikasi/{new.code}").text
    town.do(actions.revoke, certificate_id=new.id, reason=REASON)
    found = answer(client, new.code)
    assert (found["state"], found["reason"]) == ("revoked", REASON)
    assert REASON in client.get(f"/verifikasi/{new.code}").text


def test_a_file_is_valid_changed_or_unknown(client: FlaskClient, issued: Certificate, town: Town) -> None:
    pdf = town.pdf(issued)
    at = pdf.index(b"stream") + 40
    changed = pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]
    assert [upload(client, data) for data in (pdf, changed, pdf + b"\n%%EOF\n", b"%PDF-1.7 bukan", b"x")] == [
        "valid",
        "changed",
        "changed",
        "unknown",
        "unknown",
    ]
    town.do(actions.revoke, certificate_id=issued.id, reason=REASON)
    assert upload(client, pdf) == "revoked"


def test_the_right_signature_without_an_entry_is_unknown(
    client: FlaskClient, issued: Certificate, town: Town
) -> None:
    from lms.certificates.signing.signer import load

    pdf = town.pdf(issued)
    signer = load(town.home, {})
    other = signer.sign(
        pdf[: pdf.index(b"%%EOF") + 6],
        at=town.clock.now(),
        reason="x",
        contact=f"{PUBLIC_URL}/verifikasi/{new_code()}",
        place="",
    )
    assert upload(client, other) == "unknown"


def test_a_file_of_more_than_five_megabytes_is_refused(client: FlaskClient) -> None:
    token = csrf_of(client.get("/verifikasi").text)
    form = {"csrf_token": token, "pdf": (io.BytesIO(b"%PDF-" + bytes(5 * 1024 * 1024)), "besar.pdf")}
    response = client.post("/verifikasi", data=form)
    response.request.environ[
        "wsgi.input"
    ].close()  # the test client spools large forms into a file and forgets it
    assert (response.status_code, "lebih besar dari 5 MB" in response.text) == (422, True)


def test_guesses_are_limited_and_right_answers_are_not(client: FlaskClient, issued: Certificate) -> None:
    assert [client.get(f"/verifikasi/{issued.code}").status_code for _ in range(40)] == [200] * 40
    assert [client.get(f"/verifikasi/{new_code()}").status_code for _ in range(30)] == [200] * 30
    assert client.get(f"/verifikasi/{new_code()}").status_code == 429
    other = {"REMOTE_ADDR": "192.0.2.7"}
    assert client.get(f"/verifikasi/{issued.code}", environ_base=other).status_code == 200


def test_files_that_are_not_ours_count_as_guesses_even_when_they_name_a_right_code(
    client: FlaskClient, issued: Certificate, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FAILURES", RateLimitItemPerMinute(2))
    pdf = town.pdf(issued)
    assert [upload(client, pdf) for _ in range(3)] == ["valid"] * 3
    assert [upload(client, pdf + b" ") for _ in range(2)] == ["changed"] * 2
    token = csrf_of(client.get("/verifikasi").text)
    form = {"csrf_token": token, "pdf": (io.BytesIO(pdf), "sertifikat.pdf")}
    assert client.post("/verifikasi", data=form).status_code == 429


def test_the_signers_can_be_fetched(client: FlaskClient, issued: Certificate) -> None:
    assert client.get("/verifikasi/penerbit.pem").text.count("BEGIN CERTIFICATE") == 2


@pytest.mark.parametrize(
    "typed",
    ["%00", "..%2f..%2fetc%2fpasswd", "' OR 1=1--", "1;DROP TABLE certificate", "\N{FULLWIDTH DIGIT ONE}" * 24, "%F0%9F%92%A3",
     "A" * 5000, "null", "-1", "{{7*7}}", "<script>alert(1)</script>", ".json", "a.json.json"],
)  # fmt: skip
def test_probing_gets_the_answer_of_an_unknown_code(
    client: FlaskClient, issued: Certificate, typed: str
) -> None:
    page, data = client.get(f"/verifikasi/{typed}"), client.get(f"/verifikasi/{typed}.json")
    for response in (page, data):
        assert response.status_code in {200, 404}
        assert issued.holder_name not in response.text
        assert "<script>alert" not in response.text
    if data.status_code == 200:
        assert data.get_json()["state"] == "unknown"
        assert data.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    for method in ("put", "delete", "patch", "post"):
        assert getattr(client, method)(f"/verifikasi/{issued.code}").status_code in {400, 405}
