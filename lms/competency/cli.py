"""`lms competency`: memories built again from the reviews, and the nightly work by hand."""

from __future__ import annotations

import json
import sys

import click

from lms.competency.actions import fitting, night
from lms.competency.actions.replay import replay as replay_all
from lms.core.actor import Actor
from lms.core.clock import SystemClock
from lms.db.console import command_session

ACTOR = Actor("cli", None, "lms competency")


@click.group()
def group() -> None:
    """Competency: retention and refreshers."""


@group.command()
@click.option("--backfill", is_flag=True, help="First note answers that are older than the reviews.")
@click.option("--check", is_flag=True, help="Exit 1 if any memory had been stored otherwise.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as one JSON object.")
def replay(backfill: bool, check: bool, as_json: bool) -> None:
    """Build every memory again from its reviews, and say how many had been different."""
    with command_session("review_event") as session:
        done = replay_all(session, backfill=backfill)
    if as_json:
        click.echo(json.dumps(vars(done)))
    else:
        click.echo(
            f"{done.memories} ingatan dibangun ulang, {done.changed} di antaranya berbeda dari yang tersimpan; "
            f"{done.added} jawaban lama dicatat."
        )
    sys.exit(1 if check and done.changed else 0)


@group.command()
def summarise() -> None:
    """Write tonight's summary of retention now."""
    with command_session("retention_summary") as session:
        click.echo(f"{night.sum_up(session, SystemClock())} baris ringkasan ditulis.")


@group.command()
def fit() -> None:
    """Fit the parameters of memory if there are enough answers, and build the memories again if they are adopted."""
    with command_session("recall_edition") as session:
        row = fitting.fit_when_ready(session, SystemClock(), actor=ACTOR)
        if row is None:
            click.echo("Belum ada cukup jawaban baru; parameter tidak berubah.")
            return
        replay_all(session)
        verdict = "dipakai" if row.adopted else "tidak dipakai"
        click.echo(
            f"Edisi {row.id} {verdict}: log-loss {row.loss_after:.4f}, sebelumnya {row.loss_before:.4f}, "
            f"atas {row.held_out} jawaban."
        )
