from fractions import Fraction

import pytest

from lms.content.blocks import Fence, KeyItem, ListBlock, ListItem, Paragraph, Quote, TaskItem, scan

QUIZ = """\
- [ ] 7 hari kerja
  > Itu lamanya
  > perpanjangan.
- [x] 10 hari kerja {%50}
  baris kedua

  ```
  - [ ] bukan butir
  ```
- [X] {%-25,5} 30 hari kerja
  > Itu batas

  > tanggapan.
"""


def items(text, first_line=1):
    (block,) = scan(text, first_line)
    assert isinstance(block, ListBlock)
    return block.items


def test_tasks_with_feedback_and_weights():
    first, second, third = items(QUIZ, 20)
    assert (first.checked, first.text, first.line, first.column) == (False, "7 hari kerja", 20, 1)
    assert (first.text_line, first.text_column, first.end_line) == (20, 7, 22)
    assert (first.quote, first.quote_line, first.quote_column) == ("Itu lamanya\nperpanjangan.", 21, 3)
    assert (second.checked, second.quote, second.weight) == (True, None, Fraction(50))
    assert second.text == "10 hari kerja\nbaris kedua\n\n```\n- [ ] bukan butir\n```"
    assert (second.weight_line, second.weight_column) == (23, 21)
    assert (third.checked, third.text, third.weight_text) == (True, "30 hari kerja", "-25,5")
    assert (third.weight, third.text_column) == (Fraction(-51, 2), 16)
    assert third.quote == "Itu batas\n\ntanggapan."


def test_windows_line_ends_change_nothing():
    assert items(QUIZ.replace("\n", "\r\n")) == items(QUIZ)


def test_accepted_answers():
    (block,) = scan("- [=] 10 ± 0,5\n- [=] sepuluh {%50}\n- [=]\n")
    assert {type(i) for i in block.items} == {KeyItem}
    assert [(i.text, i.weight) for i in block.items] == [
        ("10 ± 0,5", None),
        ("sepuluh", Fraction(50)),
        ("", None),
    ]
    assert all(isinstance(i, KeyItem) for i in block.items)


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("- [ ] a", TaskItem, "a"),
        ("* [x] a", TaskItem, "a"),
        ("+ [x]a", TaskItem, "a"),
        ("- [ ]", TaskItem, ""),
        ("1. [x] a", TaskItem, "a"),
        ("- [x](x.md) tautan", ListItem, "[x](x.md) tautan"),
        ("- [x][ref] tautan", ListItem, "[x][ref] tautan"),
        ("- [] a", ListItem, "[] a"),
        ("- [y] a", ListItem, "[y] a"),
        ("- \\[x] a", ListItem, "\\[x] a"),
        ("- a [x]", ListItem, "a [x]"),
    ],
)
def test_checkboxes(line, kind, text):
    (item,) = items(line)
    assert (type(item), item.text) == (kind, text)


@pytest.mark.parametrize(
    ("written", "text", "weight", "weight_text"),
    [
        ("a {%50}", "a", 50, "50"),
        ("{%50} a", "a", 50, "50"),
        ("a {%-33,3}", "a", Fraction(-333, 10), "-33,3"),
        ("a {%+5.5}  ", "a", Fraction(11, 2), "+5.5"),
        ("a {%1000}", "a", 1000, "1000"),
        ("a {%banyak}", "a", None, "banyak"),
        ("a {%}", "a", None, ""),
        ("a \\{%50}", "a \\{%50}", None, None),
        ("a {%50} b", "a {%50} b", None, None),
        ("a {50}", "a {50}", None, None),
    ],
)
def test_weights(written, text, weight, weight_text):
    (item,) = items(f"- [x] {written}")
    assert (item.text, item.weight, item.weight_text) == (text, weight, weight_text)


def test_an_item_that_is_empty_before_its_text():
    (item,) = items("-\n  teks\n")
    assert (item.text, item.text_line, item.text_column) == ("teks", 2, 3)


def test_numbered_lists():
    (block,) = scan("3. tiga\n   lanjut\n4) empat\n10. sepuluh\n")
    assert (block.ordered, block.start, block.tight) == (True, 3, True)
    assert [(i.marker, i.text, i.line, i.text_column) for i in block.items] == [
        ("3.", "tiga\nlanjut", 1, 4),
        ("4)", "empat", 3, 4),
        ("10.", "sepuluh", 4, 5),
    ]


def test_lists_in_lists_with_two_or_four_places():
    for indent in ("  ", "    "):
        (outer,) = items(f"- a\n{indent}- b\n{indent}{indent}- c\n{indent}- d\n")
        _, inner = outer.blocks
        assert [i.text.split("\n")[0] for i in inner.items] == ["b", "d"]
        assert inner.items[0].blocks[1].items[0].text == "c"


def test_a_bullet_list_under_a_number_needs_only_two_places():
    (outer, second) = items("1. a\n  - b\n2. c\n")
    assert isinstance(outer.blocks[1], ListBlock)
    assert second.text == "c"


def test_items_of_one_list_may_stand_a_little_to_the_right():
    assert [i.text for i in items("- a\n - b\n   - c\n- d\n")] == ["a", "b\n- c", "d"]


def test_numbers_and_bullets_are_two_lists():
    assert [b.ordered for b in scan("- a\n1. b\n")] == [False, True]


def test_empty_lines_make_a_list_loose_and_do_not_end_it():
    (block,) = scan("- a\n\n- b\n")
    assert (block.tight, [i.text for i in block.items]) == (False, ["a", "b"])


def test_a_quote_without_indentation_belongs_to_the_question_and_not_to_the_option():
    block, quote = scan("- [x] a\n- [ ] b\n> sebab\n")
    assert [i.quote for i in block.items] == [None, None]
    assert isinstance(quote, Quote)
    assert quote.text == "sebab"


def test_running_text_goes_on_without_indentation():
    (item,) = items("- satu\ndua\n")
    assert item.text == "satu\ndua"
    assert [type(b) for b in scan("- satu\n\ndua\n")] == [ListBlock, Paragraph]


def test_a_quote_in_the_middle_is_no_feedback():
    (item,) = items("- a\n  > kutipan\n\n  lanjut\n")
    assert item.quote is None
    assert [type(b) for b in item.blocks] == [Paragraph, Quote, Paragraph]


def test_a_fence_in_an_item_keeps_its_lines():
    (item,) = items("- a\n  ~~~\n  1. x\n\n  > y\n  ~~~\n")
    assert isinstance(item.blocks[1], Fence)
    assert item.blocks[1].text == "1. x\n\n> y"
    assert item.quote is None


def test_tabs_indent_like_four_places():
    (item,) = items("- a\n\t> umpan balik\n\t- b\n")
    assert [type(b) for b in item.blocks] == [Paragraph, Quote, ListBlock]
