"""The checkers of quizzes and catalogues: every problem of every file, and the documents without one."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from datetime import date, timedelta

from lms.content.check import CheckResult, Parsed, Report
from lms.content.tree import ContentTree
from lms.core.clock import SystemClock
from lms.core.problem import Problem
from lms.quizzes.domain.catalogue import Catalogue
from lms.quizzes.schema.catalogues import AFFAIRS, AGENCIES, BODIES, Catalogues, read_catalogues
from lms.quizzes.schema.reading import read_quiz
from lms.quizzes.schema.rows import AffairsDocument, AgenciesDocument, ExternalBodiesDocument

_WESTERN_OFFSET = timedelta(hours=7)  # the day begins in WIB; keys change by day, not by hour


def local_today() -> date:
    """The present day in western Indonesia."""
    return (SystemClock().now() + _WESTERN_OFFSET).date()


class CatalogueChecker:
    """Reads the three CSV catalogues; kinds `affairs`, `agencies` and `external_bodies`."""

    def parse(self, tree: ContentTree) -> CheckResult:
        """The catalogues of the tree; one with an error in its own file is left out."""
        found = read_catalogues(tree)
        return CheckResult(_documents(tree, found), found.problems)

    def cross(self, report: Report, tree: ContentTree) -> list[Problem]:  # noqa: ARG002 -- the protocol
        """The catalogues are held against each other while they are read."""
        return []


class QuizChecker:
    """Reads `quizzes/*.md`.

    `today` decides which agencies hold which codes; `catalogue` is used when the tree has none.
    """

    def __init__(self, today: Callable[[], date] = local_today, catalogue: Catalogue | None = None) -> None:
        self.today = today
        self.catalogue = catalogue

    def parse(self, tree: ContentTree) -> CheckResult:
        """All quizzes of the tree."""
        catalogues = read_catalogues(tree)
        known = catalogues.on(self.today()) if catalogues.complete else self.catalogue
        result = CheckResult()
        for path in tree.glob("quizzes/*.md"):
            found = read_quiz(path, tree.text(path), catalogue=known)
            result.problems += found.problems
            if found.quiz is None:
                continue
            slug = posixpath.basename(path).removesuffix(".md")
            sources = {p: tree.data(p) for p in (path, *found.media) if p in tree}
            quiz = found.quiz
            result.documents.append(
                Parsed("quiz", quiz.id, slug, path, quiz.title, quiz, sources, *found.id_place)
            )
        return result

    def cross(self, report: Report, tree: ContentTree) -> list[Problem]:  # noqa: ARG002 -- the protocol
        """Competency units are checked by the framework; nothing else of a quiz is in other documents."""
        return []


def _documents(tree: ContentTree, found: Catalogues) -> list[Parsed]:
    broken = {p.path for p in found.problems if p.is_error}
    made = (
        ("affairs", AFFAIRS, "Katalog urusan", AffairsDocument(rows=found.affairs)),
        ("agencies", AGENCIES, "Katalog perangkat daerah", AgenciesDocument(rows=found.agencies)),
        ("external_bodies", BODIES, "Katalog badan di luar kota", ExternalBodiesDocument(rows=found.bodies)),
    )
    return [
        Parsed(kind, kind, kind, path, title, document, {path: tree.data(path)})
        for kind, path, title, document in made
        if path in tree and path not in broken
    ]
