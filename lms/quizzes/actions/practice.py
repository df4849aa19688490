"""Practice that no quiz file describes: refreshers over several quizzes, and letters that are often confused."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from sqlalchemy.orm import Session

from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import Refused
from lms.institution.queries import institution
from lms.quizzes.actions.build import Item, Rules, build_attempt
from lms.quizzes.domain.draw import askable
from lms.quizzes.domain.letters import choose_letters
from lms.quizzes.domain.rules import FeedbackRule, allowed_in
from lms.quizzes.models import Attempt
from lms.quizzes.queries.attempts import attempts_used, open_attempt
from lms.quizzes.queries.catalogue import catalogue_on
from lms.quizzes.queries.confusions import confusions, seen_letters
from lms.quizzes.queries.documents import practice_items, quiz_of_revision
from lms.web.i18n import lazy_gettext as _l

PAIRS = "latihan-disposisi"
LETTERS = 5


def start_bundle(
    session: Session,
    *,
    actor: Actor,
    clock: Clock,
    officer_id: int,
    quiz_id: str,
    title: str,
    items: Sequence[tuple[int, str]],
    context: str = "",
    feedback: FeedbackRule = "after_each",
    pass_mark: int = 0,
) -> Attempt:
    """A practice attempt over questions of several quizzes, given as (revision, question id).

    The officer's open attempt under the same `quiz_id` and `context` is returned if there is one.
    Questions that may be used in examinations only are refused: their keys must not be shown.
    """
    running = open_attempt(session, officer_id, quiz_id, context=context, mode="practice")
    if running is not None:
        return running
    day = clock.now().astimezone(institution(session).zone).date()
    catalogue = catalogue_on(session, day)
    chosen = [_item(session, revision_id, question_id) for revision_id, question_id in items]
    return build_attempt(
        session,
        actor=actor,
        clock=clock,
        officer_id=officer_id,
        rules=Rules(
            quiz_id=quiz_id,
            revision_id=None,
            title=title,
            context=context,
            mode="practice",
            number=attempts_used(session, officer_id, quiz_id, context=context, mode="practice") + 1,
            seed=secrets.token_hex(16),
            pass_mark=pass_mark,
            level=None,
            feedback=feedback,
        ),
        items=[item for item in chosen if askable(item.question, catalogue)],
        catalogue=catalogue,
        day=day,
    )


def _item(session: Session, revision_id: int, question_id: str) -> Item:
    quiz = quiz_of_revision(session, revision_id)
    question = quiz.question(question_id)
    if question is None or not allowed_in(question.use or quiz.use, "practice"):
        raise Refused("question.exam_only", _l("Soal ini hanya dipakai dalam ujian."))
    return Item(revision_id, quiz.unit_of(question), quiz.level, question)


def start_pair_practice(
    session: Session,
    *,
    actor: Actor,
    clock: Clock,
    officer_id: int,
    title: str,
    pair: tuple[str, str] | None = None,
    letters: int = LETTERS,
) -> Attempt:
    """A few letters about one confused pair, or drawn from all that the officer confuses."""
    own = confusions(session, officer_id=officer_id, told_at=clock.now())
    wanted = {pair: 1.0} if pair else {(c.right, c.chosen): c.interval.low + 0.05 for c in own}
    pool = practice_items(session, kind="routing")
    picked = choose_letters(
        [item.question for item in pool],
        wanted,
        seen=seen_letters(session, officer_id),
        seed=secrets.token_hex(8),
        count=letters,
    )
    by_question = {id(item.question): item for item in pool}
    items = [by_question[id(question)] for question in picked]
    context = f"{pair[0]}>{pair[1]}"[:80] if pair else ""
    return start_bundle(
        session,
        actor=actor,
        clock=clock,
        officer_id=officer_id,
        quiz_id=PAIRS,
        title=title,
        items=[(item.revision_id, item.question.id) for item in items],
        context=context,
    )
