"""The city by an admin's hand: agencies renamed and ended, affairs dated, posts opened and closed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from lms.audit.queries import entries
from lms.core.errors import NotFound, Refused
from lms.db.session import writing
from lms.people.actions import agencies, city
from lms.people.models import Agency, AgencyAffair, Assignment, Post
from lms.people.queries import city as queries
from lms.people.queries import officer_snapshot
from tests.factories import ACTOR
from tests.people.roster_city import TODAY

START = date(2027, 1, 1)


@pytest.fixture
def do(session, clock):
    def act(action, **facts):
        with writing(session):
            return action(session, actor=ACTOR, clock=clock, **facts)

    return act


def rename(do, agency, name="Dinas Kominfo dan Persandian", short="Diskominfosandi", start=START):
    return do(agencies.rename_agency, agency_id=agency.id, name=name, short=short, start=start)


def test_a_new_name_carries_posts_people_and_affairs_on(session, make, do):
    old = make.agency("Dinas Kominfo", "Diskominfo")
    make.affair("2.16", agency=old)
    post = make.post(old, "Petugas PIP", "petugas-pip")
    rini = make.officer()
    make.assign(rini, post, date(2025, 1, 1))
    new = rename(do, old)
    session.expire_all()
    assert (old.name, old.valid_to) == ("Dinas Kominfo", date(2026, 12, 31))
    assert (new.valid_from, new.valid_to, new.kind) == (START, None, old.kind)
    before, after = (
        officer_snapshot(session, rini.id, START - timedelta(days=1)),
        officer_snapshot(session, rini.id, START),
    )
    assert (before.agency_name, before.post_title) == ("Dinas Kominfo", "Petugas PIP")
    assert (after.agency_name, after.post_title, after.profile) == (
        "Dinas Kominfo dan Persandian",
        "Petugas PIP",
        "petugas-pip",
    )
    mapping = session.execute(
        select(AgencyAffair.agency_id, AgencyAffair.valid_from, AgencyAffair.valid_to).order_by(
            AgencyAffair.id
        )
    )
    assert [tuple(row) for row in mapping] == [
        (old.id, date(2021, 1, 1), date(2026, 12, 31)),
        (new.id, START, None),
    ]
    assert session.get(Post, post.id).closed_on == START


def test_an_assignment_that_begins_later_moves_to_the_new_name(session, make, do):
    old = make.agency()
    row = make.assign(make.officer(), make.post(old), date(2027, 3, 1))
    new = rename(do, old)
    session.expire_all()
    assert session.get(Post, session.get(Assignment, row.id).post_id).agency_id == new.id


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"start": date(2021, 1, 1)}, "agency.dates"),
        ({"name": "Dinas Kominfo", "short": "Diskominfo"}, "agency.same"),
        ({"name": "DINAS KESEHATAN"}, "agency.twin"),
        ({"short": "dinkes"}, "agency.twin"),
    ],
)
def test_names_that_cannot_be_are_refused(make, do, facts, code):
    make.agency("Dinas Kesehatan", "Dinkes")
    old = make.agency("Dinas Kominfo", "Diskominfo")
    with pytest.raises(Refused) as refusal:
        rename(do, old, **facts)
    assert refusal.value.code == code


def test_an_agency_ends_only_when_nobody_is_left(session, make, do):
    agency = make.agency()
    make.affair("2.16", agency=agency)
    row = make.assign(make.officer(), make.post(agency), date(2025, 1, 1))
    with pytest.raises(Refused, match="Masih ada pegawai"):
        do(agencies.end_agency, agency_id=agency.id, last_day=TODAY)
    with writing(session):
        session.get(Assignment, row.id).end = TODAY
    do(agencies.end_agency, agency_id=agency.id, last_day=TODAY)
    session.expire_all()
    assert session.get(Agency, agency.id).valid_to == TODAY
    assert session.scalars(select(AgencyAffair.valid_to)).all() == [TODAY]
    assert session.scalars(select(Post.closed_on)).all() == [TODAY + timedelta(days=1)]


def test_two_agencies_may_carry_one_affair_but_none_twice_at_once(session, make, do):
    first, second = make.agency(), make.agency()
    make.affair("2.10", agency=first)
    do(city.carry_affair, agency_id=second.id, code="2.10", valid_from=TODAY)
    with pytest.raises(Refused, match="sudah mengampu"):
        do(city.carry_affair, agency_id=first.id, code="2.10", valid_from=START)
    with pytest.raises(NotFound):
        do(city.carry_affair, agency_id=first.id, code="9.99", valid_from=START)
    row = session.scalars(select(AgencyAffair).where(AgencyAffair.agency_id == first.id)).one()
    do(city.end_affair, mapping_id=row.id, last_day=date(2026, 12, 31))
    do(city.carry_affair, agency_id=first.id, code="2.10", valid_from=START)
    lines = queries.carried(session, agency_id=first.id)
    assert [(line.valid_from, line.valid_to) for line in lines] == [
        (START, None),
        (date(2021, 1, 1), date(2026, 12, 31)),
    ]


def test_a_mapping_cannot_end_before_it_began(session, make, do):
    make.affair("2.10", agency=make.agency())
    row = session.scalars(select(AgencyAffair)).one()
    with pytest.raises(Refused):
        do(city.end_affair, mapping_id=row.id, last_day=date(2020, 12, 31))


def test_posts_open_once_close_when_empty_and_open_again(session, make, do):
    agency = make.agency()
    post = do(agencies.add_post, agency_id=agency.id, title=" Analis  Data ", profile="operator")
    assert post.title == "Analis Data"
    with pytest.raises(Refused, match="sudah ada"):
        do(agencies.add_post, agency_id=agency.id, title="ANALIS DATA", profile=None)
    row = make.assign(make.officer(), post, date(2026, 1, 1))
    with pytest.raises(Refused, match="masih dipegang"):
        do(agencies.close_post, post_id=post.id, on=TODAY)
    with writing(session):
        session.get(Assignment, row.id).end = date(2026, 6, 30)
    do(agencies.close_post, post_id=post.id, on=TODAY)
    again = do(agencies.add_post, agency_id=agency.id, title="Analis Data", profile=None)
    assert (again.id, again.closed_on, again.profile) == (post.id, None, None)


def test_lists_show_the_city_of_a_day(session, make, do):
    agency = make.agency("Dinas Kominfo", "Diskominfo")
    make.affair("2.16", agency=agency)
    post = make.post(agency, "Petugas PIP")
    make.assign(make.officer("Rini"), post, date(2025, 1, 1))
    make.assign(make.officer("Budi", status="retired"), post, date(2025, 1, 1))
    make.agency("Dinas Lama", "Dinlam", valid_to=date(2025, 12, 31))
    (line,) = queries.agency_lines(session, on=TODAY)
    assert (line.row.name, line.posts, line.people, line.codes) == ("Dinas Kominfo", 1, 1, ["2.16"])
    assert [x.row.name for x in queries.agency_lines(session, on=TODAY, ended=True)] == ["Dinas Lama"]
    assert [a.name for a in queries.agencies_on(session, date(2025, 6, 1))] == ["Dinas Kominfo", "Dinas Lama"]
    assert [name for _id, name, _nature in queries.posts_of(session, agency.id, on=TODAY)[0].holders] == [
        "Rini"
    ]
    assert queries.post_choices(session, on=TODAY) == {"Dinas Kominfo": [(post.id, "Petugas PIP")]}


def test_every_change_is_in_the_journal(session, make, do):
    agency = make.agency()
    before = len(entries(session))
    post = do(agencies.add_post, agency_id=agency.id, title="Analis", profile=None)
    do(agencies.change_post, post_id=post.id, profile="operator")
    do(agencies.change_post, post_id=post.id, profile="operator")
    do(agencies.add_agency, name="Badan Baru", short="BB", kind="badan", valid_from=TODAY)
    assert [e.action for e in entries(session)[: len(entries(session)) - before]] == [
        "agency.added",
        "post.changed",
        "post.added",
    ]
