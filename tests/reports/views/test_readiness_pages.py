"""Who may read readiness: a head the own agency, an admin every one, others none."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from lms.core.clock import FixedClock
from lms.people.models import Account, Agency
from tests.competency.publishing import publish_city
from tests.factories import Make, sign_in


@pytest.fixture
def own(client: FlaskClient, session: Session, clock: FixedClock, make: Make) -> Agency:
    publish_city(session, clock)
    agency = make.agency("Dinas Kominfo Contoh", "Kominfo")
    make.assign(make.officer("Ani Petugas"), make.post(agency, "Petugas"))
    return agency


@pytest.fixture
def other(own: Agency, make: Make) -> Agency:
    agency = make.agency("Dinas Lain Contoh", "Lain")
    make.assign(make.officer("Wati Lain"), make.post(agency, "Petugas"))
    return agency


@pytest.fixture
def head(own: Agency, make: Make) -> Account:
    officer = make.officer("Hendro Kepala")
    make.assign(officer, make.post(own, "Kepala Dinas", profile="ppid-utama"), start=date(2026, 1, 1))
    return make.account("head", officer)


def test_a_head_reads_the_own_agency(client: FlaskClient, head: Account, own: Agency, other: Agency) -> None:
    sign_in(client, head)
    page = client.get("/kesiapan")
    assert page.status_code == 200
    assert "Ani Petugas" in page.text
    assert "Wati Lain" not in page.text
    assert client.get(f"/kesiapan?opd={own.id}").status_code == 200
    assert page.text.index("Unduh XLSX") < page.text.index("Ani Petugas")
    assert "dua atau lebih di atas minimum" in page.text


def test_a_head_cannot_read_another_agency(client: FlaskClient, head: Account, other: Agency) -> None:
    sign_in(client, head)
    for path in (f"/kesiapan?opd={other.id}", f"/kesiapan/{other.id}.csv", f"/kesiapan/{other.id}.xlsx"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "Wati" not in answer.text


def test_a_head_without_a_post_reads_why_nothing_is_shown(
    client: FlaskClient, own: Agency, make: Make
) -> None:
    sign_in(client, make.account("head"))
    assert "belum memegang jabatan" in client.get("/kesiapan").text


def test_an_admin_reads_the_city_and_every_agency(
    client: FlaskClient, own: Agency, other: Agency, make: Make
) -> None:
    sign_in(client, make.account("admin", username="admin"))
    city = client.get("/kesiapan").text
    assert "Kominfo" in city
    assert "Lain" in city
    assert "Wati Lain" in client.get(f"/kesiapan?opd={other.id}").text


@pytest.mark.parametrize("role", ["officer", "trainer"])
def test_others_are_refused(client: FlaskClient, own: Agency, make: Make, role: str) -> None:
    sign_in(client, make.account(role))
    assert client.get("/kesiapan").status_code == 403
    assert client.get(f"/kesiapan/{own.id}.csv").status_code == 403


def test_files_are_downloads_that_nobody_keeps(client: FlaskClient, head: Account, own: Agency) -> None:
    sign_in(client, head)
    answer = client.get(f"/kesiapan/{own.id}.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="kesiapan-kominfo-2026-11-23.csv"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Ani Petugas" in answer.text
    assert "belum dimiliki" in answer.text
    workbook = client.get(f"/kesiapan/{own.id}.xlsx")
    assert workbook.data[:2] == b"PK"
    assert 'filename="kesiapan-kominfo-2026-11-23.xlsx"' in workbook.headers["Content-Disposition"]
    assert client.get(f"/kesiapan/{own.id}.pdf").status_code == 404
