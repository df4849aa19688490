from hypothesis import given
from hypothesis import strategies as st

from lms.content.frontmatter import MAX_BYTES, read, read_yaml


def found(text):
    document, problems = read("a.md", text)
    return document, [(p.code, p.line, p.column) for p in problems]


def test_head_and_body():
    document, problems = found("---\nid: a\n---\nSatu\n\nDua\n")
    assert (document.meta, document.body, document.body_line, problems) == (
        {"id": "a"},
        "Satu\n\nDua\n",
        4,
        [],
    )


def test_windows_line_ends_and_byte_order_mark():
    document, problems = found("\ufeff---\r\nid: a\r\n---\r\nSatu\r\n")
    assert (document.meta, document.body, document.body_line, problems) == ({"id": "a"}, "Satu\n", 4, [])


def test_white_space_behind_the_lines_and_an_empty_head():
    document, problems = found("---  \n---\t\nSatu")
    assert (document.meta, document.body, document.body_line, problems) == ({}, "Satu", 3, [])
    assert document.sound


def test_rules_in_the_body_are_not_its_end():
    assert found("---\nid: a\n---\nSatu\n\n---\n\nDua")[0].body == "Satu\n\n---\n\nDua"


def test_no_head():
    document, problems = found("# Judul\n\nid: a\n")
    assert (document.body, document.body_line, document.sound) == ("# Judul\n\nid: a\n", 1, False)
    assert problems == [("F010", 1, 1)]
    assert found("")[1] == [("F010", 1, 1)]


def test_a_head_that_is_not_closed_ends_at_the_first_empty_line():
    document, problems = found("---\nid: a\nid: b\n\n# Judul\n")
    assert problems == [("F011", 1, 1), ("F022", 3, 1)]
    assert (document.meta, document.body, document.body_line) == ({"id": "a"}, "\n# Judul\n", 4)
    assert not document.sound


def test_a_head_that_begins_too_late_is_read_all_the_same():
    document, problems = found("\n\n---\nid: a\n---\nx")
    assert problems == [("F013", 3, 1)]
    assert (document.meta, document.where.key("id"), document.body_line) == ({"id": "a"}, (4, 1), 6)


def test_the_size_of_the_head_is_limited():
    head = "id: a\nx: '"
    fits = head + "y" * (MAX_BYTES - len(head) - 1) + "'"
    assert found(f"---\n{fits}\n---\n")[1] == []
    document, problems = found(f"---\n{fits}\n#\n---\nbody")
    assert problems == [("F012", 1, 1)]
    assert (document.meta, document.body, document.sound) == ({}, "body", False)


def test_a_file_that_is_yaml_alone():
    document, problems = read_yaml("certificates/a/certificate.yaml", "title: A\r\ntitle: B\n")
    assert document.meta == {"title": "A"}
    assert document.where.key("title") == (1, 1)
    assert [(p.code, p.line, p.column) for p in problems] == [("F022", 2, 1)]


@given(st.text(st.sampled_from("a:-\n\r 'x[]#\ufeff"), max_size=60))
def test_any_text_is_taken_apart_and_nothing_of_the_body_is_lost(text):
    document, _ = read("a.md", text)
    whole = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    assert whole.endswith(document.body)
    assert document.body_line == whole[: len(whole) - len(document.body)].count("\n") + 1
