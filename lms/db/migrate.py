"""Brings a database to the present schema, once, whoever starts first; foreign keys are off only meanwhile.

SQLite rebuilds tables in batch migrations; with foreign keys on that would delete the children by cascade.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

FOLDER = Path(__file__).resolve().parent / "migrations"


class BrokenReferencesError(RuntimeError):
    """A migration left rows that point at nothing; it was rolled back."""


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's configuration for our folder and one connection."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


def head() -> str | None:
    """The newest revision that the program knows."""
    return ScriptDirectory.from_config(alembic_config()).get_current_head()


def current(url: str) -> str | None:
    """The revision of a database; None when it is new."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(url: str) -> bool:
    """Migrate to the newest revision; False when there was nothing to do."""
    if current(url) == head():
        return False
    engine = create_engine(url, poolclass=NullPool)
    is_sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        if is_sqlite:
            _open_sqlite(connection)
        try:
            command.upgrade(alembic_config(connection), "head")
            if is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise BrokenReferencesError("the migration left rows that point at nothing")
        except BaseException:
            connection.exec_driver_sql("ROLLBACK")
            raise
        connection.exec_driver_sql("COMMIT") if is_sqlite else connection.commit()
    return True


def _open_sqlite(connection: Connection) -> None:
    """One immediate transaction around all steps: SQLite's DDL is transactional when nobody commits in between."""
    raw: Any = connection.connection.driver_connection
    raw.isolation_level = None
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA busy_timeout=60000")
    raw.execute("PRAGMA foreign_keys=OFF")
    connection.execute(text("BEGIN IMMEDIATE"))
