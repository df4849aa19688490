"""What a view needs from the running application: the session, the clock and the instance folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flask import current_app
from sqlalchemy.orm import Session

from lms.core.clock import Clock
from lms.db.session import db
from lms.jobs import engine


@dataclass(frozen=True)
class Services:
    """The session of this request, the clock, and the folder of the instance."""

    session: Session
    clock: Clock
    home: Path

    def ring(self) -> None:
        """Wake the worker, after a transaction that enqueued work has been committed."""
        engine.ring(self.home)


def services() -> Services:
    """The services of the running application; valid inside a request or an application context."""
    return Services(
        db.session(), current_app.extensions["estafet.clock"], Path(current_app.config["LMS_HOME"])
    )
