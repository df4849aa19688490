"""Where content lies: the shipped folders beside the package or inside the wheel, and folders that were named."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lms.content.tree import FOLDERS

PACKAGE = Path(__file__).resolve().parent.parent


def shipped_root() -> Path:
    """The content that ships with Estafet: in the wheel below `lms/shipped`, in a checkout beside `lms`."""
    inside = PACKAGE / "shipped"
    return inside if inside.is_dir() else PACKAGE.parent


def root_of(path: Path) -> Path:
    """The content root that holds `path`: the folder with `courses/`, `quizzes/` or `certificates/` in it."""
    path = path.resolve()
    for candidate in (path, *path.parents):
        if candidate.name in FOLDERS and candidate.is_dir():
            return candidate.parent
        if any((candidate / name).is_dir() for name in FOLDERS):
            return candidate
    raise FileNotFoundError(f"{path} is not inside a folder that holds courses/, quizzes/ or certificates/")


def selected(paths: Sequence[Path], root: Path) -> set[str] | None:
    """The content paths that were named on a command line; None when whole roots were."""
    chosen: set[str] = set()
    for path in paths:
        resolved = path.resolve()
        if resolved == root:
            return None
        relative = resolved.relative_to(root).as_posix()
        if resolved.is_dir():
            chosen.update(
                f"{relative}/{found.relative_to(resolved).as_posix()}"
                for found in resolved.rglob("*")
                if found.is_file()
            )
        else:
            chosen.add(relative)
    return chosen
