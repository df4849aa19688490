"""Questions from other platforms in the studio: report by line, preview, draft; and the way back out."""

from __future__ import annotations

import io
import os
import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from lms.quizzes.exchange import gift, moodle
from lms.quizzes.exchange.model import Notes, Source
from lms.studio.queries.drafts import draft_data
from tests.content.pictures import PNG
from tests.factories import Make, sign_in

GIFT = """// [id:batas] [tag:competency=K1]
::Batas waktu::Berapa hari kerja?{
=10 hari kerja#Tepat.
~7 hari kerja
~%50%8 hari kerja
}

// [id:benar] [tag:mudah]
::Benar::Surat dicatat dahulu.{TRUE}
"""
BROKEN = "::Satu::Teks {=a ~b}\n\n::Dua::Teks {=a\n"


def post(client: FlaskClient, url: str, token: str, **fields: object):
    return client.post(url, data={"csrf_token": token, **fields}, content_type="multipart/form-data")


def fields_of(page: str) -> dict[str, str]:
    """What the page sends when its form is posted again."""
    names = ("name", "kept", "origin")
    return {n: re.findall(rf'name="{n}"[^>]*value="([^"]*)"', page)[0] for n in names}


def test_a_pasted_text_is_reported_and_shown_before_anything_is_kept(
    client: FlaskClient, token: str, session: Session
) -> None:
    answer = post(client, "/studio/impor", token, text=GIFT, origin="auto")
    page = answer.text
    assert answer.status_code == 200
    assert "2 soal terbaca dari tempelan.txt." in page
    assert "Baris 9" in page
    assert "Tag “mudah” tidak memiliki tempat di kuis." in page
    assert "## Batas waktu {#batas competency=K1}" in page
    assert '<h3 id="q-batas">Batas waktu <small class="muted">pilihan tunggal</small></h3>' in page
    assert draft_data(session) == {}


def test_what_was_seen_is_saved_as_a_draft(client: FlaskClient, token: str, session: Session) -> None:
    seen = post(client, "/studio/impor", token, text=GIFT, origin="gift").text
    answer = post(client, "/studio/impor/simpan", token, **fields_of(seen))
    assert (answer.status_code, answer.location) == (303, "/studio/berkas/quizzes/tempelan.md")
    ((path, data),) = draft_data(session).items()
    assert path == "quizzes/tempelan.md"
    assert data is not None
    assert data.decode().startswith(
        "---\nid: tempelan\ntitle: Tempelan\nsource: Diimpor dari tempelan.txt\n---\n"
    )
    page = client.get(answer.location).text
    assert "2 soal tersimpan sebagai draf." in page


def test_a_file_with_a_fault_leaves_nothing_behind(client: FlaskClient, token: str, session: Session) -> None:
    for url in ("/studio/impor", "/studio/impor/simpan"):
        answer = post(client, url, token, file=(io.BytesIO(BROKEN.encode()), "soal.gift"), origin="auto")
        assert answer.status_code == 422
        assert "Baris 3" in answer.text
        assert "Kurung kurawal" in answer.text
        assert "Simpan sebagai draf" not in answer.text
    assert draft_data(session) == {}


def test_images_of_a_moodle_file_become_media(client: FlaskClient, token: str, session: Session) -> None:
    paper = gift.read(Source("denah.gift", b"::Denah::[markdown]Lihat denah. {=a ~b}"), Notes("denah.gift"))
    item = paper.items[0]
    changed = type(item)(**{**item.__dict__, "stem": "Lihat ![denah](media/denah.png).", "id": "denah"})
    whole = type(paper)(paper.title, (changed,), "kuis-denah", media={"denah.png": PNG})
    text = moodle.write(whole, Notes("x"), str)
    seen = post(
        client, "/studio/impor", token, file=(io.BytesIO(text.encode()), "Denah Kota.xml"), origin="auto"
    ).text
    answer = post(client, "/studio/impor/simpan", token, **fields_of(seen))
    assert answer.location == "/studio/berkas/quizzes/kuis-denah.md"
    found = draft_data(session)
    assert sorted(found) == ["quizzes/kuis-denah.md", "quizzes/media/denah.png"]
    assert "![denah](media/denah.png)" in (found["quizzes/kuis-denah.md"] or b"").decode()
    assert client.get("/studio/isi/quizzes/media/denah.png").status_code == 200


