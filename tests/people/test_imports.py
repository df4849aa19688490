"""Importing a list of officers: previewed, applied whole or not at all, and the second time without effect."""

from __future__ import annotations

import os
import time
from datetime import date

import pytest
from sqlalchemy import func, select

from lms.audit.queries import entries
from lms.core.errors import Refused, Stale
from lms.people.actions.imports import file_hash
from lms.people.domain.roster.plan import token
from lms.people.models import Account, Assignment, Officer, OfficerImport, Post
from tests.people.roster_city import BUDI, RINI, SITI, TODAY, imported, preview, table

pytestmark = pytest.mark.usefixtures("city")


@pytest.fixture
def city(make):
    return {
        "dinkes": make.agency("Dinas Kesehatan", "Dinkes"),
        "dlh": make.agency("Dinas Lingkungan Hidup", "DLH"),
    }


def held(session, nip):
    session.rollback()
    rows = session.execute(
        select(Post.title, Assignment.start, Assignment.end)
        .join(Assignment, Assignment.post_id == Post.id)
        .join(Officer, Officer.id == Assignment.officer_id)
        .where(Officer.nip == nip)
        .order_by(Assignment.start)
    )
    return [tuple(row) for row in rows]


FULL = table(
    f"Rini Wulandari;{RINI};rini@kota.example;III/b;Petugas PIP;Dinkes;petugas-pip;2025-02-01;PNS",
    f"Budi Santoso;{BUDI};;;PPID Pelaksana;Dinas Lingkungan Hidup;ppid-pelaksana;1/3/2024;PNS",
    "Tono;;tono@kota.example;;Petugas PIP;dinkes;;;Non ASN",
)


def test_a_first_import_makes_people_posts_and_assignments(session, clock, city):
    plan = imported(session, clock, FULL)
    assert plan.counts() == {
        "new": 3,
        "changed": 0,
        "unchanged": 0,
        "skipped": 0,
        "missing": 0,
        "posts": 2,
        "profiles": 0,
    }
    assert held(session, RINI) == [("Petugas PIP", date(2025, 2, 1), None)]
    assert held(session, BUDI) == [("PPID Pelaksana", date(2024, 3, 1), None)]
    tono = session.scalars(select(Officer).where(Officer.nip.is_(None))).one()
    assert (tono.email, tono.employment) == ("tono@kota.example", "non-asn")
    post = session.scalars(select(Post).where(Post.title == "Petugas PIP")).one()
    assert (post.agency_id, post.profile) == (city["dinkes"].id, "petugas-pip")
    assert session.scalar(select(Assignment.start).where(Assignment.officer_id == tono.id)) == TODAY


def test_the_same_file_again_changes_nothing(session, clock):
    imported(session, clock, FULL)
    written = len(entries(session))
    plan = imported(session, clock, FULL)
    assert plan.counts() == {
        "new": 0,
        "changed": 0,
        "unchanged": 3,
        "skipped": 0,
        "missing": 0,
        "posts": 0,
        "profiles": 0,
    }
    assert not plan.does_something
    assert len(entries(session)) == written
    assert session.scalar(select(func.count()).select_from(OfficerImport)) == 1


def test_changes_are_told_field_by_field_and_a_new_post_is_a_mutasi(session, clock, make):
    imported(session, clock, FULL)
    rini = session.scalars(select(Officer).where(Officer.nip == RINI)).one()
    make.account(officer=rini)
    data = table(f"Rini Wulandari Putri;{RINI};rini.w@kota.example;;PPID Pelaksana;DLH;;1 Desember 2026;")
    plan = preview(session, clock, data)
    assert [(c.field, c.before, c.after) for c in plan.changed[0].changes] == [
        ("name", "Rini Wulandari", "Rini Wulandari Putri"),
        ("email", "rini@kota.example", "rini.w@kota.example"),
        ("post", "Petugas PIP · Dinkes", "PPID Pelaksana · DLH"),
        ("start", "2025-02-01", "2026-12-01"),
    ]
    assert [name for _id, name in plan.missing] == ["Budi Santoso", "Tono"]
    imported(session, clock, data)
    assert held(session, RINI) == [
        ("Petugas PIP", date(2025, 2, 1), date(2026, 11, 30)),
        ("PPID Pelaksana", date(2026, 12, 1), None),
    ]
    assert session.scalars(select(Account.label)).all() == ["Rini Wulandari Putri"]
    assert session.scalar(select(Officer.rank).where(Officer.nip == RINI)) == "Penata Muda Tk. I (III/b)"
    assert not imported(session, clock, data).does_something
    newest = entries(session, limit=2)
    assert [e.action for e in newest] == ["officers.imported", "officer.imported"]
    assert newest[1].object_id == str(rini.id)


