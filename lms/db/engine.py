"""Engines and sessions for the command line, the worker and the tests, where no web application runs."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

from lms.db.session import prepare_engine


def database_url(home: Path, configured: str | None = None) -> str:
    """The configured DATABASE_URL, or the SQLite file inside the instance folder."""
    return configured or f"sqlite:///{home / 'estafet.sqlite3'}"


def session_factory(url: str) -> sessionmaker[Session]:
    """A factory of sessions with the pragmas of `prepare_engine`."""
    return sessionmaker(prepare_engine(create_engine(url)), expire_on_commit=False)
