"""`lms certificates issue|list|export|verify`: the register from the command line."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy import inspect as database_of
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from lms.certificates import actions, queries
from lms.certificates.models import Certificate
from lms.certificates.queries.files import FileVerdict, verify_alone, verify_file
from lms.certificates.queries.register import every
from lms.certificates.signing.inspect import MAX_BYTES
from lms.certificates.signing.signer import Pin, known_pins
from lms.core import config as configuration
from lms.core.actor import Actor
from lms.core.clock import SystemClock
from lms.core.codes import parse_code, show_code
from lms.core.config import Config
from lms.core.errors import Refused
from lms.db.engine import session_factory
from lms.db.session import writing
from lms.institution.queries import institution

COMMAND_LINE = Actor("cli", None, "baris perintah")
WAIT_SECONDS = 120
WORDS = {
    "valid": "BERLAKU",
    "expired": "KEDALUWARSA",
    "replaced": "DIGANTI",
    "revoked": "DICABUT",
    "changed": "BERUBAH: isi berkas tidak sama dengan yang diterbitkan",
    "unknown": "TIDAK DIKENAL",
}


@click.group()
def group() -> None:
    """Issue certificates for closed Bimtek sessions, export them, and verify PDF files."""


@contextmanager
def _sessions(config: Config) -> Iterator[sessionmaker[Session]]:
    factory = session_factory(config.database_url)
    try:
        yield factory
    finally:
        factory.kw["bind"].dispose()


@group.command()
@click.argument("session_id", metavar="SESSION", type=int)
@click.pass_context
def issue(context: click.Context, session_id: int) -> None:
    """Order, print and sign the certificates of SESSION (its number in the address of its page)."""
    config = configuration.read()
    with _sessions(config) as factory:
        try:
            with factory() as session, writing(session):
                ordered = actions.issue(
                    session,
                    actor=COMMAND_LINE,
                    clock=SystemClock(),
                    session_id=session_id,
                    public_url=config.public_url,
                )
        except Refused as refusal:
            raise click.ClickException(str(refusal)) from refusal
        found = _print_out(factory, config, session_id)
        for one in ordered.held:
            click.echo(f"tertahan: {one.name}: {', '.join((*one.missing_words, *one.unprintable))}", err=True)
    click.echo(
        f"{len(ordered.created)} baru, {ordered.already} sudah ada, {len(ordered.held)} tertahan", err=True
    )
    click.echo(f"{found.issued} terbit, {found.waiting} menunggu, {found.failed} gagal", err=True)
    context.exit(1 if ordered.held or found.failed or found.waiting else 0)


def _print_out(factory: sessionmaker[Session], config: Config, session_id: int) -> queries.Progress:
    """Do what waits in this process, then wait for what another worker has in hand."""
    from lms.jobs.registry import JobContext
    from lms.jobs.worker import drain

    context = JobContext(factory, SystemClock(), config.home, {"config": config})
    until = time.monotonic() + WAIT_SECONDS
    while True:
        drain(context)
        with factory() as session:
            found = queries.progress(session, session_id)
        if found.done or time.monotonic() > until:
            return found
        time.sleep(0.5)


@group.command("list")
@click.option("--json", "as_json", is_flag=True, help="an array of objects for programs")
def list_command(as_json: bool) -> None:
    """Every number of the register, in order."""
    config = configuration.read()
    with _sessions(config) as factory, factory() as session:
        today = SystemClock().now().astimezone(institution(session).zone).date()
        lines = every(session)
    states = {"waiting": "waiting", "void": "void"}
    rows = [
        {
            "code": line.code,
            "number": line.number,
            "state": states.get(line.state) or line.public_state(today),
            "holder": line.holder,
            "session": line.session_id,
            "kind": line.kind,
            "title": line.title,
            "issued_on": line.issued_on.isoformat(),
            "valid_until": line.valid_until.isoformat() if line.valid_until else None,
        }
        for line in lines
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        click.echo(f"{row['number']}  {show_code(str(row['code']))}  {row['state']}  {row['holder']}")


@group.command()
@click.argument("code")
@click.argument("target", metavar="FILE.pdf", type=click.Path(path_type=Path, dir_okay=False))
def export(code: str, target: Path) -> None:
    """Write the PDF of the certificate with CODE (or its number) to FILE.pdf, byte for byte as it was issued."""
    from lms.certificates.jobs import FOLDER

    config = configuration.read()
    with _sessions(config) as factory, factory() as session:
        wanted = parse_code(code)
        where = Certificate.code == wanted if wanted else Certificate.number == code
        row = session.scalar(select(Certificate).where(where))
    if row is None or row.pdf_sha256 is None:
        raise click.ClickException("tidak ada sertifikat terbit dengan kode itu")
    path = config.home / FOLDER / row.file_name
    data = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(data).hexdigest() != row.pdf_sha256:
        raise click.ClickException(f"berkas {path} rusak atau hilang")
    target.write_bytes(data)


@group.command()
@click.argument("path", metavar="FILE.pdf", type=click.Path(exists=True, path_type=Path, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="the answer as an object for programs")
@click.option(
    "--signer",
    type=click.Path(exists=True, path_type=Path, dir_okay=False),
    help="trust this PEM certificate too",
)
@click.pass_context
def verify(context: click.Context, path: Path, as_json: bool, signer: Path | None) -> None:
    """Say what FILE.pdf is; exit 0 only when it is a valid certificate, whole and unchanged.

    With a database the register is asked as well; without one the signature alone decides.
    """
    data = path.read_bytes() if path.stat().st_size <= MAX_BYTES else b""
    config = configuration.read()
    extra = _pin(signer) if signer else []
    verdict = _by_register(config, data) if _has_register(config) else None
    if verdict is None or (verdict.state == "unknown" and extra):
        verdict = verify_alone(data, [*known_pins(config.home), *extra])
    _say(verdict, as_json=as_json)
    context.exit(0 if verdict.state == "valid" else 1)


def _pin(path: Path) -> list[Pin]:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    try:
        certificate = x509.load_pem_x509_certificates(path.read_bytes())[0]
    except ValueError as error:
        raise click.UsageError(f"{path} holds no PEM certificate") from error
    label = certificate.subject.rfc4514_string()
    return [
        Pin(certificate.fingerprint(hashes.SHA256()).hex(), label, "Pengembangan" in label, path.read_text())
    ]


def _has_register(config: Config) -> bool:
    """Whether there is a database with a register; asking must not create one."""
    if (
        config.database_url.startswith("sqlite:///")
        and not Path(config.database_url.removeprefix("sqlite:///")).is_file()
    ):
        return False
    factory = session_factory(config.database_url)
    try:
        return bool(database_of(factory.kw["bind"]).has_table("certificate"))
    except SQLAlchemyError:
        return False
    finally:
        factory.kw["bind"].dispose()


def _by_register(config: Config, data: bytes) -> FileVerdict:
    with _sessions(config) as factory, factory() as session:
        today = SystemClock().now().astimezone(institution(session).zone).date()
        return verify_file(session, data, today)


def _say(verdict: FileVerdict, *, as_json: bool) -> None:
    found, inspection = verdict.certificate, verdict.inspection
    code = found.code if found else inspection.code
    if as_json:
        click.echo(
            json.dumps(
                {
                    "state": verdict.state,
                    "code": code,
                    "number": found.number if found else None,
                    "holder": found.holder if found else None,
                    "registered": verdict.registered,
                    "signer": inspection.label or None,
                    "development_key": verdict.development,
                },
                ensure_ascii=False,
                indent=1,
            )
        )
        return
    click.echo(WORDS[verdict.state])
    if found:
        click.echo(f"{found.number}  {found.holder}  {found.event}")
    elif code:
        click.echo(f"kode {show_code(code)}")
    if verdict.alone:
        click.echo("diperiksa lewat tanda tangannya saja, tanpa buku sertifikat")
    if verdict.development:
        click.echo("ditandatangani dengan kunci pengembangan, bukan dokumen resmi")
