"""Starting an attempt: rules checked, questions drawn, keys resolved, all in one transaction."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import NotFound, Refused, Stale
from lms.institution.queries import institution
from lms.quizzes import events
from lms.quizzes.actions.build import Item, Rules, build_attempt
from lms.quizzes.actions.submit import close_if_over
from lms.quizzes.domain import rules
from lms.quizzes.domain.catalogue import Catalogue
from lms.quizzes.domain.draw import Form, draw
from lms.quizzes.domain.question import Question
from lms.quizzes.domain.rules import Mode, Window
from lms.quizzes.models import Attempt
from lms.quizzes.queries.attempts import granted, standing
from lms.quizzes.queries.catalogue import catalogue_on
from lms.quizzes.queries.documents import LiveQuiz, live_quiz, quiz_of_revision
from lms.web.i18n import lazy_gettext as _l

_WRONG_MODE = {
    "exam": _l("Kuis ini hanya untuk latihan."),
    "practice": _l("Kuis ini hanya untuk ujian."),
}


class NotYet(Refused):
    """The officer may start, but only from `at` on."""

    def __init__(self, code: str, message: object, at: datetime) -> None:
        super().__init__(code, message)
        self.at = at


def start_attempt(
    session: Session,
    *,
    actor: Actor,
    clock: Clock,
    officer_id: int,
    quiz_id: str,
    mode: Mode = "exam",
    context: str = "",
    window: Window | None = None,
    attempts: int | None = None,
    form: Form | None = None,
) -> Attempt:
    """The officer's open attempt at this quiz, or a new one.

    `window` and `attempts` replace what the quiz says, as a session does for its participants; a `form` replaces
    the drawing.
    Raises NotFound without a live quiz, Refused when mode, window or the attempts limit say no,
    NotYet before the opening or the officer's own turn after it, Stale when another request of the same officer was faster.
    """
    live = live_quiz(session, quiz_id)
    if live is None:
        raise NotFound("quiz.unknown", _l("Kuis ini tidak ditemukan atau sudah ditarik."))
    if mode not in live.quiz.modes:
        raise Refused("quiz.mode", _WRONG_MODE[mode])
    now = clock.now()
    running, used = standing(session, officer_id, quiz_id, context=context, mode=mode)
    if running is not None and not close_if_over(session, actor=actor, clock=clock, attempt=running):
        return running
    if window is None:
        window = window_of(session, live, officer_id, context, now)
    _check_window(session, live, officer_id, mode, window, now)
    limit = attempts if attempts is not None else live.quiz.attempts_in(mode)
    if limit is not None and used >= limit:
        limit += granted(session, officer_id, quiz_id, context=context)
    if rules.attempts_left(limit, used) == 0:
        raise Refused(
            "quiz.no_attempts",
            _l(
                "Kesempatan sudah habis: %(used)s dari %(limit)s percobaan sudah dipakai.",
                used=used,
                limit=limit,
            ),
        )
    return _start(session, actor, clock, live, officer_id, mode, context, window, used + 1, form)


def window_of(session: Session, live: LiveQuiz, officer_id: int, context: str, now: datetime) -> Window:
    """The window that holds: what a session set for this officer, else the quiz's own in local time."""
    for provider in events.window_providers:
        found = provider(session, officer_id, live.quiz.id, context, now)
        if found is not None:
            return found
    opens, closes = live.quiz.opens, live.quiz.closes
    if opens is None and closes is None:
        return Window()
    zone = institution(session).zone
    return Window(
        opens.replace(tzinfo=zone) if opens else None, closes.replace(tzinfo=zone) if closes else None
    )


def turn_of(live: LiveQuiz, officer_id: int, mode: Mode, window: Window) -> datetime | None:
    """When an officer may start: the opening, and for examinations their turn after it; None without an opening."""
    spread = live.quiz.start_spread if mode == "exam" else None
    return rules.turn(window.opens, spread, officer_id, live.quiz.id)


def _check_window(
    session: Session, live: LiveQuiz, officer_id: int, mode: Mode, window: Window, now: datetime
) -> None:
    if window.state(now) == "late":
        raise Refused("quiz.late", _l("Kuis ini sudah ditutup."))
    at = turn_of(live, officer_id, mode, window)
    if at is None or now >= at:
        return
    if window.state(now) == "early":
        raise NotYet("quiz.early", _l("Kuis ini belum dibuka."), at)
    said = at.astimezone(institution(session).zone).strftime("%H.%M.%S")
    raise NotYet("quiz.turn", _l("Giliran Anda mulai pukul %(at)s.", at=said), at)


def _pool(
    session: Session, live: LiveQuiz, mode: Mode, form: Form | None
) -> tuple[int, tuple[Question, ...], int | None]:
    """The revision, the questions to draw from and how many: those of the live quiz, or a form whole."""
    if form is None:
        return live.revision_id, live.quiz.pool(mode), live.quiz.draw
    fixed = quiz_of_revision(session, form.revision_id)
    return form.revision_id, tuple(q for q in fixed.questions if q.id in form.questions), None


def _start(
    session: Session,
    actor: Actor,
    clock: Clock,
    live: LiveQuiz,
    officer_id: int,
    mode: Mode,
    context: str,
    window: Window,
    number: int,
    form: Form | None,
) -> Attempt:
    quiz, now = live.quiz, clock.now()
    seed = secrets.token_hex(16)
    revision_id, pool, count = _pool(session, live, mode, form)
    day, catalogue = now.astimezone(institution(session).zone).date(), Catalogue()
    if any(question.kind == "routing" for question in pool):
        catalogue = catalogue_on(session, day)
    questions = draw(pool, seed, count=count, shuffle="questions" in quiz.shuffle, catalogue=catalogue)
    items = [Item(revision_id, quiz.unit_of(q), quiz.level, q) for q in questions]
    facts = Rules(
        quiz_id=quiz.id,
        revision_id=revision_id,
        title=quiz.title,
        context=context,
        mode=mode,
        number=number,
        seed=seed,
        pass_mark=quiz.pass_mark,
        level=quiz.level,
        feedback="withheld" if form and form.withheld else rules.feedback_rule(quiz.feedback, mode),
        deadline=rules.deadline(now, quiz.time_limit, window.closes),
        closes=window.closes,
        shuffle_options="options" in quiz.shuffle,
    )
    try:
        return build_attempt(
            session,
            actor=actor,
            clock=clock,
            officer_id=officer_id,
            rules=facts,
            items=items,
            catalogue=catalogue,
            day=day,
        )
    except IntegrityError as error:
        raise Stale(
            "attempt.race", _l("Percobaan ini baru saja dimulai di tempat lain. Muat ulang halaman.")
        ) from error
