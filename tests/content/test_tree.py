import pytest

from lms.content.tree import ContentTree, resolve

FILES = {
    "courses/kip/course.md": b"a",
    "courses/kip/01-x.md": b"\xef\xbb\xbfb\r\n",
    "courses/kip/media/a.png": b"",
    "quizzes/q.md": b"c",
    "quizzes/sub/r.md": b"d",
}


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("courses/*/course.md", ["courses/kip/course.md"]),
        ("quizzes/*.md", ["quizzes/q.md"]),
        ("quizzes/**/*.md", ["quizzes/q.md", "quizzes/sub/r.md"]),
        ("courses/**/media/**", ["courses/kip/media/a.png"]),
        ("**.md", ["courses/kip/01-x.md", "courses/kip/course.md", "quizzes/q.md", "quizzes/sub/r.md"]),
        ("courses/kip/0?-*.md", ["courses/kip/01-x.md"]),
        ("courses/*", []),
    ],
)
def test_glob(pattern, found):
    assert ContentTree(FILES).glob(pattern) == found


def test_text_is_normal_and_bytes_are_not_touched():
    tree = ContentTree(FILES)
    assert tree.text("courses/kip/01-x.md") == "b\n"
    assert tree.data("courses/kip/01-x.md") == b"\xef\xbb\xbfb\r\n"
    assert "quizzes/q.md" in tree
    assert "quizzes/z.md" not in tree


def test_a_folder_is_read_without_leftovers_and_without_what_lies_outside(tmp_path):
    outside = tmp_path / "secret.md"
    outside.write_text("secret")
    root = tmp_path / "content"
    for name in (
        "courses/a/course.md",
        "courses/a/.hidden/x.md",
        "courses/a/x.md~",
        "quizzes/.x.md",
        "notes/x.md",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    (root / "courses/a/link.md").symlink_to(outside)
    (root / "courses/a/inside.md").symlink_to(root / "courses/a/course.md")
    assert sorted(ContentTree.from_folder(root)) == ["courses/a/course.md", "courses/a/inside.md"]


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("02.md", "courses/kip/02.md"),
        ("media/a%20b.png", "courses/kip/media/a b.png"),
        ("../lain/course.md#x?y", "courses/lain/course.md"),
        ("#bagian", "courses/kip/01.md"),
        ("./../../quizzes/q.md?x=1", "quizzes/q.md"),
        ("../../../etc/passwd", None),
        ("%2e%2e/%2e%2e/%2e%2e/etc/passwd", None),
        ("/etc/passwd", None),
        ("../..", None),
    ],
)
def test_resolve(target, path):
    assert resolve("courses/kip/01.md", target) == path
