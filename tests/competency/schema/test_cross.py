"""Between documents: units and levels that posts, courses and quizzes name must be in the framework."""

from __future__ import annotations

from pathlib import Path

from lms.competency.schema import FrameworkChecker, PostsChecker, known_units
from lms.content.check import Report, check
from lms.content.tree import ContentTree
from lms.quizzes.schema.checker import QuizChecker
from tests.competency.writing import FRAMEWORK, POSTS, tree_of

ROOT = Path(__file__).resolve().parents[3]
QUIZ = """---
id: kuis-uji
title: Kuis uji
competency: K2
level: 3
---
## Soal satu {#satu}
Benarkah?

- [x] Benar
- [ ] Salah
"""


def run(framework: str | None = FRAMEWORK, posts: str | None = POSTS, **more: str) -> Report:
    files = {"quizzes/kuis.md": more["quiz"]} if "quiz" in more else {}
    return check(tree_of(framework, posts, **files), [FrameworkChecker(), PostsChecker(), QuizChecker()])  # type: ignore[arg-type]


def codes(report: Report) -> list[tuple[str, str, int, int]]:
    return [(p.path, p.code, p.line, p.column) for p in report.problems]


def test_sound_documents_have_no_problem() -> None:
    report = run(quiz=QUIZ)
    assert codes(report) == []
    assert [(d.kind, d.id, d.slug) for d in report.documents] == [
        ("framework", "kerangka-uji", "competencies"),
        ("posts", "profil-uji", "posts"),
        ("quiz", "kuis-uji", "kuis"),
    ]
    assert known_units(report) == {"K1": frozenset({1, 2}), "K2": frozenset({1, 2, 3})}


def test_a_profile_that_names_an_unknown_unit_or_level() -> None:
    report = run(
        posts=POSTS.replace("| K1 | 2 | 7 | 2 |", "| K9 | 2 | 7 | 2 |").replace("| K2 | 3 |", "| K2 | 4 |")
    )
    assert codes(report) == [("courses/posts.md", "K021", 13, 3), ("courses/posts.md", "K022", 22, 3)]


def test_a_quiz_that_names_an_unknown_unit_or_level() -> None:
    unknown = run(quiz=QUIZ.replace("competency: K2", "competency: K7"))
    assert codes(unknown) == [("quizzes/kuis.md", "K021", 4, 13)]
    level = run(quiz=QUIZ.replace("level: 3", "level: 4"))
    assert codes(level) == [("quizzes/kuis.md", "K022", 4, 13)]
    assert level.problems[0].text() == "Unit `K2` tidak memiliki level 4; yang ada 1, 2, 3."


def test_a_question_that_names_an_unknown_unit() -> None:
    report = run(quiz=QUIZ.replace("{#satu}", "{#satu competency=K8}"))
    assert codes(report) == [("quizzes/kuis.md", "K021", 7, 1)]


def test_a_faulty_framework_does_not_make_its_units_unknown() -> None:
    report = run(framework=FRAMEWORK.replace("valid=24", "valid=x"), quiz=QUIZ)
    assert codes(report) == [("courses/competencies.md", "K006", 8, 54)]


def test_profiles_need_a_framework() -> None:
    assert codes(run(framework=None)) == [("courses/posts.md", "K024", 1, 1)]


def test_the_shipped_framework_and_profiles_are_sound() -> None:
    tree = ContentTree.from_folder(ROOT)
    report = check(tree, [FrameworkChecker(), PostsChecker(), QuizChecker()])
    paths = ("courses/competencies.md", "courses/posts.md")
    assert [p.format() for p in report.problems if p.path in paths or p.code.startswith("K")] == []
    assert sorted(known_units(report)) == ["K1", "K2", "K3", "K4", "K5", "K6", "K7"]
    posts = report.of_kind("posts")[0].document
    assert [p.id for p in posts.profiles] == ["ppid-utama", "ppid-pelaksana", "petugas-pip", "operator"]  # type: ignore[attr-defined]
