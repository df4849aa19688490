"""The calendar: published days off, the city's corrections, and the arithmetic of working days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.audit.queries import entries
from lms.db.session import writing
from lms.institution.actions import correct_day, forget_correction
from lms.institution.domain import add_working_days, is_working_day, working_days_between
from lms.institution.queries import holidays_between, published_holidays
from tests.factories import ACTOR, sign_in

CHRISTMAS = date(2026, 12, 25)
BUSY = date(2026, 12, 1)


@pytest.fixture
def correct(session, clock):
    def act(day, *, working, name="Koreksi"):
        with writing(session):
            correct_day(session, actor=ACTOR, clock=clock, day=day, working=working, name=name)

    return act


def off(session, first=date(2026, 11, 30), last=date(2026, 12, 31)):
    session.rollback()
    return holidays_between(session, first, last)


def test_national_holidays_are_known(session):
    assert published_holidays(2026)[date(2026, 8, 17)] == "Hari Kemerdekaan Republik Indonesia"
    assert CHRISTMAS in off(session)
    assert off(session, date(2026, 12, 26), date(2026, 12, 30)) == {}


def test_corrections_add_and_take_away_and_are_taken_back(session, clock, correct):
    published = off(session)
    correct(BUSY, working=False, name="Hari jadi kota")
    correct(CHRISTMAS, working=True, name="Piket")
    assert off(session) == {**{d: n for d, n in published.items() if d != CHRISTMAS}, BUSY: "Hari jadi kota"}
    with writing(session):
        for day in (BUSY, CHRISTMAS, date(2026, 12, 2)):
            forget_correction(session, actor=ACTOR, clock=clock, day=day)
    assert off(session) == published
    assert [e.action for e in entries(session)] == ["calendar.changed"] * 4


def test_a_span_over_new_year_sees_both_years(session):
    found = holidays_between(session, date(2026, 12, 24), date(2027, 1, 2))
    assert {CHRISTMAS, date(2027, 1, 1)} <= found.keys()


@pytest.mark.parametrize(
    ("start", "days", "holidays", "end"),
    [
        (date(2026, 11, 23), 10, [], date(2026, 12, 7)),
        (date(2026, 11, 23), 10, [BUSY], date(2026, 12, 8)),
        (date(2026, 11, 20), 1, [], date(2026, 11, 23)),
        (date(2026, 11, 21), 1, [], date(2026, 11, 23)),
        (date(2026, 11, 23), 0, [], date(2026, 11, 23)),
    ],
)
def test_a_limit_begins_on_the_day_after(start, days, holidays, end):
    assert add_working_days(start, days, holidays) == end


@given(
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(1, 60),
    st.sets(st.dates(date(2020, 1, 1), date(2031, 1, 1)), max_size=20),
)
def test_adding_and_counting_working_days_agree(start, days, holidays):
    end = add_working_days(start, days, holidays)
    assert is_working_day(end, holidays)
    assert working_days_between(start, end, holidays) == days


class TestPage:
    @pytest.fixture
    def post(self, client, make):
        token = sign_in(client, make.account("admin", username="admin"))

        def send(path="/pengaturan/kalender", **data):
            return client.post(path, data={"csrf_token": token, **data})

        return send

    def test_a_day_is_added_and_taken_back(self, client, post, session):
        answer = post(day="2026-12-01", kind="off", name="Hari jadi kota")
        assert answer.headers["Location"] == "/pengaturan/kalender?tahun=2026"
        page = client.get(answer.headers["Location"]).text
        assert "Selasa, 1 Desember 2026" in page
        assert "ditambahkan kota" in page
        assert BUSY in off(session)
        post("/pengaturan/kalender/hapus-koreksi", day="2026-12-01")
        assert BUSY not in off(session)

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            ({"day": "2026-11-28", "kind": "working", "name": "x"}, "Sabtu dan Minggu tidak dihitung"),
            ({"day": "x", "kind": "off", "name": "x"}, "Isi tanggal dengan benar"),
            ({"day": "2026-12-01", "kind": "off", "name": ""}, "Wajib diisi"),
            ({"day": "2026-12-01", "kind": "off", "name": "x" * 121}, "paling banyak 120"),
            ({"day": "2026-12-01", "kind": "maybe", "name": "x"}, "Pilihan tidak dikenal"),
        ],
    )
    def test_what_cannot_be_is_said_beside_its_field(self, post, session, data, words):
        answer = post(**data)
        assert answer.status_code == 422
        assert words in answer.text
        assert entries(session)[0].action != "calendar.changed"

    @pytest.mark.parametrize("year", ["1", "0000", "9999", "x", "20266", "%00"])
    def test_odd_years_are_borne(self, client, post, year):
        assert client.get(f"/pengaturan/kalender?tahun={year}").status_code == 200

    def test_the_page_of_another_year(self, client, post):
        assert "Hari libur 2027" in client.get("/pengaturan/kalender?tahun=2027").text
