"""Posts held on a day, posts to come, posts of the past, and the profiles that agencies have posts for."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from lms.people.queries.holdings import coming_holdings, holdings, open_profiles, past_holdings
from tests.factories import Make

TODAY = date(2026, 11, 23)


def test_a_day_has_the_posts_that_were_begun_and_not_ended(session: Session, make: Make) -> None:
    agency, officer = make.agency(), make.officer()
    old, now, acting, later = (make.post(agency, title) for title in ("Lama", "Kini", "Rangkap", "Nanti"))
    make.assign(officer, old, start=date(2025, 1, 1), end=date(2026, 11, 22))
    make.assign(officer, now, start=TODAY)
    make.assign(officer, acting, start=date(2026, 1, 1), end=TODAY, nature="plt")
    make.assign(officer, later, start=date(2026, 11, 24))
    found = holdings(session, on=TODAY, officer_ids=[officer.id])
    assert [(one.post_title, one.nature) for one in found] == [("Rangkap", "plt"), ("Kini", "definitive")]
    assert [one.post_title for one in coming_holdings(session, officer.id, after=TODAY)] == ["Nanti"]
    assert [one.post_title for one in past_holdings(session, officer.id, before=TODAY)] == ["Lama"]


def test_of_an_agency_only_active_people_count(session: Session, make: Make) -> None:
    one, other = make.agency(), make.agency()
    post = make.post(one)
    here, gone, there = make.officer(), make.officer(status="retired"), make.officer()
    for officer, held in ((here, post), (gone, post), (there, make.post(other))):
        make.assign(officer, held)
    assert [h.officer_id for h in holdings(session, on=TODAY, agency_id=one.id)] == [here.id]
    assert [h.officer_id for h in holdings(session, on=TODAY)] == [here.id, there.id]
    assert [h.officer_id for h in holdings(session, on=TODAY, officer_ids=[gone.id])] == [gone.id]


def test_profiles_of_open_posts_by_agency(session: Session, make: Make) -> None:
    agency, other = make.agency(), make.agency()
    make.post(agency, profile="petugas-pip")
    make.post(agency, profile="operator")
    make.post(agency, profile=None)
    assert open_profiles(session, on=TODAY) == {agency.id: {"petugas-pip", "operator"}}
    assert other.id not in open_profiles(session, on=TODAY)
