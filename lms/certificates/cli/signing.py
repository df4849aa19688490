"""`lms certificates signing`: which way certificates are signed, whether it works, and whose signatures count."""

from __future__ import annotations

from pathlib import Path

import click

from lms.certificates.actions import signing as actions
from lms.certificates.cli.common import COMMAND_LINE, sessions
from lms.certificates.queries import signing as queries
from lms.certificates.signing import means, outside
from lms.certificates.signing.faults import BatchStoppedError, ServiceBusyError
from lms.certificates.signing.handover import Loan
from lms.certificates.signing.inspect import inspect
from lms.certificates.signing.keys import KeyUnusableError
from lms.certificates.signing.secret import Secret
from lms.certificates.signing.signer import Pin
from lms.core import config as configuration
from lms.core.clock import SystemClock
from lms.core.config import Config
from lms.core.errors import Refused
from lms.db.session import writing

WORDS = {
    "file": "berkas kunci PKCS#12 di server, atau kunci uji bila tidak ada berkasnya",
    "pkcs11": "token atau HSM (PKCS#11)",
    "bsre": "layanan e-sign BSrE milik instansi",
    "outside": "ditandatangani di luar sistem, lalu diunggah kembali",
    "wet": "tanpa tanda tangan elektronik, untuk tanda tangan basah",
}
TRIAL = "percobaan"


@click.group()
def signing() -> None:
    """Show or choose how certificates are signed, try it, and register officials who sign elsewhere."""


@signing.command()
def show() -> None:
    """The way in force (marked *), what the environment offers, and the trusted signers."""
    config = configuration.read()
    with sessions(config) as factory, factory() as session:
        now, trusted = queries.choice(session), queries.signers(session)
    for method in means.METHODS:
        state = "" if method in means.available(config.signing) else " (belum disiapkan di server)"
        click.echo(f"{'*' if method == now.method else ' '} {method:8} {WORDS[method]}{state}")
    if now.identity:
        click.echo(f"identitas BSrE: …{now.identity[-4:]}")
    click.echo(f"penanda waktu: {config.signing.get('LMS_SIGNING_TSA', 'tidak diatur')}")
    for one in trusted:
        click.echo(f"dipercaya: {one.label}  SHA-256 {one.fingerprint[:16]}  {one.used} sertifikat")


@signing.command()
@click.argument("method", type=click.Choice(means.METHODS))
@click.option("--identity", default="", help="for bsre: the official's NIK, or e-mail with version 2")
def choose(method: str, identity: str) -> None:
    """Sign by METHOD from now on; what is issued already does not change."""
    config = configuration.read()
    if method not in means.available(config.signing):
        raise click.ClickException(f"{method} belum disiapkan di server (lihat README, LMS_SIGNING_…)")
    with sessions(config) as factory, factory() as session:
        try:
            with writing(session):
                actions.choose(
                    session, actor=COMMAND_LINE, clock=SystemClock(), method=method, identity=identity,
                    seen_version=queries.choice(session).version,
                )  # fmt: skip
        except Refused as refusal:
            raise click.ClickException(str(refusal)) from refusal
    click.echo(f"{method}: {WORDS[method]}")


@signing.command()
@click.argument("path", metavar="FILE", type=click.Path(exists=True, path_type=Path, dir_okay=False))
def trust(path: Path) -> None:
    """Trust the official whose certificate is in FILE (PEM, DER, or a PDF that they signed)."""
    config = configuration.read()
    try:
        pin = outside.pin_of(path.read_bytes())
    except outside.NotOursError as reason:
        raise click.ClickException(str(reason)) from reason
    with sessions(config) as factory, factory() as session, writing(session):
        new = actions.trust(session, actor=COMMAND_LINE, clock=SystemClock(), pin=pin)
    click.echo(f"{pin.label}: {'terdaftar' if new else 'sudah terdaftar'}  SHA-256 {pin.fingerprint}")


@signing.command("try")
def try_command() -> None:
    """Sign an empty page by the way in force, and check the signature; nothing is issued or kept."""
    config = configuration.read()
    with sessions(config) as factory, factory() as session:
        chosen = queries.choice(session)
    if chosen.method in {"wet", "outside"}:
        raise click.ClickException(f"{chosen.method}: server tidak menandatangani apa pun")
    try:
        said = _tried(config, chosen)
    except (BatchStoppedError, ServiceBusyError, KeyUnusableError) as fault:
        raise click.ClickException(str(fault)) from None
    finally:
        means.close()
    click.echo(said)


def _tried(config: Config, chosen: queries.Choice) -> str:
    loan = None
    if means.asks(chosen.method, config.signing, config.home):
        secret = Secret(click.prompt(means.ASKED[chosen.method], hide_input=True))
        loan = Loan(TRIAL, secret, trial=True)
    by = means.signer_for(chosen.method, chosen.identity, config.signing, config.home, loan)
    signed = by.sign(_page(), at=SystemClock().now(), reason="Percobaan", contact="", place="")
    known = [Pin(by.fingerprint, by.label, by.development, by.pem), *means.authorities_of(by)]
    if (
        by.method != "bsre" and inspect(signed, known).proof != "whole"
    ):  # an answer of BSrE is checked when it comes
        raise BatchStoppedError("try", "Tanda tangannya dibuat, tetapi tidak sah.")
    return f"berhasil: {by.label}  SHA-256 {by.fingerprint}" + ("  (kunci uji)" if by.development else "")


def _page() -> bytes:
    from weasyprint import HTML

    return bytes(HTML(string="<p>Percobaan tanda tangan, bukan dokumen</p>").write_pdf())
