"""The pages of courses by HTTP: what is shown, what is kept, what is refused."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.courses.models import LessonProgress
from lms.courses.queries import LiveCourse, standing
from lms.people.models import Account
from tests.courses.conftest import Publish
from tests.courses.schema.folder import COURSE, FIRST, files
from tests.factories import Make, sign_in

LESSON = "/pelatihan/menerima/prosedur"


def post(reader: FlaskClient, path: str, **fields: str) -> tuple[int, str]:
    data = {"csrf_token": reader.csrf, **fields}  # type: ignore[attr-defined]
    response = reader.post(path, data=data)
    return response.status_code, response.headers.get("Location", "")


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize("path", ["/pelatihan", "/pelatihan/menerima", LESSON, "/pelatihan/menerima/sop.pdf"])
def test_a_stranger_is_led_to_the_sign_in_page(client: FlaskClient, live: LiveCourse, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.headers["Location"]) == (303, f"/masuk?next={path}")
    assert live.slug == "menerima"


def test_an_empty_catalogue_says_who_acts_next(reader: FlaskClient) -> None:
    page = reader.get("/pelatihan")
    assert page.status_code == 200
    assert "Belum ada modul yang terbit." in page.text


@pytest.mark.usefixtures("live")
def test_the_catalogue_lists_modules_with_their_hours(reader: FlaskClient) -> None:
    text = text_of(reader.get("/pelatihan").text)
    assert "Menerima permohonan" in text
    assert "2 materi, sekitar 13 menit, 2 JP. SOP 067/012/2026" in text
    assert "Sedang Anda pelajari" not in text


@pytest.mark.usefixtures("live")
def test_a_search_shows_hits_or_a_way_on(reader: FlaskClient) -> None:
    hit = text_of(reader.get("/pelatihan?cari=mencatat").text)
    assert "1 modul memuat “mencatat”." in hit
    miss = text_of(reader.get("/pelatihan?cari=<trotoar>").text)
    assert "Tidak ada modul yang cocok dengan “&lt;trotoar&gt;”." in miss


@pytest.mark.usefixtures("live")
def test_a_module_page_says_what_it_takes(reader: FlaskClient) -> None:
    text = text_of(reader.get("/pelatihan/menerima").text)
    for words in (
        "Mulai membaca", "1. Mengapa dicatat", "0 dari 2 selesai dibaca.", "Bukti kompetensi", "K2", "2 JP",
        "Evaluasi penutup Evaluasi", "067/012/2026", "10 Agustus 2026, revisi 1",
        "5 hari kerja 2 jam 35 menit", "Disahkan oleh Kepala Dinas", "Pengantar modul.",
    ):  # fmt: skip
        assert words in text
    assert "197012311995032999" not in text


@pytest.mark.usefixtures("live")
def test_a_lesson_page_holds_text_procedure_and_checks(reader: FlaskClient) -> None:
    html = reader.get(LESSON).text
    text = text_of(html)
    assert '<p class="lead">Pembuka.</p>' in html
    assert re.findall(r'<li><a href="#(isi-[a-z-]+)">', html) == ["isi-prosedur", "isi-contoh", "isi-latihan"]
    assert html.index("Sebelum tabel.") < html.index('<table class="sop') < html.index("Sesudah tabel.")
    assert html.index("Sesudah tabel.") < html.index("Sebuah contoh.") < html.index("Apa langkah pertama?")
    assert "Lengkap: lanjut ke langkah 3; tidak: kembali ke langkah 1" in text
    assert html.count('aria-label="keputusan"') == 3
    assert "Diagram alir SOP 067/012/2026 dengan lima simbol resmi" in text
    assert "Materi 2 dari 2, sekitar 8 menit." in text
    assert "Sebelumnya: Mengapa dicatat" in text
    assert "Menolak bukan langkah pertama" not in html
    assert "Permohonan dicatat dahulu" not in html
    assert " style=" not in html


@pytest.mark.usefixtures("live")
def test_the_ids_of_a_lesson_page_are_unique(reader: FlaskClient) -> None:
    ids = re.findall(r'\sid="([^"]+)"', reader.get(LESSON).text)
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize(
    "path",
    [
        "/pelatihan/lain",
        "/pelatihan/menerima/lain",
        "/pelatihan/lain/sop.pdf",
        "/pelatihan/menerima/berkas/1/x.pdf",
    ],
)
def test_what_does_not_exist_is_not_found(reader: FlaskClient, live: LiveCourse, path: str) -> None:
    assert reader.get(path).status_code == 404
    assert live.number == 1


def test_the_place_is_kept_and_offered_again(
    reader: FlaskClient, session: Session, live: LiveCourse, account: Account
) -> None:
    status, _ = post(reader, f"{LESSON}/tempat", tempat="isi-contoh", persen="60")
    assert status == 204
    session.rollback()
    mine = standing(session, live, account.officer_id).lessons[1]
    assert (mine.state, mine.place, mine.furthest) == ("reading", "isi-contoh", 60)
    assert "Lanjutkan dari “Contoh”" in reader.get(LESSON).text
    module = reader.get("/pelatihan/menerima").text
    assert 'href="/pelatihan/menerima/prosedur#isi-contoh"' in module
    assert "Lanjutkan membaca" in module
    assert "Sedang Anda pelajari" in reader.get("/pelatihan").text


def test_a_made_up_place_is_not_kept(reader: FlaskClient, session: Session, live: LiveCourse) -> None:
    assert post(reader, f"{LESSON}/tempat", tempat="<script>", persen="banyak")[0] == 204
    session.rollback()
    row = session.scalars(select(LessonProgress)).one()
    assert (row.place, row.furthest, row.revision_id) == ("", 0, live.revision_id)


@pytest.mark.usefixtures("live")
def test_a_lesson_declared_read_leads_to_the_next(reader: FlaskClient) -> None:
    status, target = post(reader, "/pelatihan/menerima/mengapa/selesai")
    assert (status, target) == (303, "/pelatihan/menerima/prosedur")
    said = "Materi “Mengapa dicatat” selesai dibaca. Halaman ini materi berikutnya: “Prosedur”."
    assert said in text_of(reader.get(target).text)
    status, target = post(reader, "/pelatihan/menerima/prosedur/selesai")
    assert (status, target) == (303, "/pelatihan/menerima")
    text = text_of(reader.get(target).text)
    assert "Semua materi selesai dibaca. Yang tersisa: evaluasi penutup." in text
    assert "Buka evaluasi penutup" in text
    assert "2 dari 2 selesai dibaca." in text


def test_a_module_without_a_quiz_ends_with_its_last_lesson(reader: FlaskClient, publish: Publish) -> None:
    publish(files(course=COURSE.replace("quiz: kip-01-evaluasi\n", "")))
    _, target = post(reader, "/pelatihan/menerima/prosedur/selesai")
    assert target == "/pelatihan/menerima/mengapa"  # the lesson that was passed over
    _, target = post(reader, "/pelatihan/menerima/mengapa/selesai")
    assert target == "/pelatihan/menerima"
    text = text_of(reader.get(target).text)
    assert "Modul “Menerima permohonan” selesai. Hasilnya masuk ke kompetensi Anda." in text
    assert "Modul ini selesai pada 23 November 2026." in text


def test_an_answer_shows_its_feedback_and_can_be_given_again(reader: FlaskClient, live: LiveCourse) -> None:
    right, wrong = (option.id for option in live.lesson("prosedur").practice[0].options)
    status, target = post(reader, f"{LESSON}/latihan/langkah", jawab=wrong)
    assert (status, target) == (303, f"{LESSON}#soal-langkah")
    text = text_of(reader.get(LESSON).text)
    for words in (
        "Belum tepat.",
        "Menolak bukan langkah pertama.",
        "Yang tepat: Mencatat",
        "Permohonan dicatat dahulu.",
    ):
        assert words in text
    post(reader, f"{LESSON}/latihan/langkah", jawab=right)
    again = text_of(reader.get(LESSON).text)
    assert "Tepat." in again
    assert "Belum tepat." not in again


@pytest.mark.usefixtures("live")
def test_an_empty_answer_is_asked_back(reader: FlaskClient) -> None:
    status, _ = post(reader, f"{LESSON}/latihan/langkah")
    assert status == 303
    assert "Pilih atau isi jawaban dahulu, lalu tekan Periksa jawaban." in reader.get(LESSON).text
    assert post(reader, f"{LESSON}/latihan/lain", jawab="x")[0] == 404


def test_an_answer_to_a_question_that_changed_is_dropped(
    reader: FlaskClient, live: LiveCourse, publish: Publish
) -> None:
    wrong = live.lesson("prosedur").practice[0].options[1].id
    post(reader, f"{LESSON}/latihan/langkah", jawab=wrong)
    changed = files()
    path = "courses/menerima/02-prosedur.md"
    publish({**changed, path: changed[path].replace("- [ ] Menolak", "- [ ] Menunda")})
    assert "Belum tepat." not in reader.get(LESSON).text


@pytest.mark.usefixtures("live")
def test_a_post_without_a_token_changes_nothing(reader: FlaskClient, session: Session) -> None:
    assert reader.post(f"{LESSON}/selesai").status_code == 400
    session.rollback()
    assert session.scalars(select(LessonProgress)).all() == []


@pytest.mark.usefixtures("live")
def test_an_account_without_an_officer_may_read_but_keeps_nothing(client: FlaskClient, make: Make) -> None:
    client.csrf = sign_in(client, make.account("admin", username="admin"))  # type: ignore[attr-defined]
    html = client.get(LESSON).text
    assert "Tandai selesai dibaca" not in html
    assert "data-place" not in html
    assert post(client, f"{LESSON}/selesai")[0] == 403


@pytest.mark.usefixtures("live")
def test_the_sop_is_a_pdf_with_a_speaking_name(reader: FlaskClient) -> None:
    response = reader.get("/pelatihan/menerima/sop.pdf")
    assert (response.status_code, response.mimetype) == (200, "application/pdf")
    assert response.data.startswith(b"%PDF-")
    assert "sop-067-012-2026-pelayanan-permohonan.pdf" in response.headers["Content-Disposition"]


def test_a_module_without_an_sop_has_no_pdf(reader: FlaskClient, publish: Publish) -> None:
    head = COURSE.split("sop:")[0] + "---\nPengantar.\n"
    publish(files(course=head, second=FIRST.replace("Mengapa dicatat", "Lagi")))
    assert reader.get("/pelatihan/menerima/sop.pdf").status_code == 404
    assert "Unduh SOP" not in reader.get("/pelatihan/menerima").text


def test_links_between_contents_lead_to_pages(reader: FlaskClient, publish: Publish) -> None:
    text = FIRST + (
        "\n[prosedur](02-prosedur.md#contoh) [modul](course.md) [kuis](../../quizzes/kip-01-evaluasi.md)\n"
    )
    publish(files(first=text))
    html = reader.get("/pelatihan/menerima/mengapa").text
    assert 'href="/pelatihan/menerima/prosedur#isi-contoh"' in html
    assert 'href="/pelatihan/menerima"' in html
    assert 'href="/kuis/kip-01-evaluasi"' in html


def test_a_form_is_downloaded_and_an_image_is_shown(
    reader: FlaskClient, session: Session, clock: object
) -> None:
    from lms.content.check import check
    from lms.content.tree import ContentTree
    from lms.courses.schema import CourseChecker
    from lms.db.session import writing
    from lms.library import actions
    from tests.courses.conftest import ACTOR

    image = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
    tree = ContentTree(
        {path: text.encode() for path, text in files().items()}
        | {
            "courses/menerima/media/formulir.pdf": b"%PDF-1.7\n%%EOF\n",
            "courses/menerima/media/denah.svg": image,
        }
    )
    with writing(session):
        actions.publish(session, actor=ACTOR, clock=clock, report=check(tree, [CourseChecker()]))  # type: ignore[arg-type]
    page = reader.get("/pelatihan/menerima").text
    form = re.search(r'href="(/pelatihan/menerima/berkas/\d+/formulir\.pdf)"', page)
    assert form
    response = reader.get(form[1])
    assert response.data == b"%PDF-1.7\n%%EOF\n"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "immutable" in response.headers["Cache-Control"]
    shown = reader.get(form[1].replace("formulir.pdf", "denah.svg"))
    assert (shown.data, shown.mimetype) == (image, "image/svg+xml")
    assert not shown.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in shown.headers["Content-Security-Policy"]
