"""How long the fault and race tests run: short in `make test`, long in `make torture`."""

from __future__ import annotations

import os
import random
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import create_engine, event, text
from sqlalchemy.orm import Session, sessionmaker

from lms.core.errors import Refused
from lms.db.engine import session_factory
from lms.db.mode import write_mode
from lms.db.session import writing

LONG = bool(os.environ.get("LMS_TORTURE"))
AT_ONCE = 20
ROUNDS = 50 if LONG else 3  # times twenty calls: a thousand racing calls of each kind


@contextmanager
def unguarded(session: Session) -> Iterator[Session]:
    """What `writing` would be without its guards: no lock from the beginning, every statement for itself."""
    session.rollback()
    with write_mode():
        yield session
        session.commit()


class Field:
    """Twenty threads that act at one instant on one file, guarded as the platform is or sabotaged."""

    def __init__(self, url: str, *, guarded: bool) -> None:
        self.guarded = guarded
        if guarded:
            self.sessions = session_factory(url)
        else:
            engine = create_engine(url, isolation_level="AUTOCOMMIT")
            event.listen(engine, "before_cursor_execute", _dawdle)
            self.sessions = sessionmaker(engine, expire_on_commit=False)
            _drop_unique(url)
        self.errors: list[BaseException] = []

    def run(self, work: Callable[[Session, int], Any], times: int = AT_ONCE) -> list[Any]:
        """The outcome of every call: its value, or the code of the refusal."""
        barrier = threading.Barrier(times)

        def one(number: int) -> Any:
            with self.sessions() as session:
                barrier.wait()
                try:
                    with (writing if self.guarded else unguarded)(session):
                        return work(session, number)
                except Refused as refused:
                    return refused.code
                except Exception:
                    if self.guarded:
                        raise
                    return "broken"

        with ThreadPoolExecutor(times) as pool:
            return list(pool.map(one, range(times)))

    def close(self) -> None:
        self.sessions.kw["bind"].dispose()


def _dawdle(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
    """Between reading and writing there is always a moment; here it is long enough to be seen."""
    if not statement.startswith("SELECT"):
        threading.Event().wait(random.uniform(0, 0.003))


def _drop_unique(url: str) -> None:
    """Take away what the database itself would refuse: the tables again, without their UNIQUE constraints."""
    engine = create_engine(url)
    with engine.begin() as connection:
        for table in ("attempt", "answer_event"):
            found = text("SELECT sql FROM sqlite_master WHERE type='table' AND name=:name")
            definition = connection.execute(found, {"name": table}).scalar_one()
            loose = ",".join(part for part in _parts(definition) if "UNIQUE" not in part)
            connection.execute(text(loose.replace(f"CREATE TABLE {table}", f"CREATE TABLE {table}_loose", 1)))
            connection.execute(text(f"INSERT INTO {table}_loose SELECT * FROM {table}"))
            connection.execute(text(f"DROP TABLE {table}"))
            connection.execute(text(f"ALTER TABLE {table}_loose RENAME TO {table}"))
    engine.dispose()


def _parts(definition: str) -> list[str]:
    """The pieces of a table's definition between the commas outside of its inner brackets."""
    parts, depth = [""], 0
    for letter in definition:
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and depth == 1:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


@pytest.fixture
def field_of(taking) -> Iterator[Callable[[bool], Field]]:
    """Makes the field of a race on the city's own file."""
    made: list[Field] = []

    def make(guarded: bool) -> Field:
        made.append(Field(str(taking.session.get_bind().url), guarded=guarded))
        return made[-1]

    yield make
    for field in made:
        field.close()
