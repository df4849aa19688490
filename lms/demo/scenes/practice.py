"""Months of quizzes by simulated officers: some know their work, most improve, all confuse what people confuse."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from sqlalchemy.orm import Session

from lms.core.actor import Actor
from lms.core.clock import FixedClock
from lms.core.errors import Refused
from lms.db.session import writing
from lms.demo.answers import knows_it, respond
from lms.demo.city import City
from lms.quizzes import actions as quizzes
from lms.quizzes.models import Attempt
from lms.quizzes.queries.attempts import questions_of, resolved_of
from lms.quizzes.queries.documents import question_of

# the quizzes that prove what a profile asks for, in the order of the modules
PATHS = {
    "petugas-pip": ("kip-01-evaluasi", "kip-02-evaluasi", "disposisi-dasar", "kip-08-evaluasi"),
    "ppid-pelaksana": (
        "kip-01-evaluasi",
        "kip-02-evaluasi",
        "kip-05-evaluasi",
        "kip-07-evaluasi",
        "kip-06-evaluasi",
    ),
    "operator": ("kip-01-evaluasi", "kip-02-evaluasi"),
    "ppid-utama": ("kip-01-evaluasi", "kip-03-evaluasi", "disposisi-lanjutan", "kip-05-evaluasi"),
}
PRACTICE = {"disposisi-latihan"}
TRIES = 3


@dataclass
class Taking:
    """One simulated attempt: who takes what, when, and how much they know (0 to 1)."""

    officer_id: int
    quiz_id: str
    at: datetime
    skill: float
    context: str = ""


def months_of_attempts(session: Session, city: City, now: datetime, days: int, random: Random) -> None:
    """Let the crowd take the quizzes of their path over the last months, one transaction per attempt."""
    plan = _new_officer(city, now)
    for officer_id in [*city.officers, city.by_name["kepala"]]:
        skill = min(0.97, max(0.4, random.gauss(0.74, 0.15)))
        when = now - timedelta(days=random.randrange(30, days), hours=random.randrange(9))
        path = PATHS[city.profiles.get(officer_id) or "operator"]
        length = len(path) if random.random() < 0.72 else random.randrange(len(path))
        if random.random() < 0.6:
            plan.append(Taking(officer_id, "disposisi-latihan", when, skill))
        if random.random() < 0.4 and "disposisi-dasar" not in path:
            path = (*path[:2], "disposisi-dasar", *path[2:])
        for quiz_id in path[:length]:
            plan.append(Taking(officer_id, quiz_id, when, skill))
            skill = min(0.98, skill + 0.04)
            when += timedelta(days=random.randrange(1, 6), hours=random.randrange(5))
    for taking in sorted(plan, key=lambda one: one.at):
        for again in range(TRIES if taking.quiz_id not in PRACTICE else 1):
            later = replace(
                taking, at=taking.at + timedelta(days=2 * again), skill=taking.skill + 0.12 * again
            )
            if later.at > now - timedelta(hours=6) or take(session, city, later, random):
                break


def _new_officer(city: City, now: datetime) -> list[Taking]:
    """What the newly moved officer brings along from the former post: two units still valid, and some practice."""
    officer_id = city.by_name["petugas"]
    history = (
        ("kip-01-evaluasi", 120),
        ("kip-08-evaluasi", 96),
        ("disposisi-latihan", 40),
        ("disposisi-latihan", 3),
    )
    return [
        Taking(officer_id, quiz_id, now - timedelta(days=days), 0.55 if quiz_id in PRACTICE else 2.0)
        for quiz_id, days in history
    ]


def take(session: Session, city: City, taking: Taking, random: Random) -> bool:
    """One officer takes one quiz: started, answered, submitted; whether they passed."""
    clock = FixedClock(taking.at)
    actor = Actor("account", city.accounts[taking.officer_id], "pegawai contoh")
    try:
        with writing(session):
            attempt = quizzes.start_attempt(
                session, actor=actor, clock=clock, officer_id=taking.officer_id, quiz_id=taking.quiz_id,
                mode="practice" if taking.quiz_id in PRACTICE else "exam", context=taking.context,
            )  # fmt: skip
            answer_all(session, actor, clock, attempt, taking.skill, random)
            result = quizzes.submit_attempt(
                session, actor=actor, clock=clock, attempt_id=attempt.id, officer_id=taking.officer_id
            )
    except Refused:
        return False
    return bool(result.passed)


def answer_all(
    session: Session, actor: Actor, clock: FixedClock, attempt: Attempt, skill: float, random: Random
) -> None:
    """Answer every question of an open attempt, as far as the officer knows it."""
    for row in questions_of(session, attempt.id):
        question = question_of(session, row.revision_id, row.question_id)
        resolved = resolved_of(session, attempt, row)
        right = knows_it(question, skill, random)
        clock.advance(timedelta(seconds=random.randrange(12, 55)))
        quizzes.save_answer(
            session, actor=actor, clock=clock, attempt_id=attempt.id, officer_id=attempt.officer_id,
            position=row.position, client_seq=1, fields=respond(question, right, random, resolved),
        )  # fmt: skip
