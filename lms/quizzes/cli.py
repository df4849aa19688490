"""`lms quiz convert`: quizzes from and to the formats of other platforms."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

import click

from lms.content.tree import ContentTree
from lms.core.problem import Problem, Words, problem
from lms.library import roots
from lms.quizzes.exchange.convert import READERS, TARGETS, Outcome, convert
from lms.quizzes.exchange.letters import NameOf
from lms.quizzes.exchange.model import MEDIA, Source, is_loss
from lms.quizzes.schema import read_catalogues
from lms.quizzes.schema.checker import local_today

_NO_FOLDER = Words("keluaran standar tidak memuat berkas; pakai -o", "standard output holds no files; use -o")


@click.group()
def group() -> None:
    """Convert quizzes from and to GIFT, Aiken, Moodle XML and tables."""


@group.command("convert")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--from", "origin", type=click.Choice(list(READERS)), required=True, help="what FILE is")
@click.option("--to", "target", type=click.Choice(list(TARGETS)), required=True, help="what to make of it")
@click.option(
    "-o", "out", type=click.Path(dir_okay=False, path_type=Path), help="where; else standard output"
)
@click.option("--locale", type=click.Choice(["id", "en"]), default="id", show_default=True)
@click.pass_context
def convert_command(
    context: click.Context, file: Path, origin: str, target: str, out: Path | None, locale: str
) -> None:
    """Convert FILE; what cannot be carried over is listed on standard error with its line.

    Exit status 0: everything was carried (notes aside). 1: something was not carried, or FILE has a fault; a file
    with a fault is not converted at all. 2: wrong usage.
    """
    source = Source(str(file), file.read_bytes(), _media_beside(file) if origin == "md" else {})
    found = convert(source, origin, target, name_of=_names(file) if origin == "md" else str)
    problems = list(found.problems)
    if found.text is not None:
        problems += _write(found, source.name, out)
    for one in problems:
        click.echo(one.format(locale), err=True)
    failed = any(one.is_error for one in problems)
    losses = sum(is_loss(one) for one in problems)
    _summary(0 if failed else found.count, losses, problems)
    context.exit(1 if failed or losses else 0)


def _summary(count: int, losses: int, problems: list[Problem]) -> None:
    errors = sum(one.is_error for one in problems)
    rest = len(problems) - errors - losses
    click.echo(f"{count} soal ditulis, {errors} kesalahan, {losses} tidak terbawa, {rest} catatan", err=True)


def _media_beside(file: Path) -> dict[str, bytes]:
    """The files that a Markdown quiz may show."""
    folder = file.parent / MEDIA
    return (
        {p.name: p.read_bytes() for p in sorted(folder.iterdir()) if p.is_file()} if folder.is_dir() else {}
    )


def _names(file: Path) -> NameOf:
    """The words of the catalogue in the content folder that the file lies in; codes alone when there is none."""
    try:
        tree = ContentTree.from_folder(roots.root_of(file))
    except FileNotFoundError:
        return str
    return read_catalogues(tree).on(local_today()).name_of


def _write(found: Outcome, name: str, out: Path | None) -> list[Problem]:
    """Write the result, all of it or nothing; returns what stands in the way or was left out."""
    assert found.text is not None
    if out is None:
        click.echo(found.text, nl=False)
        return [problem(name, 1, 1, "X116", name=n, reason=_NO_FOLDER) for n in found.media]
    media = {out.parent / MEDIA / n: data for n, data in found.media.items()}
    taken = [path for path, data in media.items() if path.is_file() and path.read_bytes() != data]
    if taken:
        return [problem(name, 1, 1, "X040", name=path.name) for path in taken]
    _replace({**media, out: found.text.encode()})
    return []


def _replace(files: Mapping[Path, bytes]) -> None:
    """Put all files in their places at the end, once every one of them is on the disk under another name."""
    made: list[tuple[str, Path]] = []
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as part:
                made.append((part.name, path))
                part.write(data)
                part.flush()
                os.fsync(part.fileno())
        for name, path in made:
            Path(name).replace(path)
    except OSError as error:
        for name, _ in made:
            Path(name).unlink(missing_ok=True)
        raise click.ClickException(f"{error.filename or ''}: {error.strerror}") from error
