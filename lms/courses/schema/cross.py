"""Between documents: quizzes and courses that a course names, and circles among requirements."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lms.content.check import Report
from lms.content.frontmatter import Document, read
from lms.content.hints import hint
from lms.content.tree import ContentTree
from lms.core.problem import Problem, problem
from lms.courses.schema.course import CourseDocument


def check_links(tree: ContentTree) -> list[Problem]:
    """A problem for every quiz or course that is named but not there, and one for every circle.

    Ids are taken from front matter, so that a document with a fault of its own is not missed as well.
    """
    courses = _heads(tree, "courses/*/course.md")
    quizzes = _ids(_heads(tree, "quizzes/*.md"))
    known = _ids(courses)
    problems = []
    for path, document in courses.items():
        quiz = document.meta.get("quiz")
        if isinstance(quiz, str) and quiz not in quizzes:
            values: dict[str, Any] = {"id": quiz, "hint": hint(quiz, quizzes)}
            problems.append(problem(path, *document.where.value("quiz"), "C006", **values))
        for index, wanted in enumerate(_requires(document)):
            if wanted not in known:
                values = {"id": wanted, "hint": hint(wanted, known)}
                problems.append(problem(path, *document.where.value("requires", index), "C007", **values))
    return problems + _circles(courses)


def check_sop_numbers(report: Report, tree: ContentTree) -> list[Problem]:
    """A problem for every number that a second SOP uses."""
    first: dict[str, str] = {}
    problems = []
    for parsed in report.of_kind("course"):
        sop = parsed.document.sop if isinstance(parsed.document, CourseDocument) else None
        if sop is None:
            continue
        other = first.setdefault(sop.number, parsed.path)
        if other != parsed.path:
            document, _ = read(parsed.path, tree.text(parsed.path))
            place = document.where.value("sop", "number")
            problems.append(problem(parsed.path, *place, "C015", number=sop.number, path=other))
    return problems


def _heads(tree: ContentTree, pattern: str) -> dict[str, Document]:
    return {path: read(path, tree.text(path))[0] for path in tree.glob(pattern)}


def _ids(documents: Mapping[str, Document]) -> dict[str, str]:
    """Where each id is; the first file that claims an id keeps it."""
    found: dict[str, str] = {}
    for path, document in documents.items():
        name = document.meta.get("id")
        if isinstance(name, str):
            found.setdefault(name, path)
    return found


def _requires(document: Document) -> list[str]:
    named = document.meta.get("requires")
    return [one for one in named if isinstance(one, str)] if isinstance(named, list) else []


def _circles(courses: Mapping[str, Document]) -> list[Problem]:
    """One problem for each circle, placed where its first course by path closes it."""
    ids = _ids(courses)
    graph = {name: [w for w in _requires(courses[path]) if w in ids] for name, path in ids.items()}
    reported: set[frozenset[str]] = set()
    problems = []
    for start, path in ids.items():
        chain = _way_back(graph, start)
        if chain is None or frozenset(chain) in reported:
            continue
        reported.add(frozenset(chain))
        index = _requires(courses[path]).index(chain[1])
        place = courses[path].where.value("requires", index)
        problems.append(problem(path, *place, "C008", chain=" → ".join(chain)))
    return problems


def _way_back(graph: Mapping[str, list[str]], start: str) -> list[str] | None:
    """The shortest chain of requirements from `start` back to itself, or None."""
    waiting = [[start]]
    seen: set[str] = set()
    while waiting:
        chain = waiting.pop(0)
        for wanted in graph[chain[-1]]:
            if wanted == start:
                return [*chain, start]
            if wanted not in seen:
                seen.add(wanted)
                waiting.append([*chain, wanted])
    return None
