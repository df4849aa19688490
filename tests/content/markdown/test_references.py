from hypothesis import given, settings
from hypothesis import strategies as st

from lms.content.blocks import scan
from lms.content.markdown.references import references, used_media

PATH = "courses/kip/01.md"


def places(text, first_line=1):
    found = references(PATH, text, first_line, scan(text, first_line))
    return [(r.image, r.target, r.path, r.line, r.column) for r in found]


def test_every_link_has_its_place():
    assert places("Lihat [a](02.md#x) dan\n[b](<03 b.md> 'T') serta ![c](media/c.png).\n", 10) == [
        (False, "02.md#x", "courses/kip/02.md", 10, 11),
        (False, "03 b.md", "courses/kip/03 b.md", 11, 6),
        (True, "media/c.png", "courses/kip/media/c.png", 11, 31),
    ]


def test_the_same_target_twice_has_two_places():
    assert [p[3:] for p in places("[a](x.md) ![a](x.md) [a](x.md)\n\n- [a](x.md)\n")] == [
        (1, 5), (1, 16), (1, 26), (3, 7),
    ]  # fmt: skip


def test_code_is_passed_over():
    text = "```\n[a](x.md)\n```\n`[a](x.md)` [a](x.md)\n\n    [a](x.md)\n"
    assert [p[3:] for p in places(text)] == [(4, 17)]


def test_links_by_reference_stand_at_their_definition():
    assert [p[1:] for p in places("[a][r] dan [r]\n\n[r]: x.md 'T'\n")] == [
        ("x.md", "courses/kip/x.md", 3, 6),
        ("x.md", "courses/kip/x.md", 3, 6),
    ]


def test_links_in_tables_headings_quotes_and_footnotes():
    text = "## J [a](a.md)\n> [b](b.md)\n\n| A |\n|---|\n| [c](c.md) |\n\nKata[^1] <https://d.id> <e@f.id>\n\n[^1]: [g](g.md)\n"
    assert [(p[1], p[3], p[4]) for p in places(text)] == [
        ("a.md", 1, 10), ("b.md", 2, 7), ("c.md", 6, 7), ("https://d.id", 8, 11), ("mailto:e@f.id", 8, 26),
        ("g.md", 10, 11),
    ]  # fmt: skip


def test_kinds_and_fragments():
    text = "[a](#x) [b](javascript:x) [c](/y) [d](../z.md#t) [e](../../../z.md) [f]()"
    found = references(PATH, text, 1, scan(text))
    assert [(r.kind, r.path, r.fragment, r.column) for r in found] == [
        ("fragment", PATH, "x", 5),
        ("forbidden", None, "", 13),
        ("forbidden", None, "", 31),
        ("relative", "courses/z.md", "t", 39),
        ("relative", None, "", 54),
        ("forbidden", None, "", 1 + text.index("](", 60)),
    ]


def test_used_media_are_the_files_beside():
    text = "![a](media/b.png) [f](media/a.docx) ![x](../media/c.png) [y](02.md) ![a](./media/b.png)"
    assert used_media(PATH, text, scan(text)) == ["courses/kip/media/a.docx", "courses/kip/media/b.png"]


def test_heavy_blocks_are_passed_over_and_hide_nothing():
    text = "[" * 600 + "\n\n[a](x.md)\n"
    assert [p[3:] for p in places(text)] == [(3, 5)]


PIECES = [
    "[a](",
    "x.md",
    ")",
    "![",
    "](",
    "<",
    ">",
    " ",
    "\n",
    "\n\n",
    "`",
    "- ",
    "> ",
    "[r]",
    "[r]: x.md",
    "\\",
    "#",
    "|",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_every_place_lies_in_the_text(text):
    lines = text.split("\n")
    for reference in references(PATH, text, 1, scan(text)):
        assert 1 <= reference.line <= len(lines)
        assert 1 <= reference.column <= max(len(lines[reference.line - 1]), 1)
