import pytest

from lms.content.lint import check_body
from lms.content.markdown.limits import MAX_CHARACTERS
from lms.content.tree import ContentTree

EMPTY = ContentTree({})


def found(text, path="courses/k/01.md", first_line=1, tree=EMPTY):
    return [(p.code, p.line, p.column) for p in check_body(path, text, first_line, tree)]


def test_a_good_body():
    assert found("Pengantar.\n\n## Satu {#a}\n\n- x\n\n### Dua\n\n| A | B |\n|---|---|\n| 1 | 2 |\n") == []


def test_places_are_those_of_the_file():
    assert found("\n[x](y.md)\n", first_line=12) == [("M021", 13, 5)]


def test_a_body_that_is_too_long_is_not_looked_at_any_further():
    assert found("[x](y.md) " * (MAX_CHARACTERS // 10) + "x") == [("M001", 1, 1)]


@pytest.mark.parametrize(
    ("path", "text", "codes"),
    [
        ("courses/k/01.md", "## A {#x}\n## B {#x}\n", [("M012", 2, 7)]),
        ("courses/k/01.md", "## L {.latihan}\n### A {#x}\n- [x] a\n### B {#x}\n- [x] b\n", []),
        ("courses/k/01.md", "## L {#x .latihan}\n### A\n## B {#x}\n", [("M012", 3, 7)]),
        ("quizzes/q.md", "## A {#x}\n## B {#x}\n", []),
    ],
)
def test_repeated_ids_of_questions_are_left_to_the_quiz(path, text, codes):
    assert found(text, path) == codes


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Satu <br> dua\n", [("M015", 1, 6)]),
        ("  - a\n    <div class='x'>\n", [("M015", 2, 5)]),
        ("> a </b>\n", [("M015", 1, 5)]),
        ("`<b>` dan ``<b>`` dan <kecamatan> dan 1 < 2 > 0\n", []),
        ("```\n<b>\n```\n", []),
        ("<https://x.id> <a@b.id>\n", []),
    ],
)
def test_raw_html(text, places):
    assert found(text) == places


def test_links_into_other_files_and_their_parts():
    tree = ContentTree({
        "courses/k/02.md": b"---\ntitle: Dua\n---\n## Batas waktu\n\n## Lain {#x}\n",
        "courses/k/media/f.docx": b"",
        "courses/k/media/a b.png": b"",
    })  # fmt: skip
    good = "[a](02.md) [b](02.md#batas-waktu) [c](./02.md#x) [d](media/f.docx) ![e](media/a%20b.png) ![f](<media/a b.png>)"
    assert found(good, tree=tree) == []
    assert found("[a](02.md#y) [b](01.md)", tree=tree) == [("M023", 1, 5), ("M021", 1, 18)]


def test_one_fault_hides_no_other():
    text = "# A\n\n[x](y.md) <b>\n\n" + "[" * 600 + "\n\n| a | b |\n|---|---|\n| 1 |\n\n```\nx"
    assert sorted(found(text)) == [
        ("M002", 5, 1), ("M010", 11, 1), ("M014", 1, 1), ("M015", 3, 11), ("M016", 9, 3), ("M021", 3, 5),
    ]  # fmt: skip
