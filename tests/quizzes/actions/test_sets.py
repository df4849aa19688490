"""Practice sets: what may be in them, to whom they are offered, taking them, and closing them."""

from __future__ import annotations

from datetime import date

import pytest

from lms.core.errors import NotFound, Refused
from lms.db.session import writing
from lms.quizzes.actions import sets
from lms.quizzes.queries.attempts import questions_of
from lms.quizzes.queries.catalogue import catalogue_on
from lms.quizzes.queries.sets import letters_for, letters_of, offered, use_of
from tests.quizzes.conftest import WHO

DAY = date(2026, 11, 23)
PAIR = ("1.04", "1.03/jalan")


def create(taking, audience="", letters=(("latihan", "gang"),), **facts):
    with writing(taking.session):
        return sets.create_set(
            taking.session, actor=WHO, clock=taking.clock, title="Membedakan", note="", pair=PAIR,
            letters=letters, audience=audience, **facts,
        )  # fmt: skip


def begin(taking, row):
    with writing(taking.session):
        return sets.start_set(taking.session, set_id=row.id, **taking.facts)


def test_the_letters_that_separate_a_pair_are_practice_letters(taking):
    assert [item.question.id for item in letters_for(taking.session, *PAIR)] == ["gang"]
    assert letters_for(taking.session, "2.11", "3.30") == []


def test_a_set_is_offered_to_its_group_and_to_nobody_else(taking, make):
    agency = make.agency()
    member, other = make.officer(), make.officer()
    make.assign(member, make.post(agency, profile="operator"), date(2026, 11, 16))
    for audience in (f"opd-{agency.id}", "profil-operator", "gelombang-2026-11-16", "semua", ""):
        create(taking, audience)
    assert [one.audience for one in offered(taking.session, member.id, on=DAY)] == [
        "semua", "gelombang-2026-11-16", "profil-operator", f"opd-{agency.id}",
    ]  # fmt: skip
    assert [one.audience for one in offered(taking.session, other.id, on=DAY)] == ["semua"]


def test_taking_a_set_counts_its_own_swaps(taking, make):
    row = create(taking, "semua")
    attempt = begin(taking, row)
    assert begin(taking, row).id == attempt.id
    assert (attempt.mode, attempt.feedback, attempt.title) == ("practice", "after_each", "Membedakan")
    assert [q.question_id for q in questions_of(taking.session, attempt.id)] == ["gang"]
    dpu = next(d.ref for d in catalogue_on(taking.session, DAY).destinations if d.label == "DPU")
    taking.save(attempt, "gang", {"tujuan": [dpu]})
    taking.submit(attempt)
    use = use_of(taking.session, row, on=DAY)
    assert (use.invited, use.began, use.finished) == (1, 1, 1)
    assert [(i.count, i.of) for i in (use.there, use.back)] == [(1, 1), (0, 0)]


def test_what_is_refused(taking):
    with pytest.raises(Refused, match="Pilih satu sampai"):
        create(taking, letters=())
    with pytest.raises(Refused, match="bukan surat latihan"):
        create(taking, letters=(("evaluasi", "angka"),))
    with pytest.raises(Refused, match="tidak dikenal"):
        create(taking, "gelombang-kemarin")
    with pytest.raises(NotFound), writing(taking.session):
        sets.start_set(taking.session, set_id=99, **taking.facts)


def test_a_closed_set_is_not_offered_and_not_started(taking):
    row = create(taking, "semua")
    for _ in range(2):
        with writing(taking.session):
            sets.close_set(taking.session, actor=WHO, clock=taking.clock, set_id=row.id)
    assert offered(taking.session, taking.officer.id, on=DAY) == []
    with pytest.raises(Refused, match="sudah ditutup"):
        begin(taking, row)


def test_letters_that_were_withdrawn_leave_a_set(taking):
    from tests.quizzes.library import PRACTICE, publish_city

    row = create(taking, letters=(("latihan", "gang"), ("latihan", "aset")))
    shorter = PRACTICE.partition("## Aset")[0]
    publish_city(taking.session, taking.clock, latihan=shorter)
    assert [item.question.id for item in letters_of(taking.session, row)] == ["gang"]
