"""A section goes to the end of a lesson, before its quick checks, and only once."""

from __future__ import annotations

from lms.studio.domain.insert import insert_section

HEAD = "---\ntitle: Jalan\nminutes: 5\n---\n"
SECTION = "## Membedakan A dan B\n\nBegini.\n"


def put(text: str) -> str | None:
    return insert_section("courses/x/01-a.md", text, "Membedakan A dan B", SECTION)


def test_at_the_end():
    assert put(f"{HEAD}Isi.\n\n\n") == f"{HEAD}Isi.\n\n{SECTION}"


def test_before_the_quick_checks():
    checks = "## Latihan {.latihan}\n\n### Soal {#s}\n\n- [x] A\n- [ ] B\n"
    assert put(f"{HEAD}Isi.\n\n{checks}") == f"{HEAD}Isi.\n\n{SECTION}\n{checks}"


def test_a_heading_inside_a_fence_is_no_quick_check():
    fenced = f"{HEAD}```\n## Latihan {{.latihan}}\n```\n"
    assert put(fenced) == f"{fenced}\n{SECTION}"


def test_only_once():
    assert put(put(f"{HEAD}Isi.\n")) is None


def test_windows_line_ends():
    assert put(f"{HEAD}Isi.\n".replace("\n", "\r\n")) == f"{HEAD}Isi.\n\n{SECTION}"
