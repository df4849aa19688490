import re

from hypothesis import given, settings
from hypothesis import strategies as st

from lms.content.anchors import headings
from lms.content.blocks import scan
from lms.content.layout import write
from lms.content.markdown import render


def rewritten(text):
    stash = []

    def keep(html):
        stash.append(html)
        return f"\x02{len(stash)}\x03"

    return "\n".join(write(scan(text), keep)), stash


def test_the_dialect_of_python_markdown():
    text, stash = rewritten("Teks\n- a\n  > b\n\n  ```py\n  x\n  ```\n1) c\n\n!!! note\n  d\n[^1]: e\n  f\n")
    assert text == (
        "Teks\n\n-   a\n\n    > b\n\n    \x021\x03\n\n1.  c\n\n!!! note\n    d\n\n[^1]: e\n    f"
    )  # fmt: skip
    assert stash == ['<pre><code class="language-py">x\n</code></pre>']


def test_what_only_looks_like_a_block_is_escaped():
    assert rewritten("a\n2. b\n#c\n")[0] == "a\n2\\. b\n\\#c"
    assert rewritten("## a {b}\n## c#")[0] == "## a \\{b}\n\n## c\\#"


PIECES = ["a", " ", "\n", "\n\n", "## ", "- ", "1. ", "> ", "  ", "    ", "| a |\n|---|\n", "```\n", "---\n", "!!! n\n",
          "===\n", "\t", "[^1]: ", ": ", "{#a}", "#", "\\", "[a]: b\n", "- [x] ", "*"]  # fmt: skip


@settings(max_examples=1000, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_the_renderer_finds_the_headings_that_the_scanner_found(text):
    scanned = [max(heading.level, 2) for heading in headings(scan(text))]
    rendered = render(text)
    assert [item.level for item in rendered.toc] == scanned
    page, _, _ = rendered.html.partition('<div class="footnote">')
    assert [int(level) for level in re.findall(r"<h([2-6])", page)] == scanned
