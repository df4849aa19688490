"""Officers entered, moved, gone, come back and merged; the past stays."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from lms.audit.queries import entries
from lms.core.errors import Refused
from lms.db.session import writing
from lms.people import events
from lms.people.actions import assignments, officers
from lms.people.actions.merging import merge_officers
from lms.people.domain.persons import Person
from lms.people.models import Account, Assignment, Officer
from lms.people.queries import card as cards
from lms.people.queries import officer_snapshot
from tests.factories import ACTOR
from tests.people.roster_city import TODAY

NIP = "199104172015032004"


def create(session, clock, **facts):
    with writing(session):
        return officers.create_officer(
            session, actor=ACTOR, clock=clock, person=Person(**{"name": "Rini", **facts})
        )


def held(session, officer_id):
    session.rollback()
    return [
        (h.post_title, h.start, h.end, h.nature) for h in cards.held_over_time(session, officer_id, TODAY)
    ]


@pytest.fixture
def posts(make):
    agency = make.agency("Dinas Kesehatan", "Dinkes")
    return [make.post(agency, title) for title in ("Analis", "Arsiparis", "Operator")]


@pytest.fixture
def heard():
    """What the rooms above would hear."""
    told = []

    def starting(_session, _clock, assignment_id):
        told.append(("start", assignment_id))

    def ending(_session, _clock, assignment_id):
        told.append(("end", assignment_id))

    def merging(_session, _clock, merged_id, survivor_id):
        told.append(("merge", merged_id, survivor_id))

    pairs = [
        (events.assignment_started, starting),
        (events.assignment_ended, ending),
        (events.officers_merged, merging),
    ]
    for event, function in pairs:
        event.subscribe(function)
    yield told
    for event, function in pairs:
        event._subscribers.remove(function)


def test_facts_are_tidied_before_they_are_stored(session, clock):
    row = create(
        session, clock, name="  Rini\u00a0  Wulandari ", nip="19910417 201503 2 004", email=" Rini@Kota.EXAMPLE ", rank="3b",
    )  # fmt: skip
    assert (row.name, row.nip, row.email) == ("Rini Wulandari", NIP, "rini@kota.example")
    assert row.rank == "Penata Muda Tk. I (III/b)"
    entry = entries(session)[0]
    assert (entry.action, entry.object_id, entry.data) == ("officer.created", str(row.id), {})
    assert entry.details["facts"]["nip"] == NIP


@pytest.mark.parametrize(
    ("facts", "fault"),
    [
        ({"name": " "}, {"name": "required"}),
        ({"name": "x" * 161}, {"name": "long"}),
        ({"nip": "123"}, {"nip": "nip_length"}),
        ({"nip": "1,97E+17"}, {"nip": "nip_mangled"}),
        ({"nip": "19910417201503200٤"}, {"nip": "nip_length"}),
        ({"email": "bukan surel"}, {"email": "email"}),
        ({"phone": "nol delapan"}, {"phone": "character"}),
        ({"employment": "honorer"}, {"employment": "employment"}),
    ],
)
def test_facts_that_cannot_be_are_named_by_column(session, clock, facts, fault):
    with pytest.raises(officers.Invalid) as refusal:
        create(session, clock, **facts)
    assert refusal.value.faults == fault


def test_nip_and_email_belong_to_one_person(session, clock):
    first = create(session, clock, nip=NIP, email="rini@kota.example")
    with pytest.raises(officers.Invalid) as refusal:
        create(session, clock, nip=NIP, email="RINI@kota.example")
    assert refusal.value.faults == {"nip": "taken", "email": "taken"}
    with writing(session):
        person = Person("Rini W", nip=NIP, email="rini@kota.example")
        assert officers.change_officer(session, actor=ACTOR, clock=clock, officer_id=first.id, person=person)


def test_saving_the_same_facts_leaves_no_trace(session, clock):
    row = create(session, clock, nip=NIP)
    before = len(entries(session))
    with writing(session):
        same = Person("Rini", nip=NIP)
        assert not officers.change_officer(session, actor=ACTOR, clock=clock, officer_id=row.id, person=same)
    assert len(entries(session)) == before


def give(session, clock, officer, post, start, **facts):
    with writing(session):
        return assignments.assign(
            session, actor=ACTOR, clock=clock, officer_id=officer.id, post_id=post.id, start=start, **facts
        )


def test_a_mutasi_ends_the_earlier_definitive_post_the_day_before(session, clock, make, posts, heard):
    rini = make.officer()
    first = give(session, clock, rini, posts[0], date(2025, 1, 1))
    acting = give(session, clock, rini, posts[2], date(2026, 1, 1), nature="plt", decree="800/12")
    second = give(session, clock, rini, posts[1], date(2026, 12, 1), end_previous=True)
    assert held(session, rini.id) == [
        ("Arsiparis", date(2026, 12, 1), None, "definitive"),
        ("Operator", date(2026, 1, 1), None, "plt"),
        ("Analis", date(2025, 1, 1), date(2026, 11, 30), "definitive"),
    ]
    assert heard == [("start", first.id), ("start", acting.id), ("end", first.id), ("start", second.id)]
    assert officer_snapshot(session, rini.id, date(2026, 11, 30)).post_title == "Analis"
    assert officer_snapshot(session, rini.id, date(2026, 12, 1)).post_title == "Arsiparis"


def test_without_the_choice_both_posts_are_held(session, clock, make, posts):
    rini = make.officer()
    give(session, clock, rini, posts[0], date(2025, 1, 1))
    give(session, clock, rini, posts[1], date(2026, 1, 1))
    assert [end for _t, _s, end, _n in held(session, rini.id)] == [None, None]


@pytest.mark.parametrize(
    ("start", "facts", "code"),
    [
        (date(2026, 1, 1), {"post": 0}, "assignment.held"),
        (date(2024, 1, 1), {"post": 0}, "assignment.held"),
        (date(2025, 1, 1), {"end_previous": True}, "assignment.order"),
        (date(2026, 1, 1), {"nature": "pj"}, "assignment.nature"),
    ],
)
def test_assignments_that_cannot_be_are_refused(session, clock, make, posts, start, facts, code):
    rini = make.officer()
    give(session, clock, rini, posts[0], date(2025, 1, 1))
    post = posts[facts.pop("post", 1)]
    with pytest.raises(Refused) as refusal:
        give(session, clock, rini, post, start, **facts)
    assert refusal.value.code == code
    assert len(held(session, rini.id)) == 1


def test_closed_posts_ended_agencies_and_gone_people_get_nothing(session, clock, make, posts):
    rini, gone = make.officer(), make.officer(status="retired")
    ended = make.post(make.agency(valid_to=date(2026, 6, 30)))
    with writing(session):
        session.merge(posts[0]).closed_on = date(2026, 6, 1)
    for officer, post, code in (
        (rini, posts[0], "post.closed"),
        (rini, ended, "agency.ended"),
        (gone, posts[1], "officer.not_active"),
    ):
        with pytest.raises(Refused) as refusal:
            give(session, clock, officer, post, TODAY)
        assert refusal.value.code == code


def test_ending_is_idempotent_and_never_before_the_beginning(session, clock, make, posts, heard):
    rini = make.officer()
    row = give(session, clock, rini, posts[0], date(2026, 5, 1))

    def end(day):
        with writing(session):
            assignments.end(session, actor=ACTOR, clock=clock, assignment_id=row.id, last_day=day)

    end(date(2026, 10, 31))
    written = len(entries(session))
    end(date(2026, 10, 31))
    assert len(entries(session)) == written
    assert heard.count(("end", row.id)) == 1
    with pytest.raises(Refused, match="sebelum hari pertama"):
        end(date(2026, 4, 30))


def test_only_what_has_not_begun_can_be_cancelled(session, clock, make, posts):
    rini = make.officer()
    running = give(session, clock, rini, posts[0], TODAY)
    coming = give(session, clock, rini, posts[1], date(2027, 1, 1))
    with pytest.raises(Refused, match="sudah berlaku"), writing(session):
        assignments.cancel(session, actor=ACTOR, clock=clock, assignment_id=running.id, today=TODAY)
    with writing(session):
        assignments.cancel(session, actor=ACTOR, clock=clock, assignment_id=coming.id, today=TODAY)
    assert [h[0] for h in held(session, rini.id)] == ["Analis"]


def test_leaving_ends_posts_suspends_the_account_and_keeps_the_past(session, clock, make, posts):
    rini = make.officer()
    account = make.account(officer=rini)
    give(session, clock, rini, posts[0], date(2025, 1, 1))
    give(session, clock, rini, posts[1], date(2027, 1, 1))
    with pytest.raises(Refused, match="masa depan"), writing(session):
        officers.leave(
            session, actor=ACTOR, clock=clock, officer_id=rini.id, kind="retired", last_day=date(2026, 11, 24)
        )
    with writing(session):
        officers.leave(session, actor=ACTOR, clock=clock, officer_id=rini.id, kind="retired", last_day=TODAY)
    assert held(session, rini.id) == [("Analis", date(2025, 1, 1), TODAY, "definitive")]
    assert session.get(Account, account.id).active is False
    assert session.get(Officer, rini.id).status_since == TODAY
    with pytest.raises(Refused), writing(session):
        officers.leave(session, actor=ACTOR, clock=clock, officer_id=rini.id, kind="left", last_day=TODAY)
    with writing(session):
        officers.come_back(session, actor=ACTOR, clock=clock, officer_id=rini.id)
    assert session.get(Officer, rini.id).status == "active"
    assert session.get(Account, account.id).active is False


def merge(session, clock, merged, survivor):
    with writing(session):
        return merge_officers(session, actor=ACTOR, clock=clock, merged_id=merged.id, survivor_id=survivor.id)


def test_merging_moves_posts_account_and_missing_facts(session, clock, make, posts, heard):
    twin = make.officer("Rini Wulandari", email="rini@kota.example", rank="III/b")
    rini = make.officer("Rini W.", nip=None, email=None)
    account = make.account(officer=twin)
    give(session, clock, twin, posts[0], date(2025, 1, 1))
    nip = twin.nip
    heard.clear()
    merge(session, clock, twin, rini)
    session.expire_all()
    assert (rini.nip, rini.email, rini.rank) == (nip, "rini@kota.example", "III/b")
    assert (twin.status, twin.merged_into_id, twin.nip, twin.name) == (
        "merged",
        rini.id,
        None,
        "Rini Wulandari",
    )
    assert session.get(Account, account.id).officer_id == rini.id
    assert session.get(Account, account.id).label == "Rini W."
    assert held(session, rini.id) == [("Analis", date(2025, 1, 1), None, "definitive")]
    assert heard == [("merge", twin.id, rini.id)]
    assert [e.action for e in entries(session, object_type="officer", object_id=str(twin.id), limit=1)] == [
        "officer.merged"
    ]


def test_where_both_have_one_the_survivors_stands(session, clock, make, posts):
    twin, rini = make.officer("A"), make.officer("B")
    nips = (twin.nip, rini.nip)
    spare, kept = make.account(officer=twin), make.account(officer=rini)
    for officer in (twin, rini):
        give(session, clock, officer, posts[0], date(2025, 1, 1))
    merge(session, clock, twin, rini)
    session.expire_all()
    assert (twin.nip, rini.nip) == nips
    assert (session.get(Account, spare.id).active, session.get(Account, kept.id).active) == (False, True)
    rows = session.scalars(select(Assignment.officer_id).order_by(Assignment.officer_id)).all()
    assert rows == sorted([twin.id, rini.id])


def test_a_chain_of_merges_points_straight_at_the_person(session, clock, make):
    first, second, third = make.officer(), make.officer(), make.officer()
    merge(session, clock, first, second)
    merge(session, clock, second, third)
    session.expire_all()
    assert (first.merged_into_id, second.merged_into_id) == (third.id, third.id)
    for pair in ((third, third), (first, third), (third, second)):
        with pytest.raises(Refused):
            merge(session, clock, *pair)


def test_a_listener_that_objects_undoes_the_whole_merge(session, clock, make, heard):
    twin, rini = make.officer(), make.officer()

    def object_(_session, _clock, _merged, _survivor):
        raise Refused("no", "tidak")

    events.officers_merged.subscribe(object_)
    try:
        with pytest.raises(Refused):
            merge(session, clock, twin, rini)
    finally:
        events.officers_merged._subscribers.remove(object_)
    session.expire_all()
    assert (twin.status, twin.merged_into_id) == ("active", None)
    assert all(e.action != "officer.merged" for e in entries(session))


def test_the_last_admin_cannot_be_lost(session, clock, make):
    from lms.people.actions import accounts

    boss = make.officer()
    account = make.account("admin", officer=boss)
    for deed in (
        lambda: accounts.set_active(session, actor=ACTOR, clock=clock, account_id=account.id, active=False),
        lambda: accounts.set_role(session, actor=ACTOR, clock=clock, account_id=account.id, role="trainer"),
        lambda: officers.leave(
            session, actor=ACTOR, clock=clock, officer_id=boss.id, kind="left", last_day=TODAY
        ),
    ):
        with pytest.raises(Refused, match="admin terakhir"), writing(session):
            deed()
    make.account("admin", username="admin2")
    with writing(session):
        accounts.set_role(session, actor=ACTOR, clock=clock, account_id=account.id, role="trainer")
    assert session.get(Account, account.id).role == "trainer"


def test_one_officer_one_account_and_user_names_are_unique(session, clock, make):
    rini = make.officer()
    make.account(officer=rini, username="rini")
    with pytest.raises(Refused, match="sudah memiliki akun"):
        make.account(officer=rini)
    with pytest.raises(Refused, match="sudah dipakai"):
        make.account(officer=make.officer(), username="rini")
    with pytest.raises(Refused, match="tidak aktif"):
        make.account(officer=make.officer(status="left"))
