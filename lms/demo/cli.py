"""`lms demo`: an instance with the shipped content and the sample city, served at once."""

from __future__ import annotations

import secrets

import click
from sqlalchemy.orm import Session

from lms.content.check import check
from lms.content.tree import ContentTree
from lms.core import config as configuration
from lms.core.clock import SystemClock
from lms.core.config import Config
from lms.db.engine import session_factory
from lms.db.session import writing
from lms.demo import scenes
from lms.demo.city import BUILDER
from lms.library import actions as library
from lms.library import queries as library_queries
from lms.library import registry, roots
from lms.web.server import prepare, run_server

SAMPLE_ACCOUNTS = (
    ("petugas", "pegawai baru di meja layanan informasi"),
    ("pengajar", "pengajar dan penyelenggara Bimtek"),
    ("kepala", "kepala perangkat daerah"),
    ("admin", "admin kota"),
)


def sample_password(config: Config) -> str:
    """LMS_DEMO_PASSWORD, or one made at first start and kept in the instance folder."""
    path = config.home / "demo-password"
    if config.demo_password:
        return config.demo_password
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(f"contoh-{secrets.token_hex(4)}")
    return path.read_text().strip()


def publish_shipped(session: Session) -> None:
    """Publish the content that ships with Estafet; what is published already is passed over."""
    report = check(ContentTree.from_folder(roots.shipped_root()), registry.checkers())
    with writing(session):
        library.publish(session, actor=BUILDER, clock=SystemClock(), report=report, note="Konten bawaan")


def load(config: Config) -> bool:
    """Content and city, once; True when something was loaded, and a new LMS_DEMO_PASSWORD is taken over."""
    password = sample_password(config)
    with session_factory(config.database_url)() as session:
        if scenes.is_loaded(session):
            scenes.take_over_password(session, password)
            return False
        if not library_queries.counts(session):
            click.echo("Menerbitkan modul dan kuis …", err=True)
            publish_shipped(session)
        click.echo("Memuat kota contoh …", err=True)
        scenes.load(session, SystemClock(), password, config.public_url)
    return True


def greet(config: Config) -> None:
    """Say where the platform is, and who can sign in."""
    click.echo(f"\nEstafet berjalan di {config.public_url}\n")
    click.echo(f"Akun contoh (kata sandi: {sample_password(config)})")
    for name, what in SAMPLE_ACCOUNTS:
        click.echo(f"  {name:<10} {what}")
    click.echo("Pegawai lain masuk dengan NIP atau surel. Ctrl-C menghentikan semuanya.\n")


@click.command()
@click.option("--no-serve", is_flag=True, help="load the sample city, but do not serve it")
def group(no_serve: bool) -> None:
    """Start Estafet with the shipped content and a sample city."""
    config = configuration.read()
    prepare(config)
    load(config)
    greet(config)
    if not no_serve:
        run_server(config)
