"""`lms init`, `lms serve`, `lms worker`: making an instance, and running it."""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

import click

from lms.core import config as configuration
from lms.core.clock import SystemClock
from lms.core.config import Config, ConfigurationError
from lms.db import checks, migrate
from lms.db.engine import session_factory
from lms.jobs import worker as worker_loop
from lms.jobs.queries import is_ready
from lms.jobs.registry import JobContext
from lms.jobs.supervisor import Supervisor

THREADS = 16  # one writing process with threads: several writing processes give SQLite long tails


def prepare(config: Config) -> bool:
    """Check and migrate the database; True when something was changed."""
    if config.database_url.startswith("sqlite:///"):
        try:
            checks.quick_check(config.home / "estafet.sqlite3")
        except checks.DamagedDatabaseError as error:
            raise ConfigurationError(f"The database file is damaged ({error}). Restore a backup before starting.") from error
    return migrate.upgrade(config.database_url)


@click.command()
def init() -> None:
    """Create the instance folder, its secret and the database, or bring them up to date."""
    config = configuration.read()
    changed = prepare(config)
    click.echo(f"{config.home}: {'database migrated' if changed else 'nothing to do'}")


def run_server(config: Config) -> None:
    """Serve until Ctrl-C: granian for the pages, and a niced worker child when there is work."""
    from granian import Granian
    from granian.constants import Interfaces

    sessions = session_factory(config.database_url)
    clock = SystemClock()

    def has_work() -> bool:
        with sessions() as session:
            return is_ready(session, clock.now())

    environment = {
        **os.environ, "LMS_HOME": str(config.home), "PORT": str(config.port), "LMS_PUBLIC_URL": config.public_url,
    }
    os.environ.update(environment)
    supervisor = Supervisor(has_work, environment)
    server = Granian(
        "lms.app:create_app", factory=True, interface=Interfaces.WSGI, address=config.host, port=config.port,
        workers=1, blocking_threads=THREADS, websockets=False, log_enabled=False, backpressure=256,
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


@click.command()
def serve() -> None:
    """Serve the platform on PORT (default 8000), with its worker."""
    config = configuration.read()
    prepare(config)
    click.echo(f"Estafet: {config.public_url}")
    run_server(config)


@click.command()
@click.option("--parent", type=int, default=0, help="end when this process ends")
@click.option("--once", is_flag=True, help="do what waits, then stop")
def worker(parent: int, once: bool) -> None:
    """Do background work: render and sign certificates, send letters, close expired attempts."""
    from lms import wiring

    if parent:
        worker_loop.die_with_parent(parent)
    config = configuration.read()
    wiring.import_models()
    wiring.subscribe()
    context = JobContext(
        sessions=session_factory(config.database_url), clock=SystemClock(), home=config.home,
        config={"config": config},
    )
    if once:
        click.echo(f"{worker_loop.drain(context)} done", err=True)
        return
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then ends its worker
    worker_loop.run(context)
    sys.exit(0)
