"""`lms people`: the list of officers from a file."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from lms.core.actor import Actor
from lms.core.clock import SystemClock
from lms.core.problem import worst_first
from lms.db.console import command_session
from lms.db.session import writing
from lms.people.actions.imports import apply_import, file_hash, plan_import
from lms.people.domain.roster.plan import Plan
from lms.people.domain.roster.reader import Roster
from lms.people.domain.roster.reader import read as read_roster

ACTOR = Actor("cli", None, "lms people import")
SHOWN = 200


@click.group()
def group() -> None:
    """Officers of the city."""


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as one JSON object.")
def import_file(file: Path, dry_run: bool, as_json: bool) -> None:
    """Import a list of officers (CSV); all rows or none.

    Exit 0 when imported (or when nothing differs), 1 when the file has errors; each is listed with its row.
    """
    data = file.read_bytes()
    roster = read_roster(file.name, data)
    clock = SystemClock()
    with command_session("officer") as session:
        plan = plan_import(session, clock=clock, roster=roster)
        if plan.ok and not dry_run:
            with writing(session):
                plan, _row = apply_import(
                    session, actor=ACTOR, clock=clock, roster=roster, sha256=file_hash(data)
                )
    report = _json_report if as_json else _text_report
    report(plan, roster, applied=plan.ok and not dry_run)
    sys.exit(0 if plan.ok else 1)


def _json_report(plan: Plan, roster: Roster, *, applied: bool) -> None:
    outcome: dict[str, Any] = {
        "applied": applied,
        "encoding": roster.encoding,
        **plan.counts(),
        "problems": [problem.as_json() for problem in worst_first(plan.problems)],
    }
    click.echo(json.dumps(outcome, ensure_ascii=False, indent=2))


def _text_report(plan: Plan, roster: Roster, *, applied: bool) -> None:
    for problem in worst_first(plan.problems):
        click.echo(problem.format(), err=True)
    if not plan.ok:
        click.echo(f"{roster.path}: ada kesalahan, tidak ada yang diimpor.", err=True)
        return
    for item in plan.changed[:SHOWN]:
        words = "; ".join(f"{c.field}: {c.before or '–'} → {c.after}" for c in item.changes)
        click.echo(f"  baris {item.row} {item.name}: {words}")
    if len(plan.changed) > SHOWN:
        click.echo(f"  … dan {len(plan.changed) - SHOWN} pegawai lain")
    counts = plan.counts()
    verb = "Diimpor" if applied else "Akan diimpor"
    click.echo(
        f"{verb}: {counts['new']} pegawai baru, {counts['changed']} berubah, {counts['unchanged']} tetap, "
        f"{counts['posts']} jabatan baru, {counts['skipped']} dilewati. "
        f"{counts['missing']} pegawai tidak ada dalam berkas dan dibiarkan."
    )
