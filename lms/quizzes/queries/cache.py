"""Parsed values of immutable rows, kept per database: one program may talk to several."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from sqlalchemy.orm import Session

V = TypeVar("V")


class RowCache(Generic[V]):
    """The newest `keep` values by row id; the oldest goes first."""

    def __init__(self, keep: int) -> None:
        self.keep = keep
        self._rows: WeakKeyDictionary[Engine, dict[int, V]] = WeakKeyDictionary()
        self._lock = Lock()

    def peek(self, engine: Engine, row_id: int) -> V | None:
        """The value of a row if it is known."""
        return self._rows.get(engine, {}).get(row_id)

    def get(self, session: Session, row_id: int, load: Callable[[], V]) -> V:
        """The value of a row, loaded when it is not known; only for rows that never change."""
        engine = session.get_bind().engine
        known = self.peek(engine, row_id)
        if known is not None:
            return known
        value = load()
        with self._lock:
            rows = self._rows.setdefault(engine, {})
            while len(rows) >= self.keep:
                rows.pop(next(iter(rows)))
            rows[row_id] = value
        return value
