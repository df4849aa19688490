"""The floor for saves: a bare Flask handler that makes one row durable in the same kind of SQLite file."""

from __future__ import annotations

import os
import sqlite3
import threading

from flask import Flask, request

_local = threading.local()


def connection() -> sqlite3.Connection:
    """One connection per thread, as durable as the platform's."""
    if not hasattr(_local, "connection"):
        opened = sqlite3.connect(os.environ["FLOOR_FILE"], isolation_level=None, timeout=5)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
            opened.execute(f"PRAGMA {pragma}")
        opened.execute("CREATE TABLE IF NOT EXISTS answer (id INTEGER PRIMARY KEY, who INTEGER, value TEXT)")
        _local.connection = opened
    return _local.connection  # type: ignore[no-any-return]


def create_app() -> Flask:
    """The bare application."""
    app = Flask(__name__)

    @app.post("/save")
    def save() -> dict[str, bool]:
        database = connection()
        database.execute("BEGIN IMMEDIATE")
        database.execute("INSERT INTO answer (who, value) VALUES (?, ?)", (1, request.get_data(as_text=True)))
        database.execute("COMMIT")
        return {"saved": True}

    return app
