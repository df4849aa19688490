"""Fitting the parameters of memory at night, when the city has enough answers of its own; adopted only when better."""

from __future__ import annotations

import zlib
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.audit import actions as audit
from lms.competency.domain.fitting import HELD_OUT, MOST_REVIEWS, SEED, Fit, count_scored, fit
from lms.competency.domain.recall import Review
from lms.competency.models import MemoryState, RecallEdition
from lms.competency.queries.editions import active, editions
from lms.competency.queries.memory import histories, officers_with_reviews
from lms.core.actor import SYSTEM, Actor
from lms.core.clock import Clock
from lms.db.session import writing
from lms.institution.queries import institution

OFFICERS = 200
MORE = 1.2
"""A new fitting wants a fifth more reviews than the last one saw …"""
OLD = timedelta(days=90)
"""… or a last one that is as old as this."""


def fit_when_ready(session: Session, clock: Clock, *, actor: Actor = SYSTEM) -> RecallEdition | None:
    """Fit on own answers if there are enough and the last fitting is outgrown; the edition, adopted or not, else None."""
    own = _sample(session)
    scored = count_scored(own)
    newest = next(iter(editions(session)), None)
    if scored < institution(session).recall_fit_reviews:
        return None
    if newest is not None:
        seen = newest.reviews + newest.held_out
        if scored < seen * MORE and clock.now() - newest.made_at < OLD:
            return None
    found = fit(own, active(session).model.parameters)
    return None if found is None else _keep(session, clock, actor, found)


def _sample(session: Session) -> dict[int, list[list[Review]]]:
    """The histories of officers in a fixed shuffled order, until there are enough reviews to fit and to hold out."""
    found: dict[int, list[list[Review]]] = {}
    people = sorted(officers_with_reviews(session), key=lambda one: zlib.crc32(f"{SEED}:{one}".encode()))
    enough, reviews = MOST_REVIEWS * (HELD_OUT + 1) // HELD_OUT, 0
    for start in range(0, len(people), OFFICERS):
        for key, pasts in histories(session, people[start : start + OFFICERS]).items():
            found.setdefault(key.officer_id, []).append([past.review for past in pasts])
            reviews += len(pasts)
        if reviews >= enough:
            break
    return found


def _keep(session: Session, clock: Clock, actor: Actor, found: Fit) -> RecallEdition:
    with writing(session):
        row = RecallEdition(
            made_at=clock.now(), parameters=list(found.parameters), adopted=found.is_better,
            reviews=found.reviews, held_out=found.held_out, loss_before=found.loss_before,
            loss_after=found.loss_after,
        )  # fmt: skip
        session.add(row)
        session.flush()
        audit.record(
            session, at=clock.now(), actor=actor, action="competency.recall.fitted", object_type="recall_edition",
            object_id=row.id, data={
                "adopted": row.adopted, "reviews": row.reviews, "held_out": row.held_out,
                "loss": [round(row.loss_before, 6), round(row.loss_after, 6)],
            },
        )  # fmt: skip
    return row


def has_older_states(session: Session) -> bool:
    """Whether any memory was folded by other parameters than those in force."""
    older = select(MemoryState.officer_id).where(MemoryState.edition_id != active(session).edition_id)
    return session.scalar(older.limit(1)) is not None
