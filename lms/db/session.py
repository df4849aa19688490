"""The session, and `writing`: the one way to change the database.

SQLite answers "database is locked" at once when a transaction reads first and writes later, so a write transaction
must say so from its beginning (BEGIN IMMEDIATE). Reading requests keep a cheap deferred snapshot.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from lms.db.base import Base
from lms.db.group import PATIENCE_S, write_queue
from lms.db.mode import is_writing, write_mode

db = SQLAlchemy(metadata=Base.metadata, session_options={"expire_on_commit": False})

BUSY_TIMEOUT_MS = int(PATIENCE_S * 1000)


class WriteOutsideTransactionError(RuntimeError):
    """A flush was attempted outside `writing`: the change would not have been checked and done together."""


@contextmanager
def writing(session: Session | Any) -> Iterator[Session]:
    """One write transaction: everything is re-read inside, committed at the end, rolled back on any exception.

    `session` is a Session or the scoped session. Nesting is refused, because the outer rule would
    then be checked on data that the inner one changed.
    """
    engine = session.get_bind().engine
    session.rollback()
    session.expire_all()  # rollback alone keeps what an earlier commit left in memory
    with write_mode(), write_queue(engine).turn() if engine.dialect.name == "sqlite" else nullcontext():
        try:
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise


@event.listens_for(Session, "before_flush")
def _refuse_stray_flush(session: Session, _context: Any, _instances: Any) -> None:
    """Make a forgotten `writing` loud instead of racy."""
    if not is_writing() and (
        session.new or session.deleted or any(session.is_modified(o) for o in session.dirty)
    ):
        raise WriteOutsideTransactionError("a change reached the session outside of writing()")


def prepare_engine(engine: Engine) -> Engine:
    """Set the pragmas and the kind of BEGIN that DESIGN asks for; other databases are left as they are."""
    if engine.dialect.name != "sqlite":
        return engine

    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # BEGIN is ours, see _begin
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",  # an acknowledged answer survives a power cut
            "foreign_keys=ON",
            f"busy_timeout={BUSY_TIMEOUT_MS}",
            "cache_size=-16000",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing() else "BEGIN")

    return engine
