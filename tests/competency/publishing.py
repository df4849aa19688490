"""Publishing small content into a test database, by the same way that authors' files take."""

from __future__ import annotations

from sqlalchemy.orm import Session

from lms.competency.schema import FrameworkChecker, PostsChecker
from lms.content.check import check
from lms.content.tree import ContentTree
from lms.core.clock import Clock
from lms.courses.schema import CourseChecker
from lms.db.session import writing
from lms.library.actions import publish
from lms.quizzes.schema import QuizChecker
from tests.competency.writing import FRAMEWORK, POSTS
from tests.factories import ACTOR

COURSE = """---
id: {id}
title: {title}
summary: Ringkasan.
competencies: {{{units}}}
jp: 2
requires: [{requires}]
{quiz}---
Pengantar.
"""
LESSON = """---
title: Materi
minutes: 15
---
Isi materi.
"""
QUIZ = """---
id: {id}
title: {title}
competency: {unit}
level: {level}
pass_mark: 50
---
## Soal satu {{#satu}}
Benarkah?

- [x] Benar
- [ ] Salah
"""


def course(
    slug: str, id: str, units: str, *, title: str = "", requires: str = "", quiz: str = ""
) -> dict[str, str]:
    quiz_line = f"quiz: {quiz}\n" if quiz else ""
    text = COURSE.format(id=id, title=title or f"Modul {id}", units=units, requires=requires, quiz=quiz_line)
    return {f"courses/{slug}/course.md": text, f"courses/{slug}/01-materi.md": LESSON}


def quiz(slug: str, unit: str, level: int, title: str = "") -> dict[str, str]:
    return {f"quizzes/{slug}.md": QUIZ.format(id=slug, title=title or f"Kuis {slug}", unit=unit, level=level)}


CITY = {
    "courses/competencies.md": FRAMEWORK,
    "courses/posts.md": POSTS,
    **course("kip-dasar", "kip-01", "K1: 2", title="Dasar keterbukaan informasi", quiz="kip-01-evaluasi"),
    **course(
        "menerima", "kip-02", "K2: 2", title="Menerima permohonan", requires="kip-01", quiz="kip-02-evaluasi"
    ),
    **course("tenggat", "kip-03", "K2: 3", title="Menghitung tenggat", requires="kip-02"),
    **quiz("kip-01-evaluasi", "K1", 2, "Evaluasi dasar"),
    **quiz("kip-02-evaluasi", "K2", 2, "Evaluasi menerima"),
}


def publish_city(session: Session, clock: Clock, files: dict[str, str] | None = None) -> None:
    tree = ContentTree({path: text.encode() for path, text in (files or CITY).items()})
    report = check(tree, [FrameworkChecker(), PostsChecker(), CourseChecker(), QuizChecker()])
    assert [p.format() for p in report.problems if p.is_error] == []
    with writing(session):
        publish(session, actor=ACTOR, clock=clock, report=report)
