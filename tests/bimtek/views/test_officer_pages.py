"""A participant's pages: what is ahead, the one next thing to do, and what came of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from icalendar import Calendar

from lms.bimtek import actions
from tests.bimtek.views.conftest import plain


def test_nothing_yet(reader):
    assert "Belum ada Bimtek mendatang untuk Anda Panitia mendaftarkan peserta." in reader.text("/bimtek")


def test_ahead_running_and_past(reader, run):
    ahead = run.plan(title="Yang akan datang")
    run.slot(ahead, after=48)
    run.enrol(ahead, reader.officer)
    assert "Yang akan datang" not in reader.text("/bimtek")  # a draft is the trainers' own
    run.announce(ahead)
    running, _slots = run.held(slots=1, title="Yang berjalan")
    run.enrol(running, reader.officer)
    past, (slot,) = run.held(slots=1, title="Yang lalu")
    run.mark(past, slot, run.enrol(past, reader.officer))
    run.do(actions.close_session, session_id=past.id)
    other, _slots = run.held(slots=1, title="Milik orang lain")
    run.enrol(other)
    text = reader.text("/bimtek")
    assert text.index("Sedang berlangsung") < text.index("Yang berjalan") < text.index("Akan datang")
    assert (
        text.index("Akan datang")
        < text.index("Yang akan datang")
        < text.index("Sudah diikuti")
        < text.index("Yang lalu")
    )
    assert "25 Rabu November 2026 Yang akan datang 09.00–10.30 WIB · Aula Lantai 3 · 2 JP Akan datang" in text
    assert "Hadir 2 dari 2 JP, perlu 75 %: terpenuhi. Berhak atas sertifikat" in text
    assert "Milik orang lain" not in text


def test_what_begins_later_today_is_not_called_coming(reader, trainer, run):
    row = run.plan(title="Sore ini")
    run.slot(row, after=6)
    run.announce(row)
    run.enrol(row, reader.officer)
    text = reader.text("/bimtek")
    assert text.index("Hari ini") < text.index("Sore ini")
    assert "15.00–16.30 WIB · Aula Lantai 3 · 2 JP Hari ini, mulai 15.00 WIB" in text
    assert "Akan datang" not in text
    detail = reader.text(f"/bimtek/{row.id}")
    assert "Hari ini, mulai 15.00 WIB" in detail
    assert "Langkah Anda Hadir hari ini pukul 15.00 WIB" in detail
    assert "Hari ini, mulai 15.00 WIB" in trainer.text("/bimtek/kelola")
    assert "Hari ini, mulai 15.00 WIB" in trainer.text(f"/bimtek/kelola/{row.id}")


def test_the_one_next_thing(reader, run, quiz):
    row = run.plan(post_test_quiz=quiz)
    slot = run.slot(row, after=24)
    run.announce(row)
    enrolment = run.enrol(row, reader.officer)
    path = f"/bimtek/{row.id}"
    assert "Langkah Anda Hadir pada Selasa, 24 November 2026" in reader.text(path)
    run.do(actions.open_check_in, session_id=row.id, slot_id=slot.id)
    assert "Langkah Anda Catat kehadiran: Peta urusan" in reader.text(path)
    run.mark(row, slot, enrolment)
    run.do(actions.close_check_in, session_id=row.id, slot_id=slot.id)
    run.later(hours=24)
    assert "Langkah Anda Tidak ada yang perlu dilakukan sekarang" in reader_again(reader, path)
    run.later(hours=2)
    assert "Langkah Anda Menunggu pos-tes dibuka" in reader_again(reader, path)
    run.do(actions.open_post_test, session_id=row.id)
    text = reader_again(reader, path)
    assert "Langkah Anda Pos-tes sudah dibuka Nilai paling sedikit 80." in text
    assert (
        "Kedudukan Anda saat ini Masih dapat berubah sampai Bimtek ditutup. Hadir 2 dari 2 JP, perlu 75 %: terpenuhi."
        in text
    )
    run.take(row, reader.officer_id, 4)
    assert "Langkah Anda Menunggu Bimtek ditutup" in reader_again(reader, path)
    run.do(actions.close_session, session_id=row.id)
    text = reader_again(reader, path)
    assert "Langkah Anda Anda berhak atas sertifikat" in text
    assert "Hasil Anda Hadir 2 dari 2 JP, perlu 75 %: terpenuhi. Pos-tes 80, perlu 80: terpenuhi." in text


def reader_again(reader, path: str) -> str:
    reader.enter()
    return reader.text(path)


def test_who_did_not_reach_it_reads_why(reader, run):
    row, (slot, _other) = run.held(slots=2)
    run.mark(row, slot, run.enrol(row, reader.officer))
    run.later(minutes=100)
    run.do(actions.close_session, session_id=row.id)
    text = reader_again(reader, f"/bimtek/{row.id}")
    assert "Syarat sertifikat belum terpenuhi" in text
    assert "Hadir 2 dari 4 JP, perlu 75 %: belum." in text


def test_strangers_see_the_timetable_and_not_the_link(reader, run):
    row, _slots = run.held(slots=1, link="https://rapat.contoh.example/rahasia")
    text = reader.text(f"/bimtek/{row.id}")
    assert "Anda belum terdaftar" in text
    assert "Materi 1" in text
    assert "rapat.contoh.example" not in reader.get(f"/bimtek/{row.id}").text
    run.enrol(row, reader.officer)
    assert "rapat.contoh.example" in reader.text(f"/bimtek/{row.id}")


def test_who_left_is_told(reader, run):
    row, _slots = run.held(slots=1)
    enrolment = run.enrol(row, reader.officer)
    run.do(actions.withdraw, session_id=row.id, enrolment_id=enrolment.id)
    assert "Anda sudah tidak menjadi peserta" in reader.text(f"/bimtek/{row.id}")


def test_a_draft_does_not_exist_for_officers(reader, run):
    row = run.plan()
    run.enrol(row, reader.officer)
    reader.get(f"/bimtek/{row.id}", 404)
    reader.get(f"/bimtek/{row.id}/jadwal.ics", 404)


def test_the_calendar_file(reader, run):
    row = run.plan(title="Bimtek; koma, dan\\garis")
    run.slot(row, after=0, topic="Pagi")
    run.slot(row, after=2, topic="Siang")
    run.slot(row, after=24, topic="Besok")
    run.announce(row)
    response = reader.get(f"/bimtek/{row.id}/jadwal.ics")
    assert response.content_type == "text/calendar; charset=utf-8"
    assert response.headers["Content-Disposition"] == f'attachment; filename="bimtek-{row.id}.ics"'
    first, second = Calendar.from_ical(response.data).walk("VEVENT")
    start = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    assert (first.decoded("dtstart"), first.decoded("dtend")) == (start, start + timedelta(hours=3.5))
    assert second.decoded("dtstart") == start + timedelta(hours=24)
    assert str(first["summary"]) == "Bimtek; koma, dan\\garis"
    assert str(first["location"]) == "Aula Lantai 3"
    assert "09.00–10.30 Pagi (Narasumber Contoh)" in str(first["description"])
    assert str(first["uid"]) == f"bimtek-{row.id}-hari-1@127.0.0.1"
    assert int(first["sequence"]) == row.version


def test_a_post_test_that_is_shut(reader, run, quiz):
    row, _slots = run.held(slots=1, post_test_quiz=quiz)
    run.enrol(row, reader.officer)
    text = plain(reader.post(f"/bimtek/{row.id}/pos-tes", 409).text)
    assert "Pos-tes tidak sedang dibuka. Tunggu pemberitahuan dari pengajar." in text
