"""`lms content check|publish|export`: from files to problems, and from files to revisions."""

from __future__ import annotations

import json
from pathlib import Path

import click

from lms.content.check import Checker, Report, check
from lms.content.tree import ContentTree
from lms.core import config as configuration
from lms.core.actor import Actor
from lms.core.clock import SystemClock
from lms.core.problem import Problem, worst_first
from lms.db.engine import session_factory
from lms.db.session import writing
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
        click.echo(f"{len(report.documents)} dokumen, {errors} kesalahan, {len(problems) - errors} peringatan", err=True)
    context.exit(1 if errors else 0)


@group.command("publish")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--note", default="", help="what this revision changes")
@click.option("--locale", type=click.Choice(["id", "en"]), default="id", show_default=True)
@click.pass_context
def publish_command(context: click.Context, paths: tuple[Path, ...], note: str, locale: str) -> None:
    """Publish what has no error; a document with an error keeps its last good revision."""
    report, only = _report(paths)
    sessions = session_factory(configuration.read().database_url)
    with sessions() as session, writing(session):
        outcome = actions.publish(
            session, actor=COMMAND_LINE, clock=SystemClock(), report=report, note=note, only=only
        )
        lines = [f"{d.path}: revisi {d.number} terbit" for d in outcome.new]
    problems = [p for p in outcome.problems if only is None or p.path in only]
    _print(problems, locale, as_json=False)
    for line in [*lines, *(f"{path}: revisi lama tetap berlaku" for path in outcome.kept)]:
        click.echo(line)
    click.echo(f"{len(lines)} terbit, {len(outcome.unchanged)} tidak berubah, {len(outcome.kept)} ditahan", err=True)
    context.exit(1 if any(p.is_error for p in problems) else 0)


@group.command("export")
@click.argument("target", type=click.Path(path_type=Path))
def export_command(target: Path) -> None:
    """Write the sources of everything that is published into a folder."""
    sessions = session_factory(configuration.read().database_url)
    with sessions() as session:
        sources = queries.live_sources(session)
    for path, data in sources.items():
        out = target / path
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(data)
    click.echo(f"{len(sources)} berkas", err=True)
