"""Plain text as Markdown that shows exactly that text, and HTML as Markdown that shows the same."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.content.markdown import render
from lms.quizzes.exchange.frames import frame
from lms.quizzes.exchange.model import Notes
from lms.quizzes.exchange.texts.escape import escape, paragraphs
from lms.quizzes.exchange.texts.links import safe_links
from lms.quizzes.exchange.texts.markup import to_markdown
from lms.quizzes.exchange.texts.plain import plain
from tests.quizzes.exchange.reading import problems
from tests.torture import many_cases


@pytest.mark.parametrize(
    "text",
    [
        "Berapa hari kerja?",
        "a_b dan 5 * 3",
        "Kota _____ ada.",
        "x < 5 dan 3 > 2",
        "pasal 22 [ayat 7]",
        "C:\\data",
        "R&D, 50%, #1, tanggal 1.2.2026",
        "- kosong-",
    ],
)
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    assert escape(text.removeprefix("- ")) == text.removeprefix("- ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`"),
        ("[a](b)", "\\[a](b)"),
        ("<b> &amp; &#60;", "&lt;b> &amp;amp; &amp;#60;"),
        ("{x}", "\\{x}"),
        ("\\* \\", "\\\\\\* \\\\"),
        ("# a", "\\# a"),
        ("1. a", "1\\. a"),
        ("- a", "\\- a"),
        ("> a", "\\> a"),
        ("---", "\\---"),
        ("===", "&#61;=="),
        ("~~~", "&#126;~~"),
        (": a", "&#58; a"),
        ("|---|---|", "|\\---|---|"),
    ],
)
def test_signs_are_escaped_where_they_mean_something(text: str, expected: str) -> None:
    assert escape(text) == expected


def shown(markdown: str) -> str:
    """The text that readers see, line breaks and all."""
    found = re.sub(r"<br>\n?", "\n", render(markdown).html)
    paragraphs = re.findall(r"<p>(.*?)</p>", found, re.DOTALL)
    assert re.sub(r"</?p>|\s", "", found) == re.sub(r"\s", "", "".join(paragraphs)), "nothing but paragraphs"
    return html.unescape("\n\n".join(paragraphs))


signs = st.text(alphabet=st.sampled_from(list("\\`*_{}[]()<>#+-.!|~=:&;\"' \nab1%^$@,")), max_size=30)
letters = st.text(
    alphabet=st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp"), blacklist_characters="\ufeff"),
    max_size=12,
)


@many_cases
@given(st.one_of(signs, letters))
def test_any_plain_text_is_shown_as_it_is(text: str) -> None:
    parts = [" ".join(line.split()) for part in re.split(r"\n[ \t]*\n", text) for line in [part]]
    expected = "\n\n".join(
        "\n".join(" ".join(line.split()) for line in part.split("\n") if line.strip())
        for part in re.split(r"\n[ \t]*\n", text)
        if part.strip()
    )
    assert parts is not None
    seen = "\n\n".join(
        "\n".join(" ".join(line.split()) for line in part.split("\n"))
        for part in shown(paragraphs(text)).split("\n\n")
    )
    assert seen == expected


def markdown(source: str) -> tuple[str, list[str]]:
    notes = Notes("x")
    return to_markdown(source, frame(1, notes)), problems(notes)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>a</p>\n<p>b</p>", "a\n\nb"),
        ("a<br>b<br/><br>c", "a  \nb  \nc"),
        ("<p>a\nb</p>", "a\nb"),
        ("<p><b>a </b>b <strong><i>c</i></strong></p>", "**a** b ***c***"),
        ("<code>a`b</code> <kbd>Esc</kbd>", "``a`b`` `Esc`"),
        ("<ul><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ul>", "- a\n  - b\n- c\n\n  d"),
        ("<ol start=3><li>a<li>b</ol>", "3. a\n4. b"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ("<pre>a\n  b ``` c</pre>", "````\na\n  b ``` c\n````"),
        ("<h1>a</h1><h5>b</h5>", "### a\n\n##### b"),
        ("<hr>", "---"),
        ('<a href="https://a.id/x (1)">t</a>', "[t](https://a.id/x%20%281%29)"),
        ('<a href="mailto:a@b.id">t</a>', "[t](mailto:a@b.id)"),
        (
            "<table><tr><th>A<th>B|C</tr><tr><td>1<td>x<br>y</tr></table>",
            "| A | B\\|C |\n|---|---|\n| 1 | x y |",
        ),
        ("<div>a<p>b</p>c</div>", "a\n\nb\n\nc"),
        ("<span><p>a</p></span>", "a"),
        ("<b>a", "**a**"),
        ("&lt;b&gt; &nbsp; 1&nbsp;000", "&lt;b> 1 000"),
        ("<p># a</p><p>1. b</p>", "\\# a\n\n1\\. b"),
        ("<!-- x --><p>a</p>", "a"),
        ("<p></p><p> </p>", ""),
    ],
)
def test_html_becomes_markdown(source: str, expected: str) -> None:
    assert markdown(source) == (expected, [])


@pytest.mark.parametrize(
    ("source", "expected", "lost"),
    [
        ("H<sub>2</sub>O<sub>3</sub>", "H2O3", ["1 X113"]),
        ('<span style="color:red">a</span>', "a", ["1 X113"]),
        ("<script>x()</script>a<style>b</style>", "a", ["1 X113", "1 X113"]),
        ("a\n<iframe src=x></iframe>", "a", ["2 X113"]),
        ('<a href="javascript:x">a</a>', "a", ["1 X114"]),
        ('<a href="//lain.id/">a</a>', "a", ["1 X114"]),
        ('<a href="materi.md">a</a>', "a", ["1 X114"]),
        ('a\n\n<img src="x.png" alt="b [c]">', "a\nb [c]", ["3 X115"]),
        ("<table><tr><td colspan=2>a</table>", "| a |\n|---|", ["1 X113"]),
    ],
)
def test_what_markdown_cannot_say_is_named_with_its_line(source: str, expected: str, lost: list[str]) -> None:
    assert markdown(source) == (expected, lost)


@many_cases
@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<b>", "</b>", "<i>", "<br>", "<ul>", "<li>", "</ul>", "<ol>", "</ol>", "<table>", "<tr>", "<td>",
             "</table>", "<pre>", "</pre>", "<a href='https://a.id'>", "</a>", "<h2>", "</h2>", "<blockquote>", "</blockquote>",
             "<sub>", "&lt;", "&", "a", "b c", "*", "_", "1.", "- ", "\n", "#", "`", "|", "[", "](", "{", "=="]
        ),
        max_size=20,
    ).map("".join)
)  # fmt: skip
def test_any_html_becomes_markdown_that_says_its_words(source: str) -> None:
    found, _ = markdown(source)
    seen = html.unescape(re.sub(r"<[^<>]*>", " ", render(found).html))
    words = re.findall(r"[abc]", re.sub(r"<[a-z/][^<>]*>", " ", source))
    assert sorted(re.findall(r"[abc]", seen)) == sorted(words)


# -- links and plain words


@pytest.mark.parametrize(
    ("text", "expected", "found"),
    [
        ("[a](https://a.id) ![b](media/b.png)", "[a](https://a.id) ![b](media/b.png)", []),
        ("[a](x.md) [b](#c) [c](javascript:x)", "a b c", ["5 X114"] * 3),
        ("teks\n![b](media/c.png) ![d](https://a.id/d.png)", "teks\nb d", ["6 X115"] * 2),
        ("`[a](x.md)` [**a**](x.md)", "`[a](x.md)` **a**", ["5 X114"]),
        ("[a](media/b.png)", "[a](media/b.png)", []),
    ],
)
def test_links_that_lead_nowhere_become_words(text: str, expected: str, found: list[str]) -> None:
    notes = Notes("x")
    assert safe_links(text, 5, notes, {"b.png"}) == expected
    assert problems(notes) == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a b", ("a b", True)),
        ("a\nb", ("a b", True)),
        ("a  \nb", ("a b", False)),
        ("a\n\nb", ("a b", False)),
        ("**a** `b`", ("a b", False)),
        ("a \\* b &lt;c>", ("a * b <c>", True)),
        ("![denah](media/a.png)", ("denah", False)),
        ("[a](https://b.id)", ("a", False)),
    ],
)
def test_markdown_as_plain_words(text: str, expected: tuple[str, bool]) -> None:
    assert plain(text) == expected
