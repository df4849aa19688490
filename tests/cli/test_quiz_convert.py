"""`lms quiz convert`: exit codes, what goes where, and that a failure leaves nothing behind."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lms.cli import root
from lms.quizzes.exchange import gift
from lms.quizzes.exchange.model import Notes, Source
from tests.content.pictures import PNG, picture

SOUND = "// [id:kuis]\n$CATEGORY: Kuis\n\n// [id:satu] [tag:competency=K1]\n::Satu::Teks?{=a ~b}\n"
LOSSY = SOUND.replace("[tag:competency=K1]", "[tag:mudah] [tag:competency=K1]")
NOTED = SOUND.replace("[id:satu] ", "")
BROKEN = SOUND + "\n::Dua::x {=a\n"
IMAGE = (
    '<quiz><question type="truefalse"><name><text>Denah</text></name><questiontext format="html"><text>'
    '&lt;img src="@@PLUGINFILE@@/a.png" alt="denah"&gt;</text><file name="a.png">{}</file></questiontext>'
    '<answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question></quiz>'
)


def run(*words: object) -> Result:
    mask = os.umask(0o022)
    try:
        return CliRunner().invoke(root, ["quiz", "convert", *map(str, words)])
    finally:
        os.umask(mask)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = {"sound.gift": SOUND, "lossy.gift": LOSSY, "noted.gift": NOTED, "broken.gift": BROKEN}
    texts["image.xml"] = IMAGE.format(base64.b64encode(PNG).decode())
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "status", "summary"),
    [
        ("sound.gift", 0, "1 soal ditulis, 0 kesalahan, 0 tidak terbawa, 0 catatan"),
        ("noted.gift", 0, "1 soal ditulis, 0 kesalahan, 0 tidak terbawa, 1 catatan"),
        ("lossy.gift", 1, "1 soal ditulis, 0 kesalahan, 1 tidak terbawa, 0 catatan"),
    ],
)
def test_the_file_is_written_and_the_status_tells_of_losses(
    folder: Path, name: str, status: int, summary: str
) -> None:
    out = folder / "kuis.md"
    found = run(folder / name, "--from", "gift", "--to", "md", "-o", out)
    assert (found.exit_code, found.stdout) == (status, "")
    assert found.stderr.splitlines()[-1] == summary
    assert out.read_text().startswith("---\nid: kuis\ntitle: Kuis\ncompetency: K1\n")
    assert sorted(p.name for p in folder.iterdir() if p.name.startswith(".")) == []


def test_without_a_target_the_text_goes_to_standard_output(folder: Path) -> None:
    found = run(folder / "sound.gift", "--from", "gift", "--to", "gift")
    assert (found.exit_code, found.stdout) == (1, SOUND.replace("{=a ~b}", "{\n\t=a\n\t~b\n}"))
    assert "Kunci `source` tidak memiliki tempat di GIFT." in found.stderr


def test_a_fault_leaves_no_file(folder: Path) -> None:
    out = folder / "kuis.md"
    found = run(folder / "broken.gift", "--from", "gift", "--to", "md", "-o", out)
    assert (found.exit_code, found.stdout, out.exists()) == (1, "", False)
    assert f"{folder}/broken.gift:7:1: X010 Kurung kurawal" in found.stderr
    assert found.stderr.splitlines()[-1].startswith("0 soal ditulis, 1 kesalahan")


def test_a_fault_leaves_what_was_there(folder: Path) -> None:
    out = folder / "kuis.md"
    out.write_text("lama")
    run(folder / "broken.gift", "--from", "gift", "--to", "md", "-o", out)
    assert out.read_text() == "lama"


def test_messages_in_english(folder: Path) -> None:
    found = run(folder / "broken.gift", "--from", "gift", "--to", "md", "--locale", "en")
    assert "X010 The brace `{` is not closed" in found.stderr


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["tiada.gift", "--from", "gift", "--to", "md"],
        ["sound.gift", "--from", "gift"],
        ["sound.gift", "--from", "word", "--to", "md"],
        ["sound.gift", "--from", "gift", "--to", "csv"],
    ],
)
def test_wrong_usage(folder: Path, words: list[str]) -> None:
    assert run(*[folder / w if w.endswith(".gift") else w for w in words]).exit_code == 2


def test_media_files_go_beside_the_quiz(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = folder / "quizzes" / "denah.md"
    found = run(folder / "image.xml", "--from", "moodlexml", "--to", "md", "-o", out)
    assert found.exit_code == 0
    assert "![denah](media/a.png)" in out.read_text()
    assert (folder / "quizzes" / "media" / "a.png").read_bytes() == PNG
    monkeypatch.chdir(out.parent)
    back = run("../quizzes/denah.md", "--from", "md", "--to", "moodlexml", "-o", folder / "lagi.xml")
    assert base64.b64encode(PNG).decode() in (folder / "lagi.xml").read_text()
    assert [line for line in back.stderr.splitlines() if "X115" in line] == []


def test_standard_output_holds_no_media_and_says_so(folder: Path) -> None:
    found = run(folder / "image.xml", "--from", "moodlexml", "--to", "md")
    assert found.exit_code == 1
    assert (
        "X116 Berkas media `a.png` tidak terbawa: keluaran standar tidak memuat berkas; pakai -o."
        in found.stderr
    )


def test_a_different_medium_of_the_same_name_is_never_replaced(folder: Path) -> None:
    other = folder / "media" / "a.png"
    other.parent.mkdir()
    other.write_bytes(picture("PNG", (7, 7)))
    before = other.read_bytes()
    out = folder / "denah.md"
    found = run(folder / "image.xml", "--from", "moodlexml", "--to", "md", "-o", out)
    assert (found.exit_code, out.exists(), other.read_bytes() == before) == (1, False, True)
    assert "X040" in found.stderr


def test_a_folder_that_cannot_be_written_to_is_told_plainly(folder: Path) -> None:
    (folder / "berkas").write_text("")
    found = run(folder / "sound.gift", "--from", "gift", "--to", "md", "-o", folder / "berkas" / "kuis.md")
    assert found.exit_code == 1
    assert "Traceback" not in found.output


def test_letters_get_the_words_of_the_catalogue_beside_them() -> None:
    quiz = Path(__file__).resolve().parents[2] / "quizzes" / "disposisi-dasar.md"
    found = run(quiz, "--from", "md", "--to", "gift")
    assert "=EXT.PROV.DIK\\: Dinas yang membidangi pendidikan Provinsi" in found.stdout
    notes = Notes("x")
    paper = gift.read(Source("x", found.stdout.encode()), notes)
    assert {item.kind for item in paper.items} == {"routing"}
    assert len(paper.items) == 26
