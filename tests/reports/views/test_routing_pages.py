"""Confusions on screen: who sees whose, what stands behind a cell, files, practice sets and sentences for modules."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from flask.testing import FlaskClient

from lms.content.check import check
from lms.content.tree import ContentTree
from lms.courses.schema import CourseChecker
from lms.db.session import writing
from lms.library.actions import publish
from lms.people.models import Officer
from lms.quizzes.models import PracticeSet
from lms.studio.models import Draft
from tests.courses.schema.folder import files as course_files
from tests.factories import ACTOR, Make, sign_in
from tests.quizzes.conftest import Taking
from tests.quizzes.library import publish_city
from tests.quizzes.queries.test_confusions import Desk

PAIR = "benar=1.04&dipilih=1.03/jalan"


class City:
    """Two agencies: a large one with six officers, a small one with two; everybody has routed letters."""

    def __init__(self, app, session, clock, make: Make) -> None:
        publish_city(session, clock)
        self.app, self.make, self.session = app, make, session
        self.desk = Desk(Taking(session, clock, make.officer()), make)
        self.large, self.small = make.agency("Dinas Besar", "Besar"), make.agency("Dinas Kecil", "Kecil")
        self.people = [self._officer(self.large, f"Besar {n}") for n in range(6)]
        self.few = [self._officer(self.small, f"Kecil {n}") for n in range(2)]
        for n, who in enumerate(self.people):
            self.desk.route(who, "latihan", "gang", "DPU" if n < 4 else "Disperkim")
        self.desk.route(self.few[0], "latihan", "gang", "DPU")

    def _officer(self, agency, name: str) -> Officer:
        officer = self.make.officer(name)
        self.make.assign(officer, self.make.post(agency), date(2026, 11, 16))
        return officer

    def reader(self, role: str, agency=None) -> tuple[FlaskClient, str]:
        officer = self.make.officer(f"Pembaca {role}")
        if agency is not None:
            self.make.assign(officer, self.make.post(agency))
        client = self.app.test_client()
        return client, sign_in(client, self.make.account(role, officer))


@pytest.fixture
def city(app, session, clock, make) -> City:
    return City(app, session, clock, make)


@pytest.fixture
def session(app, config):
    """The database of the application, as a second process would see it."""
    from lms.db.engine import session_factory

    factory = session_factory(config.database_url)
    with factory() as session:
        yield session
    factory.kw["bind"].dispose()


def test_a_trainer_sees_everybody_and_every_name(city):
    client, _ = city.reader("trainer")
    page = client.get("/statistik/disposisi").text
    assert "7 surat, 7 pegawai" in page
    assert "5 dari 7" in page
    assert 'aria-labelledby="t-matriks"' in page
    behind = client.get(f"/statistik/disposisi/pasangan?{PAIR}").text
    assert "Gang rusak" in behind
    assert [name for name in ("Besar 0", "Besar 3", "Besar 4", "Kecil 0") if name in behind] == [
        "Besar 0", "Besar 3", "Kecil 0",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("who", "letters"),
    [
        ("opd-{large}", "6 surat, 6 pegawai"), ("profil-petugas-pip", "7 surat, 7 pegawai"),
        ("gelombang-2026-11-16", "7 surat, 7 pegawai"), ("pegawai-{one}", "1 surat, 1 pegawai"),
        ("profil-operator", "0 surat, 0 pegawai"),
    ],
)  # fmt: skip
def test_cohorts(city, who, letters):
    client, _ = city.reader("trainer")
    key = who.format(large=city.large.id, one=city.people[0].id)
    assert letters in client.get(f"/statistik/disposisi?siapa={key}").text


@pytest.mark.parametrize("key", ["opd-999", "gelombang-kemarin", "bimtek-9", "pegawai-9999999999", "apa"])
def test_groups_that_do_not_exist(city, key):
    client, _ = city.reader("trainer")
    assert client.get(f"/statistik/disposisi?siapa={key}").status_code == 404


def test_a_head_sees_the_own_agency_only(city):
    client, _ = city.reader("head", city.large)
    page = client.get("/statistik/disposisi").text
    assert "6 surat, 6 pegawai" in page
    assert "4 dari 6" in page
    for other in (
        f"opd-{city.small.id}",
        f"pegawai-{city.people[0].id}",
        "profil-petugas-pip",
        "gelombang-2026-11-16",
    ):
        assert client.get(f"/statistik/disposisi?siapa={other}").status_code == 404
        assert client.get(f"/statistik/disposisi.csv?siapa={other}").status_code == 404
        assert client.get(f"/statistik/disposisi/pasangan?{PAIR}&siapa={other}").status_code == 404


def test_a_head_reads_no_names_behind_practice(city):
    """Six people are enough for names, but all of this was practice, which belongs to who practised."""
    client, _ = city.reader("head", city.large)
    behind = client.get(f"/statistik/disposisi/pasangan?{PAIR}").text
    assert "4 pegawai." in behind
    assert "Besar 0" not in behind
    assert "Jadikan latihan" not in behind


def test_a_small_group_is_counted_by_examinations_alone(city):
    client, _ = city.reader("head", city.small)
    page = client.get("/statistik/disposisi").text
    assert "Kelompok kecil" in page
    assert "0 surat, 0 pegawai" in page


@pytest.mark.parametrize("path", ["", "/pasangan?" + PAIR, ".csv", ".xlsx", "/latihan?" + PAIR])
def test_officers_see_nothing_of_it(city, path):
    client, _ = city.reader("officer", city.large)
    assert client.get(f"/statistik/disposisi{path}").status_code == 403


def test_a_head_without_a_post_and_heads_do_not_make_sets(city):
    client, _ = city.reader("head")
    assert "Anda belum memegang jabatan" in client.get("/statistik/disposisi").text
    assert client.get(f"/statistik/disposisi/pasangan?{PAIR}").status_code == 404
    assert client.get(f"/statistik/disposisi/latihan?{PAIR}").status_code == 403


def test_files_hold_counts_and_intervals_and_no_formula(city):
    client, _ = city.reader("trainer")
    city.session.rollback()
    with writing(city.session):
        from lms.people.models import Agency

        for row in city.session.query(Agency).filter_by(short="DPU"):
            row.short = "=HYPERLINK(1)"
    response = client.get("/statistik/disposisi.csv")
    rows = list(csv.reader(io.StringIO(response.data.decode("utf-8-sig"))))
    assert rows[1][:8] == [
        "1.04", "Disperkim", "1.03/jalan", "'=HYPERLINK(1), Jalan kota", "5", "7", "35.89", "91.78",
    ]  # fmt: skip
    assert response.headers["Cache-Control"] == "no-store"
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get("/statistik/disposisi.xlsx").data))
    assert book.sheet_names == ["Pasangan", "Matriks", "Kesalahan surat"]
    matrix = book.get_sheet_by_name("Matriks").to_python()
    assert matrix == [
        ["Seharusnya", "Nama yang seharusnya", "1.03/jalan", "1.04", "Surat"],
        ["1.04", "Disperkim", 5.0, 2.0, 7.0],
    ]


def test_filters_and_nonsense_in_the_address(city):
    client, _ = city.reader("trainer")
    assert "0 surat" in client.get("/statistik/disposisi?cara=ujian").text
    assert "0 surat" in client.get("/statistik/disposisi?sampai=2026-11-01").text
    assert "7 surat" in client.get("/statistik/disposisi?dari=2026-11-23&sampai=2026-11-23&pertama=1").text
    for odd in ("dari=kemarin", "cara=x", "kuis=%00", "lengkap=1", "dari=9999-12-31&sampai=9999-12-31"):
        assert client.get(f"/statistik/disposisi?{odd}").status_code == 200
    assert client.get("/statistik/disposisi/pasangan?benar=*&dipilih=1.04").status_code == 404
    assert client.get("/statistik/disposisi/pasangan?benar=1.04&dipilih=").status_code == 200


def test_a_pair_becomes_a_practice_set(city):
    client, token = city.reader("trainer")
    page = client.get(f"/statistik/disposisi/latihan?{PAIR}").text
    assert "Gang rusak" in page
    facts = {
        "csrf_token": token,
        "benar": "1.04",
        "dipilih": "1.03/jalan",
        "title": "Gang dan ruas",
        "note": "Coba.",
    }
    assert client.post("/statistik/disposisi/latihan", data=facts).status_code == 409
    made = client.post(
        "/statistik/disposisi/latihan",
        data={**facts, "letters": "latihan#gang", "audience": f"opd-{city.large.id}"},
    )
    city.session.rollback()
    row = city.session.query(PracticeSet).one()
    assert made.location == f"/meja-disposisi/latihan/{row.id}"
    assert "pegawai mulai, dari 6 yang ditawari" in client.get(made.location).text
    member = city.app.test_client()
    own = sign_in(member, city.make.account("officer", city.people[0]))
    assert "Gang dan ruas" in member.get("/meja-disposisi").text
    started = member.post(f"{made.location}/mulai", data={"csrf_token": own})
    assert "Gang kami rusak." in member.get(started.location, follow_redirects=True).text
    assert "Pemakaian" not in member.get(made.location).text
    assert member.post(f"{made.location}/tutup", data={"csrf_token": own}).status_code == 403
    client.post(f"{made.location}/tutup", data={"csrf_token": token})
    assert "Gang dan ruas" not in member.get("/meja-disposisi").text


def test_a_pair_becomes_a_section_of_a_module(city, clock):
    files = {path: text.encode() for path, text in course_files().items()}
    report = check(ContentTree(files), [CourseChecker()])
    with writing(city.session):
        publish(city.session, actor=ACTOR, clock=clock, report=report)
    client, token = city.reader("trainer")
    lesson = next(path for path in files if path.endswith(".md") and "/0" in path)
    assert f'value="{lesson}"' in client.get(f"/statistik/disposisi/pasangan?{PAIR}").text
    facts = {"csrf_token": token, "benar": "1.04", "dipilih": "1.03/jalan", "lesson": lesson}
    done = client.post("/statistik/disposisi/modul", data=facts)
    assert done.location == f"/studio/berkas/{lesson}"
    city.session.rollback()
    text = city.session.get(Draft, lesson).data.decode()
    section = text.partition("## Membedakan Disperkim dan DPU")[2]
    assert (
        "**Permukiman** (`1.04`, kini Dinas Permukiman) mencakup: jalan lingkungan dan rumah. Daftar urusan menurut P90."
        in section
    )
    assert (
        "**Jalan kota** (`1.03/jalan`, kini Dinas Pekerjaan Umum) mencakup: ruas berstatus jalan kota."
        in section
    )
    assert "- KANARI-UMPAN ruas jalan kota saja." in section
    again = client.post("/statistik/disposisi/modul", data=facts, follow_redirects=True)
    assert "sudah memuat bagian" in again.text
    assert (
        client.post("/statistik/disposisi/modul", data={**facts, "lesson": "courses/x/01-y.md"}).status_code
        == 404
    )
