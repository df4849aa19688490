"""A batch that a person must sign: the passphrase goes through memory only, and files signed elsewhere come back."""

from __future__ import annotations

import io
import logging
import subprocess
import sys
import zipfile
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from lms.audit.models import JournalEntry
from lms.certificates.actions.signing import choose, trust
from lms.certificates.queries.public import pins, verify_code
from lms.certificates.signing import means, outside
from lms.certificates.signing.inspect import inspect
from lms.core.clock import FixedClock
from lms.core.config import Config, read
from lms.jobs.models import Job
from tests.certificates.conftest import Town
from tests.certificates.signing.people import official
from tests.certificates.signing.standin import NIK, PASSPHRASE, Bsre, bsre, sign_elsewhere
from tests.factories import csrf_of, sign_in

WRONG = "keliru-Sekali-99"


@pytest.fixture
def service() -> object:
    with bsre() as found:
        yield found


@pytest.fixture
def config(home: Path, service: tuple[Bsre, dict[str, str]]) -> Config:
    return read({"LMS_HOME": str(home), "PORT": "8000", **service[1]})


def order(town: Town, client: FlaskClient, method: str, people: int = 2) -> tuple[str, str]:
    """A closed session whose certificates are ordered; returns the address of the signing page and a CSRF token."""
    town.do(choose, method=method, identity=NIK if method == "bsre" else "", seen_version=0)
    session_id = town.held([town.officer() for _ in range(people)])
    account = town.make.account(role="trainer", officer=town.officer("Pengajar Uji"))
    token = sign_in(client, account)
    response = client.post(f"/sertifikat/terbitkan/{session_id}", data={"csrf_token": token})
    assert response.status_code == 303
    return f"/sertifikat/terbitkan/{session_id}/tanda-tangan", token


def seen_by_others(secret: str) -> list[Path]:
    """Command lines and environments of processes that hold a text; `ps` shows both."""
    found = []
    for path in (*Path("/proc").glob("[0-9]*/cmdline"), *Path("/proc").glob("[0-9]*/environ")):
        with suppress(OSError):
            found += [path] if secret.encode() in path.read_bytes() else []
    return found


def test_a_text_on_a_command_line_would_be_seen() -> None:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(
        [sys.executable, "-c", "print('siap', flush=True); input()", WRONG], **pipes
    ) as child:
        child.stdout.readline()
        seen = seen_by_others(WRONG)
        child.communicate(b"\n")
    assert [path.parent.name for path in seen] == [str(child.pid)]


