"""The worker's way to a signature: borrows the passphrase of the batch when one is needed, and ends the batch when it must."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import structlog

from lms.certificates.actions.signing import stop_batch
from lms.certificates.queries.signing import Choice, unsigned
from lms.certificates.signing import handover, means
from lms.certificates.signing.faults import BatchStoppedError, ServiceBusyError
from lms.certificates.signing.handover import Loan
from lms.certificates.signing.signer import Signer, keep_pem, remember
from lms.db.session import writing
from lms.jobs.registry import JobContext

log = structlog.get_logger("estafet.certificates")


@contextmanager
def signer(context: JobContext, choice: Choice, programme: str) -> Iterator[Signer]:
    """The signer for one certificate of a batch; what happens inside decides whether its passphrase is kept.

    Raises SecretNeededError when nobody has entered one, BatchStoppedError when the signer says no.
    """
    environment, home = environment_of(context), context.home
    loan = None
    if means.asks(choice.method, environment, home):
        loan = handover.borrow(home, programme)
    try:
        yield means.signer_for(choice.method, choice.identity, environment, home, loan)
    except BatchStoppedError:
        handover.settle(home, programme, "drop")
        means.close(programme)
        raise
    except ServiceBusyError:
        _after_trial(context, loan, "again")
        raise
    except Exception:
        _after_trial(context, loan, "unused")
        raise
    _after_trial(context, loan, "good")


def _after_trial(context: JobContext, loan: Loan | None, how: handover.Outcome) -> None:
    if loan is not None:
        loan.secret.wipe()
        if loan.trial:
            handover.settle(context.home, loan.batch, how)


def finished(context: JobContext, programme: str, by: Signer) -> None:
    """After a certificate was issued: remember who signed it, and forget the passphrase when it was the last."""
    if by.fingerprint:
        if by.method in {"bsre", "outside"}:
            keep_pem(context.home, f"luar-{by.fingerprint[:16]}.pem", by.pem)
        else:
            remember(context.home, by)
    for one in means.authorities_of(by):
        keep_pem(context.home, f"waktu-{one.fingerprint[:16]}.pem", one.pem)
    with context.sessions() as session:
        if unsigned(session, programme):
            return
    handover.settle(context.home, programme, "drop")
    means.close(programme)


def stopped(context: JobContext, programme: str, error: BatchStoppedError) -> None:
    """Say on everything of the batch why it was stopped; a person must act, so nothing is tried again by itself."""
    with context.sessions() as session, writing(session):
        count = stop_batch(
            session, clock=context.clock, programme=programme, code=error.code, fault=str(error)
        )
    log.warning("signing stopped", programme=programme, code=error.code, waiting=count)


def environment_of(context: JobContext) -> Mapping[str, str | None]:
    """The signing settings of this worker's configuration; the process's environment when it has none."""
    config = context.config.get("config")
    if config is None:
        return {name: text for name, text in os.environ.items() if name.startswith("LMS_SIGNING_")}
    return dict(config.signing)
