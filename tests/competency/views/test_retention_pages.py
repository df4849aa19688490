"""Standing and retention side by side, the refresher on its page, and how well recall is foretold."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, update

from lms import wiring
from lms.competency.actions import add_evidence
from lms.competency.models import RecallEdition
from lms.db.session import writing
from lms.people.models import Assignment
from lms.quizzes.models import Attempt
from tests.competency.publishing import CITY, publish_city
from tests.competency.taking import RIGHT, WRONG, later, quiz, take
from tests.factories import ACTOR, sign_in
from tests.quizzes.actions.test_budget import counting

FILES = {
    **CITY,
    **quiz("latihan-a", "K1", 6),
    **quiz("ujian-b", "K2", 4, use="exam"),
}


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


@pytest.fixture
def rini(client, session, clock, make):
    wiring.subscribe()
    publish_city(session, clock, FILES)
    officer = make.officer("Rini Contoh")
    make.assign(officer, make.post(make.agency()), start=date(2026, 1, 5))
    with writing(session):
        add_evidence(
            session, actor=ACTOR, clock=clock, officer_id=officer.id, unit="K2", level=2,
            source_kind="import", source_ref="1", title="Bukti lama",
        )  # fmt: skip
    return officer


def test_standing_and_retention_stand_side_by_side(client, session, clock, make, rini):
    take(session, clock, rini.id, "latihan-a", {"s1": RIGHT, "s2": RIGHT, "s3": WRONG})
    later(clock, days=30)
    sign_in(client, make.account("officer", rini))
    page = words(client.get("/kompetensi").text)
    assert "Daya ingat hari ini: 27–86 % dari 3 soal" in page
    assert "Daya ingat hari ini: sekitar 84 % dari umur bukti, belum ada jawaban" in page
    assert "Level 2, s.d. 23 November 2027" in page
    assert "Rumusnya memakai angka baku" in page
    unit = words(client.get("/kompetensi/unit/K1").text)
    assert "Perkiraan daya ingat hari ini 27–86 % dari 3 soal yang pernah Anda jawab." in unit
    assert "umur bukti Anda saja" in words(client.get("/kompetensi/unit/K2").text)


def test_the_pages_say_which_parameters_are_used(client, session, clock, make, rini):
    from lms.competency.domain.recall import DEFAULTS

    with writing(session):
        session.add(
            RecallEdition(
                made_at=clock.now(), parameters=list(DEFAULTS), adopted=True, reviews=900, held_out=200,
                loss_before=0.5, loss_after=0.4,
            )
        )  # fmt: skip
    sign_in(client, make.account("trainer"))
    assert "disesuaikan dengan jawaban pegawai kota ini (edisi 1)" in client.get("/kompetensi/ketepatan").text
    assert "Log-loss 0,5000 menjadi 0,4000" in client.get("/kompetensi/ketepatan").text


def test_a_refresher_is_started_from_its_page_and_answered_like_any_practice(
    client, session, clock, make, rini
):
    take(session, clock, rini.id, "latihan-a", {"s1": WRONG, "s2": WRONG})
    later(clock, days=12)
    token = sign_in(client, make.account("officer", rini))
    page = words(client.get("/penyegaran").text)
    assert "7 soal, sekitar 3 menit." in page
    assert "tidak mengubah sertifikat maupun kedudukan Anda" in page
    answer = client.post("/penyegaran/mulai", data={"csrf_token": token})
    assert answer.status_code == 303
    attempt = session.scalar(select(Attempt).where(Attempt.quiz_id == "penyegaran"))
    assert answer.location.endswith(f"/kuis/percobaan/{attempt.id}")
    assert client.get(answer.location, follow_redirects=True).status_code == 200
    assert "Lanjutkan" in client.get("/penyegaran").text


def test_when_nothing_is_due_the_page_says_so_and_starts_nothing(client, session, clock, make, rini):
    take(session, clock, rini.id, "latihan-a", {f"s{n}": RIGHT for n in range(1, 7)})
    with writing(session):  # the evidence of K2 alone would be weak soon
        session.execute(update(Assignment).values(start=date(2026, 1, 5)))
    token = sign_in(client, make.account("officer", rini))
    assert "Tidak ada yang perlu disegarkan hari ini. Soal berikutnya jatuh waktu" in words(
        client.get("/penyegaran").text
    )
    client.post("/penyegaran/mulai", data={"csrf_token": token})
    assert session.scalar(select(func.count()).where(Attempt.quiz_id == "penyegaran")) == 0


def test_after_the_post_is_left_nothing_is_asked(client, session, clock, make, rini):
    take(session, clock, rini.id, "latihan-a", {"s1": WRONG})
    with writing(session):
        session.execute(update(Assignment).values(end=clock.now().date() + timedelta(days=1)))
    later(clock, days=12)
    sign_in(client, make.account("officer", rini))
    page = client.get("/penyegaran").text
    assert "tidak meminta unit kompetensi" in page
    assert "/penyegaran/mulai" not in page


def test_the_page_holds_no_key_and_no_text_of_a_question(client, session, clock, make, rini):
    take(session, clock, rini.id, "ujian-b", {"s1": WRONG}, mode="exam")
    later(clock, days=12)
    sign_in(client, make.account("officer", rini))
    page = client.get("/penyegaran").text
    assert "Benarkah" not in page
    assert "ujian-b" not in page
    assert "Unit ini belum memiliki soal latihan" in page


def test_the_weekly_letter_is_turned_off_and_on(client, make, rini):
    token = sign_in(client, make.account("officer", rini))
    assert "Surel pengingat aktif" in client.get("/penyegaran").text
    client.post("/penyegaran/pengingat", data={"csrf_token": token, "wanted": ""})
    assert "Surel pengingat mati" in client.get("/penyegaran").text
    client.post("/penyegaran/pengingat", data={"csrf_token": token, "wanted": "1"})
    assert "Surel pengingat aktif" in client.get("/penyegaran").text
    assert "/penyegaran#h-ingat" in client.get("/akun").text


def test_the_words_to_share_hold_no_figure(client, session, clock, make, rini):
    sign_in(client, make.account("officer", rini))
    (link,) = re.findall(r'href="(https://wa.me/[^"]+)"', client.get("/penyegaran").text)
    assert "penyegaran" in link
    assert "%25" not in link


def test_trainers_read_how_well_it_is_foretold(client, session, clock, make, rini):
    for answer in (RIGHT, WRONG, RIGHT):
        take(session, clock, rini.id, "latihan-a", {"s1": answer, "dua": "satu+dua"})
        later(clock, days=4)
    sign_in(client, make.account("trainer"))
    page = words(client.get("/kompetensi/ketepatan").text)
    assert "Pilihan tunggal 2" in page
    assert "November 2026 2" in page
    assert "Desember 2026 2" in page
    assert "sedikit data" in page
    assert "/kompetensi/ketepatan" in client.get("/statistik/kuis").text
    file = client.get("/kompetensi/ketepatan.xlsx")
    assert file.mimetype.endswith("spreadsheetml.sheet")
    with zipfile.ZipFile(io.BytesIO(file.data)) as book:
        assert len([name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]) == 3
        assert b"Pilihan tunggal" in book.read("xl/sharedStrings.xml")


def test_an_empty_page_teaches(client, make, rini):
    sign_in(client, make.account("trainer"))
    assert "Belum ada jawaban ulang" in client.get("/kompetensi/ketepatan").text


@pytest.mark.parametrize("address", ["/kompetensi", "/penyegaran"])
def test_statements_do_not_grow_with_answers(client, session, clock, make, rini, address, app):
    from lms.db.session import db

    account = make.account("officer", rini)
    counts = []
    for size in (1, 6):
        take(session, clock, rini.id, "latihan-a", {f"s{n}": WRONG for n in range(1, size + 1)})
        later(clock, days=5)
        sign_in(client, account)
        client.get(address)
        with app.app_context():
            engine = db.engine
        with counting(type("S", (), {"get_bind": lambda _self, engine=engine: engine})()) as seen:
            assert client.get(address).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]