def test_a_batch_waits_for_its_passphrase_and_leaves_no_trace_of_it(
    town: Town, client: FlaskClient, service: tuple[Bsre, dict[str, str]], capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    caplog.set_level(logging.DEBUG)
    state, _environment = service
    page, token = order(town, client, "bsre")
    town.work()
    assert [row.state for row in town.rows()] == ["waiting"] * 2
    assert state.tries == []
    assert "Menunggu penanda tangan" in client.get(page.replace("tanda-tangan", "kemajuan")).text

    refused = client.post(page, data={"csrf_token": token, "secret": WRONG})
    assert refused.status_code == 303
    town.work()
    assert (state.wrong, state.tries) == (1, [NIK])  # two certificates waited, and it was sent once
    assert {row.state for row in town.rows()} == {"waiting"}
    text = client.get(page).text
    assert "Passphrase ditolak" in text
    assert WRONG not in text
    town.work()
    assert state.wrong == 1

    state.moods, listed = [503], []
    state.watch = lambda: listed.extend(seen_by_others(PASSPHRASE))
    client.post(page, data={"csrf_token": token, "secret": PASSPHRASE})
    town.work()
    town.clock.advance(timedelta(minutes=1))
    town.work()
    rows = town.rows()
    assert [(row.state, row.method, row.development) for row in rows] == [("issued", "bsre", False)] * 2
    assert state.wrong == 1
    found = inspect(town.pdf(rows[0]), pins(town.session))
    assert (found.proof, found.label, found.code) == ("whole", "Drs. Hendro Pamungkas, M.Si.", rows[0].code)
    assert (
        "Tidak ada yang menunggu" in client.get(page).text
    )  # the vault let go of it with the last certificate

    assert listed == []  # looked at while the passphrase was in use
    out, err = capfd.readouterr()
    written = [out, err, caplog.text]
    written += [str((job.payload, job.last_error)) for job in town.session.query(Job)]
    written += [str((entry.action, entry.data)) for entry in town.session.query(JournalEntry)]
    for secret in (PASSPHRASE, WRONG):
        assert [text for text in written if secret in text] == []
        files = [path for path in town.home.rglob("*") if path.is_file()]
        assert [path for path in files if secret.encode() in path.read_bytes()] == []


def test_a_revoked_official_stops_the_batch_before_anything_is_sent(
    town: Town, client: FlaskClient, service: tuple[Bsre, dict[str, str]]
) -> None:
    state, _environment = service
    page, token = order(town, client, "bsre", people=1)
    state.status = "REVOKE"
    client.post(page, data={"csrf_token": token, "secret": PASSPHRASE})
    town.work()
    assert (state.tries, town.rows()[0].state) == ([], "waiting")
    assert "tidak aktif (status REVOKE)" in client.get(page).text


def test_what_is_signed_elsewhere_comes_back_only_as_it_left(town: Town, client: FlaskClient) -> None:
    page, token = order(town, client, "outside")
    town.work()
    rows = town.rows()
    assert [(row.state, row.draft_sha256 is None) for row in rows] == [("waiting", False)] * 2
    with zipfile.ZipFile(io.BytesIO(client.get(f"{page}/berkas.zip").data)) as archive:
        papers = [archive.read(name) for name in archive.namelist()]
    assert len(papers) == 2

    def upload(*files: bytes) -> str:
        data = {"csrf_token": token, "files": [(io.BytesIO(one), f"{n}.pdf") for n, one in enumerate(files)]}
        response = client.post(f"{page}/unggah", data=data, follow_redirects=True)
        return " ".join(response.text.split())

    good = sign_elsewhere(papers[0], official())
    assert "belum terdaftar sebagai penanda tangan" in upload(good)
    town.do(trust, pin=outside.pin_of(official().pem))
    assert "belum ditandatangani" in upload(papers[0])
    assert "bukan berkas yang diunduh dari sini" in upload(
        sign_elsewhere(papers[0].replace(b"%\xf0", b"%\xf1", 1), official())
    )
    assert "bukan PDF" in upload(b"x")
    assert {row.state for row in town.rows()} == {"waiting"}
    assert "1 sertifikat terbit" in upload(good)
    first, second = town.rows()
    assert (first.state, first.method, second.state) == ("issued", "outside", "waiting")
    assert town.pdf(first) == good
    assert verify_code(town.session, first.code, town.clock.now().date()).state == "valid"
    assert "1 sertifikat terbit" in upload(sign_elsewhere(papers[1], official()))
    assert not list((town.home / "certificates").glob("*.unsigned.pdf"))


def test_a_certificate_for_a_pen_is_valid_by_its_code_and_says_so(
    town: Town, client: FlaskClient, clock: FixedClock
) -> None:
    order(town, client, "wet", people=1)
    town.work()
    row = town.rows()[0]
    assert (row.state, row.method, row.signer, row.development) == ("issued", "wet", None, False)
    text = client.get(f"/verifikasi/{row.code}").text
    assert "<h1>Berlaku</h1>" in text
    assert "Tanda tangan basah" in text
    assert "SPESIMEN" not in text
    token = csrf_of(client.get("/verifikasi").text)
    form = {"csrf_token": token, "pdf": (io.BytesIO(town.pdf(row)), "c.pdf")}
    answer = client.post("/verifikasi", data=form, headers={"Accept": "application/json"}).get_json()
    assert answer["state"] == "valid"


def test_only_the_configured_ways_can_be_chosen(town: Town, client: FlaskClient) -> None:
    token = sign_in(client, town.make.account(role="admin", officer=town.officer("Admin Uji")))
    page = "/pengaturan/penandatanganan"
    text = " ".join(client.get(page).text.split())
    assert ('value="bsre"' in text, 'value="pkcs11"' in text) == (True, False)
    assert (text.count("belum disiapkan"), text.count(" siap</span>")) == (1, 4)
    assert "LMS_SIGNING_PKCS11_MODULE" in text  # what is missing, in words for whoever looks after the server
    for method, identity, status in (("pkcs11", "", 422), ("bsre", "123", 422), ("bsre", NIK, 303)):
        data = {"csrf_token": token, "method": method, "identity": identity, "version": "0"}
        assert client.post(page, data=data).status_code == status, method
    stale = {"csrf_token": token, "method": "wet", "identity": "", "version": "0"}
    assert client.post(page, data=stale).status_code == 422
    upload = {"csrf_token": token, "certificate": (io.BytesIO(official().pem), "a.pem")}
    text = client.post(f"{page}/penanda-tangan", data=upload, follow_redirects=True).text
    assert "Drs. Hendro Pamungkas, M.Si. terdaftar." in text


@pytest.fixture(autouse=True)
def closed() -> object:
    yield
    means.close()
