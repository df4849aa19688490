"""The night: one row of work that puts itself off, summaries, letters on Mondays, and fitting when it is time."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import sessionmaker

from lms import wiring
from lms.audit.models import JournalEntry
from lms.competency import jobs
from lms.competency.actions import fitting
from lms.competency.actions.night import DIGEST_JOB, NIGHT_JOB, next_night
from lms.competency.actions.refreshing import choose_digest
from lms.competency.domain.fitting import Fit
from lms.competency.domain.recall import DEFAULTS
from lms.competency.models import RecallEdition, RetentionSummary
from lms.competency.queries.editions import active
from lms.core.config import read
from lms.db.session import writing
from lms.institution.actions import change_settings
from lms.jobs.models import Job
from lms.jobs.registry import JobContext
from lms.jobs.worker import drain
from tests.competency.publishing import CITY, publish_city
from tests.competency.taking import RIGHT, WRONG, events, later, quiz, states, take
from tests.factories import ACTOR

FILES = {**CITY, **quiz("latihan-a", "K1", 6)}


@pytest.fixture
def sent(monkeypatch):
    letters = []
    monkeypatch.setattr(jobs, "deliver", lambda _url, letter: letters.append(letter))
    return letters


@pytest.fixture
def context(session, clock, home):
    config = read({"LMS_HOME": str(home), "PORT": "8000", "SMTP_URL": "smtp://localhost:2525"})
    return JobContext(
        sessionmaker(session.get_bind(), expire_on_commit=False), clock, home, {"config": config}
    )


@pytest.fixture
def officer(session, clock, make):
    wiring.subscribe()
    publish_city(session, clock, FILES)
    officer = make.officer("Rini Contoh", email="rini@contoh.example")
    make.assign(officer, make.post(make.agency()))
    make.account("officer", officer)
    return officer


def work(session, kind):
    session.rollback()
    return list(session.scalars(select(Job).where(Job.kind == kind)))


def test_the_first_answer_asks_for_the_night_and_the_night_for_the_next(session, clock, officer, context):
    take(session, clock, officer.id, "latihan-a", {"s1": RIGHT})
    take(session, clock, officer.id, "latihan-a", {"s2": RIGHT})
    (night,) = work(session, NIGHT_JOB)
    assert night.not_before == datetime(
        2026, 11, 23, 19, 0, tzinfo=UTC
    )  # two o'clock of the 24th in Semarang
    assert drain(context) == 0
    later(clock, hours=18)
    assert drain(context) == 1
    (night,) = work(session, NIGHT_JOB)
    assert (night.state, night.not_before) == ("waiting", datetime(2026, 11, 24, 19, 0, tzinfo=UTC))
    assert session.scalar(select(func.count()).select_from(RetentionSummary)) == 1


@pytest.mark.parametrize(
    ("now", "at"),
    [
        ("2026-11-23T02:00", "2026-11-23T19:00"),
        ("2026-11-23T18:59", "2026-11-23T19:00"),
        ("2026-11-23T19:00", "2026-11-24T19:00"),
    ],
)
def test_the_next_night_is_two_o_clock_in_the_city(session, now, at):
    moments = [datetime.fromisoformat(f"{text}:00+00:00") for text in (now, at)]
    assert next_night(session, moments[0]) == moments[1]


def to_monday(clock):
    later(clock, days=7)
    clock.at = clock.at.replace(hour=20) - timedelta(
        days=1
    )  # Sunday evening in UTC, Monday three in the city


def test_on_mondays_whoever_has_something_due_gets_one_letter(session, clock, make, officer, context, sent):
    other = make.officer("Tanpa Kabar", email="diam@contoh.example")
    make.assign(other, make.post(make.agency()))
    make.account("officer", other)
    for one in (officer, other):
        take(session, clock, one.id, "latihan-a", {"s1": WRONG, "s2": WRONG})
    with writing(session):
        choose_digest(session, clock=clock, officer_id=other.id, wanted=False)
    to_monday(clock)
    drain(context)
    assert [job.key for job in work(session, DIGEST_JOB)] == [f"{officer.id}:2026-W49"]
    assert sent == []
    later(clock, hours=6)
    drain(context)
    (letter,) = sent
    assert letter["To"] == "Rini Contoh <rini@contoh.example>"
    assert "soal" in letter["Subject"]
    text = letter.get_content()
    assert "http://localhost:8000/penyegaran" in text or "/penyegaran" in text
    assert "tidak mengubah sertifikat" in text
    later(clock, days=1)
    drain(context)
    assert len(sent) == 1


@pytest.mark.parametrize("change", ["opted out", "post left", "nothing due"])
def test_the_letter_looks_again_before_it_is_sent(session, clock, officer, context, sent, change):
    take(session, clock, officer.id, "latihan-a", {"s1": WRONG})
    to_monday(clock)
    drain(context)
    assert len(work(session, DIGEST_JOB)) == 1
    with writing(session):
        if change == "opted out":
            choose_digest(session, clock=clock, officer_id=officer.id, wanted=False)
        elif change == "post left":
            from lms.people.models import Assignment

            session.execute(update(Assignment).values(end=clock.now().date() - timedelta(days=1)))
    if change == "nothing due":
        publish_city(session, clock, CITY)
        from lms.competency.models import MemoryState

        with writing(session):
            session.execute(update(MemoryState).values(stability=9999.0))
    later(clock, hours=6)
    drain(context)
    assert sent == []


def editions(session):
    session.rollback()
    return list(session.scalars(select(RecallEdition)))


def answers(session, clock, officer, make):
    people = [officer, *(make.officer() for _ in range(9))]
    for day in range(3):
        later(clock, days=1 + day * 4)
        for n, one in enumerate(people):
            answers = {f"s{k}": RIGHT if (n + k + day) % 3 else WRONG for k in range(1, 7)}
            take(session, clock, one.id, "latihan-a", answers)


def fitted(loss: float):
    values = list(DEFAULTS)
    values[2] *= 2
    return lambda *_args: Fit(tuple(values), 80, 40, 0.5, loss)


def test_too_few_answers_leave_the_defaults(session, clock, make, officer):
    answers(session, clock, officer, make)
    session.rollback()
    assert fitting.fit_when_ready(session, clock) is None
    assert editions(session) == []
    assert active(session).edition_id == 0


def test_better_parameters_are_adopted_at_night_and_every_memory_follows(
    session, clock, make, officer, context, monkeypatch
):
    answers(session, clock, officer, make)
    monkeypatch.setattr(fitting, "institution", lambda _session: SimpleNamespace(recall_fit_reviews=100))
    monkeypatch.setattr(fitting, "fit", fitted(0.4))
    later(clock, days=1)
    drain(context)
    (edition,) = editions(session)
    assert (edition.adopted, edition.reviews, edition.held_out) == (True, 80, 40)
    assert active(session).model.parameters[2] == 2 * DEFAULTS[2]
    assert {row["edition_id"] for row in states(session)} == {edition.id}
    entry = session.scalar(select(JournalEntry).where(JournalEntry.action == "competency.recall.fitted"))
    assert entry.data["loss"] == [0.5, 0.4]
    later(clock, days=1)
    drain(context)
    assert len(editions(session)) == 1  # not again before there is a fifth more
    take(session, clock, officer.id, "latihan-a", {"s1": RIGHT})
    assert events(session)[-1].edition_id == edition.id


def test_worse_parameters_are_kept_on_record_and_not_used(session, clock, make, officer, monkeypatch):
    answers(session, clock, officer, make)
    monkeypatch.setattr(fitting, "institution", lambda _session: SimpleNamespace(recall_fit_reviews=100))
    monkeypatch.setattr(fitting, "fit", fitted(0.6))
    session.rollback()
    row = fitting.fit_when_ready(session, clock)
    assert row.adopted is False
    assert active(session).edition_id == 0
    assert fitting.has_older_states(session) is False


def test_an_answer_between_adoption_and_replay_is_folded_by_the_new_parameters(session, clock, officer):
    take(session, clock, officer.id, "latihan-a", {"s1": RIGHT})
    values = list(DEFAULTS)
    values[2] *= 2
    with writing(session):
        session.add(
            RecallEdition(made_at=clock.now(), parameters=values, adopted=True, reviews=1, held_out=1, loss_before=1, loss_after=0)
        )  # fmt: skip
    later(clock, days=3)
    take(session, clock, officer.id, "latihan-a", {"s1": RIGHT})
    from lms.competency.actions.replay import replay

    live = states(session)
    session.rollback()
    assert replay(session).changed == 0
    assert states(session) == live


def test_the_threshold_is_a_setting(session, clock, officer):
    from lms.institution.queries import institution

    with writing(session):
        change_settings(session, actor=ACTOR, clock=clock, values={"recall_fit_reviews": 700})
    assert institution(session).recall_fit_reviews == 700
