"""The first page of each role, notices and help, as readers get them."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.bimtek import actions as bimtek
from lms.core.clock import FixedClock
from lms.db.session import writing
from lms.home.models import NoticeRead
from lms.people.models import Account, Agency
from tests.competency.publishing import publish_city
from tests.factories import ACTOR, Make, csrf_of, sign_in


@pytest.fixture
def agency(client: FlaskClient, session: Session, clock: FixedClock, make: Make) -> Agency:
    publish_city(session, clock)
    return make.agency("Dinas Kominfo Contoh", "Kominfo")


@pytest.fixture
def rini(make: Make, agency: Agency) -> Account:
    officer = make.officer("Rini Contoh")
    make.assign(officer, make.post(agency, "Petugas Layanan"))
    return make.account("officer", officer)


def test_an_officer_sees_one_next_step_and_the_plan(client: FlaskClient, rini: Account) -> None:
    sign_in(client, rini)
    page = client.get("/").text
    assert "Selamat pagi, Rini Contoh." in page
    assert '<h1 id="langkah">Dasar keterbukaan informasi</h1>' in page
    assert page.count('class="btn big"') == 1
    assert 'href="/pelatihan/kip-dasar"' in page
    assert "0 dari 2 pos selesai." in page
    assert page.count('aria-current="step"') == 1
    assert "hari sejak bertugas sebagai Petugas Layanan, Kominfo" in page


def test_an_officer_without_a_post_is_not_left_alone(client: FlaskClient, make: Make) -> None:
    sign_in(client, make.account("officer"))
    assert "Rencana Anda muncul pada hari pertama penugasan" in client.get("/").text


@pytest.mark.parametrize(
    ("hour", "words"),
    [(0, "Selamat pagi"), (4, "Selamat siang"), (8, "Selamat sore"), (12, "Selamat malam")],
)
def test_the_greeting_follows_the_citys_clock(
    client: FlaskClient, clock: FixedClock, make: Make, hour: int, words: str
) -> None:
    clock.at = clock.at.replace(hour=hour)
    sign_in(client, make.account("officer"))
    assert f"{words}, " in client.get("/").text


def test_a_head_sees_who_is_late_in_the_own_agency_only(
    client: FlaskClient, make: Make, agency: Agency
) -> None:
    chief = make.officer("Kepala Contoh")
    make.assign(chief, make.post(agency, "Kepala", profile=None), start=date(2026, 1, 1))
    make.assign(make.officer("Tono Terlambat"), make.post(agency, "Petugas"), start=date(2026, 9, 1))
    make.assign(make.officer("Orang Lain"), make.post(make.agency(), "Petugas"), start=date(2026, 9, 1))
    sign_in(client, make.account("head", chief))
    page = client.get("/").text
    assert "2 kompetensi di bawah jumlah minimum" in page
    assert "Tono Terlambat" in page
    assert "sejak 8 September 2026" in page
    assert "Orang Lain" not in page


def test_a_trainer_sees_sessions_and_hard_questions(client: FlaskClient, make: Make, agency: Agency) -> None:
    sign_in(client, make.account("trainer"))
    page = client.get("/").text
    assert "Belum ada Bimtek yang dijadwalkan" in page
    assert "Soal yang paling sulit" in page


def later_today(session: Session, clock: FixedClock) -> int:
    """An announced session that begins in six hours."""
    starts = clock.now() + timedelta(hours=6)
    with writing(session):
        plan = bimtek.SessionPlan(title="Bimtek sore", place="Aula")
        held = bimtek.create_session(session, actor=ACTOR, clock=clock, plan=plan).id
        slot = bimtek.SlotPlan(starts, starts + timedelta(hours=2), "Registrasi", "Narasumber", Fraction(2))
        bimtek.add_slot(session, actor=ACTOR, clock=clock, session_id=held, slot=slot)
        bimtek.announce(session, actor=ACTOR, clock=clock, session_id=held)
    return held


def test_a_session_of_today_says_so_on_every_first_page(
    app: Flask, session: Session, clock: FixedClock, make: Make, rini: Account
) -> None:
    held = later_today(session, clock)
    with writing(session):
        bimtek.enrol(session, actor=ACTOR, clock=clock, session_id=held, officer_id=rini.officer_id or 0)
    accounts = [rini, make.account("trainer"), make.account("admin", username="admin")]
    visitors = [app.test_client() for _account in accounts]
    for visitor, account in zip(visitors, accounts, strict=True):
        sign_in(visitor, account)
    pages = [visitor.get("/").text for visitor in visitors]
    assert [page.count("Hari ini, mulai 15.00 WIB") for page in pages] == [
        1,
        2,
        1,
    ]  # a trainer's headline as well
    assert "<p>Hari ini, Aula.</p>" in visitors[0].get("/pemberitahuan").text


def test_an_admin_sees_what_waits(client: FlaskClient, make: Make, agency: Agency) -> None:
    make.assign(make.officer("Tanpa Akun"), make.post(agency, "Petugas"))
    make.officer("Tanpa Jabatan")
    sign_in(client, make.account("admin", username="admin"))
    page = client.get("/").text
    assert "1 pegawai tanpa jabatan" in page
    assert "2 pegawai tanpa akun" in page
    assert "Kerangka kompetensi belum diterbitkan" not in page


def test_an_admin_of_an_empty_city_sees_what_is_missing(client: FlaskClient, make: Make) -> None:
    sign_in(client, make.account("admin", username="admin"))
    page = client.get("/").text
    assert "Kerangka kompetensi belum diterbitkan" in page
    assert "Profil jabatan belum diterbitkan" in page


def test_notices_stay_read_and_new_ones_stay_new(
    client: FlaskClient, session: Session, rini: Account
) -> None:
    token = sign_in(client, rini)
    page = client.get("/pemberitahuan").text
    assert "3 belum dibaca." in page
    assert "K1 Dasar keterbukaan informasi hampir jatuh tempo" in page
    keys = [part.split('"')[0] for part in page.split('name="key" value="')[1:]]
    assert len(keys) == 3
    answer = client.post("/pemberitahuan", data={"csrf_token": token, "key": [keys[0], "karangan"]})
    assert answer.status_code == 303
    session.rollback()
    assert session.scalars(select(NoticeRead.key)).all() == [keys[0]]
    assert "2 belum dibaca." in client.get("/pemberitahuan").text
    client.post("/pemberitahuan", data={"csrf_token": token, "key": keys})
    assert "Semua sudah dibaca." in client.get("/pemberitahuan").text
    assert "belum dibaca" not in client.get("/").text


def test_notices_are_not_marked_without_the_token(
    client: FlaskClient, session: Session, rini: Account
) -> None:
    sign_in(client, rini)
    assert client.post("/pemberitahuan", data={"key": "plan:1"}).status_code == 400
    assert session.scalars(select(NoticeRead.key)).all() == []


def test_an_account_without_an_officer_has_no_notices(client: FlaskClient, make: Make) -> None:
    sign_in(client, make.account("admin", username="admin"))
    assert "Belum ada pemberitahuan" in client.get("/pemberitahuan").text


def test_help_is_there_for_everybody(client: FlaskClient, rini: Account) -> None:
    page = client.get("/bantuan")
    assert page.status_code == 200
    assert "Bagaimana cara presensi?" in page.text
    assert "75 % dari jam pelajaran" in page.text
    sign_in(client, rini)
    assert client.get("/bantuan").status_code == 200
    assert csrf_of(client.get("/bantuan").text)
