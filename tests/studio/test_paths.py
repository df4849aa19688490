"""Where trainers may write, and what belongs together."""

from __future__ import annotations

import pytest

from lms.studio.domain.paths import clean_name, head_of, kind_of, placed


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("courses/kip-01/course.md", "course"),
        ("courses/kip-01/01-mengapa.md", "lesson"),
        ("courses/kip-01/media/Denah_1.png", "media"),
        ("courses/competencies.md", "framework"),
        ("quizzes/kip-01.md", "quiz"),
        ("quizzes/affairs.csv", "affairs"),
        ("certificates/bimtek/certificate.yaml", "certificate"),
        ("courses/kip-01/mengapa.md", None),
        ("courses/kip-01/media/program.exe", None),
        ("courses/kip-01/media/.htaccess", None),
        ("courses/../quizzes/x.md", None),
        ("quizzes/../../etc/passwd", None),
        ("quizzes/lain.csv", None),
        ("/quizzes/x.md", None),
        ("certificates/bimtek/skrip.js", None),
        ("quizzes/" + "x" * 200 + ".md", None),
    ],
)
def test_kind_follows_from_the_place(path: str, kind: str | None) -> None:
    assert kind_of(path) == kind


def test_files_of_a_course_belong_to_its_head() -> None:
    assert head_of("courses/a/media/x.png") == "courses/a/course.md"
    assert head_of("certificates/b/front.html") == "certificates/b/certificate.yaml"
    assert head_of("quizzes/x.md") == "quizzes/x.md"
    assert head_of("courses/posts.md") == "courses/posts.md"


def test_names_of_uploads_are_made_fit_for_links() -> None:
    assert clean_name("Denah Kantor (1).PNG") == "denah-kantor-1.png"
    assert clean_name("C:\\Users\\x\\Kuis Akhir.md") == "kuis-akhir.md"


@pytest.mark.parametrize(
    ("name", "folder", "path"),
    [
        ("Kuis Akhir.md", "quizzes", "quizzes/kuis-akhir.md"),
        ("affairs.csv", "courses/a", "quizzes/affairs.csv"),
        ("01-awal.md", "courses/a", "courses/a/01-awal.md"),
        ("denah.png", "courses/a", "courses/a/media/denah.png"),
        ("logo.svg", "certificates/b", "certificates/b/logo.svg"),
        ("catatan.md", "courses/a", None),
        ("program.exe", "quizzes", None),
    ],
)
def test_uploads_find_their_place(name: str, folder: str, path: str | None) -> None:
    assert placed(name, folder) == path
