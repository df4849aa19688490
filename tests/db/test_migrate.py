"""Migrations: they build what the models say, twice is once, and two that start together make one."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect

from lms import wiring
from lms.db import migrate
from lms.db.base import Base


@pytest.fixture
def url(tmp_path: Path) -> str:
    wiring.import_models()
    return f"sqlite:///{tmp_path / 'kota.sqlite3'}"


def test_migrations_and_models_agree(url: str) -> None:
    migrate.upgrade(url)
    with create_engine(url).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
        assert compare_metadata(context, Base.metadata) == []
    connection.engine.dispose()


def test_upgrading_twice_changes_nothing(url: str) -> None:
    assert migrate.upgrade(url) is True
    assert migrate.upgrade(url) is False
    assert migrate.current(url) == migrate.head()


def test_everything_can_be_taken_back(url: str) -> None:
    migrate.upgrade(url)
    engine = create_engine(url)
    with engine.connect() as connection:
        command.downgrade(migrate.alembic_config(connection), "base")
        connection.commit()
        assert inspect(connection).get_table_names() == ["alembic_version"]
    engine.dispose()


def test_two_that_start_together_make_one(url: str) -> None:
    with ThreadPoolExecutor(1) as pool:  # alembic's context is global in a process: two processes, see below
        assert pool.submit(migrate.upgrade, url).result() is True
    import subprocess
    import sys

    script = (
        "import sys; from lms import wiring; from lms.db import migrate; wiring.import_models(); "
        "print(migrate.upgrade(sys.argv[1]))"
    )
    fresh = url.replace("kota", "kota-baru")
    starts = [
        subprocess.Popen(
            [sys.executable, "-c", script, fresh], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(2)
    ]
    answers = sorted(process.communicate()[0].decode().strip() for process in starts)
    assert [process.returncode for process in starts] == [0, 0]
    assert answers in (["False", "True"], ["True", "True"])
    assert migrate.current(fresh) == migrate.head()
