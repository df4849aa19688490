"""What a report leads to: a section in a lesson's draft."""

from __future__ import annotations

from sqlalchemy.orm import Session

from lms.content.tree import ContentTree
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import NotFound, Refused
from lms.reports.domain.distinction import heading_of
from lms.studio import actions as studio
from lms.studio.domain.insert import insert_section
from lms.studio.domain.paths import kind_of
from lms.studio.queries.drafts import digest_of
from lms.studio.queries.lessons import present_files
from lms.web.i18n import lazy_gettext as _l


def put_into_lesson(session: Session, *, actor: Actor, clock: Clock, path: str, section: str) -> None:
    """Put a section into the draft of a lesson; what is published stays until a trainer publishes the draft.

    Refused when the lesson has a section of the same heading already.
    """
    data = present_files(session).get(path) if kind_of(path) == "lesson" else None
    if data is None:
        raise NotFound("lesson.unknown", _l("Materi ini tidak ditemukan."))
    text = insert_section(path, ContentTree({path: data}).text(path), heading_of(section), section)
    if text is None:
        raise Refused(
            "section.there", _l("Materi ini sudah memuat bagian tentang pasangan itu. Sunting di Studio.")
        )
    studio.save(session, actor=actor, clock=clock, path=path, data=text.encode(), base=digest_of(data))
