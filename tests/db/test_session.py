"""Writing: one immediate transaction, re-read inside, loud when it is forgotten."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from lms.core.config import Config
from lms.db.engine import session_factory
from lms.db.session import WriteOutsideTransactionError, writing
from lms.institution.models import CalendarDay, InstitutionSettings

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def settings(counter: int) -> InstitutionSettings:
    return InstitutionSettings(id=1, values={"counter": counter}, version=1, changed_at=AT)


def test_a_flush_outside_of_writing_is_refused(session: Session) -> None:
    session.add(settings(0))
    with pytest.raises(WriteOutsideTransactionError):
        session.flush()
    session.rollback()


def test_writing_does_not_nest(session: Session) -> None:
    with writing(session), pytest.raises(RuntimeError, match="does not nest"), writing(session):
        pass


def test_an_exception_rolls_everything_back(session: Session) -> None:
    with pytest.raises(ZeroDivisionError), writing(session):
        session.add(settings(1))
        session.flush()
        _ = 1 / 0
    assert session.get(InstitutionSettings, 1) is None


def test_sqlite_is_opened_durable_and_strict(session: Session) -> None:
    def pragma(name: str) -> object:
        return session.execute(text(f"PRAGMA {name}")).scalar()

    assert pragma("journal_mode") == "wal"
    assert pragma("synchronous") == 2  # FULL
    assert pragma("foreign_keys") == 1
    assert pragma("busy_timeout") == 5000


def test_read_then_write_from_eight_threads_loses_nothing(session: Session, config: Config) -> None:
    """Deferred transactions would fail at once with "database is locked", or lose updates."""
    with writing(session):
        session.add(settings(0))

    def add_ten(_thread: int) -> None:
        factory = session_factory(config.database_url)
        with factory() as own:
            for _ in range(10):
                with writing(own):
                    row = own.get(InstitutionSettings, 1)
                    assert row is not None
                    row.values = {"counter": row.values["counter"] + 1}
        factory.kw["bind"].dispose()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add_ten, range(8)))
    session.rollback()
    found = session.get(InstitutionSettings, 1)
    assert found is not None
    assert found.values == {"counter": 80}


def test_what_was_read_before_is_read_again_inside(session: Session, config: Config) -> None:
    with writing(session):
        session.add(settings(1))
    mine = session.get(InstitutionSettings, 1)
    assert mine is not None
    assert mine.values == {"counter": 1}
    factory = session_factory(config.database_url)
    with factory() as other, writing(other):
        row = other.get(InstitutionSettings, 1)
        assert row is not None
        row.values = {"counter": 2}
    factory.kw["bind"].dispose()
    with writing(session):
        assert mine.values == {"counter": 2}


def test_moments_come_back_in_utc_and_naive_ones_are_refused(session: Session) -> None:
    with writing(session):
        session.add(settings(1))
    session.rollback()
    row = session.get(InstitutionSettings, 1)
    assert row is not None
    assert row.changed_at == AT
    assert row.changed_at.tzinfo is UTC
    with pytest.raises(Exception, match="naive datetime"), writing(session):
        row.changed_at = datetime(2026, 11, 23)


def test_foreign_keys_hold(session: Session) -> None:
    from sqlalchemy.exc import IntegrityError

    from lms.people.models import Post

    with pytest.raises(IntegrityError), writing(session):
        session.add(Post(title="Tanpa perangkat daerah", agency_id=99))


def test_a_damaged_file_is_not_served(tmp_path: Path) -> None:
    from lms.db.checks import DamagedDatabaseError, quick_check

    path = tmp_path / "rusak.sqlite3"
    quick_check(path)
    factory = session_factory(f"sqlite:///{path}")
    with factory() as own:
        CalendarDay.metadata.create_all(own.get_bind())
    factory.kw["bind"].dispose()
    quick_check(path)
    data = bytearray(path.read_bytes())
    data[4096:12288] = b"\xff" * 8192
    path.write_bytes(bytes(data))
    with pytest.raises(DamagedDatabaseError):
        quick_check(path)
