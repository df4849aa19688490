"""The journal in the browser and on the command line."""

from __future__ import annotations

import json
import sqlite3

import pytest
from click.testing import CliRunner

from lms.audit import labels
from lms.audit.actions import record
from lms.audit.cli import group
from lms.audit.queries import verify
from lms.db.session import writing
from tests.factories import ACTOR, sign_in


@pytest.fixture
def admin(client, make):
    return sign_in(client, make.account("admin", username="admin"))


@pytest.fixture
def run(app, config, monkeypatch):
    monkeypatch.setenv("LMS_HOME", str(config.home))
    return lambda *options: CliRunner().invoke(group, ["verify", *options])


def break_chain(config):
    with sqlite3.connect(config.home / "estafet.sqlite3") as file:
        file.execute("UPDATE journal_entry SET action = 'x' WHERE seq = 1")
    file.close()


def test_entries_are_shown_in_words_with_the_newest_first(client, admin):
    page = client.get("/jurnal").text
    assert page.index("Masuk<details") < page.index("Akun dibuat")
    assert "account.created" not in page


def test_an_action_that_nobody_described_is_shown_as_its_code(client, admin, session, clock):
    with writing(session):
        record(session, at=clock.now(), actor=ACTOR, action="moon.landed", object_type="moon", object_id=1)
    assert "moon.landed" in client.get("/jurnal?awal=moon").text
    assert labels.action("officer.merged") == "Data ganda digabung ke pegawai lain"


def test_long_journals_come_in_pages(client, admin, session, clock):
    for n in range(60):
        with writing(session):
            record(session, at=clock.now(), actor=ACTOR, action="post.added", object_type="post", object_id=n)
    page = client.get("/jurnal?awal=post.").text
    assert page.count("Jabatan ditambahkan") == 50
    older = page.split('href="/jurnal?awal=post.&amp;sebelum=')[1].split('"')[0]
    assert client.get(f"/jurnal?awal=post.&sebelum={older}").text.count("Jabatan ditambahkan") == 10


@pytest.mark.parametrize(
    "query",
    ["sebelum=x", "sebelum=-1", "sebelum=999999999999999999", "awal=%25", "jenis=%00", "id=" + "a" * 5000],
)
def test_odd_addresses_are_borne(client, admin, query):
    assert client.get(f"/jurnal?{query}").status_code == 200


def test_the_button_says_whole_or_broken(client, admin, config):
    client.post("/jurnal/periksa", data={"csrf_token": admin})
    assert "Rantai utuh: 2 entri" in client.get("/jurnal").text
    break_chain(config)
    client.post("/jurnal/periksa", data={"csrf_token": admin})
    assert "Rantai putus pada entri 1: diubah sesudah ditulis" in client.get("/jurnal").text


def test_checking_needs_the_token_and_the_right(app, client, make, admin):
    assert client.post("/jurnal/periksa").status_code == 400
    reader = app.test_client()
    token = sign_in(reader, make.account("head"))
    assert reader.post("/jurnal/periksa", data={"csrf_token": token}).status_code == 403


def test_the_command_prints_number_and_head_and_exits_by_the_outcome(run, make, session, config):
    make.account("admin", username="admin")
    whole = run()
    head = verify(session).last_hash
    assert (whole.exit_code, whole.output) == (0, f"utuh: 1 entri\n1:{head}\n")
    assert run("--head", f"1:{head}").exit_code == 0
    assert run("--head", f"1:{'0' * 64}").exit_code == 1
    assert run("--head", f"2:{head}").exit_code == 1
    assert run("--head", "satu").exit_code == 2
    session.rollback()
    break_chain(config)
    broken = run("--json")
    assert broken.exit_code == 1
    assert json.loads(broken.output) == {
        "ok": False, "entries": 0, "last_hash": "0" * 64, "broken_at": 1, "reason": "was changed after it was written",
    }  # fmt: skip
    assert run().exit_code == 1


def test_without_a_database_the_command_says_what_to_do(tmp_path, monkeypatch):
    from lms.core.config import ConfigurationError

    monkeypatch.setenv("LMS_HOME", str(tmp_path / "kosong"))
    result = CliRunner().invoke(group, ["verify"])
    assert isinstance(result.exception, ConfigurationError)
    assert "lms init" in str(result.exception)
