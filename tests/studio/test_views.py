"""The pages of the writing room, without JavaScript."""

from __future__ import annotations

import io
import zipfile

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from lms.library import queries as library
from lms.studio.queries.drafts import digest_of, draft_data
from lms.studio.queries.plans import plan
from lms.studio.queries.workspace import workspace
from tests.factories import Make, sign_in
from tests.studio.conftest import COURSE, LESSON, QUIZ

PAGES = [
    "/studio",
    f"/studio/berkas/{QUIZ}",
    "/studio/baru",
    "/studio/unggah",
    "/studio/panduan",
    "/studio/riwayat/quiz/contoh-kuis",
    f"/studio/isi/{QUIZ}",
]


def post(client: FlaskClient, url: str, token: str, **fields: object):
    return client.post(url, data={"csrf_token": token, **fields})


def edited(content: dict[str, bytes], *changes: tuple[str, str], path: str = QUIZ) -> str:
    text = content[path].decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def save(
    client: FlaskClient, token: str, content: dict[str, bytes], *changes: tuple[str, str], **fields: object
):
    text = edited(content, *changes)
    return post(client, f"/studio/berkas/{QUIZ}", token, text=text, base=digest_of(content[QUIZ]), **fields)


@pytest.mark.parametrize("url", PAGES)
def test_only_writers_come_in(client: FlaskClient, make: Make, content, url: str) -> None:
    assert client.get(url).status_code == 303
    sign_in(client, make.account("officer"))
    assert client.get(url).status_code == 403


@pytest.mark.parametrize("url", PAGES)
def test_writers_see_every_page(client: FlaskClient, token: str, url: str) -> None:
    assert client.get(url).status_code == 200


def test_the_menu_leads_to_the_studio(client: FlaskClient, token: str) -> None:
    assert '<a href="/studio" aria-current="page">Studio</a>' in client.get("/studio").text


@pytest.mark.parametrize("path", ["quizzes/tiada.md", "lain/x.md", "quizzes/..%2fx.md", "courses/a/x.js"])
def test_other_files_are_not_found(client: FlaskClient, token: str, path: str) -> None:
    assert client.get(f"/studio/berkas/{path}").status_code == 404


def test_a_fault_is_shown_with_its_place_and_a_repair(
    client: FlaskClient, token: str, content, session: Session
) -> None:
    response = save(client, token, content, ("pass_mark: 80", "pas_mark: 80"))
    assert (response.status_code, response.location) == (303, f"/studio/berkas/{QUIZ}")
    page = client.get(response.location).text
    assert "Baris 6, kolom 1" in page
    assert '<li class="e" id="b6"><mark>pas_mark</mark>: 80</li>' in page
    assert 'name="fix" value="6:1:8:pas_markpass_mark"' in page
    assert "Naskah masih memuat 1 kesalahan" in page
    assert "Terbitkan revisi 2" in page
    assert "disabled>Terbitkan</button>" in page
    assert draft_data(session)[QUIZ] == edited(content, ("pass_mark: 80", "pas_mark: 80")).encode()


def test_the_repair_button_repairs(client: FlaskClient, token: str, content, session: Session) -> None:
    save(client, token, content, ("pass_mark: 80", "pas_mark: 80"), fix="6:1:8:pas_markpass_mark")
    assert draft_data(session) == {}  # repaired, it says what is published already
    page = client.get(f"/studio/berkas/{QUIZ}").text
    assert "Tidak ada masalah pada berkas ini." in page


def test_windows_line_ends_are_no_change(client: FlaskClient, token: str, content, session: Session) -> None:
    text = content[QUIZ].decode().replace("\n", "\r\n")
    post(client, f"/studio/berkas/{QUIZ}", token, text=text, base=digest_of(content[QUIZ]))
    assert draft_data(session) == {}


def test_a_stale_page_keeps_the_writers_text(
    client: FlaskClient, token: str, content, session: Session
) -> None:
    save(client, token, content, ("pass_mark: 80", "pass_mark: 70"))
    response = save(client, token, content, ("pass_mark: 80", "pass_mark: 60"))
    assert response.status_code == 409
    assert "Tulisan Anda belum disimpan" in response.text
    assert "pass_mark: 60" in response.text
    stored = draft_data(session)[QUIZ]
    assert stored is not None
    assert b"pass_mark: 70" in stored
    again = post(
        client, f"/studio/berkas/{QUIZ}", token,
        text=edited(content, ("pass_mark: 80", "pass_mark: 60")), base=digest_of(stored),
    )  # fmt: skip
    assert again.status_code == 303


