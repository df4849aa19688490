"""Between documents: every unit and level that posts, courses and quizzes name must be in the framework."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lms.competency.schema.documents import FrameworkDocument, PostsDocument
from lms.content.check import Parsed, Report
from lms.content.frontmatter import read
from lms.content.hints import hint
from lms.content.tree import ContentTree
from lms.core.problem import Problem, problem
from lms.quizzes.schema.quiz import QuizDocument

Levels = Mapping[str, frozenset[int]]


def known_units(report: Report) -> dict[str, frozenset[int]]:
    """The units of the checked framework with the levels each describes; empty without a framework."""
    return {
        unit.id: frozenset(level.level for level in unit.levels)
        for parsed in report.of_kind("framework")
        if isinstance(parsed.document, FrameworkDocument)
        for unit in parsed.document.units
    }


@dataclass(frozen=True)
class Named:
    """A unit that a document names, perhaps with a level, and where it does."""

    path: str
    line: int
    column: int
    unit: str
    level: int | None

    def fault(self, known: Levels) -> Problem | None:
        """What is wrong with it."""
        if self.unit not in known:
            return problem(
                self.path, self.line, self.column, "K021", unit=self.unit, hint=hint(self.unit, known)
            )
        if self.level is not None and known[self.unit] and self.level not in known[self.unit]:
            choices = ", ".join(str(level) for level in sorted(known[self.unit]))
            return problem(
                self.path, self.line, self.column, "K022", unit=self.unit, level=self.level, choices=choices
            )
        return None


def unknown_units(report: Report, tree: ContentTree) -> list[Problem]:
    """A problem for every name of a unit or level that the framework does not know.

    Nothing is said while the framework itself has errors, for a unit that cannot be read is not unknown.
    """
    known = known_units(report)
    paths = {parsed.path for parsed in report.of_kind("framework")}
    if not known or any(one.is_error and one.path in paths for one in report.problems):
        return []
    named = [*_in_posts(report), *_in_courses(report, tree), *_in_quizzes(report, tree)]
    return [found for one in named if (found := one.fault(known)) is not None]


def untaught(report: Report, tree: ContentTree) -> list[Problem]:
    """A warning for every requirement that no course leads to; silent when there are no courses at all."""
    taught: dict[str, int] = {}
    for named in _in_courses(report, tree):
        taught[named.unit] = max(taught.get(named.unit, 0), named.level or 0)
    known = known_units(report)
    return [
        problem(one.path, one.line, one.column, "K023", unit=one.unit, level=one.level)
        for one in _in_posts(report)
        if taught and one.unit in known and one.level is not None and taught.get(one.unit, 0) < one.level
    ]


def _in_posts(report: Report) -> Iterator[Named]:
    for parsed in report.of_kind("posts"):
        if isinstance(parsed.document, PostsDocument):
            for profile in parsed.document.profiles:
                for need in profile.requirements:
                    yield Named(parsed.path, need.line, 3, need.unit, need.level)


def _in_courses(report: Report, tree: ContentTree) -> Iterator[Named]:
    for parsed in report.of_kind("course"):
        units: Mapping[str, int] = getattr(parsed.document, "competencies", {})
        document, _ = read(parsed.path, tree.text(parsed.path))
        for unit, level in units.items():
            yield Named(parsed.path, *document.where.key("competencies", unit), unit, level)


def _in_quizzes(report: Report, tree: ContentTree) -> Iterator[Named]:
    for parsed in report.of_kind("quiz"):
        if isinstance(parsed.document, QuizDocument):
            yield from _in_quiz(parsed, parsed.document, tree)


def _in_quiz(parsed: Parsed, quiz: QuizDocument, tree: ContentTree) -> Iterator[Named]:
    document, _ = read(parsed.path, tree.text(parsed.path))
    if quiz.competency:
        yield Named(parsed.path, *document.where.value("competency"), quiz.competency, quiz.level)
    for question in quiz.questions:
        if question.competency:
            yield Named(parsed.path, question.line, 1, question.competency, None)
