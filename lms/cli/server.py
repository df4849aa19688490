"""`lms init`, `lms serve`, `lms worker`: making an instance, and running it."""

from __future__ import annotations

import signal
import sys

import click

from lms.core import config as configuration
from lms.core.clock import SystemClock
from lms.core.process import die_with_parent
from lms.db.engine import session_factory
from lms.jobs import worker as worker_loop
from lms.jobs.registry import JobContext
from lms.web.server import prepare, run_server


@click.command()
def init() -> None:
    """Create the instance folder, its secret and the database, or bring them up to date."""
    config = configuration.read()
    changed = prepare(config)
    click.echo(f"{config.home}: {'database migrated' if changed else 'nothing to do'}")


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
        die_with_parent(parent)
    config = configuration.read()
    wiring.import_models()
    wiring.subscribe()
    context = JobContext(
        sessions=session_factory(config.database_url),
        clock=SystemClock(),
        home=config.home,
        config={"config": config},
    )
    if parent or not once:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then ends its workers
    if once:
        click.echo(f"{worker_loop.drain(context)} done", err=True)
        return
    worker_loop.run(context)
    sys.exit(0)
