"""The invitation letter of a session: what it says beside the plan."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy.orm import Session

from lms.bimtek.actions.common import journal, locked_open
from lms.bimtek.models import InvitationLetter
from lms.core.actor import Actor
from lms.core.clock import Clock


@dataclass(frozen=True)
class LetterFacts:
    """What the trainer writes: number, nature (sifat), date, to whom, opening, what to bring, contact, copies."""

    number: str = ""
    nature: str = "Biasa"
    dated: date | None = None
    addressee: str = ""
    opening: str = ""
    bring: str = ""
    contact: str = ""
    copies: str = ""


def write_letter(
    session: Session, *, actor: Actor, clock: Clock, session_id: int, facts: LetterFacts
) -> InvitationLetter:
    """Keep the words of the letter; the paper itself is made anew from them and the plan."""
    locked_open(session, session_id)
    row = session.get(InvitationLetter, session_id) or InvitationLetter(session_id=session_id)
    for name, value in asdict(facts).items():
        setattr(row, name, value)
    session.add(row)
    session.flush()
    data = {"number": facts.number, "dated": facts.dated.isoformat() if facts.dated else None}
    journal(session, actor, clock, "letter", session_id, data)
    return row
