"""Huey as the bell: a ring wakes the worker, which drains the outbox; a ring that is lost costs a minute, not a job."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from huey import SqliteHuey, crontab

Drain = Callable[[], int]


def bell(home: Path) -> SqliteHuey:
    """The queue of rings inside the instance folder; it holds no facts and may be deleted at any time."""
    return SqliteHuey("estafet", filename=str(home / "bell.sqlite3"), fsync=False, results=False, utc=True)


def with_drain(huey: SqliteHuey, drain: Drain) -> SqliteHuey:
    """Teach the worker's end of the bell what to do when it rings, and to look by itself every minute."""

    @huey.task(name="ring")  # type: ignore[untyped-decorator]
    def ring() -> None:
        drain()

    @huey.periodic_task(crontab(minute="*"), name="sweep")  # type: ignore[untyped-decorator]
    def sweep() -> None:
        drain()

    return huey


def ring(home: Path) -> None:
    """Wake the worker; called after the transaction that wrote the row has been committed."""
    huey = bell(home)

    @huey.task(name="ring")  # type: ignore[untyped-decorator]
    def ring_task() -> None:
        """Known here by name only; the worker's function of the same name does the work."""

    ring_task()
    huey.storage.close()
