"""Practice sets: put together by a trainer, taken by officers, closed when they have done their work."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from sqlalchemy.orm import Session

from lms.audit import actions as audit
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import Refused
from lms.institution.queries import institution
from lms.people.queries.cohorts import officers_of
from lms.quizzes.actions.practice import PAIRS, start_bundle
from lms.quizzes.domain.recall import LetterKey
from lms.quizzes.models import Attempt, PracticeSet
from lms.quizzes.queries.documents import practice_items
from lms.quizzes.queries.sets import context_of, letters_of, practice_set
from lms.web.i18n import lazy_gettext as _l

MOST_LETTERS = 40


def create_set(
    session: Session,
    *,
    actor: Actor,
    clock: Clock,
    title: str,
    note: str,
    pair: tuple[str, str],
    letters: Sequence[LetterKey],
    audience: str,
) -> PracticeSet:
    """Offer letters about a pair to a group, or by their address alone when `audience` is empty.

    Refused without letters, with too many, with letters that may not be practised, or for a group that is none.
    """
    live = {(item.quiz_id, item.question.id) for item in practice_items(session, kind="routing")}
    wanted = list(dict.fromkeys(letters))
    if not 0 < len(wanted) <= MOST_LETTERS:
        raise Refused("set.letters", _l("Pilih satu sampai %(n)s surat.", n=MOST_LETTERS))
    if not set(wanted) <= live:
        raise Refused(
            "set.gone", _l("Ada surat yang baru saja ditarik atau bukan surat latihan. Pilih kembali.")
        )
    today = clock.now().astimezone(institution(session).zone).date()
    if audience and officers_of(session, audience, on=today) is None:
        raise Refused("set.audience", _l("Kelompok pegawai ini tidak dikenal."))
    row = PracticeSet(
        title=title.strip()[:200],
        note=note.strip()[:500],
        right_code=pair[0],
        chosen_code=pair[1],
        letters=[list(key) for key in wanted],
        audience=audience,
        created_at=clock.now(),
        account_id=actor.id,
    )
    session.add(row)
    session.flush()
    _note(session, actor, clock, "practice_set.created", row)
    return row


def close_set(session: Session, *, actor: Actor, clock: Clock, set_id: int) -> PracticeSet:
    """Stop offering a set; attempts under way go on. Closing it again changes nothing."""
    row = practice_set(session, set_id)
    if row.closed_at is None:
        row.closed_at = clock.now()
        _note(session, actor, clock, "practice_set.closed", row)
    return row


def start_set(session: Session, *, actor: Actor, clock: Clock, officer_id: int, set_id: int) -> Attempt:
    """The officer's open attempt at a set, or a new one in an order of its own; whoever has the address may.

    The letters of a set stand in turns by their answer, so their order must not be kept.
    """
    row = practice_set(session, set_id)
    if row.closed_at is not None:
        raise Refused("set.closed", _l("Latihan ini sudah ditutup."))
    items = [(item.revision_id, item.question.id) for item in letters_of(session, row)]
    secrets.SystemRandom().shuffle(items)
    return start_bundle(
        session,
        actor=actor,
        clock=clock,
        officer_id=officer_id,
        quiz_id=PAIRS,
        title=row.title,
        items=items,
        context=context_of(row.id),
    )


def _note(session: Session, actor: Actor, clock: Clock, action: str, row: PracticeSet) -> None:
    audit.record(
        session,
        at=clock.now(),
        actor=actor,
        action=action,
        object_type="practice_set",
        object_id=row.id,
        data={"pair": [row.right_code, row.chosen_code], "letters": row.letters, "audience": row.audience},
    )
