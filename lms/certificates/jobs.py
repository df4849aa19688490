"""The worker's side: prints and signs one waiting certificate; may be killed at any moment and run again."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path
from typing import Any

import structlog
from jinja2 import TemplateError

from lms.certificates.actions import mark_failed, mark_issued
from lms.certificates.actions.finishing import take_name, write_durably
from lms.certificates.actions.issuing import JOB
from lms.certificates.domain.facts import Facts
from lms.certificates.models import Certificate
from lms.certificates.queries.templates import package
from lms.certificates.render.faults import LayoutError
from lms.certificates.signing import signer as signing
from lms.db.session import writing
from lms.jobs.registry import JobContext, handler

log = structlog.get_logger("estafet.certificates")

FOLDER = "certificates"
LEFTOVER_SECONDS = 600


@handler(JOB)
def run(context: JobContext, payload: dict[str, Any]) -> None:
    """Print and sign the certificate `payload["certificate"]` when it still waits."""
    certificate_id = int(payload["certificate"])
    folder = context.home / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _sweep(folder)
    try:
        _finish(context, certificate_id, folder)
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
        template = package(session, row.revision_id)
    signer = signing.load(context.home, _environment(context))
    now = context.clock.now()
    pdf = render(template, facts, signer.words(template.document.bsre_sentence), made_at=now)
    signed = signer.sign(
        pdf,
        at=now,
        reason=f"Sertifikat {facts.certificate.number}",
        contact=facts.certificate.verify_url,
        place=facts.office.place,
    )
    draft = folder / f".{certificate_id}.{os.getpid()}.{time.monotonic_ns()}.draft"
    try:
        write_durably(draft, signed)
        with context.sessions() as session, writing(session):
            mark_issued(
                session,
                clock=context.clock,
                certificate_id=certificate_id,
                signer=signer,
                sha256=hashlib.sha256(signed).hexdigest(),
                publish=lambda: take_name(draft, folder / f"{certificate_id}.pdf"),
            )
    finally:
        draft.unlink(missing_ok=True)


def _note(context: JobContext, certificate_id: int, fault: str) -> None:
    with context.sessions() as session, writing(session):
        mark_failed(session, certificate_id=certificate_id, fault=fault)


def _environment(context: JobContext) -> dict[str, str | None]:
    """The signing settings of this worker's configuration; the process's environment when it has none."""
    config = context.config.get("config")
    if config is None:
        return {name: os.environ.get(name) for name in ("LMS_SIGNING_P12", "LMS_SIGNING_PASSWORD")}
    return {"LMS_SIGNING_P12": config.signing_p12, "LMS_SIGNING_PASSWORD": config.signing_password}


def _sweep(folder: Path) -> None:
    """Remove drafts that a killed worker left behind."""
    limit = time.time() - LEFTOVER_SECONDS
    for path in folder.glob(".*.draft"):
        try:
            if path.stat().st_mtime < limit:
                path.unlink()
        except FileNotFoundError:
            continue
