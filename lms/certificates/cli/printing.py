"""`lms certificates issue|list|export`: ordering and printing, the register, and the files."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from lms.certificates import actions, queries
from lms.certificates.cli.common import COMMAND_LINE, sessions
from lms.certificates.models import Certificate
from lms.certificates.queries.register import every, programme_of
from lms.certificates.queries.signing import choice, unsigned
from lms.certificates.signing import means
from lms.certificates.signing.secret import Secret
from lms.certificates.signing.vault import Vault
from lms.core import config as configuration
from lms.core.clock import SystemClock
from lms.core.codes import parse_code, show_code
from lms.core.config import Config
from lms.core.errors import Refused
from lms.db.session import writing
from lms.institution.queries import institution

WAIT_SECONDS = 120


@click.command()
@click.argument("session_id", metavar="SESSION", type=int)
@click.pass_context
def issue(context: click.Context, session_id: int) -> None:
    """Order, print and sign the certificates of SESSION (its number in the address of its page)."""
    config = configuration.read()
    with sessions(config) as factory:
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
        with _unlocked(factory, config, session_id):
            found = _print_out(factory, config, session_id)
        for one in ordered.held:
            click.echo(f"tertahan: {one.name}: {', '.join((*one.missing_words, *one.unprintable))}", err=True)
    click.echo(
        f"{len(ordered.created)} baru, {ordered.already} sudah ada, {len(ordered.held)} tertahan", err=True
    )
    click.echo(f"{found.issued} terbit, {found.waiting} menunggu, {found.failed} gagal", err=True)
    context.exit(1 if ordered.held or found.failed or found.waiting else 0)


@contextmanager
def _unlocked(factory: sessionmaker[Session], config: Config, session_id: int) -> Iterator[None]:
    """Ask for the passphrase of the batch when its way of signing needs one; it stays in this process's memory."""
    programme = programme_of(session_id)
    with factory() as session:
        method, waiting = choice(session).method, unsigned(session, programme)
    vault = Vault(config.home)
    if waiting and means.asks(method, config.signing, config.home):
        vault.put(programme, Secret(click.prompt(means.ASKED[method], hide_input=True)))
        with factory() as session, writing(session):
            actions.retry(session, actor=COMMAND_LINE, clock=SystemClock(), session_id=session_id)
    try:
        yield
    finally:
        vault.close()


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


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="an array of objects for programs")
def list_command(as_json: bool) -> None:
    """Every number of the register, in order."""
    config = configuration.read()
    with sessions(config) as factory, factory() as session:
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


@click.command()
@click.argument("code")
@click.argument("target", metavar="FILE.pdf", type=click.Path(path_type=Path, dir_okay=False))
def export(code: str, target: Path) -> None:
    """Write the PDF of the certificate with CODE (or its number) to FILE.pdf, byte for byte as it was issued."""
    from lms.certificates.jobs import FOLDER

    config = configuration.read()
    with sessions(config) as factory, factory() as session:
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
