"""A folder of content held in memory: paths and bytes, wherever they came from."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from lms.content.text import decode
from lms.core.problem import Problem

FOLDERS = ("courses", "quizzes", "certificates")
TEXT_SUFFIXES = (".md", ".yaml", ".yml", ".csv", ".html", ".css")


class ContentTree:
    """Files by their relative POSIX path; immutable, so it can be checked and stored as it is."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = dict(sorted(files.items()))
        self._texts: dict[str, tuple[str, list[Problem]]] = {}

    @classmethod
    def from_folder(cls, root: Path) -> ContentTree:
        """Everything below `courses/`, `quizzes/` and `certificates/` of a content root.

        Hidden files, editors' leftovers (`~`), and links that leave the root are passed over.
        """
        base = root.resolve()
        files = {}
        for folder in FOLDERS:
            for path in (root / folder).rglob("*"):
                name = path.relative_to(root).as_posix()
                if _wanted(name) and path.is_file() and path.resolve().is_relative_to(base):
                    files[name] = path.read_bytes()
        return cls(files)

    def __contains__(self, path: object) -> bool:
        return path in self.files

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def data(self, path: str) -> bytes:
        """The bytes of a file; KeyError when it is not there."""
        return self.files[path]

    def text(self, path: str) -> str:
        """The text of a file with LF line ends; what is not UTF-8 is replaced.

        The faults of the encoding are reported by `check`, once. KeyError when it is not there.
        """
        return self._decoded(path)[0]

    def text_problems(self, path: str) -> list[Problem]:
        """The faults of the encoding of one file."""
        return self._decoded(path)[1]

    def glob(self, pattern: str) -> list[str]:
        """The paths that match, sorted; `*` stays inside one folder, `**` crosses folders."""
        expression = re.compile(_translate(pattern))
        return [path for path in self.files if expression.fullmatch(path)]

    def _decoded(self, path: str) -> tuple[str, list[Problem]]:
        if path not in self._texts:
            self._texts[path] = decode(path, self.files[path])
        return self._texts[path]


def resolve(base: str, target: str) -> str | None:
    """The path that a relative link `target` in the file `base` means; None if it leaves the tree.

    The fragment and the query are left out; `%20` and the like are decoded.
    """
    name = unquote(re.split(r"[#?]", target, maxsplit=1)[0])
    if not name:
        return base
    path = posixpath.normpath(posixpath.join(posixpath.dirname(base), name))
    return None if name.startswith("/") or path in {".", ".."} or path.startswith("../") else path


def _wanted(name: str) -> bool:
    return not name.endswith("~") and not any(part.startswith(".") for part in name.split("/"))


def _translate(pattern: str) -> str:
    parts = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return "".join(parts.get(p, re.escape(p)) for p in re.split(r"(\*\*/|\*\*|\*|\?)", pattern))
