"""Column types: moments keep their zone, naive ones are a programmer's mistake."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from lms.db.session import writing
from lms.people.models import LoginFailure

WIB = timezone(timedelta(hours=7))


def test_a_moment_comes_back_as_the_same_moment_in_utc(session):
    with writing(session):
        session.add(LoginFailure(who="x", address="", at=datetime(2026, 11, 23, 9, 42, tzinfo=WIB)))
    session.expire_all()
    found = session.scalars(select(LoginFailure.at)).one()
    assert found == datetime(2026, 11, 23, 2, 42, tzinfo=UTC)
    assert found.tzinfo is UTC


def test_a_naive_moment_is_refused(session):
    with pytest.raises(StatementError, match="naive"), writing(session):
        session.add(LoginFailure(who="x", address="", at=datetime(2026, 11, 23)))
