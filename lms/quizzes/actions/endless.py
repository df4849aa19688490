"""Practice without end: one attempt that grows by a letter each time, until the officer stops or the day is over."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import Refused
from lms.institution.queries import institution
from lms.quizzes import events
from lms.quizzes.actions.build import Item, Rules, build_attempt, question_row
from lms.quizzes.actions.practice import PAIRS
from lms.quizzes.actions.submit import locked, submit_attempt
from lms.quizzes.domain.catalogue import Catalogue
from lms.quizzes.domain.nextletter import Why, next_letter
from lms.quizzes.domain.result import AttemptResult
from lms.quizzes.models import AnswerEvent, Attempt, AttemptQuestion
from lms.quizzes.queries.attempts import attempt_of, attempts_used, open_attempt, questions_of, result_of
from lms.quizzes.queries.catalogue import catalogue_on, snapshot
from lms.quizzes.queries.held import held_back
from lms.quizzes.queries.practice import learner, letter_pool
from lms.web.i18n import lazy_gettext as _l


def practise_on(
    session: Session, *, actor: Actor, clock: Clock, officer_id: int, title: str
) -> AttemptQuestion:
    """The letter that waits for the officer: the unsettled one of today's practice, or a new one.

    A practice of an earlier day is closed first: its catalogue is that of its day. Refused when there is no letter.
    """
    facts = _Facts(session, actor, clock, officer_id, title)
    running = open_attempt(session, officer_id, PAIRS, mode="practice")
    if running is None:
        return _begin(facts)
    if not _is_of_today(facts, running):
        _close(facts, running)
        return _begin(facts)
    waiting = next((row for row in questions_of(session, running.id) if row.settled_at is None), None)
    return waiting or _add(facts, running)


def stop_practice(
    session: Session, *, actor: Actor, clock: Clock, officer_id: int, attempt_id: int
) -> AttemptResult:
    """Close the officer's practice; a letter that was drawn but not answered is taken back."""
    attempt = attempt_of(session, attempt_id, officer_id)
    if not is_endless(attempt):
        raise Refused("practice.fixed", _l("Latihan ini memiliki jumlah surat tetap. Tinjau, lalu serahkan."))
    if attempt.state != "open":
        return result_of(session, attempt)
    return _close(_Facts(session, actor, clock, officer_id, attempt.title), attempt)


def is_endless(attempt: Attempt) -> bool:
    """Whether an attempt is a practice without end."""
    return attempt.quiz_id == PAIRS and attempt.context == "" and attempt.mode == "practice"


@dataclass(frozen=True)
class _Facts:
    """Who practises, and what every step needs."""

    session: Session
    actor: Actor
    clock: Clock
    officer_id: int
    title: str

    @property
    def zone(self) -> ZoneInfo:
        """The institution's time zone: a practice ends with its day."""
        return institution(self.session).zone


@dataclass(frozen=True)
class _Drawn:
    """A letter that was drawn, and why."""

    item: Item
    why: Why


def _is_of_today(facts: _Facts, attempt: Attempt) -> bool:
    return attempt.started_at.astimezone(facts.zone).date() == facts.clock.now().astimezone(facts.zone).date()


def _close(facts: _Facts, attempt: Attempt) -> AttemptResult:
    """Close a practice without the letter that was drawn last, if nothing of it was ever sent."""
    _drop_unanswered(facts.session, attempt)
    return submit_attempt(
        facts.session,
        actor=facts.actor,
        clock=facts.clock,
        attempt_id=attempt.id,
        officer_id=facts.officer_id,
    )


def _begin(facts: _Facts, drawn: _Drawn | None = None) -> AttemptQuestion:
    """A new attempt with its first letter: the one given, or one drawn by the seed of the attempt."""
    session, seed = facts.session, secrets.token_hex(16)
    day = facts.clock.now().astimezone(facts.zone).date()
    catalogue = catalogue_on(session, day)
    drawn = drawn or _draw(facts, catalogue, f"{seed}:1")
    attempt = build_attempt(
        session,
        actor=facts.actor,
        clock=facts.clock,
        officer_id=facts.officer_id,
        rules=Rules(
            quiz_id=PAIRS,
            revision_id=None,
            title=facts.title,
            context="",
            mode="practice",
            number=attempts_used(session, facts.officer_id, PAIRS, mode="practice") + 1,
            seed=seed,
            pass_mark=0,
            level=None,
            feedback="after_each",
        ),
        items=[drawn.item],
        catalogue=catalogue,
        day=day,
    )
    row = questions_of(session, attempt.id)[0]
    row.drawn_for = drawn.why.as_json()
    return row


def _add(facts: _Facts, attempt: Attempt) -> AttemptQuestion:
    """Draw one more letter into an open practice; its place and the stored seed decide which.

    A letter stands in an attempt once. When one comes back, the practice goes on with it in a new attempt.
    """
    session, held = facts.session, locked(facts.session, attempt.id)
    if held is None or held.catalogue_id is None:
        raise _nothing()
    catalogue, place = snapshot(session, held.catalogue_id), held.drawn + 1
    drawn = _draw(facts, catalogue, f"{held.seed}:{place}")
    had = {(row.revision_id, row.question_id) for row in questions_of(session, held.id)}
    if (drawn.item.revision_id, drawn.item.question.id) in had:
        _close(facts, held)
        return _begin(facts, drawn)
    values = question_row(held, place, drawn.item, catalogue)
    session.execute(insert(AttemptQuestion), [{**values, "drawn_for": drawn.why.as_json()}])
    held.drawn = place
    session.flush()
    return questions_of(session, held.id)[-1]


def _draw(facts: _Facts, catalogue: Catalogue, seed: str) -> _Drawn:
    held = held_back(facts.session, facts.officer_id, facts.clock.now())
    pool = letter_pool(facts.session, catalogue, without=held)
    known = learner(facts.session, facts.officer_id, facts.clock.now(), events.recall_rule(facts.session))
    found = next_letter(pool.candidates, known, seed)
    if found is None:
        raise _nothing()
    item = pool.items[found[0].key]
    return _Drawn(Item(item.revision_id, item.unit, item.level, item.question), found[1])


def _nothing() -> Refused:
    return Refused("practice.empty", _l("Tidak ada surat latihan yang dapat diberikan saat ini."))


def _drop_unanswered(session: Session, attempt: Attempt) -> None:
    """Take back the last letter if nothing of it was ever sent, unless it is the only one."""
    rows = questions_of(session, attempt.id)
    last = rows[-1]
    sent = session.scalar(select(AnswerEvent.id).where(AnswerEvent.attempt_question_id == last.id).limit(1))
    if len(rows) > 1 and last.settled_at is None and sent is None:
        session.delete(last)
        attempt.drawn -= 1
        session.flush()