def test_one_bad_row_stops_everything(session, clock):
    data = table(
        f"Rini;{RINI};;;Petugas PIP;Dinkes;;;", "Budi;123;;;;;;;", "Siti;;;;Petugas;Dinas Kesehatn;;;"
    )
    plan = preview(session, clock, data)
    assert [(p.line, p.code) for p in plan.problems] == [(3, "P013"), (4, "P021")]
    assert "Dinas Kesehatan" in plan.problems[1].text()
    with pytest.raises(Refused, match="kesalahan"):
        imported(session, clock, data)
    assert session.scalar(select(func.count()).select_from(Officer)) == 0
    assert session.scalar(select(func.count()).select_from(Post)) == 0


def test_a_preview_that_has_gone_stale_is_refused(session, clock, make):
    plan = preview(session, clock, FULL)
    seen = token(file_hash(FULL), plan)
    assert seen == token(file_hash(FULL), preview(session, clock, FULL))
    make.officer("Budi Santosa", nip=BUDI)
    with pytest.raises(Stale):
        imported(session, clock, FULL, seen=seen)
    fresh = token(file_hash(FULL), preview(session, clock, FULL))
    assert fresh != seen
    assert imported(session, clock, FULL, seen=fresh).counts()["changed"] == 1


def test_an_empty_cell_and_an_absent_column_leave_facts_alone(session, clock):
    imported(session, clock, FULL)
    plan = preview(session, clock, f"nip,nama\n{RINI},Rini Wulandari\n".encode())
    assert plan.changed == []
    assert plan.unchanged == 1


def test_an_nip_that_belongs_to_somebody_else_is_refused(session, clock, make):
    make.officer("Rini", nip=RINI, email="rini@kota.example")
    make.officer("Budi", nip=BUDI, email="budi@kota.example")
    data = f"nama,nip,surel\nRini,{RINI},budi@kota.example\n".encode()
    assert [p.code for p in preview(session, clock, data).problems] == ["P024"]
    swap = f"nama,nip,surel\nRini,{RINI},budi@kota.example\nBudi,{BUDI},rini@kota.example\n".encode()
    assert imported(session, clock, swap).counts()["changed"] == 2
    assert session.scalar(select(Officer.email).where(Officer.nip == BUDI)) == "rini@kota.example"


def test_an_nip_is_added_to_the_person_found_by_email(session, clock, make):
    known = make.officer("Siti", nip=None, email="siti@kota.example")
    plan = imported(session, clock, f"nama,nip,surel\nSiti,{SITI},SITI@kota.example\n".encode())
    assert [(c.officer_id, c.changes[0].field) for c in plan.changed] == [(known.id, "nip")]


def test_a_bare_name_finds_the_one_person_without_nip_and_doubts_between_two(session, clock, make):
    make.officer("Tono", nip=None, email=None)
    assert preview(session, clock, b"nama\nTONO\n").changed[0].changes[0].after == "TONO"
    assert [p.code for p in preview(session, clock, f"nama,nip\nTono,{SITI}\n".encode()).problems] == ["P027"]
    make.officer("Tono", nip=None, email=None)
    assert [p.code for p in preview(session, clock, b"nama\nTono\n").problems] == ["P025"]


