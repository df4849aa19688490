"""The imported list in the browser, on the command line, and written out again."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from lms.core.errors import Refused
from lms.people import uploads
from lms.people.cli import group
from lms.people.models import Officer
from lms.people.queries import officers
from lms.people.render.roster import roster_csv, safe_cell
from tests.factories import sign_in
from tests.people.roster_city import BUDI, RINI, TODAY, imported, preview, table

EVIL = "<img src=x onerror=alert(1)>"


@pytest.fixture
def city(make):
    make.agency("Dinas Kesehatan", "Dinkes")


@pytest.fixture
def send(client, make, city):
    """Upload a file as an admin; returns the answer."""
    token = sign_in(client, make.account("admin", username="admin"))

    def upload(data, name="daftar.csv"):
        head = f'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n'
        file = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = head.encode() + file.encode() + data + b"\r\n--x--\r\n"
        return client.post("/pegawai/impor", data=body, content_type="multipart/form-data; boundary=x")

    return upload


def confirm(client, page, **changes):
    fields = dict(
        re.findall(
            r'<input id="(?:csrf_token|sha256|seen|filename)" name="(\w+)" type="hidden" value="([^"]*)"',
            page,
        )
    )
    return client.post("/pegawai/impor/terapkan", data={**fields, **changes})


def count(session):
    session.rollback()
    return session.scalar(select(func.count()).select_from(Officer))


GOOD = table(f"Rini Wulandari;{RINI};rini@kota.example;III/b;Petugas PIP;Dinkes;petugas-pip;2025-02-01;PNS")


def test_preview_then_apply_then_nothing_left_to_do(client, send, session, home):
    page = send(GOOD)
    assert page.status_code == 200
    assert "Petugas PIP · Dinkes" in page.text
    assert count(session) == 0
    assert confirm(client, page.text).headers["Location"] == "/pegawai"
    assert count(session) == 1
    assert list((home / "imports").iterdir()) == []
    again = send(GOOD)
    assert "Tidak ada perubahan" in again.text
    assert "Terapkan semua" not in again.text


def test_confirming_twice_does_it_once(client, send, session):
    page = send(GOOD).text
    confirm(client, page)
    assert confirm(client, page).headers["Location"] == "/pegawai/impor"
    assert "kedaluwarsa" in client.get("/pegawai/impor").text
    assert count(session) == 1


def test_a_stale_preview_is_shown_anew_and_not_applied(client, send, session, make):
    page = send(GOOD).text
    make.officer("Rini W.", nip=RINI, email=None)
    answer = confirm(client, page)
    assert answer.status_code == 409
    assert "berubah sejak pratinjau" in answer.text
    assert "Rini W." in answer.text
    assert count(session) == 1
    assert confirm(client, answer.text).status_code == 303
    session.rollback()
    assert session.scalars(select(Officer.name)).all() == ["Rini Wulandari"]


@pytest.mark.parametrize(
    "changes", [{"seen": "0" * 64}, {"sha256": "0" * 64}, {"sha256": "../../secret.key"}, {"seen": ""}]
)
def test_a_forged_confirmation_changes_nothing(client, send, session, changes):
    assert confirm(client, send(GOOD).text, **changes).status_code in {303, 409}
    assert count(session) == 0


def test_every_fault_is_listed_with_its_row(client, send, session):
    page = send(table("Rini;1,97E+17;;;;;;;", f"Budi;{BUDI};bukan;;;;;;", f"{EVIL};;;;{EVIL};{EVIL};;;"))
    assert page.status_code == 422
    assert [f"Baris {n}" in page.text for n in (2, 3, 4)] == [True] * 3
    assert "format Teks" in page.text
    assert EVIL not in page.text
    assert "Terapkan semua" not in page.text


def test_markup_in_a_good_list_is_shown_as_text(client, send):
    page = send(table(f"Rini {EVIL};{RINI};;;Petugas {EVIL};Dinkes;;;", "Budi;;;=1+1;;;;;")).text
    assert EVIL not in page
    assert "&lt;img src=x" in page


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"PK\x03\x04xlsx", "daftar.xlsx", "berkas Excel"),
        (b"\xd0\xcf\x11\xe0", "daftar.xls", "berkas Excel"),
        (b"nama\r\n" + b"x" * (5 * 1024 * 1024), "besar.csv", "lebih besar dari 5 MB"),
        (b"", "kosong.csv", "judul kolom"),
        (bytes(range(256)) * 10, "acak.csv", "Berkas ini belum dapat diimpor"),
    ],
)
def test_files_that_are_no_list_are_told_what_they_are(send, data, name, words):
    page = send(data, name)
    assert page.status_code == 422
    assert words in page.text


def test_no_file_and_a_huge_body_are_refused_plainly(client, send):
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/pegawai/impor").text)[1]
    assert "Pilih berkasnya" in client.post("/pegawai/impor", data={"csrf_token": token}).text
    huge = send(b"x" * (13 * 1024 * 1024))
    assert huge.status_code == 413
    assert "terlalu besar" in huge.text


def test_kept_files_are_private_and_do_not_stay(home, tmp_path):
    import os

    home.mkdir(parents=True, exist_ok=True)
    uploads.keep(home, "a" * 64, b"1")
    assert (home / "imports" / ("a" * 64)).stat().st_mode & 0o777 == 0o600
    os.utime(home / "imports" / ("a" * 64), (0, 0))
    uploads.keep(home, "b" * 64, b"2")
    assert uploads.kept(home, "a" * 64) is None
    assert uploads.kept(home, "b" * 64) == b"2"
    assert uploads.kept(home, "../secret.key") is None


def test_what_is_written_out_reads_back_without_a_change(session, clock, city):
    rows = table(
        f"Rini Wulandari;{RINI};rini@kota.example;III/b;Petugas PIP;Dinkes;petugas-pip;2025-02-01;PNS",
        "=cmd|' /C calc'!A0;;tono@kota.example;;;;;;Non ASN",
        '"Budi ""B""; Santoso";' + BUDI + ";;IX;Petugas PIP;Dinkes;;2025-03-01;PPPK paruh waktu",
    )
    imported(session, clock, rows)
    session.rollback()
    text = roster_csv(session, on=TODAY)
    plan = preview(session, clock, text.encode())
    assert plan.problems == []
    assert (plan.unchanged, plan.does_something) == (3, False)
    assert f"'{RINI}" in text
    assert "\r\n'=cmd" in text


@pytest.mark.parametrize("text", ["=1+1", "+62", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_begins_like_a_formula(text):
    assert safe_cell(text) == f"'{text}"
    assert safe_cell("Rini = Rani") == "Rini = Rani"


class TestCommandLine:
    @pytest.fixture
    def run(self, app, config, monkeypatch, tmp_path, city):
        monkeypatch.setenv("LMS_HOME", str(config.home))

        def invoke(data, *options):
            path = tmp_path / "daftar.csv"
            path.write_bytes(data)
            return CliRunner().invoke(group, ["import", str(path), *options])

        return invoke

    def test_a_good_list_is_imported_and_again_without_change(self, run, session):
        first, second = run(GOOD), run(GOOD)
        assert (first.exit_code, second.exit_code) == (0, 0)
        assert "Diimpor: 1 pegawai baru, 0 berubah, 0 tetap, 1 jabatan baru" in first.output
        assert "Diimpor: 0 pegawai baru, 0 berubah, 1 tetap" in second.output
        assert count(session) == 1

    def test_problems_are_listed_like_a_compilers_and_nothing_happens(self, run, session):
        result = run(table("Rini;1,97E+17;;;;;;;", f"Budi;{BUDI};;;;;;;"))
        assert result.exit_code == 1
        assert "daftar.csv:2:2: P011" in result.output
        assert count(session) == 0

    def test_a_dry_run_changes_nothing(self, run, session):
        result = run(GOOD, "--dry-run", "--json")
        assert result.exit_code == 0
        outcome = json.loads(result.output)
        assert (outcome["applied"], outcome["new"], outcome["problems"]) == (False, 1, [])
        assert count(session) == 0

    def test_a_missing_file_is_wrong_usage(self, app):
        assert CliRunner().invoke(group, ["import", "tidak-ada.csv"]).exit_code == 2


def test_a_snapshot_of_an_unknown_officer_is_not_found(session):
    with pytest.raises(Refused):
        officers.officer_snapshot(session, 99, date(2026, 1, 1))
