"""The check: every checker over every file, all problems of all files in one report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from pydantic import BaseModel

from lms.content.frontmatter import read
from lms.content.lint import check_body
from lms.content.media import check_media, media_files
from lms.content.tree import TEXT_SUFFIXES, ContentTree
from lms.core.problem import Problem, problem, worst_first


@dataclass(frozen=True)
class Parsed:
    """One document that was read: `sources` are the files it is made of, media included.

    `line` and `column` are the place of its id in the file at `path`.
    """

    kind: str
    id: str
    slug: str
    path: str
    title: str
    document: BaseModel
    sources: Mapping[str, bytes]
    line: int = 1
    column: int = 1


@dataclass
class CheckResult:
    """What one checker found; a document whose problems allow no model is left out."""

    documents: list[Parsed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass
class Report:
    """All documents and all problems, worst first."""

    documents: list[Parsed]
    problems: list[Problem]

    @property
    def ok(self) -> bool:
        """Whether nothing but warnings was found."""
        return not any(p.is_error for p in self.problems)

    def of_kind(self, kind: str) -> list[Parsed]:
        """The documents of one kind, by path."""
        return [d for d in self.documents if d.kind == kind]

    def find(self, kind: str, id: str) -> Parsed | None:
        """The document with this id, or None."""
        return next((d for d in self.documents if d.kind == kind and d.id == id), None)

    def only(self, paths: Iterable[str]) -> Report:
        """The same report about some files alone."""
        wanted = set(paths)
        documents = [d for d in self.documents if d.path in wanted]
        return Report(documents, [p for p in self.problems if p.path in wanted])


class Checker(Protocol):
    """Knows one kind of document; features register theirs in `app.py` and `cli.py`."""

    def parse(self, tree: ContentTree) -> CheckResult:
        """Read all documents of this kind; a fault is a problem, never an exception."""
        ...

    def cross(self, report: Report, tree: ContentTree) -> list[Problem]:
        """The problems between documents: what they name must exist and fit."""
        ...


def check(tree: ContentTree, checkers: Sequence[Checker]) -> Report:
    """Run everything over everything.

    Encoding, Markdown, links and media are checked here, for all files; checkers report what
    is wrong in front matter and in the meaning of a document. A problem reported twice is shown once.
    """
    problems = [p for path in tree if path.endswith(TEXT_SUFFIXES) for p in tree.text_problems(path)]
    problems += [p for path in tree.glob("**.md") for p in _body_problems(path, tree)]
    problems += [p for path in media_files(tree) for p in check_media(path, tree.data(path))]
    documents: list[Parsed] = []
    for checker in checkers:
        result = checker.parse(tree)
        documents += result.documents
        problems += result.problems
    documents.sort(key=lambda d: d.path)
    problems += _repeated_ids(documents)
    report = Report(documents, worst_first(problems))
    crossed = [p for checker in checkers for p in checker.cross(report, tree)]
    return Report(documents, worst_first([*problems, *crossed]))


def _body_problems(path: str, tree: ContentTree) -> list[Problem]:
    document, _ = read(path, tree.text(path))
    return check_body(path, document.body, document.body_line, tree)


def _repeated_ids(documents: list[Parsed]) -> list[Problem]:
    first: dict[tuple[str, str], Parsed] = {}
    found = []
    for document in documents:
        earlier = first.setdefault((document.kind, document.id), document)
        if earlier is not document:
            values = {"id": document.id, "path": earlier.path, "first": earlier.line}
            found.append(problem(document.path, document.line, document.column, "F040", **values))
    return found
