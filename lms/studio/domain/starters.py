"""Good texts to begin with: a quiz, a module with its first lesson, a lesson."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from lms.core.codes import unique_slug

StarterKind = Literal["quiz", "module", "lesson"]
KINDS: tuple[StarterKind, ...] = ("quiz", "module", "lesson")
FOLDER = Path(__file__).resolve().parent.parent / "starters"
_NUMBER = re.compile(r"(\d\d)-")
_PLAIN = re.compile(r"[A-Za-z][^:#\[\]{}&*!|>'\"%@`\\]*")


def starter(kind: StarterKind, title: str, taken: Iterable[str], course: str = "") -> dict[str, str]:
    """The files of a new document by their paths; the first one is the one to open.

    `taken` are all paths in use, `course` is the folder (`courses/x`) that a lesson goes to.
    """
    paths = set(taken)
    if kind == "quiz":
        slug = unique_slug(title, {p.removeprefix("quizzes/").removesuffix(".md") for p in paths})
        return {f"quizzes/{slug}.md": _filled("quiz", slug, title)}
    if kind == "module":
        slug = unique_slug(title, {p.split("/")[1] for p in paths if p.startswith("courses/")})
        folder = f"courses/{slug}"
        return {
            f"{folder}/course.md": _filled("course", slug, title),
            f"{folder}/01-pendahuluan.md": _filled("lesson", slug, "Pendahuluan"),
        }
    number = next_lesson(paths, course)
    used = {p.rsplit("/", 1)[-1][3:].removesuffix(".md") for p in paths if p.startswith(f"{course}/")}
    slug = unique_slug(title, used)
    return {f"{course}/{number:02d}-{slug}.md": _filled("lesson", slug, title)}


def next_lesson(paths: Iterable[str], course: str) -> int:
    """The number after the highest of a course's lessons."""
    names = [path.removeprefix(f"{course}/") for path in paths if path.startswith(f"{course}/")]
    return max((int(found[1]) for name in names if (found := _NUMBER.match(name))), default=0) + 1


def _filled(name: str, slug: str, title: str) -> str:
    text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    return text.format(id=slug, title=_yaml(" ".join(title.split())))


def _yaml(title: str) -> str:
    """The title as a YAML value: quoted when it holds a sign that YAML reads."""
    return title if _PLAIN.fullmatch(title) else json.dumps(title, ensure_ascii=False)
