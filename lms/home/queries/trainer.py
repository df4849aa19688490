"""What a trainer's first page shows: sessions that run or come, questions that are too hard, results that wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from lms.bimtek.queries import TrainerSession, sessions_for_trainer
from lms.quizzes.queries.documents import live_quizzes
from lms.quizzes.queries.items import ItemLine, item_overview
from lms.quizzes.queries.late import late_by_quiz
from lms.quizzes.queries.waiting import waiting_answers
from lms.studio.queries.drafts import draft_lines
from lms.studio.queries.workspace import workspace

LEAST_DRAWN = 5  # below this a share says nothing
HARD = 0.6
SHOWN = 5


@dataclass(frozen=True)
class HardItem:
    """A question that few answer well, with the quiz it stands in."""

    quiz_title: str
    quiz_slug: str
    title: str
    line: ItemLine


@dataclass(frozen=True)
class DraftNote:
    """A file of the studio that is not published yet, with the faults that keep it from being so."""

    path: str
    title: str
    by: str
    changed_at: datetime
    errors: int


@dataclass(frozen=True)
class LateNote:
    """A quiz with answers that came after the time and wait for a decision."""

    title: str
    slug: str
    count: int


@dataclass(frozen=True)
class TrainerPage:
    """The trainer's page; `to_mark` counts open answers that wait for a person."""

    running: list[TrainerSession]
    coming: list[TrainerSession]
    to_close: list[TrainerSession]
    planned: list[TrainerSession]
    hard: list[HardItem]
    to_mark: int
    drafts: list[DraftNote]
    late: list[LateNote]

    @property
    def sessions(self) -> list[TrainerSession]:
        """Running ones, those that wait for their closing, the next ones, and drafts, in that order."""
        return [*self.running, *self.to_close, *self.coming, *self.planned]


def trainer_page(session: Session, now: datetime) -> TrainerPage:
    """Read the trainer's page."""
    every = sessions_for_trainer(session, now)
    by_stage = {
        stage: [one for one in every if one.stage == stage]
        for stage in ("running", "announced", "finished", "draft")
    }
    return TrainerPage(
        by_stage["running"],
        by_stage["announced"][::-1],
        by_stage["finished"],
        by_stage["draft"],
        hard_items(session),
        len(waiting_answers(session)),
        drafts(session),
        late_notes(session),
    )


def late_notes(session: Session) -> list[LateNote]:
    """The live quizzes with late answers to decide, the most first."""
    counts = late_by_quiz(session)
    found = [
        LateNote(live.quiz.title, live.slug, counts[live.quiz.id])
        for live in (live_quizzes(session) if counts else [])
        if live.quiz.id in counts
    ]
    return sorted(found, key=lambda one: (-one.count, one.title))


def hard_items(session: Session) -> list[HardItem]:
    """The hardest questions of the live quizzes that enough people were asked."""
    found = []
    for live in live_quizzes(session):
        titles = {question.id: question.title for question in live.quiz.questions}
        found += [
            HardItem(live.quiz.title, live.slug, titles[line.question_id], line)
            for line in item_overview(session, live.quiz.id)
            if line.drawn >= LEAST_DRAWN and line.facility < HARD and line.question_id in titles
        ]
    return sorted(found, key=lambda one: (one.line.facility, one.title))[:SHOWN]


def drafts(session: Session) -> list[DraftNote]:
    """The drafts of the studio, the newest first; nothing is checked while there are none."""
    lines = draft_lines(session)
    if not lines:
        return []
    here = workspace(session)
    counts = here.counts()
    found = [
        DraftNote(
            one.path, here.titles.get(one.path, ""), one.by, one.changed_at, counts.get(one.path, (0, 0))[0]
        )
        for one in lines.values()
    ]
    return sorted(found, key=lambda one: one.changed_at, reverse=True)
