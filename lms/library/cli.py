"""`lms content check|publish|export`: from files to problems, and from files to revisions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from sqlalchemy import create_engine, inspect
from sqlalchemy.orm import Session

from lms.content.check import Checker, Report, check
from lms.content.tree import ContentTree
from lms.core import config as configuration
from lms.core.actor import Actor
from lms.core.clock import SystemClock
from lms.core.problem import Problem, worst_first
from lms.db.session import prepare_engine, writing
from lms.library import actions, queries, roots

COMMAND_LINE = Actor("cli", None, "baris perintah")


def all_checkers() -> list[Checker]:
    """The checkers that the rooms above offer, as `wiring` registered them."""
    from lms.library.registry import checkers

    return checkers()


@click.group()
def group() -> None:
    """Check and publish SOP modules, quizzes and templates written in Markdown."""


def _load(paths: tuple[Path, ...]) -> tuple[Path, ContentTree, set[str] | None]:
    wanted = [Path(path) for path in paths] or [Path.cwd()]
    found = {roots.root_of(path) for path in wanted}
    if len(found) > 1:
        raise click.UsageError("the paths lie in different content folders")
    root = found.pop()
    return root, ContentTree.from_folder(root), roots.selected(wanted, root)


def _report(paths: tuple[Path, ...]) -> tuple[Report, set[str] | None]:
    try:
        _root, tree, only = _load(paths)
    except FileNotFoundError as error:
        raise click.UsageError(str(error)) from error
    return check(tree, all_checkers()), only


def _print(problems: list[Problem], locale: str, as_json: bool) -> None:
    ordered = worst_first(problems)
    if as_json:
        click.echo(json.dumps([problem.as_json(locale) for problem in ordered], ensure_ascii=False, indent=1))
    else:
        for problem in ordered:
            click.echo(problem.format(locale))


@group.command("check")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="a list of problems for programs")
@click.option("--locale", type=click.Choice(["id", "en"]), default="id", show_default=True)
@click.pass_context
def check_command(context: click.Context, paths: tuple[Path, ...], as_json: bool, locale: str) -> None:
    """Report every problem of every file; needs no database. PATH: a content root, or files in one."""
    report, only = _report(paths)
    problems = [p for p in report.problems if only is None or p.path in only]
    _print(problems, locale, as_json)
    errors = sum(problem.is_error for problem in problems)
    if not as_json:
        click.echo(
            f"{len(report.documents)} dokumen, {errors} kesalahan, {len(problems) - errors} peringatan",
            err=True,
        )
    context.exit(1 if errors else 0)


@group.command("publish")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--note", default="", help="what this revision changes")
@click.option("--json", "as_json", is_flag=True, help="what was done, for programs")
@click.option("--locale", type=click.Choice(["id", "en"]), default="id", show_default=True)
@click.pass_context
def publish_command(
    context: click.Context, paths: tuple[Path, ...], note: str, as_json: bool, locale: str
) -> None:
    """Publish what has no error; a document with an error keeps its last good revision."""
    report, only = _report(paths)
    with _database() as session, writing(session):
        outcome = actions.publish(
            session, actor=COMMAND_LINE, clock=SystemClock(), report=report, note=note[:500], only=only
        )
    problems = [p for p in outcome.problems if only is None or p.path in only]
    if as_json:
        click.echo(json.dumps(_outcome_json(outcome, problems, locale), ensure_ascii=False, indent=1))
    else:
        _print(problems, locale, as_json=False)
        _print_outcome(outcome)
    context.exit(1 if any(p.is_error for p in problems) else 0)


def _print_outcome(outcome: actions.Published) -> None:
    for document in outcome.new:
        click.echo(f"{document.path}: revisi {document.number} terbit")
    for path in outcome.kept:
        click.echo(f"{path}: revisi lama tetap berlaku")
    counted = (
        f"{len(outcome.new)} terbit, {len(outcome.unchanged)} tidak berubah, {len(outcome.kept)} ditahan"
    )
    click.echo(counted, err=True)


def _outcome_json(outcome: actions.Published, problems: list[Problem], locale: str) -> dict[str, Any]:
    return {
        "published": [
            {"kind": d.kind, "id": d.doc_id, "path": d.path, "revision": d.number, "hash": d.hash}
            for d in outcome.new
        ],
        "unchanged": outcome.unchanged,
        "kept": outcome.kept,
        "problems": [problem.as_json(locale) for problem in worst_first(problems)],
    }


@contextmanager
def _database() -> Iterator[Session]:
    """A session on a database that has its tables; says what to do when it has none."""
    config = configuration.read()
    engine = prepare_engine(create_engine(config.database_url))
    try:
        if not inspect(engine).has_table("revision"):
            raise click.ClickException(f"{config.home}: basis data belum disiapkan; jalankan `lms init`.")
        with Session(engine, expire_on_commit=False) as session:
            yield session
    finally:
        engine.dispose()


@group.command("export")
@click.argument("target", default=".", type=click.Path(path_type=Path, file_okay=False))
@click.option("--force", is_flag=True, help="write over files that differ")
@click.pass_context
def export_command(context: click.Context, target: Path, *, force: bool) -> None:
    """Write the sources of everything that is published into a folder (default: the current one).

    Files that are there and differ are left alone and listed, unless --force is given.
    """
    with _database() as session:
        sources = queries.live_sources(session)
    differing = [p for p, data in sources.items() if _differs(target / p, data)]
    if differing and not force:
        for path in differing:
            click.echo(f"{path}: berbeda dari yang terbit, tidak ditimpa")
    for path, data in sources.items():
        out = target / path
        if path in differing and not force:
            continue
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(data)
    left = 0 if force else len(differing)
    click.echo(f"{len(sources) - left} berkas ditulis, {left} dibiarkan", err=True)
    context.exit(1 if left else 0)


def _differs(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() != data
