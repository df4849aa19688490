"""Uploaded archives: what is taken, and what is refused."""

from __future__ import annotations

import io
import stat
import zipfile

import pytest

from lms.studio.domain import archives
from lms.studio.domain.archives import BadArchive, unpack


def packed(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize("prefix", ["", "courses/", "konten/courses/"])
def test_a_course_folder_is_found_wherever_it_begins(prefix: str) -> None:
    found = unpack(packed({f"{prefix}kip/course.md": b"a", f"{prefix}kip/01-x.md": b"b"}))
    assert found == {"courses/kip/course.md": b"a", "courses/kip/01-x.md": b"b"}


def test_leftovers_of_other_systems_are_passed_over() -> None:
    entries = {"kip/course.md": b"a", "__MACOSX/kip/._course.md": b"x", "kip/.DS_Store": b"x"}
    assert unpack(packed(entries)) == {"courses/kip/course.md": b"a"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../courses/kip/course.md", "zip.path"),
        ("courses/kip/../../x.md", "zip.path"),
        ("/courses/kip/course.md", "zip.path"),
        ("C:/courses/kip/course.md", "zip.path"),
        ("courses\\kip\\course.md", "zip.path"),
        ("kip/course.exe", "zip.place"),
        ("kip/sub/deep/course.md", "zip.place"),
    ],
)
def test_names_that_lead_elsewhere_are_refused(name: str, code: str) -> None:
    raw = packed({"kip/course.md": b"a", "Q" * len(name): b"b"}).replace(b"Q" * len(name), name.encode())
    with pytest.raises(BadArchive) as refused:
        unpack(raw)
    assert refused.value.code == code


def test_links_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("kip/course.md")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(BadArchive) as refused:
        unpack(out.getvalue())
    assert refused.value.code == "zip.link"


def test_a_bomb_is_refused() -> None:
    with pytest.raises(BadArchive) as refused:
        unpack(packed({"kip/course.md": b"a" * 30_000_000}))
    assert refused.value.code == "zip.size"


def test_sizes_are_counted_and_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_TOTAL", 1000)
    entries = {f"kip/{n:02d}-x.md": bytes(range(256)) * 2 for n in range(1, 4)}
    with pytest.raises(BadArchive) as refused:
        unpack(packed(entries))
    assert refused.value.code == "zip.size"


def test_too_many_files_are_refused() -> None:
    with pytest.raises(BadArchive) as refused:
        unpack(packed({f"quizzes/q{n}.md": b"" for n in range(archives.MAX_FILES + 1)}))
    assert refused.value.code == "zip.files"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 rusak", b"bukan arsip"])
def test_broken_archives_are_refused(data: bytes) -> None:
    with pytest.raises(BadArchive) as refused:
        unpack(data)
    assert refused.value.code == "zip.broken"


def test_an_empty_archive_is_refused() -> None:
    with pytest.raises(BadArchive) as refused:
        unpack(packed({}))
    assert refused.value.code == "zip.empty"


def test_the_same_name_twice_is_refused() -> None:
    raw = packed({"kip/course.md": b"a", "kip/curse.md": b"b", "kip/coursf.md": b"c"})
    with pytest.raises(BadArchive) as refused:
        unpack(raw.replace(b"kip/coursf.md", b"kip/course.md"))
    assert refused.value.code == "zip.place"
    twice = packed({"kip/course.md": b"a", "kip/coursf.md": b"c"})
    with pytest.raises(BadArchive) as refused:
        unpack(twice.replace(b"kip/coursf.md", b"kip/course.md"))
    assert refused.value.code == "zip.twice"
