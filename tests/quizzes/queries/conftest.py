"""Queries need tables and a session, but no web application."""

from tests.quizzes.actions.conftest import session

__all__ = ["session"]
