"""Group commit: writes that arrive together become durable together, in one transaction.

A durable commit waits for the disk, and SQLite lets one writer in at a time; sixteen threads that each commit alone
spend their time in its busy handler, asleep. Here the first to arrive commits for all who came meanwhile (the group
commit of DeWitt et al., SIGMOD 1984). Nobody is answered before the commit that holds their own write.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Generic, TypeVar, cast
from weakref import WeakKeyDictionary, ref

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from lms.core.errors import Refused
from lms.db.mode import write_mode

T = TypeVar("T")

PATIENCE_S = 5.0  # as long as SQLite itself waits for a lock


def _shut() -> Lock:
    gate = Lock()
    gate.acquire()
    return gate


@dataclass(eq=False)
class _Write(Generic[T]):
    """One caller's work and what became of it; the gate opens when it is done, or when its caller must lead."""

    work: Callable[[Connection], T]
    done: bool = False
    value: T | None = None
    error: BaseException | None = None
    gate: Lock = field(default_factory=_shut)

    def finish(self, error: BaseException | None) -> None:
        self.error, self.done = self.error or error, True

    def outcome(self) -> T:
        if self.error is not None:
            raise self.error
        return cast("T", self.value)


class WriteQueue:
    """The writers of one database inside this process: they wait here, in order, and not in the database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = ref(engine)  # the table of queues must not keep engines alive
        self._turn = Lock()
        self._order = Lock()  # guards the two below, for moments only
        self._waiting: list[_Write[Any]] = []
        self._led = False

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold the right to write alone; OperationalError as SQLite's own when it does not come in time."""
        if not self._turn.acquire(timeout=PATIENCE_S):
            raise OperationalError("BEGIN IMMEDIATE", None, sqlite3.OperationalError("database is locked"))
        try:
            yield
        finally:
            self._turn.release()

    def run(self, work: Callable[[Connection], T]) -> T:
        """Do `work` in a transaction shared with whoever waits too; returns its value after the commit.

        `work` must bear being run twice: when another's fails, or the commit does, each is repeated alone. It may
        raise Refused as long as it has written nothing; that refuses it and nobody else.
        """
        write = _Write(work)
        with self._order:
            self._waiting.append(write)
            leads, self._led = not self._led, True
        if not leads:
            write.gate.acquire()
        if not write.done:
            self._lead(write)
        return write.outcome()

    def _lead(self, own: _Write[Any]) -> None:
        """Commit for all who wait, one's own included, then let the next lead if somebody came meanwhile."""
        group: list[_Write[Any]] = []
        try:
            with self._turn:
                with self._order:
                    group, self._waiting = self._waiting, []
                self._commit(group)
        finally:
            for write in group:
                if not write.done:  # this thread is being ended: nobody may take silence for success
                    write.finish(RuntimeError("the write was interrupted"))
                write.gate.release()
            with self._order:
                self._waiting = [write for write in self._waiting if write is not own]
                self._led = bool(self._waiting)
                if self._led:
                    self._waiting[0].gate.release()

    def _commit(self, group: list[_Write[Any]]) -> None:
        engine = self._engine()
        if engine is None:
            raise RuntimeError("the engine of this queue is gone")
        try:
            with write_mode(), engine.begin() as connection:
                for write in group:
                    _attempt(write, connection)
        except Exception as error:  # noqa: BLE001 -- it is handed to the one whose work it was
            if len(group) == 1:
                group[0].finish(error)
                return
            for write in group:
                write.error = None
                self._commit([write])
        else:
            for write in group:
                write.finish(None)


def _attempt(write: _Write[T], connection: Connection) -> None:
    try:
        write.value = write.work(connection)
    except Refused as refused:
        write.error = refused


_queues: WeakKeyDictionary[Engine, WriteQueue] = WeakKeyDictionary()
_making = Lock()


def write_queue(engine: Engine) -> WriteQueue:
    """The queue of a database, made when it is first asked for."""
    found = _queues.get(engine)
    if found is None:
        with _making:
            found = _queues.setdefault(engine, WriteQueue(engine))
    return found
