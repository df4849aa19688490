"""Pages of tests, evaluation and exceptions, as people see them."""

from __future__ import annotations

import pytest

from lms.bimtek import actions
from lms.bimtek.domain.skm import ELEMENTS
from lms.bimtek.models import BimtekSession
from lms.bimtek.queries import Eligibility, eligibility
from lms.db.session import writing
from tests.bimtek.actions.test_pre_test import crossed, sit
from tests.bimtek.conftest import Running
from tests.bimtek.views.conftest import Reader, plain

__all__ = ["crossed"]

SHEET = dict.fromkeys(ELEMENTS, "4")


@pytest.fixture
def row_id(run: Running, crossed: str, reader: Reader) -> int:
    row, _slots = run.held(slots=1, post_test_quiz=crossed)
    run.enrol(row, reader.officer)
    for _one in range(5):
        run.enrol(row)
    return row.id


def test_the_pre_test_from_opening_to_gain(
    run: Running, trainer: Reader, reader: Reader, row_id: int
) -> None:
    manage = f"/bimtek/kelola/{row_id}"
    assert "Belum ada yang dapat dibandingkan" in trainer.text(f"{manage}/belajar")
    assert "Buka pra-tes" in trainer.text(f"{manage}/pra-tes")
    page = trainer.after(f"{manage}/pra-tes/buka", closes="")
    assert "Soal per bentuk 6" in page
    assert "Paruh A: bentuk 1 dahulu 3 peserta" in page
    assert "Kerjakan pra-tes" in reader.text(f"/bimtek/{row_id}")
    started = reader.post(f"/bimtek/{row_id}/pra-tes").headers["Location"]
    assert reader.get(started, 303).headers["Location"].startswith("/kuis/percobaan/")
    run.session.rollback()
    row = run.session.get(BimtekSession, row_id)
    assert row is not None
    run.do(actions.open_post_test, session_id=row_id)
    sit(run, row, reader.officer, 6, pre=False)
    page = trainer.text(f"{manage}/belajar")
    assert "1 dari 6 peserta mengerjakan kedua tes" in page
    assert "Baru 1 orang" in page
    assert "Hanya satu paruh ruangan" in page
    assert "+100,0" in page
    assert "Pra-tes sudah ditutup" in trainer.text(f"{manage}/pra-tes")


def test_the_sheet_keeps_what_was_chosen_and_counts_once(
    trainer: Reader, reader: Reader, row_id: int
) -> None:
    manage, sheet = f"/bimtek/kelola/{row_id}/evaluasi", f"/bimtek/{row_id}/evaluasi"
    assert "Evaluasi belum dibuka" in reader.text(sheet)
    trainer.post(manage, required="y", least="5")
    trainer.post(f"{manage}/buka")
    assert "Isi evaluasi" in reader.text(f"/bimtek/{row_id}")
    gap = reader.post(sheet, 422, **{**SHEET, "u9": ""}, good="Praktiknya")
    assert "Belum dipilih." in plain(gap.text)
    assert gap.text.count(" checked") == 8
    assert "Praktiknya" in gap.text
    assert "tanpa nama Anda" in reader.after(sheet, **SHEET, **{"s1.mastery": "3"})
    assert "Anda sudah mengisi" in reader.text(sheet)
    assert "Evaluasi sudah diisi, perlu diisi: terpenuhi." in trainer.text(f"/bimtek/kelola/{row_id}/hasil")


def test_results_wait_for_the_closing_and_for_five(run: Running, trainer: Reader, row_id: int) -> None:
    manage = f"/bimtek/kelola/{row_id}/evaluasi"
    trainer.post(f"{manage}/buka")
    people = [one.officer_id for one in run_people(run, row_id)]
    for officer_id in people[:5]:
        with writing(run.session):
            actions.answer_evaluation(
                run.session, session_id=row_id, officer_id=officer_id, marks=dict.fromkeys(ELEMENTS, 3)
            )
    page = trainer.text(manage)
    assert "5 dari 6 peserta sudah mengisi" in page
    assert "75,00" not in page
    page = trainer.after(f"{manage}/tutup")
    assert "75,00" in page
    assert "C Kurang baik" in page
    assert "Tidak ditampilkan: kurang dari 5 orang" in page  # nobody judged the speaker


def run_people(run: Running, row_id: int) -> list[Eligibility]:
    run.session.rollback()
    return eligibility(run.session, row_id)


def test_an_exception_with_its_reason(run: Running, trainer: Reader, reader: Reader, row_id: int) -> None:
    results = f"/bimtek/kelola/{row_id}/hasil"
    enrolment_id = next(
        one.enrolment_id for one in run_people(run, row_id) if one.officer_id == reader.officer_id
    )
    waive = f"/bimtek/kelola/{row_id}/pengecualian/{enrolment_id}"
    assert "Alasan" in trainer.text(results)
    assert "Belum ada yang disimpan" in trainer.after(waive, condition="attendance", reason="")
    page = trainer.after(waive, condition="attendance", reason="Menangani banjir di kelurahannya")
    assert "Dikecualikan: Kehadiran Menangani banjir di kelurahannya" in page
    assert "belum, dikecualikan" in page
    assert "belum, dikecualikan" in reader.text(f"/bimtek/{row_id}")
    page = trainer.after(f"{waive}/akhiri/attendance")
    assert "Dikecualikan:" not in page