def test_an_existing_quiz_is_replaced_only_on_purpose(
    client: FlaskClient, token: str, session: Session
) -> None:
    seen = post(client, "/studio/impor", token, text=GIFT, origin="gift").text
    post(client, "/studio/impor/simpan", token, **fields_of(seen))
    other = post(client, "/studio/impor", token, text=GIFT.replace("10 hari", "12 hari"), origin="gift").text
    refused = post(client, "/studio/impor/simpan", token, **fields_of(other))
    assert refused.status_code == 409
    assert "Berkas quizzes/tempelan.md sudah ada." in refused.text
    assert post(client, "/studio/impor/simpan", token, **fields_of(other), replace="y").status_code == 303
    assert "12 hari kerja" in (draft_data(session)["quizzes/tempelan.md"] or b"").decode()


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "  ", "origin": "auto"},
        {"kept": "bukan base64!", "origin": "gift"},
        {"kept": "AAAA", "origin": "gift"},
        {"text": "::Teks {", "origin": "lain"},
    ],
)
def test_a_request_that_makes_no_sense_is_told_so(
    client: FlaskClient, token: str, session: Session, fields
) -> None:
    for url in ("/studio/impor", "/studio/impor/simpan"):
        assert post(client, url, token, **fields).status_code == 422
    assert draft_data(session) == {}


def test_a_large_file_has_to_be_chosen_again(client: FlaskClient, token: str, session: Session) -> None:
    noise = os.urandom(900_000).hex()  # nothing that can be packed into the page
    text = f"::Besar::Teks {{=a ~b}}\n\n// {noise}\n".encode()
    answers = []
    for url, origin in (("/studio/impor", "auto"), ("/studio/impor/simpan", "gift")):
        answers.append(post(client, url, token, file=(io.BytesIO(text), "besar.gift"), origin=origin))
        answers[-1].request.environ["wsgi.input"].close()  # the test client keeps large bodies in a file
    assert fields_of(answers[0].text)["kept"] == ""
    assert "perlu dipilih sekali lagi" in answers[0].text
    assert answers[1].status_code == 303
    assert list(draft_data(session)) == ["quizzes/besar.md"]


def test_a_published_quiz_goes_out_with_its_report(client: FlaskClient, token: str) -> None:
    assert "/studio/ekspor/contoh-kuis" in client.get("/studio/riwayat/quiz/contoh-kuis").text
    page = client.get("/studio/ekspor/contoh-kuis").text
    assert "Berkas ini memuat kunci jawaban." in page
    assert "Kunci <b>pass_mark</b> tidak memiliki tempat di GIFT." in page
    for target, suffix, reader in (("gift", "gift", gift.read), ("moodlexml", "xml", moodle.read)):
        answer = client.get(f"/studio/ekspor/contoh-kuis/{target}")
        assert answer.headers["Content-Disposition"] == f'attachment; filename="contoh-kuis.{suffix}"'
        notes = Notes("x")
        paper = reader(Source("x", answer.data), notes)
        assert (paper.id, notes.broken) == ("contoh-kuis", False)
        assert {item.kind for item in paper.items} >= {"single", "multiple", "routing", "matching"}


@pytest.mark.parametrize(
    "url", ["/studio/ekspor/tiada", "/studio/ekspor/contoh-kuis/aiken", "/studio/ekspor/tiada/gift"]
)
def test_what_is_not_published_is_not_found(client: FlaskClient, token: str, url: str) -> None:
    assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    "url", ["/studio/impor", "/studio/ekspor/contoh-kuis", "/studio/ekspor/contoh-kuis/gift"]
)
def test_only_writers_come_in(client: FlaskClient, make: Make, content, url: str) -> None:
    assert client.get(url).status_code == 303
    sign_in(client, make.account("officer"))
    assert client.get(url).status_code == 403
