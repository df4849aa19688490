"""The checker of courses: every problem of every module and lesson, and the modules without one."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from lms.content.check import CheckResult, Parsed, Report
from lms.content.frontmatter import Document, read
from lms.content.media import is_image
from lms.content.tree import ContentTree
from lms.content.validate import validate
from lms.core.problem import Problem, problem
from lms.courses.schema.course import CourseDocument
from lms.courses.schema.cross import check_links, check_sop_numbers
from lms.courses.schema.lesson import LessonDocument
from lms.courses.schema.reading import NAME, LessonFile, read_lesson
from lms.courses.sop.duration import MINUTES_PER_DAY, parse_duration
from lms.courses.sop.parse import Rules

COURSE = "course.md"


@dataclass(frozen=True)
class _Folder:
    """One course folder: its own file, its lesson files, and all files in it."""

    path: str
    lessons: tuple[str, ...]
    files: tuple[str, ...]


class CourseChecker:
    """Reads `courses/<slug>/`; `minutes_per_day` is the setting by which hari kerja are added up."""

    def __init__(self, minutes_per_day: int = MINUTES_PER_DAY) -> None:
        self.minutes_per_day = minutes_per_day

    def parse(self, tree: ContentTree) -> CheckResult:
        """All courses of the tree; one whose files have an error of structure is left out."""
        result = CheckResult()
        for folder in _folders(tree):
            if posixpath.join(folder.path, COURSE) in tree:
                self._read(folder, tree, result)
            else:
                values = {"folder": folder.path}
                result.problems.append(problem(folder.lessons[0], 1, 1, "C005", **values))
        return result

    def cross(self, report: Report, tree: ContentTree) -> list[Problem]:
        """Quizzes and courses that a course names, circles of requirements, numbers of SOPs."""
        return [*check_links(tree), *check_sop_numbers(report, tree)]

    def _read(self, folder: _Folder, tree: ContentTree, result: CheckResult) -> None:
        path = posixpath.join(folder.path, COURSE)
        document, problems = read(path, tree.text(path))
        rules = _rules(document, self.minutes_per_day)
        read_files = [read_lesson(name, tree.text(name), rules) for name in folder.lessons]
        problems += [p for one in read_files for p in one.problems]
        problems += _check_lessons(path, folder.lessons, read_files)
        problems += _check_sop(path, document, folder.lessons, read_files)
        lessons = [one.lesson for one in read_files if one.lesson is not None]
        lessons.sort(key=lambda lesson: lesson.number)
        extra = {
            "lessons": tuple(lessons),
            "intro": document.body.strip(),
            "attachments": tuple(f for f in folder.files if "/media/" in f and not is_image(f)),
        }
        course, found = validate(CourseDocument, document, extra=extra)
        problems += found
        if course is not None and course.sop is not None:
            problems += _check_dates(path, document, course)
        result.problems += problems
        if course is not None and len(lessons) == len(folder.lessons):
            sources = {name: tree.data(name) for name in folder.files}
            slug = posixpath.basename(folder.path)
            place = document.where.value("id")
            result.documents.append(
                Parsed("course", course.id, slug, path, course.title, course, sources, *place)
            )


def _folders(tree: ContentTree) -> list[_Folder]:
    names = sorted({posixpath.dirname(path) for path in tree.glob("courses/*/*.md")})
    folders = []
    for name in names:
        files = tuple(tree.glob(f"{name}/**"))
        lessons = tuple(
            f
            for f in files
            if f.endswith(".md") and posixpath.dirname(f) == name and not f.endswith(f"/{COURSE}")
        )
        folders.append(_Folder(name, lessons, files))
    return [folder for folder in folders if folder.lessons or f"{folder.path}/{COURSE}" in folder.files]


def _rules(document: Document, minutes_per_day: int) -> Rules:
    """What the front matter says that the table is held against, read even where the rest is faulty."""
    sop = document.meta.get("sop")
    sop = sop if isinstance(sop, dict) else {}
    approver = sop.get("approved_by")
    name = approver.get("name") if isinstance(approver, dict) else None
    limit = sop.get("limit")
    return Rules(
        minutes_per_day=minutes_per_day,
        limit=parse_duration(limit) if isinstance(limit, str) else None,
        approver=name if isinstance(name, str) else None,
    )


def _check_lessons(path: str, names: tuple[str, ...], files: list[LessonFile]) -> list[Problem]:
    problems = [] if names else [problem(path, 1, 1, "C001")]
    numbers: dict[int, str] = {}
    keys: dict[str, str] = {}
    for name, file in zip(names, files, strict=True):
        base = posixpath.basename(name)
        match = NAME.fullmatch(base)
        if match is None:
            problems.append(problem(name, 1, 1, "C002", name=base))
            continue
        number = int(match["number"])
        if number in numbers:
            problems.append(problem(name, 1, 1, "C003", number=number, other=numbers[number]))
        elif number != len(numbers) + 1:
            problems.append(problem(name, 1, 1, "C004", number=number, expected=len(numbers) + 1))
        numbers.setdefault(number, base)
        problems += _check_key(name, file, keys)
    return problems


def _check_key(name: str, file: LessonFile, keys: dict[str, str]) -> list[Problem]:
    lesson: LessonDocument | None = file.lesson
    if lesson is None:
        return []
    other = keys.setdefault(lesson.key, posixpath.basename(name))
    if other == posixpath.basename(name):
        return []
    return [problem(name, *file.id_place, "C009", id=lesson.key, other=other)]


def _check_sop(
    path: str, document: Document, names: tuple[str, ...], files: list[LessonFile]
) -> list[Problem]:
    holders = [(name, one) for name, one in zip(names, files, strict=True) if one.procedure_line]
    problems = [
        problem(name, one.procedure_line, 1, "C018", other=posixpath.basename(holders[0][0]))
        for name, one in holders[1:]
    ]
    if "sop" in document.meta and not holders:
        problems.append(problem(path, *document.where.key("sop"), "C011"))
    if "sop" not in document.meta and holders:
        problems.append(problem(holders[0][0], holders[0][1].procedure_line, 1, "C010"))
    return problems


def _check_dates(path: str, document: Document, course: CourseDocument) -> list[Problem]:
    sop = course.sop
    assert sop is not None
    dates = {"revised": sop.revised, "effective": sop.effective}
    return [
        problem(path, *document.where.value("sop", key), "C016", key=key, date=day, created=sop.created)
        for key, day in dates.items()
        if day is not None and day < sop.created
    ]
