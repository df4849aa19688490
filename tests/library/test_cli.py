"""`lms content check|publish|export`: exit codes, what is printed, and JSON for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import create_engine

from lms import wiring
from lms.db.base import Base
from lms.library.cli import group
from tests.library.conftest import GOOD

FAULTY = GOOD.replace("title: Kewenangan jalan", "titel: Kewenangan jalan")


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "instance"
    home.mkdir()
    monkeypatch.setenv("LMS_HOME", str(home))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return home


@pytest.fixture
def database(instance: Path) -> None:
    wiring.import_models()
    engine = create_engine(f"sqlite:///{instance / 'estafet.sqlite3'}")
    Base.metadata.create_all(engine)
    engine.dispose()


def run(*arguments: object) -> Result:
    return CliRunner().invoke(group, [str(a) for a in arguments])


def test_check_of_good_content(root: Path) -> None:
    result = run("check", root)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "1 dokumen, 0 kesalahan, 0 peringatan\n"


def test_check_lists_every_problem(root: Path) -> None:
    (root / "quizzes/jalan.md").write_text(FAULTY.replace("- [x]", "- [ ]"))
    result = run("check", root)
    lines = result.stdout.splitlines()
    assert result.exit_code == 1
    assert [tuple(line.split(" ")[:2]) for line in lines] == [
        ("quizzes/jalan.md:1:1:", "F030"),
        ("quizzes/jalan.md:3:1:", "F031"),
        ("quizzes/jalan.md:6:1:", "Q011"),
    ]


def test_check_of_one_file_leaves_the_others_out(root: Path) -> None:
    (root / "quizzes/rusak.md").write_text(FAULTY)
    assert run("check", root / "quizzes/jalan.md").exit_code == 0
    assert run("check", root / "quizzes/rusak.md").exit_code == 1
    assert run("check", root / "quizzes").exit_code == 1


def test_check_as_json(root: Path) -> None:
    (root / "quizzes/jalan.md").write_text(FAULTY)
    result = run("check", "--json", root)
    assert result.exit_code == 1
    unknown = [p for p in json.loads(result.stdout) if p["code"] == "F031"]
    assert unknown == [
        {
            "path": "quizzes/jalan.md",
            "line": 3,
            "column": 1,
            "code": "F031",
            "severity": "error",
            "message": "`titel`: kunci tidak dikenal, mungkin maksud Anda `title`?",
        }
    ]
    assert run("check", "--json", "--locale", "en", root).stdout.count("did you mean `title`?") == 1


def test_warnings_alone_are_fine(root: Path) -> None:
    (root / "quizzes/jalan.md").write_text(GOOD.replace("Siapa yang", "<b>Siapa</b> yang"))
    result = run("check", root)
    assert result.exit_code == 0
    assert "M015" in result.stdout


def test_a_path_outside_content_is_wrong_usage(tmp_path: Path, checkers: None) -> None:
    (tmp_path / "kosong").mkdir()
    assert run("check", tmp_path / "kosong").exit_code == 2
    assert run("check", tmp_path / "tiada").exit_code == 2


def test_publish_without_tables_says_what_to_do(root: Path, instance: Path) -> None:
    result = run("publish", root)
    assert result.exit_code == 1
    assert "lms init" in result.output


def test_publish_and_again(root: Path, database: None) -> None:
    first = run("publish", root, "--note", "Awal")
    assert (first.exit_code, first.stdout) == (0, "quizzes/jalan.md: revisi 1 terbit\n")
    again = run("publish", root)
    assert (again.exit_code, again.stdout) == (0, "")
    assert again.stderr == "0 terbit, 1 tidak berubah, 0 ditahan\n"


def test_publish_keeps_the_last_good_revision(root: Path, database: None) -> None:
    run("publish", root)
    (root / "quizzes/jalan.md").write_text(FAULTY)
    result = run("publish", root)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1] == "quizzes/jalan.md: revisi lama tetap berlaku"


def test_publish_as_json(root: Path, database: None) -> None:
    result = run("publish", "--json", root)
    done = json.loads(result.stdout)
    assert [(d["kind"], d["id"], d["revision"]) for d in done["published"]] == [("quiz", "jalan", 1)]
    assert (done["unchanged"], done["kept"], done["problems"]) == ([], [], [])


def test_export_writes_what_is_published(root: Path, database: None, tmp_path: Path) -> None:
    run("publish", root)
    result = run("export", tmp_path / "hasil")
    assert (result.exit_code, result.stderr) == (0, "1 berkas ditulis, 0 dibiarkan\n")
    assert (tmp_path / "hasil/quizzes/jalan.md").read_text() == GOOD
    assert run("publish", tmp_path / "hasil").stdout == ""  # a round trip changes nothing


def test_export_does_not_write_over_other_work(root: Path, database: None, tmp_path: Path) -> None:
    run("publish", root)
    (root / "quizzes/jalan.md").write_text("punya saya")
    kept = run("export", root)
    assert kept.exit_code == 1
    assert (root / "quizzes/jalan.md").read_text() == "punya saya"
    assert run("export", "--force", root).exit_code == 0
    assert (root / "quizzes/jalan.md").read_text() == GOOD
