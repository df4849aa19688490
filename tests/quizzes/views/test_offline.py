"""What may leave the server for practice without a network: letters for practice alone, and nothing of an examination."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest

from lms.content.check import check
from lms.content.tree import ContentTree
from lms.db.session import writing
from lms.library.actions import publish
from lms.quizzes.schema import CatalogueChecker, QuizChecker
from tests.content.pictures import PNG
from tests.factories import ACTOR, sign_in
from tests.quizzes.library import tree
from tests.quizzes.views.conftest import Reader

DATA = "/latihan-luring/surat.json"
LETTER = """
## {title} {{#{name} kind=routing{more}}}
{stem}

- [x] 1.04: RAHASIA-{name} kunci
- [ ] 1.03/jalan: RAHASIA-{name} umpan

> RAHASIA-{name} hukum
"""


def letter(name: str, stem: str, more: str = "") -> str:
    return LETTER.format(title=f"Surat {name}", name=name, stem=stem, more=more)


MIXED = (
    "---\nid: campur\ntitle: Campur\ncompetency: K3\nuse: both\n---\n"
    + letter("keduanya", "Surat untuk ujian dan latihan.")
    + letter("hanya-ujian", "Surat untuk ujian saja.", " use=exam")
    + letter("hanya-latihan", "Surat untuk latihan saja.", " use=practice")
    + letter("kembar", "Surat yang  sama juga diujikan.", " use=practice")
    + letter("bergambar", "Lihat ![denah](media/denah.png) ini.", " use=practice")
)
EXAM = "---\nid: ujian-surat\ntitle: Ujian surat\ncompetency: K3\n---\n" + letter(
    "asli", "Surat yang sama juga diujikan."
)


def put_out(session, clock, **quizzes: str) -> None:
    """Publish these quizzes beside those of the small city, with a picture."""
    files = {**tree(**quizzes).files, "quizzes/media/denah.png": PNG}
    report = check(ContentTree(files), [CatalogueChecker(), QuizChecker()])
    assert report.ok, [problem.format() for problem in report.problems]
    with writing(session):
        publish(session, actor=ACTOR, clock=clock, report=report)


@pytest.fixture
def mixed(session, clock, taking):
    put_out(session, clock, campur=MIXED, ujian=EXAM)


def ids(answer) -> list[str]:
    return [one["id"] for one in answer.json["letters"]]


def test_only_letters_for_practice_alone_leave_the_server(reader, mixed):
    answer = reader.get(DATA)
    assert ids(answer) == ["campur/hanya-latihan", "latihan/gang", "latihan/pajak", "latihan/aset"]
    text = json.dumps(answer.json, ensure_ascii=False)
    assert set(re.findall(r"RAHASIA-([a-z-]+)", text)) == {"hanya-latihan"}
    for canary in (
        "KANARI-UMPAN-BALIK",
        "KANARI-PENJELASAN",
        "KANARI-RUBRIK",
        "untuk ujian",
        "juga diujikan",
    ):
        assert canary not in text


def test_a_letter_of_a_running_examination_stays_even_if_it_was_released_meanwhile(
    reader, session, clock, mixed
):
    running = reader.start("ujian", "exam")
    released = EXAM.replace("competency: K3\n", "competency: K3\nuse: practice\n")
    put_out(session, clock, campur=MIXED, ujian=released)
    assert "ujian-surat/asli" not in ids(reader.get(DATA))
    reader.post(f"/kuis/percobaan/{running}/serahkan")
    assert "ujian-surat/asli" in ids(reader.get(DATA))


def test_the_worth_of_every_choice_is_that_of_the_desk(reader, session):
    found = {one["id"]: one for one in reader.get(DATA).json["letters"]}
    names = {one["ref"]: one["name"] for one in reader.get(DATA).json["destinations"]}
    gang = found["latihan/gang"]
    assert [[names[ref] for ref in goal["refs"]] for goal in gang["rights"]] == [["Dinas Permukiman"]]
    assert gang["rights"][0]["text"] == "KANARI-KUNCI gang itu jalan lingkungan."
    others = {names[ref]: (one["state"], one["text"]) for ref, one in gang["others"].items()}
    assert others == {"Dinas Pekerjaan Umum": ("wrong", "KANARI-UMPAN ruas jalan kota saja.")}
    assert gang["exempt"] is False
    aset = found["latihan/aset"]
    assert aset["exempt"] is True
    assert {names[ref]: one["state"] for ref, one in aset["others"].items()} == {"Badan Pendapatan": "half"}


def test_the_page_that_a_device_keeps_names_nobody(reader, officer):
    page = reader.get("/latihan-luring/").text
    assert officer.name not in page
    assert "csrf_token" not in page
    assert "KANARI" not in page
    assert "tidak dihitung sebagai bukti kompetensi" in page


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("/latihan-luring/pekerja.js", {"own": ["/latihan-luring/", "/latihan-luring/surat.json"]}),
        ("/kuis/percobaan/pekerja.js", {"page": "/kuis/percobaan/luring"}),
    ],
)
def test_a_worker_keeps_only_what_exists(app, reader, address, own):
    answer = app.test_client().get(address)
    assert answer.mimetype == "text/javascript"
    facts = json.loads(re.match(r"const FACTS = (\{.*\});\n", answer.text)[1])
    files = facts.pop("files")
    assert facts == {"version": app.config["ASSET_VERSION"], **own}
    for path in files:
        with reader.client.get(path) as found:
            assert found.status_code == 200, path


def test_the_scripts_of_the_page_in_place_of_an_attempt_are_all_kept(app, taking):
    client = app.test_client()
    facts = json.loads(re.search(r"\{.*\}", client.get("/kuis/percobaan/pekerja.js").text.split("\n")[0])[0])
    kept = {path.rsplit("/", 1)[1]: path for path in facts["files"]}
    page = client.get("/kuis/percobaan/luring").text
    wanted = set(re.findall(r'<script type="module" src="[^"]*/([^"/]+)"', page)) | {"estafet.css"}
    for name in sorted(wanted - {"estafet.css"}):
        with client.get(kept[name]) as script:
            wanted |= set(re.findall(r'^import .*?"\./([\w-]+\.js)"', script.text, re.MULTILINE))
    for name in ("queue.js", "rescue.js", "wire.js"):
        with client.get(kept[name]) as script:
            wanted |= set(re.findall(r'^import .*?"\./([\w-]+\.js)"', script.text, re.MULTILINE))
    assert wanted <= kept.keys()


def test_the_page_in_place_of_an_attempt_names_nobody_and_eats_no_message(reader, officer):
    with reader.client.session_transaction() as cookie:
        cookie["_flashes"] = [("ok", "Tersimpan tadi.")]
    page = reader.get("/kuis/percobaan/luring").text
    assert (officer.name in page, "csrf_token" in page, "Tersimpan tadi." in page) == (False, False, False)
    assert "Tersimpan tadi." in reader.get("/kuis").text


def test_signed_out_nobody_gets_a_key(app, taking, clock, make):
    client = app.test_client()
    assert client.get(DATA).status_code == 303
    reader = Reader(client, sign_in(client, make.account()))
    assert reader.get(DATA).status_code == 200
    clock.advance(timedelta(minutes=31))
    assert reader.get(DATA).status_code == 303
