from __future__ import annotations

from datetime import UTC, datetime

import pytest

from lms.courses.domain import CourseStanding, LessonStanding, LessonState, Progress

AT = datetime(2026, 11, 23, tzinfo=UTC)


def lesson(number: int, state: LessonState) -> LessonStanding:
    return LessonStanding(f"m{number}", f"m{number}", f"Materi {number}", number, 5, state, "", 0)


@pytest.mark.parametrize(
    ("progress", "state"),
    [
        (Progress("a"), "reading"),
        (Progress("a", finished_at=AT, digest="x"), "done"),
        (Progress("a", finished_at=AT, digest="y"), "changed"),
    ],
)
def test_a_lesson_is_done_in_the_text_that_was_read(progress: Progress, state: str) -> None:
    assert progress.state("x") == state


@pytest.mark.parametrize(
    ("states", "quiz", "expected"),
    [
        (["new", "new"], None, "new"),
        (["done", "new"], None, "reading"),
        (["reading", "new"], True, "reading"),
        (["done", "changed"], None, "reading"),
        (["done", "done"], False, "quiz"),
        (["done", "done"], True, "done"),
        (["done", "done"], None, "done"),
        ([], None, "new"),
    ],
)
def test_a_course_is_complete_when_all_is_read_and_the_quiz_is_passed(
    states: list[LessonState], quiz: bool | None, expected: str
) -> None:
    lessons = tuple(lesson(n, state) for n, state in enumerate(states, start=1))
    standing = CourseStanding(lessons, quiz)
    assert standing.state == expected
    assert standing.is_complete == (expected == "done")


@pytest.mark.parametrize(
    ("states", "following"),
    [
        (["new", "new"], 1),
        (["done", "new"], 2),
        (["new", "reading"], 2),
        (["changed", "new"], 1),
        (["done", "done"], None),
    ],
)
def test_the_next_lesson_is_the_one_under_way_or_the_first_open(
    states: list[LessonState], following: int | None
) -> None:
    lessons = tuple(lesson(n, state) for n, state in enumerate(states, start=1))
    found = CourseStanding(lessons, None).next
    assert (found.number if found else None) == following


@pytest.mark.parametrize(
    ("states", "number", "following"),
    [
        (["done", "new", "new"], 1, 2),
        (["done", "done", "new"], 1, 3),
        (["new", "new", "done"], 3, 1),
        (["new", "done", "reading"], 2, 3),
        (["done", "done"], 1, None),
    ],
)
def test_after_a_lesson_comes_the_next_one_left_or_one_that_was_passed_over(
    states: list[LessonState], number: int, following: int | None
) -> None:
    lessons = tuple(lesson(n, state) for n, state in enumerate(states, start=1))
    found = CourseStanding(lessons, None).after(number)
    assert (found.number if found else None) == following
