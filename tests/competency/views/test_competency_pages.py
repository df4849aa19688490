"""The pages of competency and rotation: what an officer reads, and who may read it."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from lms.competency import actions
from lms.core.clock import FixedClock
from lms.db.session import writing
from lms.people.models import Agency, Officer
from tests.competency.publishing import publish_city
from tests.factories import ACTOR, Make, sign_in


@pytest.fixture
def agency(client: FlaskClient, session: Session, clock: FixedClock, make: Make) -> Agency:
    publish_city(session, clock)
    return make.agency("Dinas Kominfo Contoh", "Kominfo")


@pytest.fixture
def rini(session: Session, clock: FixedClock, make: Make, agency: Agency) -> Officer:
    officer = make.officer("Rini Contoh")
    make.assign(officer, make.post(agency, "Petugas Layanan"))
    with writing(session):
        actions.add_evidence(
            session, actor=ACTOR, clock=clock, officer_id=officer.id, unit="K1", level=2, source_kind="quiz",
            source_ref="1", title="Evaluasi dasar", facts={"percent": 90},
        )  # fmt: skip
    return officer


def test_an_officer_reads_standing_evidence_and_what_comes_next(
    client: FlaskClient, make: Make, rini: Officer
) -> None:
    sign_in(client, make.account("officer", rini))
    page = client.get("/kompetensi").text
    assert "Level 2, s.d. 23 November 2028" in page
    assert "Belum dimiliki" in page
    assert "Menerima permohonan" in page  # the course for K2
    assert "1 dari 2 unit" in page
    assert "nilai 90" in page
    assert "Evaluasi: Evaluasi" not in page
    assert ">Evaluasi dasar</a>" in page
    assert "Petugas Layanan, Kominfo" in page


def test_a_module_of_another_unit_is_explained(client: FlaskClient, make: Make, agency: Agency) -> None:
    newcomer = make.officer()
    make.assign(newcomer, make.post(agency))
    sign_in(client, make.account("officer", newcomer))
    page = " ".join(client.get("/kompetensi").text.split())
    assert page.count("Selesaikan dahulu K1: </span>") == 1
    assert page.count('href="/pelatihan/kip-dasar">Dasar keterbukaan informasi</a>') == 2


def test_the_plan_shows_stations_with_their_days(client: FlaskClient, make: Make, rini: Officer) -> None:
    sign_in(client, make.account("officer", rini))
    page = client.get("/rencana").text
    assert "1 dari 2 pos selesai." in page
    assert 'aria-current="step"' in page
    assert "Batas 30 November 2026." in page
    assert "7 hari lagi" in page


def test_a_unit_explains_its_levels_and_where_the_reader_stands(
    client: FlaskClient, make: Make, rini: Officer
) -> None:
    sign_in(client, make.account("officer", rini))
    page = client.get("/kompetensi/unit/K1").text
    assert "Menempatkan contoh dalam empat kelas." in page
    assert page.count("Anda kuasai") == 2
    assert client.get("/kompetensi/unit/K9").status_code == 404
    assert "Dipersyaratkan" in client.get("/kompetensi/unit/K2").text


def test_the_framework_shows_units_and_what_posts_need(
    client: FlaskClient, make: Make, rini: Officer
) -> None:
    sign_in(client, make.account("officer", rini))
    page = client.get("/kompetensi/kerangka").text
    assert "Pengantar kerangka." in page
    assert "Petugas layanan" in page
    assert "14 hari" in page


def test_pages_without_any_content_still_answer(client: FlaskClient, make: Make) -> None:
    sign_in(client, make.account("officer"))
    assert "Tidak ada unit yang dipersyaratkan" in client.get("/kompetensi").text
    assert "belum diterbitkan" in client.get("/kompetensi/kerangka").text
    assert "Rencana muncul pada hari pertama" in client.get("/rencana").text


@pytest.mark.parametrize(
    ("role", "status"), [("trainer", 200), ("admin", 200), ("officer", 404), ("head", 404)]
)
def test_who_may_read_somebody_elses_page(
    client: FlaskClient, make: Make, rini: Officer, role: str, status: int
) -> None:
    sign_in(client, make.account(role, username="admin" if role == "admin" else None))
    for path in (f"/kompetensi/pegawai/{rini.id}", f"/rencana/pegawai/{rini.id}"):
        answer = client.get(path)
        assert answer.status_code == status
        assert ("Rini Contoh" in answer.text) == (status == 200)


def test_a_head_reads_people_of_the_own_agency_only(
    client: FlaskClient, make: Make, rini: Officer, agency: Agency
) -> None:
    chief = make.officer("Kepala Contoh")
    make.assign(chief, make.post(agency, "Kepala", profile=None), start=date(2026, 1, 1))
    sign_in(client, make.account("head", chief))
    assert client.get(f"/kompetensi/pegawai/{rini.id}").status_code == 200
    stranger = make.officer("Orang Lain")
    make.assign(stranger, make.post(make.agency()))
    assert client.get(f"/kompetensi/pegawai/{stranger.id}").status_code == 404


def test_a_head_who_moved_away_no_longer_reads_the_old_agency(
    client: FlaskClient, make: Make, rini: Officer, agency: Agency
) -> None:
    chief = make.officer("Kepala Lama")
    make.assign(
        chief, make.post(agency, "Kepala", profile=None), start=date(2026, 1, 1), end=date(2026, 11, 22)
    )
    sign_in(client, make.account("head", chief))
    assert client.get(f"/kompetensi/pegawai/{rini.id}").status_code == 404


def test_signed_out_readers_are_led_to_sign_in(client: FlaskClient) -> None:
    for path in ("/kompetensi", "/rencana", "/kesiapan", "/pemberitahuan", "/kompetensi/kerangka"):
        answer = client.get(path)
        assert answer.status_code == 303
        assert answer.headers["Location"].startswith("/masuk")


def test_an_account_without_an_officer_is_told_so(client: FlaskClient, make: Make) -> None:
    sign_in(client, make.account("admin", username="admin"))
    assert client.get("/kompetensi").status_code == 403
    assert client.get("/kompetensi/unit/K1").status_code == 404
