"""Readiness of an agency and of the city, and the files made of it."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy.orm import Session

from lms.competency import actions
from lms.core.clock import FixedClock
from lms.core.errors import NotFound
from lms.db.session import writing
from lms.people.models import Agency
from lms.reports.domain.cover import Cover
from lms.reports.queries import agency_readiness, city_readiness
from lms.reports.render.readiness import as_csv, as_xlsx
from tests.competency.publishing import publish_city
from tests.competency.queries.test_standing_queries import counted
from tests.factories import ACTOR, Make

TODAY = date(2026, 11, 23)


def prove(session: Session, clock: FixedClock, officer_id: int, unit: str, level: int = 2) -> None:
    with writing(session):
        actions.add_evidence(
            session, actor=ACTOR, clock=clock, officer_id=officer_id, unit=unit, level=level, source_kind="quiz",
            source_ref=f"{officer_id}{unit}", title="Evaluasi",
        )  # fmt: skip


@pytest.fixture
def agency(session: Session, clock: FixedClock, make: Make) -> Agency:
    """Three at the desk: one ready, one half way, one late with everything; and a post that asks for nothing."""
    publish_city(session, clock)
    agency = make.agency("Dinas Kominfo Contoh", "Kominfo")
    post = make.post(agency, "Petugas")
    for name, units, start in (
        ("Ani Siap", ("K1", "K2"), date(2026, 11, 16)),
        ("Budi Separuh", ("K1",), date(2026, 11, 16)),
        ("=Cici Terlambat", (), date(2026, 10, 1)),
    ):
        officer = make.officer(name)
        make.assign(officer, post, start=start)
        for unit in units:
            prove(session, clock, officer.id, unit)
    make.assign(make.officer("Dedi Keuangan"), make.post(agency, "Bendahara", profile=None))
    return agency


def test_an_agency_shows_people_against_units(session: Session, agency: Agency) -> None:
    found = agency_readiness(session, agency.id, TODAY)
    assert [unit.id for unit in found.units] == ["K1", "K2"]
    assert [(r.officer.name, r.met, r.required, r.is_ready) for r in found.rows] == [
        ("=Cici Terlambat", 0, 2, False), ("Ani Siap", 2, 2, True), ("Budi Separuh", 1, 2, False), ("Dedi Keuangan", 0, 0, True),
    ]  # fmt: skip
    assert [r.officer.name for r in found.asked] == ["=Cici Terlambat", "Ani Siap", "Budi Separuh"]
    assert found.cover == {"K1": Cover("K1", 2, 2, 2), "K2": Cover("K2", 2, 1, 1)}
    assert [c.unit for c in found.single_units] == ["K2"]
    assert [r.officer.name for r in found.holders("K2")] == ["Ani Siap"]
    assert [r.officer.name for r in found.late] == ["=Cici Terlambat"]
    assert found.short_units == []


def test_a_vacant_post_still_needs_its_minimum(session: Session, make: Make, agency: Agency) -> None:
    make.post(agency, "Kepala Dinas", profile="ppid-utama")
    found = agency_readiness(session, agency.id, TODAY)
    assert found.cover["K2"] == Cover("K2", 3, 0, 1, learning=1)
    assert [c.unit for c in found.short_units] == ["K2"]


def test_people_who_left_are_not_counted(session: Session, make: Make, agency: Agency) -> None:
    gone = make.officer("Eko Pensiun", status="retired")
    make.assign(gone, make.post(agency, "Petugas 2"))
    assert "Eko Pensiun" not in [r.officer.name for r in agency_readiness(session, agency.id, TODAY).rows]


def test_an_unknown_agency_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        agency_readiness(session, 99, TODAY)


def test_the_city_shows_agencies_that_ask_for_something(session: Session, make: Make, agency: Agency) -> None:
    make.agency("Dinas Tanpa Profil", "Lain")
    vacant = make.agency("Kecamatan Kosong", "Kosong")
    make.post(vacant)
    city = city_readiness(session, TODAY)
    assert [(line.agency.short, line.people, line.short_units) for line in city.lines] == [
        ("Kominfo", 4, 0),
        ("Kosong", 0, 2),
    ]
    assert city.lines[0].cover == agency_readiness(session, agency.id, TODAY).cover


def test_the_number_of_statements_does_not_grow_with_people(
    session: Session, make: Make, agency: Agency
) -> None:
    def statements() -> tuple[int, int]:
        session.rollback()
        with counted(session) as one:
            agency_readiness(session, agency.id, TODAY)
        session.rollback()
        with counted(session) as city:
            city_readiness(session, TODAY)
        return len(one), len(city)

    before = statements()
    post = make.post(agency, "Petugas lagi")
    for _ in range(9):
        make.assign(make.officer(), post)
    other = make.agency()
    make.assign(make.officer(), make.post(other))
    assert statements() == before


def test_files_hold_one_line_per_person_and_unit_and_no_formula(session: Session, agency: Agency) -> None:
    data = agency_readiness(session, agency.id, TODAY)
    raw = as_csv(data, str.upper)
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert rows[0][:2] == ["NAME", "NIP"]
    assert len(rows) == 1 + 3 * 2
    assert rows[1][0] == "'=Cici Terlambat"
    assert all(not cell.startswith(("=", "+", "@")) for row in rows for cell in row)
    book = CalamineWorkbook.from_filelike(io.BytesIO(as_xlsx(data, str.title)))
    cells = book.get_sheet_by_index(0).to_python()
    assert [row[0] for row in cells[1:]] == ["=Cici Terlambat"] * 2 + ["Ani Siap"] * 2 + ["Budi Separuh"] * 2
    assert cells[3][4:9] == ["K1", "Dasar keterbukaan informasi", 2.0, 2.0, "Held"]


def test_files_never_hold_a_whole_nip(session: Session, agency: Agency) -> None:
    data = agency_readiness(session, agency.id, TODAY)
    nips = [row.officer.nip or "" for row in data.rows]
    text = as_csv(data, str).decode()
    assert all(nip and nip not in text and f"• {nip[-3:]}" in text for nip in nips[:3])
