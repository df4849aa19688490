"""Parsed values of immutable rows, kept per database: one program may talk to several."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from sqlalchemy.orm import Session

V = TypeVar("V")


class RowCache(Generic[V]):
    """The newest `keep` values by the row's key; the oldest goes first."""

    def __init__(self, keep: int) -> None:
        self.keep = keep
        self._rows: WeakKeyDictionary[Engine, dict[Hashable, V]] = WeakKeyDictionary()
        self._lock = Lock()

    def peek(self, engine: Engine, key: Hashable) -> V | None:
        """The value of a row if it is known."""
        return self._rows.get(engine, {}).get(key)

    def get(self, session: Session, key: Hashable, load: Callable[[], V]) -> V:
        """The value of a row, loaded when it is not known; only for rows that never change."""
        engine = session.get_bind().engine
        known = self.peek(engine, key)
        if known is not None:
            return known
        value = load()
        self.put(engine, key, value)
        return value

    def put(self, engine: Engine, key: Hashable, value: V) -> None:
        """Keep the value of a row."""
        with self._lock:
            rows = self._rows.setdefault(engine, {})
            if key in rows:
                return
            while len(rows) >= self.keep:
                rows.pop(next(iter(rows)))
            rows[key] = value
