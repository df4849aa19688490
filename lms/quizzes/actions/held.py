"""Practice keeps back what the officer has before them in an examination."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from sqlalchemy.orm import Session

from lms.core.errors import Refused
from lms.quizzes.domain.question import Question
from lms.quizzes.domain.rules import Mode
from lms.quizzes.models import Attempt, AttemptQuestion
from lms.quizzes.queries.documents import quiz_of_revision
from lms.quizzes.queries.held import held_back
from lms.web.i18n import lazy_gettext as _l


class Asked(Protocol):
    """A question of a revision that is about to be asked."""

    @property
    def revision_id(self) -> int:
        """The revision that it stands in."""
        ...

    @property
    def question(self) -> Question:
        """The question."""
        ...


AskedT = TypeVar("AskedT", bound=Asked)


def free_items(
    session: Session, officer_id: int, mode: Mode, items: Sequence[AskedT], now: datetime
) -> list[AskedT]:
    """The questions that may be asked in this mode; Refused when an examination holds all of them."""
    held = held_back(session, officer_id, now) if mode == "practice" else frozenset()
    free = [one for one in items if (_quiz(session, one.revision_id), one.question.id) not in held]
    if items and not free:
        raise _held()
    return free


def refuse_held(session: Session, attempt: Attempt, rows: Iterable[AttemptQuestion], now: datetime) -> None:
    """Raise Refused if marking one of these questions of a practice would show a key of a running examination."""
    held = held_back(session, attempt.officer_id, now)
    waiting = [row for row in rows if row.settled_at is None]
    if held and any((_quiz(session, row.revision_id), row.question_id) in held for row in waiting):
        raise _held()


def _quiz(session: Session, revision_id: int) -> str:
    return quiz_of_revision(session, revision_id).id


def _held() -> Refused:
    return Refused(
        "practice.held",
        _l("Soal ini juga ada dalam ujian Anda. Latihannya dibuka setelah kunci ujian itu boleh dilihat."),
    )
