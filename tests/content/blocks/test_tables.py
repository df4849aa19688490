import pytest

from lms.content.blocks import Heading, Paragraph, Quote, Table, scan
from lms.content.blocks.lines import Line
from lms.content.blocks.tables import split_row


def cells(text):
    return [(cell.text, cell.column) for cell in split_row(Line(1, 1, text)).cells]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("| a | b |", [("a", 3), ("b", 7)]),
        ("a | b", [("a", 1), ("b", 5)]),
        ("| a \\| b | c |", [("a | b", 3), ("c", 12)]),
        ("| `a|b` | c |", [("`a|b`", 3), ("c", 11)]),
        ("| ``a`|b`` | c", [("``a`|b``", 3), ("c", 14)]),
        ("| `a | b |", [("`a", 3), ("b", 8)]),
        ("|  | kanan |", [("", 4), ("kanan", 6)]),
        ("| a |", [("a", 3)]),
        ("  | a | b |  ", [("a", 5), ("b", 9)]),
        ("||", [("", 2)]),
        ("|", [("", 2)]),
    ],
)
def test_cells(text, found):
    assert cells(text) == found


def test_a_table_with_its_places():
    (table,) = scan("| A | B |\n|:--|--:|\n| 1 | 2 |\n|   | 3 |\n", 7)
    assert isinstance(table, Table)
    assert (table.line, table.end_line, table.aligns) == (7, 10, ("left", "right"))
    assert table.header.texts() == ["A", "B"]
    assert [(row.line, row.texts()) for row in table.rows] == [(9, ["1", "2"]), (10, ["", "3"])]


def test_rows_keep_the_cells_they_have():
    (table,) = scan("A|B\n-|-\n1|2|3\n4|\n")
    assert [row.texts() for row in table.rows] == [["1", "2", "3"], ["4"]]


@pytest.mark.parametrize("after", ["> kutipan", "\n- butir", "## Judul", "kata biasa", "```\nx\n```"])
def test_a_table_ends_where_something_else_begins(after):
    table, other = scan(f"| A |\n|---|\n| 1 |\n{after}")
    assert (table.end_line, len(table.rows)) == (3, 1)
    assert not isinstance(other, Table)


def test_a_table_may_follow_a_paragraph_directly():
    assert [type(b) for b in scan("Pasangkan:\n| A | B |\n|---|---|\n| 1 | 2 |\n> sebab\n## C")] == [
        Paragraph, Table, Quote, Heading,
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["a | b", "a | b\n---", "a\n|---|", "| a |\n| b |"])
def test_what_is_no_table(text):
    assert not any(isinstance(block, Table) for block in scan(text))
