"""`lms certificates verify`: what a PDF or a credential is, with the register or without it."""

from __future__ import annotations

import json
from pathlib import Path

import click
from sqlalchemy import inspect as database_of
from sqlalchemy.exc import SQLAlchemyError

from lms.certificates.badges import check
from lms.certificates.cli.common import sessions
from lms.certificates.queries.answers import as_json as as_answer
from lms.certificates.queries.files import FileVerdict, verify_alone, verify_file
from lms.certificates.queries.public import verify_code
from lms.certificates.signing.inspect import MAX_BYTES
from lms.certificates.signing.signer import Pin, known_pins
from lms.core import config as configuration
from lms.core.clock import SystemClock
from lms.core.codes import parse_code, show_code
from lms.core.config import Config
from lms.db.engine import session_factory
from lms.institution.queries import institution

WORDS = {
    "valid": "BERLAKU",
    "expired": "KEDALUWARSA",
    "replaced": "DIGANTI",
    "revoked": "DICABUT",
    "changed": "BERUBAH: isi berkas tidak sama dengan yang diterbitkan",
    "unknown": "TIDAK DIKENAL",
}


@click.command()
@click.argument("path", metavar="FILE.pdf|CODE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="the answer as an object for programs")
@click.option(
    "--signer",
    type=click.Path(exists=True, path_type=Path, dir_okay=False),
    help="trust this PEM certificate too; for a credential: the issuer's did.json",
)
@click.pass_context
def verify(context: click.Context, path: Path, as_json: bool, signer: Path | None) -> None:
    """Say what FILE.pdf (or a credential's FILE.json, or a CODE) is; exit 0 only for a valid one, whole and unchanged.

    With a database the register is asked as well; without one the signature alone decides.
    """
    if not path.is_file():
        context.exit(0 if _code_state(str(path), as_json=as_json) == "valid" else 1)
    data = path.read_bytes() if path.stat().st_size <= MAX_BYTES else b""
    config = configuration.read()
    if data.lstrip()[:1] == b"{":
        context.exit(0 if _badge_state(config, data, signer, as_json=as_json) == "valid" else 1)
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


def _badge_state(config: Config, data: bytes, published: Path | None, *, as_json: bool) -> str:
    """The state of a credential: its proof by the issuer's key, then what the register says when there is one."""
    document = check.read(data)
    keys = check.keys_of(published.read_bytes()) if published else check.own_keys(config.home)
    state = "valid" if check.is_whole(document, keys) else "changed"
    code, registered = check.code_of(document), False
    if state == "valid" and code and _has_register(config):
        with sessions(config) as factory, factory() as session:
            today = SystemClock().now().astimezone(institution(session).zone).date()
            found = verify_code(session, code, today)
        state, registered = (found.state, True) if found else ("unknown", False)
    elif state == "valid" and check.is_over(document, SystemClock().now()):
        state = "expired"
    answer = {"state": state, "code": code, "registered": registered}
    click.echo(json.dumps(answer, indent=1) if as_json else WORDS[state])
    return state


def _code_state(typed: str, *, as_json: bool) -> str:
    """The state of a code, as the page would give it. Raises a usage error for what is neither a file nor a code."""
    config = configuration.read()
    if parse_code(typed) is None:
        raise click.BadParameter(f"{typed} is neither a file nor a verification code")
    if not _has_register(config):
        raise click.ClickException("tanpa buku sertifikat hanya berkas yang dapat diperiksa")
    with sessions(config) as factory, factory() as session:
        today = SystemClock().now().astimezone(institution(session).zone).date()
        found = verify_code(session, typed, today)
    state = found.state if found else "unknown"
    click.echo(json.dumps(as_answer(state, found), ensure_ascii=False, indent=1) if as_json else WORDS[state])
    if found and not as_json:
        click.echo(f"{found.number}  {found.holder}  {found.event}")
    return state


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
    with sessions(config) as factory, factory() as session:
        today = SystemClock().now().astimezone(institution(session).zone).date()
        return verify_file(session, data, today)


def _say(verdict: FileVerdict, *, as_json: bool) -> None:
    found, inspection = verdict.certificate, verdict.inspection
    code = found.code if found else inspection.code
    if as_json:
        own = {"registered": verdict.registered, "signer": inspection.label or None}
        answer = {
            **as_answer(verdict.state, found),
            "code": code,
            **own,
            "development_key": verdict.development,
        }
        click.echo(json.dumps(answer, ensure_ascii=False, indent=1))
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
