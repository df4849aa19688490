import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.content.markdown import TooHeavy, render, render_inline
from lms.content.markdown.limits import MAX_CHARACTERS, MAX_MARKS, MAX_MARKS_IN_ALL
from lms.content.markdown.sanitize import INLINE_TAGS
from tests.content.markdown.hostile import SCRIPTS, VECTORS, Browser, faults, resolver

PIECES = ["a", " ", "\n", "\n\n", "**", "*", "_", "`", "[", "](", ")", "!", "<", ">", "#", "## ", "- ", "1. ", "> ", "|",
          "\n|---|\n", "    ", "```", "{", "}", "{: ", "onclick=x", "javascript:", "https://a.id", "[^1]", "[^1]: ", "\\",
          "&", "&#106;", '"', "'", "!!! note\n", "x.md", ":   ", "\x02", "\x03", "<script>", "-->", "==="]  # fmt: skip


def test_two_and_a_half_thousand_attacks_reach_no_reader():
    assert len(VECTORS) > 2500
    found = {v: f for v in VECTORS if (f := faults(render(v, links=resolver).html))}
    assert found == {}


def test_the_same_attacks_in_one_line():
    def tags(html):
        browser = Browser()
        tags = []
        browser.handle_starttag = lambda tag, _attrs: tags.append(tag)
        browser.feed(html)
        return set(tags)

    for vector in VECTORS:
        html = render_inline(vector, links=resolver)
        assert faults(html) == [], vector
        assert tags(html) <= INLINE_TAGS, vector


def test_the_browser_of_these_tests_sees_attacks():
    assert [bool(faults(s)) for s in SCRIPTS if s.startswith("<") and "CDATA" not in s] == [True] * 24


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=50).map("".join))
def test_any_text_is_rendered_safely_and_always_the_same(text):
    html = render(text, links=resolver).html
    assert faults(html) == []
    assert render(text, links=resolver).html == html


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_any_unicode_is_rendered_safely(text):
    assert faults(render(text, links=resolver).html) == []
    assert faults(render_inline(text, links=resolver)) == []


@pytest.mark.parametrize("mark", MAX_MARKS)
def test_marks_that_cost_too_much_are_counted(mark):
    limit = MAX_MARKS[mark]
    render("a" + mark * limit)
    with pytest.raises(TooHeavy) as refused:
        render("a" + mark * (limit + 1))
    assert refused.value.code == "content.heavy"
    with pytest.raises(TooHeavy):
        render_inline("a" + mark * (limit + 1))


def test_the_marks_of_different_paragraphs_count_apart_up_to_a_limit():
    paragraph = "[a](b) " * 250 + "\n\n"
    render(paragraph * 3)
    with pytest.raises(TooHeavy):
        render(paragraph * (MAX_MARKS_IN_ALL["["] // 250 + 1))


def test_the_size_is_limited():
    render("kata " * 2000)
    with pytest.raises(TooHeavy):
        render("x" * (MAX_CHARACTERS + 1))


@pytest.mark.parametrize("text", [
    "> " * 3000, "- " * 3000, "1. " * 2000, "*a _b " * 300, "**a __b " * 300, "[" * 400 + "]" * 400, "    " * 5000 + "a",
    "- a\n" * 5000, "\n".join("  " * i + "- a" for i in range(300)), "|a" * 5000 + "\n" + "|-" * 5000, "![a](b" * 400,
    "`a``b" * 300, "[a]: b\n" * 400, "[^1]" * 400 + "\n\n[^1]: x", "!!! a\n" * 500, "a\n:   b\n" * 1000,
])  # fmt: skip
def test_deep_and_long_texts_are_rendered(text):
    assert faults(render(text, links=resolver).html) == []
