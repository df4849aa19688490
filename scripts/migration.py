"""Writes a migration for what the models have and the newest revision lacks: `python scripts/migration.py 0002 "what changes"`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from alembic import command
from sqlalchemy import create_engine

from lms import wiring
from lms.db import migrate


def main() -> None:
    """Migrate an empty database to the head, compare it with the models, and write the difference."""
    number, message = sys.argv[1:3]
    wiring.import_models()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'empty.sqlite3'}"
        migrate.upgrade(url)
        with create_engine(url).connect() as connection:
            command.revision(migrate.alembic_config(connection), message, autogenerate=True, rev_id=number)
    subprocess.run([".venv/bin/ruff", "check", "--quiet", "--fix", str(migrate.FOLDER)], check=True)
    subprocess.run([".venv/bin/ruff", "format", "--quiet", str(migrate.FOLDER)], check=True)


if __name__ == "__main__":
    main()
