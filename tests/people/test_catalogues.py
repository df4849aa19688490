"""Published catalogues: applied once they add, applied again they change nothing, and the city's hand stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.audit.queries import entries
from lms.content.tree import ContentTree
from lms.core.clock import FixedClock
from lms.db.session import writing
from lms.people.actions.city import apply_affairs, apply_agencies, apply_external_bodies
from lms.people.domain.city import AffairRow, AgencyRow, Applied, ExternalBodyRow, Span, merge_spans
from lms.people.models import Affair, Agency, AgencyAffair, ExternalBody
from lms.quizzes.schema.catalogues import read_catalogues
from tests.factories import ACTOR

ROOT = Path(__file__).resolve().parents[2]


def affair(code: str, name: str = "Urusan") -> AffairRow:
    return AffairRow(code, name, "wajib", "", (), "uji")


def agency(name: str = "Dinas Kebersihan", codes: tuple[str, ...] = ("2.11",), **facts: object) -> AgencyRow:
    values = {
        "short": "DK",
        "kind": "dinas",
        "valid_from": date(2021, 1, 1),
        "valid_to": None,
        "note": "",
        **facts,
    }
    return AgencyRow(name=name, codes=codes, **values)  # type: ignore[arg-type]


def body(code: str = "EXT.PROV.DIK", name: str = "Dinas Pendidikan Provinsi") -> ExternalBodyRow:
    return ExternalBodyRow(code, name, "provinsi", "SMA dan SMK", ("SMA",), "1.01", ("1.01",))


def held(session: Session) -> list[tuple[str, date, date | None]]:
    session.rollback()
    rows = session.scalars(select(AgencyAffair).order_by(AgencyAffair.affair_code, AgencyAffair.valid_from))
    return [(r.affair_code, r.valid_from, r.valid_to) for r in rows]


@pytest.fixture
def affairs(session: Session, clock: FixedClock) -> None:
    with writing(session):
        apply_affairs(
            session, ACTOR, clock, [affair("2.11"), affair("2.12"), affair("1.03/jalan"), affair("1.03")]
        )


def test_the_shipped_catalogues_arrive_whole_and_a_second_time_change_nothing(session, clock):
    found = read_catalogues(ContentTree.from_folder(ROOT))
    with writing(session):
        first = (
            apply_affairs(session, ACTOR, clock, found.affairs),
            apply_agencies(session, ACTOR, clock, found.agencies),
            apply_external_bodies(session, ACTOR, clock, found.bodies),
        )
    assert first[0].added == len(found.affairs)
    assert first[2].added == len(found.bodies)
    assert len(session.scalars(select(Agency)).all()) == len({row.name for row in found.agencies})
    written = len(entries(session))
    assert written == 3
    with writing(session):
        again = (
            apply_affairs(session, ACTOR, clock, found.affairs),
            apply_agencies(session, ACTOR, clock, found.agencies),
            apply_external_bodies(session, ACTOR, clock, found.bodies),
        )
    assert [a.did_something for a in again] == [False, False, False]
    assert len(entries(session)) == written


def test_a_function_stands_below_its_affair(session, affairs):
    assert session.get(Affair, "1.03/jalan").parent_code == "1.03"


def test_a_code_added_later_begins_on_the_day_of_publishing(session, clock, affairs):
    with writing(session):
        apply_agencies(session, ACTOR, clock, [agency()])
    with writing(session):
        result = apply_agencies(session, ACTOR, clock, [agency(codes=("2.11", "2.12"))])
    assert result.added == 1
    assert held(session) == [("2.11", date(2021, 1, 1), None), ("2.12", date(2026, 11, 23), None)]


def test_a_code_taken_away_ends_on_the_day_before(session, clock, affairs):
    with writing(session):
        apply_agencies(session, ACTOR, clock, [agency(codes=("2.11", "2.12"))])
    with writing(session):
        result = apply_agencies(session, ACTOR, clock, [agency(codes=("2.12",))])
    assert result.ended == 1
    assert held(session) == [("2.11", date(2021, 1, 1), date(2026, 11, 22)), ("2.12", date(2021, 1, 1), None)]


def test_periods_of_one_name_are_one_agency_whose_affairs_changed(session, clock, affairs):
    rows = [
        agency(codes=("2.11", "2.12"), valid_to=date(2024, 12, 31)),
        agency(codes=("2.11",), valid_from=date(2025, 1, 1), short="DLH"),
    ]
    with writing(session):
        apply_agencies(session, ACTOR, clock, rows)
    found = session.scalars(select(Agency)).one()
    assert (found.short, found.valid_from, found.valid_to) == ("DLH", date(2021, 1, 1), None)
    assert held(session) == [("2.11", date(2021, 1, 1), None), ("2.12", date(2021, 1, 1), date(2024, 12, 31))]


def test_what_the_city_ended_is_not_reopened(session, clock, affairs):
    with writing(session):
        apply_agencies(session, ACTOR, clock, [agency()])
    with writing(session):
        session.scalars(select(Agency)).one().valid_to = date(2026, 6, 30)
        row = session.scalars(select(AgencyAffair)).one()
        row.valid_to, row.published = date(2026, 6, 30), False
    with writing(session):
        result = apply_agencies(session, ACTOR, clock, [agency(codes=("2.11", "2.12"))])
    assert not result.changed
    assert session.scalars(select(Agency)).one().valid_to == date(2026, 6, 30)
    assert held(session) == [("2.11", date(2021, 1, 1), date(2026, 6, 30))]


def test_a_mapping_made_by_hand_survives_publishing(session, clock, affairs):
    with writing(session):
        apply_agencies(session, ACTOR, clock, [agency()])
    with writing(session):
        agency_id = session.scalars(select(Agency.id)).one()
        session.add(AgencyAffair(agency_id=agency_id, affair_code="1.03", valid_from=date(2027, 1, 1)))
    with writing(session):
        result = apply_agencies(session, ACTOR, clock, [agency()])
    assert not result.did_something
    assert held(session) == [("1.03", date(2027, 1, 1), None), ("2.11", date(2021, 1, 1), None)]


def test_a_body_that_is_no_longer_listed_is_withdrawn_and_comes_back(session, clock):
    def apply(*rows: ExternalBodyRow) -> Applied:
        with writing(session):
            return apply_external_bodies(session, ACTOR, clock, rows)

    apply(body(), body("EXT.PLN", "PLN"))
    assert apply(body()) == Applied(0, 0, 1, 1)
    assert session.get(ExternalBody, "EXT.PLN").withdrawn is True
    apply(body(), body("EXT.PLN", "PLN"))
    session.expire_all()
    assert session.get(ExternalBody, "EXT.PLN").withdrawn is False
    assert session.get(ExternalBody, "EXT.PLN").tempting == "1.01"


def test_a_body_withdrawn_by_the_city_stays_withdrawn(session, clock):
    with writing(session):
        apply_external_bodies(session, ACTOR, clock, [body()])
    with writing(session):
        row = session.get(ExternalBody, "EXT.PROV.DIK")
        row.withdrawn = row.withdrawn_here = True
    with writing(session):
        assert not apply_external_bodies(session, ACTOR, clock, [body()]).did_something
    assert session.get(ExternalBody, "EXT.PROV.DIK").withdrawn is True


def test_spans_that_adjoin_or_overlap_become_one():
    day = date
    spans = [
        Span(day(2024, 1, 1), day(2024, 6, 30)),
        Span(day(2021, 1, 1), day(2021, 12, 31)),
        Span(day(2024, 7, 1), None),
        Span(day(2022, 1, 1), day(2022, 3, 1)),
    ]
    assert merge_spans(spans) == [Span(day(2021, 1, 1), day(2022, 3, 1)), Span(day(2024, 1, 1), None)]
    assert Span(day(2024, 1, 1), None).until(day(2023, 1, 1)) is None
