"""The worker's side: prints and signs one waiting certificate; may be killed at any moment and run again."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path
from typing import Any

import structlog
from jinja2 import TemplateError

from lms.certificates import sealing
from lms.certificates.actions import mark_failed, mark_issued
from lms.certificates.actions.finishing import take_name, write_durably
from lms.certificates.actions.issuing import JOB
from lms.certificates.actions.signing import keep_draft
from lms.certificates.badges.credential import credential
from lms.certificates.badges.issuer import Issuer, issuer
from lms.certificates.domain.facts import Facts
from lms.certificates.models import Certificate, CertificatePause
from lms.certificates.queries.signing import choice
from lms.certificates.queries.templates import package
from lms.certificates.render.faults import LayoutError
from lms.certificates.signing.faults import BatchStoppedError, SecretNeededError, ServiceBusyError
from lms.db.session import writing
from lms.jobs.registry import JobContext, handler

log = structlog.get_logger("estafet.certificates")

FOLDER = "certificates"
LEFTOVER_SECONDS = 600
_next_sweep: dict[Path, float] = {}


@handler(JOB)
def run(context: JobContext, payload: dict[str, Any]) -> None:
    """Print and sign the certificate `payload["certificate"]` when it still waits."""
    certificate_id = int(payload["certificate"])
    folder = context.home / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _sweep(folder)
    try:
        _finish(context, certificate_id, folder)
    except SecretNeededError:
        return  # it goes on waiting; entering the passphrase asks for it again
    except BatchStoppedError as error:
        sealing.stopped(context, _programme(context, certificate_id), error)
    except ServiceBusyError as error:
        _note(context, certificate_id, str(error))
        raise
    except (LayoutError, TemplateError) as error:
        _note(context, certificate_id, str(error))  # trying again would not help; a person must
        log.warning("certificate cannot be printed", certificate=certificate_id, reason=str(error))
    except Exception as error:
        _note(context, certificate_id, f"{type(error).__name__}: {error}")
        raise


def _finish(context: JobContext, certificate_id: int, folder: Path) -> None:
    from lms.certificates.render.pdf import render

    with context.sessions() as session:
        row = session.get(Certificate, certificate_id)
        if row is None or row.state != "waiting":
            return
        facts = Facts.model_validate(row.snapshot)
        if row.draft_sha256 is not None:
            return  # printed already; it waits for a signature that is made elsewhere
        if session.get(CertificatePause, row.programme) is not None:
            return  # going on asks for it again
        template, programme, chosen = package(session, row.revision_id), row.programme, choice(session)
    now = context.clock.now()
    with sealing.signer(context, chosen, programme) as signer:
        badge = credential(facts, _issuer(context, facts), at=now, development=signer.development)
        words = signer.words(template.document.bsre_sentence)
        pdf = render(template, facts, words, made_at=now, attached=badge)
        signed = signer.sign(
            pdf,
            at=now,
            reason=f"Sertifikat {facts.certificate.number}",
            contact=facts.certificate.verify_url,
            place=facts.office.place,
        )
    if signer.method == "outside":
        _keep_draft(context, certificate_id, signed, folder)
        return
    draft = folder / f".{certificate_id}.{os.getpid()}.{time.monotonic_ns()}.draft"
    try:
        write_durably(draft, signed)
        context.write(
            lambda session: mark_issued(
                session,
                clock=context.clock,
                certificate_id=certificate_id,
                signer=signer,
                sha256=hashlib.sha256(signed).hexdigest(),
                publish=lambda: take_name(draft, folder / f"{certificate_id}.pdf"),
            )
        )
    finally:
        draft.unlink(missing_ok=True)
    sealing.finished(context, programme, signer)


def _issuer(context: JobContext, facts: Facts) -> Issuer:
    """Whoever issues at the address that is printed on the certificate."""
    return issuer(context.home, facts.certificate.verify_url.rpartition("/verifikasi/")[0])


def _keep_draft(context: JobContext, certificate_id: int, pdf: bytes, folder: Path) -> None:
    """Keep a printed certificate for the official who signs elsewhere; its bytes are what the upload must begin with."""
    draft = folder / f".{certificate_id}.{os.getpid()}.{time.monotonic_ns()}.draft"
    try:
        write_durably(draft, pdf)
        with context.sessions() as session, writing(session):
            keep_draft(
                session,
                certificate_id=certificate_id,
                sha256=hashlib.sha256(pdf).hexdigest(),
                publish=lambda: take_name(draft, folder / draft_name(certificate_id)),
            )
    finally:
        draft.unlink(missing_ok=True)


def draft_name(certificate_id: int) -> str:
    """The file of a printed certificate that waits for a signature made elsewhere."""
    return f"{certificate_id}.unsigned.pdf"


def _programme(context: JobContext, certificate_id: int) -> str:
    with context.sessions() as session:
        return session.get_one(Certificate, certificate_id).programme


def _note(context: JobContext, certificate_id: int, fault: str) -> None:
    context.write(lambda session: mark_failed(session, certificate_id=certificate_id, fault=fault))


def _sweep(folder: Path) -> None:
    """Remove drafts that a killed worker left behind; seldom, because the folder grows with every certificate."""
    if time.monotonic() < _next_sweep.get(folder, 0.0):
        return
    _next_sweep[folder] = time.monotonic() + LEFTOVER_SECONDS / 2
    limit = time.time() - LEFTOVER_SECONDS
    for path in folder.glob(".*.draft"):
        try:
            if path.stat().st_mtime < limit:
                path.unlink()
        except FileNotFoundError:
            continue
