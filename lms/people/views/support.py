"""What the admin's pages share: doing a deed in one transaction, and telling how it went."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import flash
from sqlalchemy.orm import Session

from lms.core.errors import NotFound, Refused
from lms.db.session import writing
from lms.people.actions.officers import Invalid
from lms.web.context import services
from lms.web.incoming import whole

T = TypeVar("T")


def carried_out(deed: Callable[[Session], T], done: str = "") -> bool:
    """Do the deed in one write transaction; a refusal becomes a message, an unknown object a 404.

    Invalid facts are left to the caller, who shows them beside their fields.
    """
    service = services()
    try:
        with writing(service.session) as session:
            deed(session)
    except (Invalid, NotFound):
        raise
    except Refused as refusal:
        flash(str(refusal.message), "bad")
        return False
    if done:
        flash(done)
    return True


def page_number(text: str | None) -> int:
    """A page number from an address; 1 when it is none."""
    return whole(text, most=1_000_000) or 1
