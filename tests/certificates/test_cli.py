"""`lms certificates`: issue, list, export, verify."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from lms.certificates import actions
from lms.certificates.cli import group
from lms.certificates.models import Certificate
from lms.core.codes import new_code, show_code
from tests.certificates.conftest import Town


@pytest.fixture
def run(town: Town, monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setenv("LMS_HOME", str(town.home))
    monkeypatch.setenv("LMS_PUBLIC_URL", "http://127.0.0.1:8000")
    monkeypatch.delenv("DATABASE_URL", raising=False)

    def call(*arguments: object) -> Result:
        return CliRunner().invoke(group, [str(a) for a in arguments])

    return call


def test_issue_prints_at_once_and_twice_is_once(run: object, town: Town) -> None:
    session_id = town.held([town.officer("Sari Lestari"), town.officer("Tono Wibowo")])
    assert run("issue", session_id).exit_code == 0
    assert [row.state for row in town.rows()] == ["issued", "issued"]
    assert run("issue", session_id).exit_code == 0
    assert len(town.rows()) == 2
    assert run("issue", 999).exit_code == 1
    assert run("issue", "abc").exit_code == 2


def test_list_as_json(run: object, issued: Certificate) -> None:
    rows = json.loads(run("list", "--json").stdout)
    assert [{k: row[k] for k in ("code", "number", "state", "holder", "session")} for row in rows] == [
        {
            "code": issued.code,
            "number": "488.1/001/DISKOMINFO/2026",
            "state": "valid",
            "holder": "Rini Wulandari, S.I.Kom.",
            "session": 1,
        }
    ]


def test_export_gives_the_very_bytes(run: object, town: Town, issued: Certificate, tmp_path: Path) -> None:
    target = tmp_path / "c.pdf"
    assert run("export", issued.code.lower(), target).exit_code == 0
    assert target.read_bytes() == town.pdf(issued)
    assert run("export", "TIDAKADA", tmp_path / "d.pdf").exit_code == 1
    assert not (tmp_path / "d.pdf").exists()


def test_verify_exits_0_for_valid_only(run: object, town: Town, issued: Certificate, tmp_path: Path) -> None:
    whole, changed, junk = tmp_path / "a.pdf", tmp_path / "b.pdf", tmp_path / "c.pdf"
    whole.write_bytes(town.pdf(issued))
    changed.write_bytes(town.pdf(issued) + b"\n")
    junk.write_bytes(b"%PDF-1.7")
    good = run("verify", whole)
    assert (good.exit_code, good.stdout.split("\n")[0]) == (0, "BERLAKU")
    assert "kunci pengembangan" in good.stdout
    assert [run("verify", path).exit_code for path in (changed, junk)] == [1, 1]
    assert [json.loads(run("verify", "--json", path).stdout)["state"] for path in (changed, junk)] == [
        "changed",
        "unknown",
    ]
    town.do(actions.revoke, certificate_id=issued.id, reason="Jumlah JP keliru dicetak")
    bad = run("verify", "--json", whole)
    assert (bad.exit_code, json.loads(bad.stdout)["state"]) == (1, "revoked")


def test_without_a_database_the_signature_alone_decides(
    run: object, town: Town, issued: Certificate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, changed = tmp_path / "a.pdf", tmp_path / "b.pdf"
    whole.write_bytes(town.pdf(issued))
    changed.write_bytes(town.pdf(issued) + b"\n")
    known = next((town.home / "signing" / "known").glob("*.pem"))
    empty = tmp_path / "rumah-lain"
    monkeypatch.setenv("LMS_HOME", str(empty))
    assert run("verify", whole).exit_code == 1  # nobody said whom to trust
    assert run("verify", whole, "--signer", known).exit_code == 0
    assert run("verify", changed, "--signer", known).exit_code == 1
    assert not (empty / "estafet.sqlite3").exists()
    (empty / "signing" / "known").mkdir(parents=True)
    (empty / "signing" / "known" / known.name).write_bytes(known.read_bytes())
    alone = run("verify", whole)
    assert (alone.exit_code, "tanda tangannya saja" in alone.stdout) == (0, True)


def test_the_command_line_gives_the_answer_of_the_api(
    run: object, town: Town, issued: Certificate, client: FlaskClient, tmp_path: Path
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(town.pdf(issued))

    def api() -> dict[str, object]:
        return client.get(f"/verifikasi/{issued.code}.json").get_json()

    assert json.loads(run("verify", "--json", show_code(issued.code).lower()).stdout) == api()
    of_file = json.loads(run("verify", "--json", path).stdout)
    assert {name: of_file[name] for name in api()} == api()
    town.do(actions.revoke, certificate_id=issued.id, reason="Jumlah JP keliru dicetak")
    bad = run("verify", "--json", issued.code)
    assert (bad.exit_code, json.loads(bad.stdout)) == (1, api())
    assert run("verify", new_code()).exit_code == 1
    assert run("verify", tmp_path / "tidak-ada.pdf").exit_code == 2