def seen(session: Session, path: str) -> str:
    token = plan(session, workspace(session), path).token
    session.rollback()  # later reads shall see what the pages did meanwhile
    return token


def test_publishing_by_one_button(client: FlaskClient, token: str, content, session: Session) -> None:
    text = edited(content, ("pass_mark: 80", "pass_mark: 75"))
    response = post(
        client, f"/studio/terbitkan/{QUIZ}", token,
        text=text, base=digest_of(content[QUIZ]), seen=seen(session, QUIZ), note="Batas turun",
    )  # fmt: skip
    assert "Revisi 2 terbit." in client.get(response.location).text
    live = library.live_by_id(session, "quiz", "contoh-kuis")
    assert live is not None
    assert (live.number, live.note, live.document["pass_mark"]) == (2, "Batas turun", 75)
    assert draft_data(session) == {}


def test_publishing_with_an_error_is_refused(
    client: FlaskClient, token: str, content, session: Session
) -> None:
    text = edited(content, ("pass_mark: 80", "pas_mark: 80"))
    response = post(
        client, f"/studio/terbitkan/{QUIZ}", token,
        text=text, base=digest_of(content[QUIZ]), seen=seen(session, QUIZ),
    )  # fmt: skip
    assert "Revisi lama tetap berlaku" in client.get(response.location).text
    live = library.live_by_id(session, "quiz", "contoh-kuis")
    assert live is not None
    assert live.number == 1
    assert QUIZ in draft_data(session)  # what was typed is kept


def test_publishing_what_nobody_looked_at_is_refused(
    client: FlaskClient, token: str, content, session: Session
) -> None:
    old = seen(session, COURSE)
    lesson = edited(content, ("minutes: 6", "minutes: 9"), path=LESSON)
    post(client, f"/studio/berkas/{LESSON}", token, text=lesson, base=digest_of(content[LESSON]))
    text = edited(content, ("jp: 2", "jp: 3"), path=COURSE)
    response = post(
        client, f"/studio/terbitkan/{COURSE}", token, text=text, base=digest_of(content[COURSE]), seen=old
    )
    assert "Naskah berubah sejak halaman ini dimuat" in client.get(response.location).text
    live = library.live_by_id(session, "course", "contoh-modul")
    assert live is not None
    assert live.number == 1


def test_history_and_an_old_revision(client: FlaskClient, token: str, content, session: Session) -> None:
    text = edited(content, ("pass_mark: 80", "pass_mark: 75"))
    post(
        client, f"/studio/terbitkan/{QUIZ}", token,
        text=text, base=digest_of(content[QUIZ]), seen=seen(session, QUIZ), note="Batas turun",
    )  # fmt: skip
    page = client.get("/studio/riwayat/quiz/contoh-kuis").text
    assert "Batas turun" in page
    assert "Pengajar Contoh" in page
    second, first = library.history(session, "quiz", "contoh-kuis")
    newer = client.get(f"/studio/revisi/{second.revision_id}").text
    assert '<p class="gone"><span class="sr">dihapus: </span>pass_mark: 80</p>' in newer
    assert '<p class="new"><span class="sr">ditambahkan: </span>pass_mark: 75</p>' in newer
    older = client.get(f"/studio/revisi/{first.revision_id}").text
    assert "Jadikan draf" in older
    restored = post(client, f"/studio/pulihkan/{first.revision_id}", token)
    assert "Kembali ke revisi 1" in client.get(restored.location).text


def test_withdrawing(client: FlaskClient, token: str, session: Session) -> None:
    url = "/studio/tarik/quiz/contoh-kuis"
    refused = post(client, url, token, reason=" ")
    assert "Tuliskan alasan penarikan" in client.get(refused.location).text
    done = post(client, url, token, reason="Aturan berubah")
    page = client.get(done.location).text
    assert "Ditarik 23 November 2026, 09.00 WIB." in page
    assert "Aturan berubah" in client.get("/studio").text
    assert library.live_by_id(session, "quiz", "contoh-kuis") is None


def test_a_new_quiz_begins_with_a_sound_text(client: FlaskClient, token: str, session: Session) -> None:
    response = post(
        client, "/studio/baru", token, kind="quiz", title="Batas waktu", course="courses/contoh-modul"
    )
    assert response.location == "/studio/berkas/quizzes/batas-waktu.md"
    page = client.get(response.location).text
    assert "Belum pernah terbit." in page
    assert "Terbitkan revisi 1" in page
    assert ">Terbitkan</button>" in page
    assert "disabled>Terbitkan</button>" not in page


