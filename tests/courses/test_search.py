from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from lms.courses.queries import live_courses
from lms.courses.queries.search import search, stems
from tests.courses.conftest import Publish
from tests.courses.schema.folder import COURSE, FIRST, files


@pytest.fixture
def two(publish: Publish) -> None:
    texts = files()
    texts["courses/sengketa/course.md"] = (
        "---\nid: kip-06\ntitle: Keberatan dan sengketa\nsummary: Menanggapi keberatan.\n---\nPengantar.\n"
    )
    texts["courses/sengketa/01-keberatan.md"] = FIRST.replace("Mengapa dicatat", "Menanggapi keberatan")
    publish(texts)
    assert COURSE


def found(session: Session, query: str) -> list[str]:
    return [hit.live.course.id for hit in search(session, live_courses(session), query)]


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("sengketa", ["kip-06"]),
        ("tanggapan", ["kip-06"]),  # the stem of menanggapi
        ("permohonan", ["kip-01", "kip-06"]),
        ("pencatatan nomor", ["kip-01", "kip-06"]),
        ("kelengkapan", ["kip-01"]),  # a step of the procedure
        ("067/012", ["kip-01"]),
        ("sengkta", ["kip-06"]),  # a slip of the finger
        ("SENGKETA!", ["kip-06"]),
        ("yang dan", []),
        ("", []),
        ("trotoar", []),
        ("sengketa trotoar", []),
    ],
)
def test_courses_are_found_by_stems_titles_and_steps(session: Session, query: str, ids: list[str]) -> None:
    assert found(session, query) == ids


@pytest.mark.usefixtures("two")
def test_a_hit_names_the_lessons_that_hold_the_words(session: Session) -> None:
    hit = search(session, live_courses(session), "kewenangan")[0]
    assert [lesson.slug for lesson in hit.lessons] == ["prosedur"]


def test_function_words_say_nothing() -> None:
    assert stems("Mencatat permohonan dan yang lain untuk pemohon") == ["catat", "mohon", "lain", "mohon"]
