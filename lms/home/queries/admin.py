"""What an admin's first page shows: the things that wait for somebody to look at them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from lms.certificates.queries.register import search
from lms.competency.queries import framework, posts
from lms.jobs.models import Job
from lms.jobs.queries import Backlog, backlog, parked
from lms.library.queries import counts
from lms.people.queries import OfficerLine, find_officers
from lms.people.queries.directory import account_states

SHOWN = 5


@dataclass(frozen=True)
class Pending:
    """People of one kind who wait: how many, and the first few by name."""

    count: int
    first: list[OfficerLine]


@dataclass(frozen=True)
class AdminPage:
    """The admin's page; `missing` are kinds of documents that plans cannot do without."""

    officers: int
    without_account: Pending
    not_activated: Pending
    without_post: Pending
    parked: list[Job]
    backlog: Backlog
    waiting_certificates: int
    documents: dict[str, int]
    missing: list[str]

    @property
    def quiet(self) -> bool:
        """Whether nothing waits."""
        people = self.without_account.count + self.not_activated.count + self.without_post.count
        return not (people or self.parked or self.waiting_certificates or self.missing)


def admin_page(session: Session, on: date) -> AdminPage:
    """Read the admin's page."""
    people = find_officers(session, on=on)
    states = account_states(session, [one.id for one in people])
    missing = [
        kind
        for kind, there in (("framework", framework(session).units), ("posts", posts(session).profiles))
        if not there
    ]
    return AdminPage(
        officers=len(people),
        without_account=_pending([one for one in people if one.id not in states]),
        not_activated=_pending([one for one in people if one.id in states and not states[one.id][2]]),
        without_post=_pending([one for one in people if one.post_id is None]),
        parked=parked(session)[:SHOWN],
        backlog=backlog(session),
        waiting_certificates=search(session, state="waiting", size=1)[1],
        documents=counts(session),
        missing=missing,
    )


def _pending(people: list[OfficerLine]) -> Pending:
    return Pending(len(people), people[:SHOWN])
