"""Rules over the database need no web application."""

from tests.database import session

__all__ = ["session"]
