"""Which parameters of memory hold: the package's defaults, or an edition that was fitted on own answers."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.competency.domain.recall import DEFAULTS, Forgetting, forgetting
from lms.competency.models import RecallEdition
from lms.competency.models.memory import DEFAULT_EDITION
from lms.institution.queries import institution

_NEWEST = (
    select(RecallEdition.id, RecallEdition.parameters)
    .where(RecallEdition.adopted)
    .order_by(RecallEdition.id.desc())
    .limit(1)
)
"""Built once: every attempt that closes asks it."""


@dataclass(frozen=True)
class Active:
    """The parameters in force: their edition (0: the defaults) and the model they make."""

    edition_id: int
    model: Forgetting


def active(session: Session) -> Active:
    """The newest edition that was adopted, else the defaults."""
    row = session.execute(_NEWEST).first()
    if row is None:
        return Active(DEFAULT_EDITION, forgetting(DEFAULTS))
    return Active(row.id, forgetting(tuple(row.parameters)))


def line_of(session: Session) -> float:
    """The recall below which the city asks for a refresher, from 0 to 1."""
    return institution(session).retention_line / 100


def editions(session: Session) -> list[RecallEdition]:
    """All fittings, the newest first."""
    return list(session.scalars(select(RecallEdition).order_by(RecallEdition.id.desc())))
