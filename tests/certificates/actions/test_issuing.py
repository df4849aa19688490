"""Issuing: once per person, numbers without gaps, whatever happens at the same time."""

from __future__ import annotations

import threading

import pytest

from lms.audit import queries as audit
from lms.certificates import actions, queries
from lms.core.errors import Refused
from lms.db.engine import session_factory
from lms.db.session import writing
from lms.jobs.models import Job
from tests.certificates.conftest import PUBLIC_URL, TRAINER, Town


def test_issuing_gives_everyone_who_passed_a_number_and_a_file(town: Town) -> None:
    people = [town.officer(f"Peserta {n}") for n in range(3)]
    session_id = town.held(people, absent=1)

    ordered = town.issue(session_id)

    assert len(ordered.created) == 2
    assert [row.state for row in town.rows()] == ["waiting", "waiting"]
    assert queries.progress(town.session, session_id) == queries.Progress(waiting=2, issued=0, failed=0)
    town.work()
    rows = town.rows()
    assert [row.state for row in rows] == ["issued", "issued"]
    assert [row.number for row in rows] == ["488.1/001/DISKOMINFO/2026", "488.1/002/DISKOMINFO/2026"]
    assert queries.progress(town.session, session_id) == queries.Progress(waiting=0, issued=2, failed=0)
    assert all(town.pdf(row).startswith(b"%PDF-") for row in rows)
    assert audit.verify(town.session).ok


def test_issuing_twice_issues_nothing_twice(town: Town) -> None:
    session_id = town.held([town.officer(), town.officer()])
    town.issue(session_id)
    town.work()
    before = [(row.number, row.pdf_sha256) for row in town.rows()]

    again = town.issue(session_id)

    assert again == actions.Ordered((), 2, ())
    assert town.work() == 0
    assert [(row.number, row.pdf_sha256) for row in town.rows()] == before


def test_an_open_session_is_refused(town: Town) -> None:
    session_id = town.held([town.officer()], close=False)
    with pytest.raises(Refused) as refusal:
        town.issue(session_id)
    assert refusal.value.code == "session.open"
    assert town.rows() == []


def test_who_may_not_be_printed_is_held_and_gets_theirs_later(town: Town) -> None:
    whole, odd = town.officer("Sari Lestari"), town.officer("李 Lestari")
    session_id = town.held([whole, odd])

    ordered = town.issue(session_id)

    assert [one.officer_id for one in ordered.held] == [odd.id]
    assert ordered.held[0].unprintable == ("李",)
    assert [row.officer_id for row in town.rows()] == [whole.id]


def test_a_missing_signer_is_listed_for_every_person_and_nothing_is_issued(town: Town) -> None:
    from lms.institution.actions import change_settings

    people = [town.officer(), town.officer()]
    session_id = town.held(people)
    town.do(change_settings, values={"signer_name": ""})

    ordered = town.issue(session_id)

    assert [(one.officer_id, one.missing) for one in ordered.held] == [
        (officer.id, ("signer.name",)) for officer in sorted(people, key=lambda o: o.name)
    ]
    assert town.rows() == []


def test_ten_at_once_issue_one_certificate_each_with_gapless_numbers(town: Town) -> None:
    people = [town.officer(f"Peserta {n:02}") for n in range(7)]
    session_id = town.held(people)
    factory = session_factory(town.config.database_url)
    barrier = threading.Barrier(10)
    outcomes: list[object] = []

    def one() -> None:
        barrier.wait()
        try:
            with factory() as session, writing(session):
                outcomes.append(
                    len(
                        actions.issue(
                            session,
                            actor=TRAINER,
                            clock=town.clock,
                            session_id=session_id,
                            public_url=PUBLIC_URL,
                        ).created
                    )
                )
        except Exception as error:  # noqa: BLE001 - collected and compared below
            outcomes.append(repr(error))

    threads = [threading.Thread(target=one) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    factory.kw["bind"].dispose()

    assert sorted(outcomes, key=str) == [0] * 9 + [7]
    rows = town.rows()
    assert sorted(row.officer_id for row in rows) == sorted(officer.id for officer in people)
    assert [row.sequence for row in rows] == [1, 2, 3, 4, 5, 6, 7]
    assert len({row.code for row in rows}) == 7
    assert town.session.query(Job).filter_by(kind="certificates.render").count() == 7


def test_the_counter_starts_again_in_a_new_year(town: Town) -> None:
    from datetime import UTC, datetime

    first = town.held([town.officer()])
    town.issue(first)
    town.clock.at = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)
    second = town.held([town.officer()])
    town.issue(second)
    assert [row.number for row in town.rows()] == ["488.1/001/DISKOMINFO/2026", "488.1/001/DISKOMINFO/2027"]


def test_a_participation_certificate_when_the_post_test_was_not_passed(town: Town) -> None:
    from lms.content.check import check
    from lms.content.tree import ContentTree
    from lms.library.actions import publish
    from lms.quizzes.schema import QuizChecker
    from tests.bimtek.conftest import QUIZ
    from tests.factories import ACTOR

    with writing(town.session):
        publish(
            town.session,
            actor=ACTOR,
            clock=town.clock,
            report=check(ContentTree({"quizzes/postes.md": QUIZ.encode()}), [QuizChecker()]),
        )
    session_id = town.held([town.officer()], post_test_quiz="postes")
    town.issue(session_id)
    town.work()
    row = town.rows()[0]
    assert (row.kind, row.state, row.valid_until) == ("keikutsertaan", "issued", None)
