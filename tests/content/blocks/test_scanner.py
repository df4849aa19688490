import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.content.blocks import (
    MAX_NESTING,
    Block,
    Code,
    Container,
    Fence,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Rule,
    preamble,
    raw_text,
    scan,
    sections,
    walk,
)


def kinds(text):
    return [type(block) for block in scan(text)]


@pytest.mark.parametrize(
    ("text", "level", "words"),
    [
        ("# Satu", 1, "Satu"),
        ("###### Enam", 6, "Enam"),
        ("  ## Menjorok", 2, "Menjorok"),
        ("## Tutup ##", 2, "Tutup"),
        ("## Tutup ## {#a}", 2, "Tutup"),
        ("## C#", 2, "C#"),
        ("##", 2, ""),
        ("## {#a}", 2, ""),
        ("Garis\n====", 1, "Garis"),
        ("Garis {#a}\n---", 2, "Garis"),
    ],
)
def test_headings(text, level, words):
    (heading,) = scan(text)
    assert isinstance(heading, Heading)
    assert (heading.level, heading.text) == (level, words)


@pytest.mark.parametrize("text", ["####### tujuh", "#tagar", "\\## judul", "    ## kode", "teks ## bukan"])
def test_what_is_no_heading(text):
    assert Heading not in kinds(text)


def test_the_places_of_a_heading_and_its_attributes():
    _, heading = scan("Teks\n  ## Judul {#a kind=single}\n", 10)
    assert (heading.line, heading.column, heading.end_line) == (11, 3, 11)
    assert (heading.id, heading.id_column, heading.columns) == ("a", 13, {"kind": 16})


def test_headings_in_fences_do_not_count():
    text = "```md\n## bukan\n```\n\n~~~\n## bukan\n```\n~~~\n## Judul\n"
    assert kinds(text) == [Fence, Fence, Heading]
    assert [block.text for block in scan(text)][:2] == ["## bukan", "## bukan\n```"]


def test_a_fence_that_is_not_closed_runs_to_the_end():
    (fence,) = scan("````py\nx\n```\n", 3)
    assert (fence.closed, fence.info, fence.fence, fence.line) == (False, "py", "````", 3)


def test_blocks_need_no_empty_lines_between_them():
    text = "Teks\n## Judul\nTeks\n- butir\n> kutip\n***\n1. satu\n```\nx\n```\nakhir"
    assert kinds(text) == [Paragraph, Heading, Paragraph, ListBlock, Quote, Rule, ListBlock, Fence, Paragraph]


def test_a_year_at_the_beginning_of_a_line_is_no_list():
    assert kinds("Berlaku sejak tahun\n2026. Selanjutnya\n-5 derajat\n*tebal*") == [Paragraph]


def test_indented_code_only_after_an_empty_line():
    assert kinds("Teks\n    lanjut\n\n    kode\n\n    kode\nakhir") == [Paragraph, Code, Paragraph]
    assert scan("\n    a\n\n      b\n")[0].text == "a\n\n  b"


def test_quotes_hold_blocks_and_lazy_lines():
    (quote,) = scan("> satu\nlanjut\n> - a\n> - b\n", 5)
    assert quote.text == "satu\nlanjut\n- a\n- b"
    assert [(type(b), b.line, b.column) for b in quote.blocks] == [(Paragraph, 5, 3), (ListBlock, 7, 3)]


def test_admonitions_and_footnotes_hold_blocks():
    text = '!!! warning "Sering keliru"\n    Teks\n\n    - a\n\n[^1]: Catatan\n    lanjut\n\nAkhir'
    note, footnote, _ = scan(text)
    assert isinstance(note, Container)
    assert (note.head, [type(b) for b in note.blocks]) == (
        '!!! warning "Sering keliru"',
        [Paragraph, ListBlock],
    )
    assert (footnote.head, footnote.blocks[0].raw) == ("[^1]:", "Catatan\nlanjut")


def test_sections_end_at_headings_of_their_level_or_above():
    blocks = scan("Awal\n## A\na\n### A1\nb\n## B\n# C\nc\n## D\n")
    found = [(s.heading.text, raw_text(s.blocks)) for s in sections(blocks, 2)]
    assert found == [("A", "a\n\n### A1\n\nb"), ("B", ""), ("D", "")]
    assert raw_text(preamble(blocks, 2)) == "Awal"
    assert [s.heading.text for s in sections(sections(blocks, 2)[0].blocks, 3)] == ["A1"]


def test_questions_in_a_lesson_are_one_level_deeper():
    blocks = scan("## Bacaan\nx\n## Latihan {.latihan}\n### Satu {#s}\n- [x] a\n### Dua {#d}\n- [ ] b\n")
    practice = next(s for s in sections(blocks, 2) if "latihan" in s.heading.classes)
    assert [(s.heading.id, type(s.blocks[-1])) for s in sections(practice.blocks, 3)] == [
        ("s", ListBlock),
        ("d", ListBlock),
    ]


def test_walk_finds_what_stands_inside():
    found = [type(b) for b in walk(scan("- a\n  > ## Judul\n"))]
    assert found == [ListBlock, ListItem, Paragraph, Quote, Heading]


def test_nesting_is_limited():
    deepest = scan("> " * (MAX_NESTING + 5) + "dalam")
    for _ in range(MAX_NESTING):
        assert isinstance(deepest[0], Quote)
        deepest = list(deepest[0].blocks)
    assert deepest[0].raw == "> " * 5 + "dalam"


markdown_like = st.lists(
    st.sampled_from(["a", " ", "  ", "\n", "\n", "#", "## ", "- ", "- [x] ", "1. ", "> ", "|", "\n|-|", "```", "    ",
                     "{#a}", "{%5}", "\\", "`", "---", "\t", "[^1]: ", "!!! x", "===", "{", "}", "\r"]),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=1500, deadline=None)
@given(markdown_like)
def test_any_text_becomes_blocks_in_their_places(text):
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    last = 0
    blocks = scan(text)
    for block in blocks:
        assert last < block.line <= block.end_line <= len(lines)
        last = block.end_line
        assert block.raw == "\n".join(lines[block.line - 1 : block.end_line]) or isinstance(block, ListBlock)
    covered = {n for b in blocks for n in range(b.line, b.end_line + 1)}
    assert all(not line.strip() for n, line in enumerate(lines, start=1) if n not in covered)
    assert all(1 <= b.line <= len(lines) and b.column >= 1 for b in walk(blocks))


@settings(max_examples=300, deadline=None)
@given(markdown_like)
def test_the_first_line_only_moves_the_places(text):
    def moved(block: Block):
        return (type(block), block.line - 100, block.column, block.raw)

    assert [moved(b) for b in walk(scan(text, 101))] == [
        (type(b), b.line, b.column, b.raw) for b in walk(scan(text))
    ]