def test_a_title_is_needed(client: FlaskClient, token: str, session: Session) -> None:
    response = post(client, "/studio/baru", token, kind="quiz", title="")
    assert (response.status_code, "Wajib diisi." in response.text) == (422, True)
    assert draft_data(session) == {}


def upload(client: FlaskClient, token: str, *files: tuple[bytes, str], **fields: object):
    data = {
        "csrf_token": token,
        "folder": "quizzes",
        **fields,
        "files": [(io.BytesIO(d), n) for d, n in files],
    }
    return client.post("/studio/unggah", data=data, content_type="multipart/form-data")


def test_uploading_several_files(client: FlaskClient, token: str, content, session: Session) -> None:
    quiz = content[QUIZ].replace(b"id: contoh-kuis", b"id: akhir")
    response = upload(client, token, (quiz, "Kuis Akhir.md"), (b"\x89PNG", "Denah.PNG"))
    assert response.location == "/studio/berkas/quizzes/kuis-akhir.md"
    assert draft_data(session) == {"quizzes/kuis-akhir.md": quiz, "quizzes/media/denah.png": b"\x89PNG"}
    broken = client.get("/studio/berkas/quizzes/media/denah.png")
    assert "bukan PNG yang utuh" in broken.text


def test_uploading_an_archive(client: FlaskClient, token: str, session: Session) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("modul-baru/course.md", "---\nid: modul-baru\ntitle: Baru\n---\nIsi.\n")
        archive.writestr("modul-baru/01-awal.md", "---\ntitle: Awal\n---\nIsi.\n")
    response = upload(client, token, (out.getvalue(), "modul.zip"))
    assert response.location == "/studio/berkas/courses/modul-baru/course.md"
    assert sorted(draft_data(session)) == ["courses/modul-baru/01-awal.md", "courses/modul-baru/course.md"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("program.exe", "tidak dapat disimpan di sini"),
        ("rusak.zip", "rusak"),
        ("contoh-kuis.md", "sudah ada"),
    ],
)
def test_a_bad_upload_keeps_nothing(
    client: FlaskClient, token: str, session: Session, name: str, words: str
) -> None:
    response = upload(client, token, (b"baik", "baik.md"), (b"isi", name))
    assert (response.status_code, words in response.text) == (422, True)
    assert "Tidak ada yang disimpan." in response.text
    assert draft_data(session) == {}


def test_no_file_chosen(client: FlaskClient, token: str) -> None:
    assert "Pilih paling sedikit satu berkas." in upload(client, token).text


def test_discarding_a_draft(client: FlaskClient, token: str, content, session: Session) -> None:
    save(client, token, content, ("pass_mark: 80", "pass_mark: 70"))
    post(client, f"/studio/buang/{QUIZ}", token)
    assert draft_data(session) == {}
    assert post(client, f"/studio/buang/{QUIZ}", token).status_code == 404


def test_taking_a_lesson_away(client: FlaskClient, token: str, session: Session) -> None:
    second = "courses/contoh-modul/02-prosedur.md"
    response = post(client, f"/studio/hapus/{second}", token)
    assert response.location == f"/studio/berkas/{COURSE}"
    assert draft_data(session) == {second: None}
    assert "akan dihapus" in client.get(f"/studio/berkas/{second}").text
    refused = post(client, f"/studio/hapus/{COURSE}", token)
    assert "Tarik dokumennya" in client.get(refused.location).text


def test_bytes_of_a_file_run_nothing(client: FlaskClient, token: str) -> None:
    response = client.get(f"/studio/isi/{QUIZ}")
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["Content-Disposition"] == 'attachment; filename="contoh-kuis.md"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_an_unsound_image_is_not_shown_inline(client: FlaskClient, token: str) -> None:
    evil = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    upload(client, token, (evil, "jahat.svg"))
    response = client.get("/studio/isi/quizzes/media/jahat.svg")
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_posts_need_their_token(client: FlaskClient, token: str, content, session: Session) -> None:
    response = post(client, f"/studio/berkas/{QUIZ}", "salah", text="x", base=digest_of(content[QUIZ]))
    assert response.status_code == 400
    assert draft_data(session) == {}
