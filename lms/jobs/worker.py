"""The worker: takes rows from the outbox one by one, runs their handlers, and says how it went."""

from __future__ import annotations

import structlog

from lms.jobs import actions, registry
from lms.jobs.engine import bell, with_drain
from lms.jobs.models import Job
from lms.jobs.registry import JobContext

log = structlog.get_logger("estafet.worker")


def drain(context: JobContext, *, limit: int = 10_000) -> int:
    """Run ready steps until none is left; returns how many ran."""
    done = 0
    while done < limit and run_one(context):
        done += 1
    return done


def run_one(context: JobContext) -> bool:
    """Take and run one step; False when nothing was ready."""
    job = context.write(lambda session: actions.take(session, now=context.clock.now()))
    if job is None:
        return False
    _run(context, job)
    return True


def _run(context: JobContext, job: Job) -> None:
    handler = registry.find(job.kind)
    try:
        if handler is None:
            raise LookupError(f"no handler for {job.kind}")
        handler(context, dict(job.payload))
    except Exception as error:
        log.exception("job failed", kind=job.kind, key=job.key, attempt=job.attempts)
        fault = f"{type(error).__name__}: {error}"
        context.write(lambda session: actions.fail(session, job=job, now=context.clock.now(), error=fault))
        return
    kept = context.write(
        lambda session: actions.finish(session, job_id=job.id, fence=job.fence, now=context.clock.now()),
    )
    log.info("job done", kind=job.kind, key=job.key, attempt=job.attempts, kept=kept)


def run(context: JobContext) -> None:
    """Serve rings until told to stop: first whatever waits already, then every ring and every minute."""
    drain(context)
    huey = with_drain(bell(context.home), lambda: drain(context))
    consumer = huey.create_consumer(
        workers=1, worker_type="thread", periodic=True, initial_delay=0.05, backoff=1.2, max_delay=0.5
    )
    consumer.run()
