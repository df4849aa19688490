"""Handing a published catalogue to the city's own tables of affairs, agencies and bodies."""

from __future__ import annotations

from sqlalchemy.orm import Session

from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.library.queries import Document
from lms.people.actions.catalogues import apply_affairs, apply_agencies, apply_external_bodies
from lms.people.domain.city import AffairRow, AgencyRow, ExternalBodyRow
from lms.quizzes.schema.rows import AffairsDocument, AgenciesDocument, ExternalBodiesDocument


def take_over(session: Session, actor: Actor, clock: Clock, document: Document) -> None:
    """Apply `affairs`, `agencies` or `external_bodies`; other kinds of documents are none of its business."""
    if document.kind == "affairs":
        affairs = AffairsDocument.model_validate(document.document).rows
        apply_affairs(
            session, actor, clock, [AffairRow(**row.model_dump(exclude={"line"})) for row in affairs]
        )
    elif document.kind == "agencies":
        agencies = AgenciesDocument.model_validate(document.document).rows
        apply_agencies(
            session, actor, clock, [AgencyRow(**row.model_dump(exclude={"line"})) for row in agencies]
        )
    elif document.kind == "external_bodies":
        bodies = ExternalBodiesDocument.model_validate(document.document).rows
        rows = [ExternalBodyRow(**row.model_dump(exclude={"line"})) for row in bodies]
        apply_external_bodies(session, actor, clock, rows)
