"""The routing practice and its offline letters bring back what FSRS says is due."""

from __future__ import annotations

import pytest

from lms import wiring
from lms.competency.domain.letters import FsrsLetters
from lms.db.session import writing
from lms.quizzes import events
from lms.quizzes.actions import save_answer, start_attempt, submit_attempt
from lms.quizzes.queries.attempts import questions_of
from lms.quizzes.queries.practice import learner
from tests.competency.taking import later, states
from tests.factories import ACTOR, sign_in
from tests.quizzes.library import publish_city


@pytest.fixture
def officer(client, session, clock, make):
    wiring.subscribe()
    publish_city(session, clock)
    return make.officer()


def route(session, clock, officer, *, wrong: str) -> None:
    """Practise two letters by their stored keys; one of them goes to a wrong destination."""
    who = {"actor": ACTOR, "clock": clock, "officer_id": officer.id}
    with writing(session):
        attempt = start_attempt(session, quiz_id="latihan", mode="practice", **who)
        for row in questions_of(session, attempt.id):
            if row.question_id == "aset":
                continue
            keys = [key for key in row.resolved if key["right"] != (row.question_id == wrong)]
            save_answer(
                session, attempt_id=attempt.id, position=row.position, client_seq=1,
                fields={"tujuan": [keys[0]["refs"][0]]}, **who,
            )  # fmt: skip
        submit_attempt(session, attempt_id=attempt.id, **who)


def test_the_rule_of_the_practice_is_the_memory_of_the_letters(session, clock, officer):
    route(session, clock, officer, wrong="pajak")
    rule = events.recall_rule(session)
    assert isinstance(rule, FsrsLetters)
    assert rule.line == 0.8
    found = []
    for days in (0, 1, 3, 60):
        later(clock, days=days)
        now = clock.now()
        found.append({key[1] for key in learner(session, officer.id, now, rule).due})
        by_memory = {
            row["question_id"]
            for row in states(session)
            if rule.model.due(row["stability"], row["last_review"], rule.line) <= now
        }
        assert found[-1] == by_memory
    assert found[0] == set()
    assert found[1] == {"pajak"}
    assert found[-1] == {"gang", "pajak"}


def test_the_letters_kept_for_offline_practice_begin_with_what_is_due(client, session, clock, make, officer):
    account = make.account("officer", officer)
    route(session, clock, officer, wrong="pajak")
    sign_in(client, account)
    order = [one["id"] for one in client.get("/latihan-luring/surat.json").json["letters"]]
    assert order == ["latihan/gang", "latihan/pajak", "latihan/aset"]
    later(clock, days=2)
    sign_in(client, account)
    order = [one["id"] for one in client.get("/latihan-luring/surat.json").json["letters"]]
    assert order == ["latihan/pajak", "latihan/gang", "latihan/aset"]
