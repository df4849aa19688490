"""The analysis of routed letters: exact counts, faults in both directions, narrowing, and what stands behind a cell."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lms.people.models import Officer
from lms.quizzes.queries.catalogue import catalogue_on
from lms.quizzes.queries.confusions import Scope, analyse, letters_behind, people_behind
from tests.factories import Make
from tests.quizzes.conftest import Taking
from tests.quizzes.library import publish_city

TWO = """---
id: dua
title: Dua tujuan
competency: K3
level: 1
use: practice
feedback: after_each
---
Surat dengan dua tujuan.

## Jalan dan tanggul {#tanggul kind=routing}
Jalan dan tanggul.

- [x] 1.03/jalan: jalan kota
- [x] EXT.PUSAT.BBWS: tanggul laut
"""


class Desk:
    """Several officers who route letters, each with an answer in short names."""

    def __init__(self, taking: Taking, make: Make) -> None:
        self.taking, self.make = taking, make
        day = date(2026, 11, 23)
        self.refs = {d.label: d.ref for d in catalogue_on(taking.session, day).destinations}

    def officer(self, agency=None) -> Officer:
        officer = self.make.officer()
        if agency is not None:
            self.make.assign(officer, self.make.post(agency))
        return officer

    def route(self, officer: Officer, quiz: str, letter: str, *to: str, exempt: bool = False) -> None:
        taking = Taking(self.taking.session, self.taking.clock, officer)
        attempt = taking.start(quiz, mode="practice")
        fields = {"tujuan": [self.refs[name] for name in to]}
        if exempt:
            fields["kecualikan"] = ["1"]
        taking.save(attempt, letter, fields)
        taking.submit(attempt)


@pytest.fixture
def desk(taking: Taking, make: Make) -> Desk:
    publish_city(taking.session, taking.clock, dua=TWO)
    return Desk(taking, make)


def facts(pairs):
    return [(p.right, p.chosen, p.interval.count, p.interval.of, p.people) for p in pairs]


def test_counts_pairs_and_totals_exactly(desk):
    a, b = desk.officer(), desk.officer()
    for who, to in ((a, "DPU"), (a, "DPU"), (b, "DPU"), (b, "Disperkim"), (b, "Disperkim"), (b, "Distaru")):
        desk.route(who, "latihan", "gang", to)
    found = analyse(desk.taking.session, Scope())
    assert facts(found.pairs) == [("1.04", "1.03/jalan", 3, 6, 2), ("1.04", "1.03/tata-ruang", 1, 6, 1)]
    assert found.totals == {"1.04": 6}
    assert (found.volume.letters, found.volume.people) == (6, 2)


def test_faults_of_whole_letters_in_both_directions(desk):
    who = desk.officer()
    desk.route(who, "latihan", "pajak", "Bapenda")  # kept in the city
    desk.route(who, "latihan", "pajak", "Samsat Provinsi")
    desk.route(who, "latihan", "gang", "Samsat Provinsi")  # sent away
    desk.route(who, "latihan", "gang", "Disperkim", "DPU")  # one too many
    desk.route(who, "dua", "tanggul", "DPU")  # the second one missed
    desk.route(who, "dua", "tanggul", "DPU", "Balai Wilayah Sungai", exempt=True)  # needless tick
    desk.route(who, "latihan", "aset", "BPKAD")  # forgotten tick
    desk.route(who, "latihan", "aset", "BPKAD", exempt=True)
    faults = {name: (i.count, i.of) for name, i in analyse(desk.taking.session, Scope()).faults.items()}
    assert faults == {
        "kept": (1, 4), "sent_away": (1, 6), "missed": (1, 2), "extra": (1, 8),
        "exempt_missed": (1, 2), "exempt_wrong": (1, 6),
    }  # fmt: skip


def test_a_missed_second_destination_is_a_gap_and_no_confusion(desk):
    desk.route(desk.officer(), "dua", "tanggul", "DPU")
    found = analyse(desk.taking.session, Scope())
    assert found.pairs == []
    assert found.matrix(9).counts == {("1.03/jalan", "1.03/jalan"): 1, ("EXT.PUSAT.BBWS", ""): 1}


def test_narrowing_by_people_agency_quiz_period_and_first_meeting(desk, make):
    one, two = make.agency(), make.agency()
    a, b = desk.officer(one), desk.officer(two)
    desk.route(a, "latihan", "gang", "DPU")
    desk.route(a, "latihan", "gang", "Disperkim")
    half = desk.taking.clock.now() + timedelta(minutes=1)
    desk.taking.clock.advance(timedelta(days=1))
    desk.route(b, "latihan", "gang", "DPU")
    desk.route(b, "dua", "tanggul", "DPU", "Balai Wilayah Sungai")

    def letters(**limits):
        return analyse(desk.taking.session, Scope(**limits)).volume.letters

    assert letters() == 4
    assert letters(officer_ids=frozenset({a.id})) == 2
    assert letters(officer_ids=frozenset()) == 0
    assert letters(agency_ids=frozenset({two.id})) == 2
    assert letters(quiz_id="dua") == 1
    assert letters(until=half) == 2
    assert letters(since=half) == 2
    assert letters(since=half, until=half, also_context="") == 4
    assert letters(contexts=("bimtek:1:post",)) == 0
    assert letters(mode="exam") == 0
    assert letters(mode="practice") == 4
    first = analyse(desk.taking.session, Scope(first_only=True, quiz_id="latihan"))
    assert facts(first.pairs) == [("1.04", "1.03/jalan", 2, 2, 2)]


def test_behind_a_cell_stand_its_letters_and_its_people(desk):
    a, b = desk.officer(), desk.officer()
    for who, to in ((a, "DPU"), (a, "Disperkim"), (b, "DPU"), (b, "DPU")):
        desk.route(who, "latihan", "gang", to)
    session = desk.taking.session
    letters = letters_behind(session, Scope(), "1.04", "1.03/jalan")
    assert [(x.quiz_id, x.question.id, x.interval.count, x.interval.of, x.people) for x in letters] == [
        ("latihan", "gang", 3, 4, 2)
    ]
    people = people_behind(session, Scope(), "1.04", "1.03/jalan")
    assert [(p.officer_id, p.interval.count, p.interval.of) for p in people] == [(b.id, 2, 2), (a.id, 1, 2)]
    assert letters_behind(session, Scope(), "1.04", "5.02/aset") == []
    assert people_behind(session, Scope(), "1.03/jalan", "1.04") == []
