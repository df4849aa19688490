"""Checking the whole content folder again after a small change, without reading everything again.

A full check reads every file; while somebody types, only the documents whose files changed are read anew. What
documents say about each other is checked in full every time, over old and new documents together. The one thing
that may lag behind is a link from an unchanged document to a heading of the changed one, so publishing uses `full`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lms.content.check import Checker, CheckResult, Report, check
from lms.content.tree import ContentTree
from lms.core.problem import Problem
from lms.studio.domain.paths import CATALOGUES, folder_of


@dataclass(frozen=True)
class Checked:
    """A tree, its report, and the part of the report that each document has by itself."""

    tree: ContentTree
    report: Report
    alone: Report


class _Focused(ContentTree):
    """A tree that lists some files only, but still opens every file it is asked for."""

    def __init__(self, tree: ContentTree, focus: frozenset[str]) -> None:
        super().__init__({path: tree.files[path] for path in tree.files if path in focus})
        self.whole = tree

    def __contains__(self, path: object) -> bool:
        return path in self.whole

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def data(self, path: str) -> bytes:
        return self.whole.data(path)

    def text(self, path: str) -> str:
        return self.whole.text(path)

    def text_problems(self, path: str) -> list[Problem]:
        return self.whole.text_problems(path)


@dataclass
class _Recorder:
    """A checker that finds nothing and remembers what was found before documents were held against each other."""

    before: CheckResult
    alone: Report | None = None

    def parse(self, tree: ContentTree) -> CheckResult:  # noqa: ARG002 - the protocol
        return self.before

    def cross(self, report: Report, tree: ContentTree) -> list[Problem]:  # noqa: ARG002 - the protocol
        self.alone = report
        return []


@dataclass(frozen=True)
class _Only:
    """A checker that reads the focus alone, and crosses over the whole tree."""

    checker: Checker
    focus: frozenset[str]
    whole: ContentTree

    def parse(self, tree: ContentTree) -> CheckResult:
        found = self.checker.parse(tree)
        return CheckResult(
            [d for d in found.documents if d.path in self.focus],
            [p for p in found.problems if p.path in self.focus],
        )

    def cross(self, report: Report, tree: ContentTree) -> list[Problem]:  # noqa: ARG002 - the protocol
        return self.checker.cross(report, self.whole)


def full(tree: ContentTree, checkers: Sequence[Checker]) -> Checked:
    """Check every file."""
    return _run(tree, tree, CheckResult(), list(checkers))


def nearest(known: Sequence[Checked], tree: ContentTree) -> Checked | None:
    """Of what was checked lately, the tree with the same files that differs least."""
    same = [one for one in known if one.tree.files.keys() == tree.files.keys()]
    return min(same, key=lambda one: len(_changed(one, tree)), default=None)


def _changed(before: Checked, tree: ContentTree) -> set[str]:
    return {path for path, data in tree.files.items() if before.tree.files.get(path) != data}


def again(before: Checked, tree: ContentTree, checkers: Sequence[Checker]) -> Checked:
    """Check `tree`, reading only what differs from `before`; all of it when a file came, went, or concerns everybody."""
    changed = _changed(before, tree)
    if not changed and before.tree.files.keys() == tree.files.keys():
        return before
    if before.tree.files.keys() != tree.files.keys() or changed & set(CATALOGUES):
        return full(tree, checkers)
    focus = _focus(before, tree, changed)
    kept = CheckResult(
        [d for d in before.alone.documents if d.path not in focus],
        [p for p in before.alone.problems if p.path not in focus],
    )
    only = [_Only(checker, focus, tree) for checker in checkers]
    return _run(tree, _Focused(tree, focus), kept, only)


def _run(whole: ContentTree, seen: ContentTree, kept: CheckResult, checkers: Sequence[Checker]) -> Checked:
    recorder = _Recorder(kept)
    report = check(seen, [recorder, *checkers])
    return Checked(whole, report, recorder.alone or report)


def _focus(before: Checked, tree: ContentTree, changed: set[str]) -> frozenset[str]:
    """The changed files with all files of the documents they belong to."""
    folders = tuple({folder for path in changed if (folder := folder_of(path))})
    found = {path for path in tree.files if folders and path.startswith(folders)} | changed
    for document in before.alone.documents:
        if changed & set(document.sources):
            found |= {document.path, *document.sources}
    return frozenset(found)
