"""The settings: typed, checked, journalled, and never overwritten by a form that is older than they are."""

from __future__ import annotations

import re

import pytest
from pydantic import ValidationError

from lms.audit.queries import entries
from lms.certificates.domain.numbering import NAMES, PatternError, Rule
from lms.core.errors import Stale
from lms.db.session import writing
from lms.institution.actions import change_settings
from lms.institution.domain import NUMBER_PARTS, Institution, number_pattern_fault
from lms.institution.models import InstitutionSettings
from lms.institution.queries import institution, version
from tests.factories import ACTOR, sign_in


@pytest.fixture
def change(session, clock):
    def act(seen=None, **values):
        with writing(session):
            return change_settings(session, actor=ACTOR, clock=clock, values=values, seen_version=seen)

    return act


def test_an_empty_institution_has_the_limits_of_the_statute(session):
    found = institution(session)
    limits = (
        found.limit_answer,
        found.limit_extension,
        found.limit_objection,
        found.limit_objection_answer,
        found.limit_dispute,
    )
    assert limits == (10, 7, 30, 30, 14)
    assert version(session) == 0


def test_changing_some_keeps_the_rest_and_is_journalled_once(session, change):
    change(city="Kota Tirtanegara", limit_answer=8)
    change(office_short="Kominfo")
    found = institution(session)
    assert (found.city, found.limit_answer, found.office_short, found.limit_dispute) == (
        "Kota Tirtanegara",
        8,
        "Kominfo",
        14,
    )
    assert [e.data for e in entries(session)] == [
        {"fields": ["office_short"]},
        {"fields": ["city", "limit_answer"]},
    ]
    change(office_short="Kominfo")
    assert len(entries(session)) == 2


def test_a_form_that_is_older_is_refused_and_changes_nothing(session, change):
    change(seen=0, city="Kota A")
    with pytest.raises(Stale):
        change(seen=0, city="Kota B")
    change(seen=1, city="Kota C")
    assert (institution(session).city, version(session)) == ("Kota C", 2)


@pytest.mark.parametrize(
    "values",
    [
        {"limit_answer": 0},
        {"limit_answer": 61},
        {"timezone": "Europe/Berlin"},
        {"unknown": 1},
        {"city": "x" * 81},
    ],
)
def test_values_that_cannot_be_are_refused(session, change, values):
    with pytest.raises(ValidationError):
        change(**values)
    assert version(session) == 0


def test_settings_of_an_older_version_of_the_program_are_read(session, clock):
    with writing(session):
        session.add(
            InstitutionSettings(id=1, values={"city": "Kota A", "gone": 1}, version=4, changed_at=clock.now())
        )
    assert institution(session) == Institution(city="Kota A")


@pytest.mark.parametrize(
    "zone", [("Asia/Jakarta", "WIB"), ("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT")]
)
def test_zones_have_indonesian_names(zone):
    assert Institution(timezone=zone[0]).zone_label == zone[1]


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        ("{klasifikasi}/{seq:03}/{unit}/{tahun}", None),
        ("{seq}/{bulan_romawi}/{tahun}", None),
        ("{tahun}/1", "seq"),
        ("{seq}/{seq}", "seq"),
        ("{seq}/{hari}", "unknown"),
        ("{seq}/{", "braces"),
        ("{seq:x}", "braces"),
        ("No. {seq}", "space"),
    ],
)
def test_number_patterns_are_judged_as_the_certificates_judge_them(pattern, fault):
    assert number_pattern_fault(pattern) == fault
    assert NUMBER_PARTS == NAMES
    if fault:
        with pytest.raises(PatternError):
            Rule(pattern, "400", "KOMINFO")
    else:
        assert Rule(pattern, "400", "KOMINFO").pattern == pattern


class TestPage:
    @pytest.fixture
    def admin(self, client, make):
        return sign_in(client, make.account("admin", username="admin"))

    @pytest.fixture
    def filled(self, client, admin):
        """The form as the browser shows it."""

        def fields():
            page = client.get("/pengaturan").text
            found = dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', page))
            zone = re.search(r'<option selected value="([^"]+)"', page)[1]
            found.pop("next", None)
            return {**found, "timezone": zone, "csrf_token": admin}

        return fields

    def test_what_is_saved_is_shown_everywhere(self, client, filled, session):
        data = {
            **filled(),
            "city": "Kota  Tirtanegara",
            "limit_answer": "8",
            "timezone": "Asia/Makassar",
            "signer_nip": "19910417 201503 2 004",
        }
        assert client.post("/pengaturan", data=data).status_code == 303
        page = client.get("/pengaturan").text
        assert "Kota Tirtanegara</span>" in page
        assert "Bawaan 10 hari kerja, UU 14/2008 Pasal 22 ayat (7)." in page
        session.rollback()
        found = institution(session)
        assert (found.city, found.limit_answer, found.zone_label) == ("Kota Tirtanegara", 8, "WITA")

    def test_a_stale_page_keeps_what_was_typed_and_shows_what_differs(self, client, filled, change, session):
        data = {**filled(), "city": "Kota Saya"}
        change(city="Kota Dia")
        answer = client.post("/pengaturan", data=data)
        assert answer.status_code == 409
        assert "sudah diubah oleh orang lain" in answer.text
        assert "Sekarang: Kota Dia. Isian Anda: Kota Saya." in answer.text
        assert 'value="Kota Saya"' in answer.text
        session.rollback()
        assert institution(session).city == "Kota Dia"
        fresh = re.search(r'name="version"[^>]*value="(\d+)"', answer.text)[1]
        assert client.post("/pengaturan", data={**data, "version": fresh}).status_code == 303
        session.rollback()
        assert institution(session).city == "Kota Saya"

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"limit_answer": "0"}, "Isi bilangan dari 1 sampai 60."),
            ({"limit_answer": "sepuluh"}, "bilangan"),
            ({"city": ""}, "Wajib diisi."),
            ({"city": "x" * 81}, "paling banyak 80 karakter"),
            ({"certificate_number": "{tahun}"}, "tepat satu kali"),
            ({"certificate_unit": "DIS KOMINFO"}, "tidak boleh memuat spasi"),
            ({"signer_nip": "123"}, "Yang Anda tulis 3 karakter"),
            ({"timezone": "Europe/Berlin"}, "Pilihan tidak dikenal."),
            ({"version": "x"}, "sudah diubah oleh orang lain"),
        ],
    )
    def test_what_cannot_be_is_said_beside_its_field(self, client, filled, session, changes, words):
        answer = client.post("/pengaturan", data={**filled(), "office": "Kantor Lain", **changes})
        assert answer.status_code in {409, 422}
        assert words in answer.text
        assert 'value="Kantor Lain"' in answer.text
        session.rollback()
        assert version(session) == 0
