"""The room: the code on the screen, the list by hand, the post-test, the results."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
import zxingcpp
from PIL import Image
from sqlalchemy import select

from lms.bimtek.actions import close_session, withdraw
from lms.bimtek.domain.checkin import code
from lms.bimtek.models import Attendance
from lms.quizzes.actions import submit_attempt
from tests.bimtek.views.conftest import plain


@pytest.fixture
def room(run, reader):
    row, slots = run.held(slots=2)
    enrolment = run.enrol(row, reader.officer)
    return row, slots, enrolment


def shown(app, row, slot, clock) -> str:
    return code(app.config["SECRET_KEY"], row.id, slot.id, clock.now())


def test_the_screen_shows_the_code_and_its_picture(app, trainer, room, clock):
    row, (slot, _other), _enrolment = room
    path = f"/bimtek/kelola/{row.id}/presensi/{slot.id}"
    assert "Presensi materi ini tidak sedang dibuka" in trainer.text(path)
    opened = trainer.post(f"{path}/buka")
    assert opened.headers["Location"] == path
    page = trainer.get(path).text
    now = shown(app, row, slot, clock)
    assert f"{now[:3]} {now[3:]}" in plain(page)
    assert "0 dari 1 peserta tercatat hadir" in plain(page)
    assert '<meta http-equiv="refresh" content="30">' in page
    assert re.search(r'<img data-picture src="data:image/svg\+xml', page)


def test_the_script_gets_a_new_code_and_nothing_once_closed(app, trainer, room, clock, run):
    row, (slot, _other), enrolment = room
    path = f"/bimtek/kelola/{row.id}/presensi/{slot.id}"
    assert trainer.get(f"{path}/kode.json").json == {"open": False}
    trainer.post(f"{path}/buka")
    first = trainer.get(f"{path}/kode.json").json
    assert (first["open"], first["seconds"], first["count"]) == (True, 30, "0 dari 1 peserta tercatat hadir")
    run.later(seconds=31)
    run.mark(row, slot, enrolment)
    second = trainer.get(f"{path}/kode.json").json
    assert first["code"] != second["code"]
    assert (second["seconds"], second["count"]) == (29, "1 dari 1 peserta tercatat hadir")
    now = shown(app, row, slot, clock)
    assert second["code"] == f"{now[:3]} {now[3:]}"
    trainer.post(f"{path}/tutup")
    assert trainer.get(f"{path}/kode.json").json == {"open": False}


def test_scanning_leads_to_one_button(app, trainer, reader, room, clock, run):
    row, (slot, _other), _enrolment = room
    trainer.post(f"/bimtek/kelola/{row.id}/presensi/{slot.id}/buka")
    now = shown(app, row, slot, clock)
    path = f"/bimtek/{row.id}/hadir/{slot.id}"
    page = reader.get(f"{path}?kode={now}").text
    assert f'value="{now}"' in page
    run.session.rollback()
    assert run.session.scalars(select(Attendance)).all() == []  # looking is not being there
    text = reader.after(path, kode=f" {now[:3].lower()} {now[3:]} ")
    assert "Kehadiran Anda tercatat: Materi 1." in text
    assert "Kehadiran Anda sudah tercatat Dicatat 23 November 2026, 09.00 WIB." in reader.text(
        f"{path}?kode={now}"
    )
    reader.post(path, kode="000000")  # a second tap is welcome
    run.session.rollback()
    assert len(run.session.scalars(select(Attendance)).all()) == 1


def test_a_wrong_code_says_what_to_do(trainer, reader, room):
    row, (slot, _other), _enrolment = room
    path = f"/bimtek/{row.id}/hadir/{slot.id}"
    shut = plain(reader.post(path, 422, kode="ABCDEF").text)
    assert (
        "Presensi materi ini tidak sedang dibuka. Kehadiran belum tercatat; tanyakan kepada panitia." in shut
    )
    trainer.post(f"/bimtek/kelola/{row.id}/presensi/{slot.id}/buka")
    wrong = plain(reader.post(path, 422, kode="ABCDEF").text)
    assert (
        "Kode tidak cocok atau sudah berganti. Kehadiran belum tercatat; masukkan kode yang kini tampil di layar."
        in wrong
    )
    assert "Masukkan kode yang tampil di layar." in plain(reader.post(path, 422, kode="").text)
    reader.get(f"/bimtek/{row.id}/hadir/999", 404)


def test_the_list_by_hand(trainer, room, run):
    row, (slot, _other), enrolment = room
    path = f"/bimtek/kelola/{row.id}/daftar-hadir/{slot.id}"
    key = enrolment.id
    assert "Rini Contoh" in trainer.text(path)
    saved = trainer.after(path, **{f"hadir-{key}": "late", f"menit-{key}": "30", f"tadi-{key}": ""})
    assert "Daftar hadir disimpan: 1 baris berubah." in saved
    assert "tangan, 09.00 WIB" in saved
    same = trainer.after(path, **{f"hadir-{key}": "late", f"menit-{key}": "30", f"tadi-{key}": "late:30:0"})
    assert "Tidak ada baris yang berubah." in same


def test_everybody_else_is_there_with_one_post(trainer, room, run):
    row, (slot, _other), late = room
    run.mark(row, slot, late, "late", 10)
    others = [run.enrol(row), run.enrol(row)]
    gone = run.enrol(row)
    run.do(withdraw, session_id=row.id, enrolment_id=gone.id)
    path = f"/bimtek/kelola/{row.id}/daftar-hadir/{slot.id}"
    assert "Tandai semua hadir Hanya 2 peserta yang belum tercatat" in trainer.text(path)
    assert "2 peserta ditandai hadir." in trainer.after(f"{path}/semua")
    run.session.rollback()
    rows = run.session.scalars(select(Attendance).order_by(Attendance.enrolment_id)).all()
    assert [(one.enrolment_id, one.state, one.minutes_late, one.method) for one in rows] == [
        (late.id, "late", 10, "hand"), *((one.id, "present", 0, "hand") for one in others),
    ]  # fmt: skip
    assert [entry.data["officer"] for entry in run.journal("attendance")] == [
        late.officer_id, *(one.officer_id for one in others),
    ]  # fmt: skip
    assert "Tandai semua hadir" not in trainer.text(path)
    assert "Semua peserta sudah tercatat." in trainer.after(f"{path}/semua")


def test_a_page_from_before_a_check_in_overwrites_nothing(trainer, room, run):
    row, (slot, _other), enrolment = room
    path = f"/bimtek/kelola/{row.id}/daftar-hadir/{slot.id}"
    key = enrolment.id
    run.mark(row, slot, enrolment)  # came in by code while the page was open
    trainer.post(path, **{f"hadir-{key}": "", f"menit-{key}": "", f"tadi-{key}": ""})
    run.session.rollback()
    assert run.session.scalars(select(Attendance)).one().state == "present"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        ("90", "Menit terlambat harus antara 1 dan 89, karena materi ini berlangsung 90 menit."),
        ("", "Menit terlambat harus antara 1 dan 89"),
        ("sepuluh", "Tulis menit dengan angka bulat. Belum ada yang disimpan."),
    ],
)
def test_wrong_minutes_keep_what_was_typed(trainer, room, minutes, words):
    row, (slot, _other), enrolment = room
    key = enrolment.id
    path = f"/bimtek/kelola/{row.id}/daftar-hadir/{slot.id}"
    page = trainer.post(
        path, 422, **{f"hadir-{key}": "late", f"menit-{key}": minutes, f"tadi-{key}": ""}
    ).text
    assert words in plain(page)
    assert '<option value="late" selected>' in page
    assert f'name="menit-{key}" value="{minutes}"' in page


def test_results_in_plain_words_and_the_closing(trainer, reader, quiz, run):
    row, slots = run.held(slots=4, post_test_quiz=quiz)
    enrolment = run.enrol(row, reader.officer)
    for slot in slots[:3]:
        run.mark(row, slot, enrolment)
    base = f"/bimtek/kelola/{row.id}"
    assert "Pos-tes dibuka untuk peserta." in trainer.after(f"{base}/pos-tes/buka", closes="")
    started = reader.post(f"/bimtek/{row.id}/pos-tes").headers["Location"]
    assert re.fullmatch(r"/kuis/percobaan/\d+", started)
    held = trainer.after(f"{base}/tutup")
    assert "Masih ada 3 materi yang belum dimulai." in held
    run.later(hours=6)
    trainer.enter()
    assert "1 peserta masih mengerjakan pos-tes." in trainer.after(f"{base}/tutup")
    attempt_id = int(started.rsplit("/", 1)[1])
    run.do(submit_attempt, attempt_id=attempt_id, officer_id=reader.officer_id)
    results = trainer.text(f"{base}/hasil")
    assert "Hadir 6 dari 8 JP, perlu 75 %: terpenuhi. Pos-tes 0, perlu 80: belum." in results
    closed = trainer.after(f"{base}/tutup")
    assert "Bimtek ditutup. Hasil dan data peserta hari ini sudah dibekukan." in closed
    assert "Ditutup 23 November 2026, 15.00 WIB." in closed


def test_the_post_test_window_is_local_time(trainer, quiz, run):
    row, _slots = run.held(slots=1, post_test_quiz=quiz)
    base = f"/bimtek/kelola/{row.id}"
    text = trainer.after(f"{base}/pos-tes/buka", closes="2026-11-23T11:00")
    assert "Dibuka sampai 23 November 2026, 11.00 WIB" in text
    assert "Pos-tes ditutup." in trainer.after(f"{base}/pos-tes/tutup")
    past = trainer.after(f"{base}/pos-tes/buka", closes="2026-11-23T08:00")
    assert "Waktu tutup pos-tes sudah lewat." in past
    assert "Isi tanggal dan jam dengan benar." in plain(
        trainer.post(f"{base}/pos-tes/buka", 422, closes="nanti").text
    )


def test_the_qr_code_holds_the_address_of_this_slot(app, trainer, room, clock):
    row, (slot, _other), _enrolment = room
    path = f"/bimtek/kelola/{row.id}/presensi/{slot.id}"
    trainer.post(f"{path}/buka")
    picture = trainer.get(f"{path}/kode.json").json["picture"]
    assert zxingcpp.read_barcode(drawn(picture)).text == (
        f"http://127.0.0.1:8000/bimtek/{row.id}/hadir/{slot.id}/pindai?kode={shown(app, row, slot, clock)}"
    )


def drawn(picture: str) -> Image.Image:
    """The picture as a camera sees it: the dark path is a row of strokes, `m` moves and `h` draws."""
    svg = unquote(picture.split(",", 1)[1])
    size = int(re.search(r"fill='#fff' d='M0 0h(\d+)", svg)[1])
    image = Image.new("L", (size, size), 255)
    x, y = 0, 0
    for letter, first, second in re.findall(
        r"([Mmh])(-?[\d.]+)(?: ?(-?[\d.]+))?", svg[svg.index("qrline") :]
    ):
        if letter == "h":
            image.paste(0, (x, y, x + int(first), y + 1))
            x += int(first)
        else:
            x, y = (
                (int(first), int(float(second)))
                if letter == "M"
                else (x + int(first), y + int(float(second)))
            )
    return image.resize((size * 8, size * 8), Image.Resampling.NEAREST)


def test_the_closed_session_leads_to_its_certificates(trainer, reader, run):
    row, (slot,) = run.held(slots=1)
    run.mark(row, slot, run.enrol(row, reader.officer))
    results = f"/bimtek/kelola/{row.id}/hasil"
    assert "Terbitkan sertifikat" not in trainer.text(results)
    run.do(close_session, session_id=row.id)
    page = trainer.get(results).text
    target = re.search(r'<a class="btn" href="([^"]+)">Terbitkan sertifikat', page)[1]
    assert target == f"/sertifikat/terbitkan/{row.id}"


def test_the_post_test_begins_on_its_first_question(trainer, reader, quiz, run):
    row, _slots = run.held(slots=1, post_test_quiz=quiz)
    run.enrol(row, reader.officer)
    trainer.post(f"/bimtek/kelola/{row.id}/pos-tes/buka", closes="")
    started = reader.post(f"/bimtek/{row.id}/pos-tes").headers["Location"]
    first = reader.get(started, 303).headers["Location"]
    assert "Pilih yang benar." in reader.text(first)
    assert "Lanjutkan pos-tes" in reader.text(f"/bimtek/{row.id}")
    assert reader.post(f"/bimtek/{row.id}/pos-tes").headers["Location"] == started
