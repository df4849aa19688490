import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.content.text import Places, decode, plain, without_controls


def places(data):
    text, problems = decode("a.md", data)
    return text, [(p.code, p.line, p.column) for p in problems]


def test_good_text_with_mark_and_windows_line_ends():
    assert places(b"\xef\xbb\xbfsatu\r\ndua\rtiga\n") == ("satu\ndua\ntiga\n", [])


def test_what_is_not_utf8_is_replaced_and_reported_where_it_stands():
    assert places("a\r\nbé ".encode() + b"\xff\xfe x") == ("a\nbé \ufffd\ufffd x", [("F001", 2, 4)])


def test_a_text_that_ends_in_the_middle_of_a_character():
    assert places(b"a\nb\xc3") == ("a\nb\ufffd", [("F001", 2, 2)])


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\x0b", "\x0c"])
def test_control_characters_are_replaced_and_reported(character):
    assert places(f"x\n\ty{character}z".encode()) == ("x\n\ty\ufffdz", [("F002", 2, 3)])


def test_both_faults_are_reported():
    assert [code for code, *_ in places(b"\x00\n\xff")[1]] == ["F001", "F002"]


@given(st.binary(max_size=200))
def test_any_bytes_give_clean_text(data):
    text, problems = decode("a.md", data)
    assert text == without_controls(text)
    assert (data.decode("utf-8", "ignore").encode() == data) == (not any(p.code == "F001" for p in problems))


@given(st.text(max_size=100))
def test_plain_text_can_be_written_and_stays_plain(text):
    once = plain(text)
    assert "\r" not in once
    assert plain(once.removeprefix("\ufeff")) == once.removeprefix("\ufeff")
    assert once.encode("utf-8").decode("utf-8") == once


def test_places_count_from_one():
    where = Places("ab\n\nc")
    assert [where.at(i) for i in range(6)] == [(1, 1), (1, 2), (1, 3), (2, 1), (3, 1), (3, 2)]
