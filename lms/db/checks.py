"""A quick look at the SQLite file before it is served: refuse to start rather than guess."""

from __future__ import annotations

import sqlite3
from pathlib import Path


class DamagedDatabaseError(RuntimeError):
    """The file is not a sound SQLite database; a backup must be restored."""


def quick_check(path: Path) -> None:
    """Run SQLite's quick_check on a file; a missing file is fine, it will be created."""
    if not path.exists():
        return
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise DamagedDatabaseError(str(error)) from error
    finally:
        connection.close()
    if answer != "ok":
        raise DamagedDatabaseError(answer)
