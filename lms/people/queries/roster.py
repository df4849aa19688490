"""What an import is compared with, read in four queries whatever the size of the city."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.people.domain.persons import Person
from lms.people.domain.roster.plan import Known, KnownAgency, KnownHeld, KnownOfficer, KnownPost
from lms.people.models import Agency, Assignment, Officer, OfficerImport, Post

_FACTS = (
    Officer.name,
    Officer.front_title,
    Officer.back_title,
    Officer.nip,
    Officer.email,
    Officer.phone,
    Officer.rank,
    Officer.employment,
)


def known(session: Session) -> Known:
    """Officers, agencies, posts and definitive assignments as plain values."""
    officers = session.execute(
        select(Officer.id, Officer.status, Officer.merged_into_id, *_FACTS).order_by(Officer.id)
    )
    agencies = session.execute(
        select(Agency.id, Agency.name, Agency.short, Agency.valid_from, Agency.valid_to)
    )
    posts = session.execute(
        select(Post.id, Post.agency_id, Post.title, Post.profile, Post.closed_on.is_(None))
    )
    held = session.execute(
        select(Assignment.id, Assignment.officer_id, Assignment.post_id, Assignment.start, Assignment.end)
        .where(Assignment.nature == "definitive")
        .order_by(Assignment.start, Assignment.id)
    )
    return Known(
        officers=[KnownOfficer(row[0], Person(*row[3:]), row[1], row[2]) for row in officers],
        agencies=[KnownAgency(*row) for row in agencies],
        posts=[KnownPost(*row) for row in posts],
        held=[KnownHeld(*row) for row in held],
    )


def recent_imports(session: Session, limit: int = 5) -> list[OfficerImport]:
    """The last lists that were imported, newest first."""
    return list(session.scalars(select(OfficerImport).order_by(OfficerImport.id.desc()).limit(limit)))
