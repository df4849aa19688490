"""Running the platform: the database made ready, granian for the pages, and a niced workers beside it."""

from __future__ import annotations

import os
import signal
from typing import Any

from lms.core.clock import SystemClock
from lms.core.config import Config, ConfigurationError
from lms.db import checks, migrate
from lms.db.engine import session_factory
from lms.jobs.queries import ready
from lms.jobs.supervisor import MUCH, Supervisor

THREADS = 16  # one writing process with threads: several writing processes give SQLite long tails
PATIENCE = 8  # seconds for open requests at a stop; a worker that missed its signal is then killed


def prepare(config: Config) -> bool:
    """Check and migrate the database; True when something was changed."""
    if config.database_url.startswith("sqlite:///"):
        try:
            checks.quick_check(config.home / "estafet.sqlite3")
        except checks.DamagedDatabaseError as error:
            raise ConfigurationError(
                f"The database file is damaged ({error}). Restore a backup before starting."
            ) from error
    return migrate.upgrade(config.database_url)


def run_server(config: Config) -> None:
    """Serve until Ctrl-C: granian for the pages, and niced worker children when there is work."""
    from granian import Granian
    from granian.constants import Interfaces

    sessions = session_factory(config.database_url)
    clock = SystemClock()

    def waiting() -> int:
        with sessions() as session:
            return ready(session, clock.now(), MUCH)

    environment = {
        **os.environ,
        "LMS_HOME": str(config.home),
        "PORT": str(config.port),
        "LMS_PUBLIC_URL": config.public_url,
    }
    os.environ.update(environment)
    supervisor = Supervisor(waiting, environment, helpers=config.workers - 1)
    server = Granian(
        "lms.app:create_served_app",
        factory=True,
        interface=Interfaces.WSGI,
        address=config.host,
        port=config.port,
        workers=1,
        blocking_threads=THREADS,
        websockets=False,
        log_enabled=False,
        backpressure=256,
        workers_kill_timeout=PATIENCE,
    )

    def stop(_number: int, _frame: Any) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    supervisor.start()
    try:
        server.serve()
    except KeyboardInterrupt:
        pass
    finally:
        supervisor.stop()
