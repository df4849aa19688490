"""The report's words and photographs: kept also after the closing, journalled without their text, within limits."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select

from lms.bimtek import actions
from lms.bimtek.actions import ReportFacts
from lms.bimtek.actions.report import PHOTOS_AT_MOST
from lms.bimtek.models import ReportPhoto, ReportText
from lms.bimtek.render.photos import Photo
from lms.core.errors import NotFound, Refused
from tests.bimtek.conftest import Running

PHOTO = Photo(b"\xff\xd8\xff-gambar", 40, 30)


def test_words_are_kept_and_the_journal_names_the_fields(run: Running) -> None:
    row, _slots = run.held(slots=1)
    first = ReportFacts(number="1/2026", conclusion="Baik.")
    run.do(actions.write_report, session_id=row.id, facts=first)
    run.do(actions.write_report, session_id=row.id, facts=first)  # nothing changed: no second entry
    second = ReportFacts("1/2026", date(2026, 11, 27), "Baik.", "Diulang", with_remarks=True)
    run.do(actions.write_report, session_id=row.id, facts=second)
    kept = run.session.get(ReportText, row.id)
    assert kept is not None
    assert (kept.number, kept.dated, kept.conclusion, kept.follow_up, kept.with_remarks) == (
        "1/2026", date(2026, 11, 27), "Baik.", "Diulang", True
    )  # fmt: skip
    assert [entry.data for entry in run.journal("report_written")] == [
        {"fields": ["number", "conclusion"]},
        {"fields": ["dated", "follow_up", "with_remarks"]},
    ]


def test_a_closed_session_takes_them_and_others_do_not(run: Running) -> None:
    row, _slots = run.held(slots=1)
    run.enrol(row)
    run.later(hours=2)
    run.do(actions.close_session, session_id=row.id)
    run.do(actions.write_report, session_id=row.id, facts=ReportFacts(conclusion="Selesai."))
    run.do(actions.add_photo, session_id=row.id, photo=PHOTO, caption="Penutupan")
    draft = run.plan()
    called_off, _slots = run.held(slots=1)
    run.do(actions.cancel_session, session_id=called_off.id, reason="Banjir")
    for other in (draft, called_off):
        with pytest.raises(Refused, match="dilaksanakan"):
            run.do(actions.write_report, session_id=other.id, facts=ReportFacts(conclusion="x"))
        with pytest.raises(Refused, match="dilaksanakan"):
            run.do(actions.add_photo, session_id=other.id, photo=PHOTO, caption="x")


def test_photos_have_captions_and_there_are_not_too_many(run: Running) -> None:
    row, _slots = run.held(slots=1)
    with pytest.raises(Refused, match="keterangan foto"):
        run.do(actions.add_photo, session_id=row.id, photo=PHOTO, caption="   ")
    made = [
        run.do(actions.add_photo, session_id=row.id, photo=PHOTO, caption=f" Foto   {n} ").id
        for n in range(PHOTOS_AT_MOST)
    ]
    with pytest.raises(Refused, match=f"Sudah ada {PHOTOS_AT_MOST} foto"):
        run.do(actions.add_photo, session_id=row.id, photo=PHOTO, caption="Satu lagi")
    run.do(actions.remove_photo, session_id=row.id, photo_id=made[0])
    left = run.session.scalars(select(ReportPhoto).order_by(ReportPhoto.id)).all()
    assert [one.id for one in left] == made[1:]
    assert left[0].caption == "Foto 1"
    assert run.journal("photo_added")[0].data == {"photo": made[0], "bytes": len(PHOTO.data)}
    assert run.journal("photo_removed")[0].data == {"photo": made[0]}


def test_a_photo_of_another_session_stays(run: Running) -> None:
    mine, _slots = run.held(slots=1)
    other, _slots = run.held(slots=1)
    photo_id = run.do(actions.add_photo, session_id=other.id, photo=PHOTO, caption="Milik yang lain").id
    with pytest.raises(NotFound):
        run.do(actions.remove_photo, session_id=mine.id, photo_id=photo_id)
    run.session.rollback()
    assert run.session.scalar(select(func.count()).select_from(ReportPhoto)) == 1