def test_somebody_who_left_is_passed_over_with_a_warning(session, clock, make):
    make.officer("Rini", nip=RINI, status="left")
    plan = preview(session, clock, f"nama,nip\nRini W,{RINI}\n".encode())
    assert (plan.ok, plan.skipped, [p.code for p in plan.problems]) == (True, 1, ["P026"])


def test_a_merged_row_leads_to_the_person_and_keeps_their_nip(session, clock, make):
    person = make.officer("Rini", nip=RINI)
    make.officer("Rini lama", nip=SITI, status="merged", merged_into_id=person.id)
    plan = preview(session, clock, f"nama,nip,telepon\nRini,{SITI},0812\n".encode())
    assert [(c.officer_id, [x.field for x in c.changes]) for c in plan.changed] == [(person.id, ["phone"])]
    assert plan.ok


def test_a_start_that_is_not_later_than_the_present_post_is_refused(session, clock):
    imported(session, clock, FULL)
    data = table(f"Rini Wulandari;{RINI};;;PPID Pelaksana;DLH;;2025-02-01;")
    assert [p.code for p in preview(session, clock, data).problems] == ["P023"]


def test_a_corrected_start_of_the_same_post_moves_its_first_day(session, clock):
    imported(session, clock, FULL)
    data = table(f"Rini Wulandari;{RINI};;;petugas pip;DINKES;;2025-01-02;")
    imported(session, clock, data)
    assert held(session, RINI) == [("Petugas PIP", date(2025, 1, 2), None)]


def test_the_profile_of_a_post_is_changed_and_must_not_contradict_itself(session, clock):
    imported(session, clock, FULL)
    data = table(f"Rini Wulandari;{RINI};;;Petugas PIP;Dinkes;operator;;")
    assert imported(session, clock, data).counts()["profiles"] == 1
    assert session.scalar(select(Post.profile).where(Post.title == "Petugas PIP")) == "operator"
    clash = table("A;;;;Arsiparis;Dinkes;operator;;", "B;;;;arsiparis;Dinkes;lain;;")
    assert [(p.line, p.code) for p in preview(session, clock, clash).problems] == [(3, "P029")]


def test_a_closed_post_is_opened_again(session, clock, make, city):
    make._add(Post(agency_id=city["dlh"].id, title="Arsiparis", closed_on=date(2025, 1, 1)))
    imported(session, clock, table("Ani;;;;arsiparis;DLH;;;"))
    assert session.scalars(select(Post)).one().closed_on is None


def test_an_ended_agency_is_not_known_any_more(session, clock, make):
    make.agency("Dinas Lama", "Dinlam", valid_to=date(2026, 1, 1))
    assert [p.code for p in preview(session, clock, table("Ani;;;;Arsiparis;Dinlam;;;")).problems] == ["P021"]


def test_the_journal_keeps_names_apart(session, clock):
    imported(session, clock, FULL)
    entry = entries(session, limit=1)[0]
    assert entry.action == "officers.imported"
    assert set(entry.data) == {
        "new",
        "changed",
        "unchanged",
        "skipped",
        "missing",
        "posts",
        "profiles",
        "sha256",
    }


@pytest.mark.slow
def test_a_long_list_is_taken_in_one_go(session, clock):
    """A hundred thousand rows in the long form of the tests; a tenth of it otherwise."""
    rows = 100_000 if os.environ.get("LMS_TORTURE") else 10_000
    lines = "".join(f"Pegawai {n},u{n}@kota.example,Petugas {n % 500},Dinkes\n" for n in range(rows))
    data = b"nama,surel,jabatan,opd\n" + lines.encode()
    begun = time.monotonic()
    assert imported(session, clock, data).counts()["new"] == rows
    assert session.scalar(select(func.count()).select_from(Assignment)) == rows
    again = preview(session, clock, data)
    assert (again.unchanged, again.does_something) == (rows, False)
    assert time.monotonic() - begun < 60
