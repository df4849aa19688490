"""The tree of files beside the editor: folders, files, and what is to be said about each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lms.studio.domain.paths import head_of


@dataclass(frozen=True)
class Leaf:
    """A file; `name` is the one below its folder, `title` what readers call it, if it can be read."""

    path: str
    name: str
    title: str = ""
    draft: bool = False
    removed: bool = False
    published: bool = True
    errors: int = 0
    warnings: int = 0


@dataclass
class Folder:
    """A folder by its whole path below the root, like `courses/kip-01`, with the title of its document."""

    path: str
    title: str = ""
    files: list[Leaf] = field(default_factory=list)

    @property
    def errors(self) -> int:
        """Errors in all its files."""
        return sum(leaf.errors for leaf in self.files)

    @property
    def drafts(self) -> int:
        """How many of its files differ from what is published."""
        return sum(leaf.draft for leaf in self.files)


def folders(
    published: Iterable[str],
    drafts: Mapping[str, bool],
    counts: Mapping[str, tuple[int, int]],
    titles: Mapping[str, str],
) -> list[Folder]:
    """The folders in the order courses, quizzes, certificates.

    `drafts` says for each draft whether it takes the file away; `counts` holds errors and warnings; `titles` are
    those of files.
    """
    live = set(published)
    found: dict[str, Folder] = {}
    for path in sorted(live | set(drafts), key=_order):
        where, name = place_of(path)
        errors, warnings = counts.get(path, (0, 0))
        leaf = Leaf(
            path, name, titles.get(path, ""), path in drafts, drafts.get(path, False), path in live, errors, warnings
        )  # fmt: skip
        whole = titles.get(head_of(path), "") if where.count("/") else ""
        found.setdefault(where, Folder(where, whole)).files.append(leaf)
    return list(found.values())


def place_of(path: str) -> tuple[str, str]:
    """The folder and the name below it; a course or a template is one folder, `media/` is part of the name."""
    parts = path.split("/")
    depth = 1 if parts[0] == "quizzes" or len(parts) == 2 else 2  # noqa: PLR2004 - courses/posts.md
    return "/".join(parts[:depth]), "/".join(parts[depth:])


def _order(path: str) -> tuple[int, str, bool, bool, str]:
    rank = {"courses": 0, "quizzes": 1, "certificates": 2}.get(path.split("/", 1)[0], 3)
    where, name = place_of(path)
    return rank, where, "/" in name, name != "course.md", name
