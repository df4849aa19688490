"""Inspection of strangers' files: hostile ones end in time, and a crowd is sent away instead of holding every thread."""

from __future__ import annotations

import io
import zlib

import pytest
from flask.testing import FlaskClient

from lms.certificates.signing import guarded, outside
from tests.certificates.signing.people import official, paper
from tests.certificates.signing.standin import sign_elsewhere
from tests.factories import csrf_of

LOOP = (
    b"%PDF-1.7\nxref\n0 20000\n" + b"0000000009 00000 n \n" * 20000
    + b"trailer<</Size 20000/Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF"
)  # fmt: skip


def bomb() -> bytes:
    packed = zlib.compress(bytes(200_000_000), 9)
    head = b"%PDF-1.7\n1 0 obj\n<</Type/XRef/Size 9000000/W[1 8 8]/Root 2 0 R/Filter/FlateDecode/Length "
    return (
        head
        + str(len(packed)).encode()
        + b">>\nstream\n"
        + packed
        + b"\nendstream\nendobj\nstartxref\n9\n%%EOF"
    )


@pytest.mark.parametrize("pdf", [bomb(), LOOP, b"%PDF-1.7\n1 0 obj\n" + b"[" * 100_000])
def test_hostile_files_are_not_proven(pdf: bytes) -> None:
    assert guarded.inspect_guarded(pdf, []).proof == "none"


def test_whoever_comes_when_all_turns_are_taken_is_asked_to_come_back(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarded, "PATIENCE_SECONDS", 0.01)
    page = client.get("/verifikasi")

    with guarded._turns, guarded._turns:
        data = {"csrf_token": csrf_of(page.text), "pdf": (io.BytesIO(LOOP), "x.pdf")}
        response = client.post("/verifikasi", data=data)
    assert response.status_code == 503
    assert "Sistem sedang sibuk" in response.text


def test_a_bomb_behind_printed_bytes_is_refused_in_time_and_so_is_one_as_a_certificate() -> None:
    outcomes = guarded.accept_guarded(
        [(paper(), paper() + bomb()), (paper(), sign_elsewhere(paper(), official()))]
    )
    assert [type(one) for one in outcomes] == [outside.NotOursError, outside.Accepted]
    with pytest.raises(outside.NotOursError):
        guarded.pin_of_guarded(bomb())
