import pytest

from lms.content.markdown import TocItem, render, render_inline


def html(text, **options):
    return render(text, **options).html


def resolver(target, *, image):
    known = {"02.md": "/modul/kip/02", "media/a.png": "/media/abc.png", "https.md": "https://lain.example/x"}
    path, _, fragment = target.partition("#")
    address = known.get(path)
    assert address is None or image == path.endswith("png")
    return address and address + (f"#isi-{fragment}" if fragment else "")


def test_running_text():
    assert html("Satu *dua* **tiga** `empat`  \nlima") == (
        "<p>Satu <em>dua</em> <strong>tiga</strong> <code>empat</code><br>\nlima</p>"
    )


def test_raw_html_is_text():
    assert html("<b>a</b>\n\n<div>b</div>") == "<p>&lt;b&gt;a&lt;/b&gt;</p>\n<p>&lt;div&gt;b&lt;/div&gt;</p>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](https://x.id)", '<a href="https://x.id" rel="external noopener noreferrer">a</a>'),
        ("<https://x.id>", '<a href="https://x.id" rel="external noopener noreferrer">https://x.id</a>'),
        ("[a](mailto:a@b.id)", '<a href="mailto:a@b.id">a</a>'),
        ("<a@b.id>", '<a href="mailto:a@b.id">a@b.id</a>'),
        ("[a](02.md#b)", '<a href="/modul/kip/02#isi-b">a</a>'),
        ("[a](https.md)", '<a href="https://lain.example/x">a</a>'),
        ("[a](tidak-ada.md)", "<span>a</span>"),
        ("[a](#bagian)", '<a href="#isi-bagian">a</a>'),
        ("[a](/admin)", "<span>a</span>"),
        ("[a](//x.id)", "<span>a</span>"),
        ("[a](javascript:x)", "<span>a</span>"),
        ('![Peta](media/a.png "Judul")', '<img alt="Peta" loading="lazy" src="/media/abc.png" title="Judul">'),
        ("![Peta](media/a.png){width=300 height=40% onload=x}", '<img alt="Peta" width="300" loading="lazy" src="/media/abc.png">'),
        ("![Peta](media/b.png)", "<span>Peta</span>"),
        ("![Peta](https://x.id/a.png)", "<span>Peta</span>"),
    ],
)  # fmt: skip
def test_links_and_images(text, expected):
    assert html(text, links=resolver) == f"<p>{expected}</p>"
    assert render_inline(text, links=resolver) == expected


def test_without_a_resolver_relative_links_are_text():
    assert html("[a](02.md) ![b](media/a.png)") == "<p><span>a</span> <span>b</span></p>"


def test_headings_stand_below_the_title_of_the_page():
    rendered = render("# A\n## B *c* {#x .sop kind=y}\n###### D\n## B c\n")
    assert rendered.html == (
        '<h2 id="isi-a">A</h2>\n<h2 id="isi-x">B <em>c</em></h2>\n<h6 id="isi-d">D</h6>\n<h2 id="isi-b-c">B c</h2>'
    )
    assert rendered.toc == [
        TocItem(2, "isi-a", "A"), TocItem(2, "isi-x", "B c"), TocItem(6, "isi-d", "D"), TocItem(2, "isi-b-c", "B c"),
    ]  # fmt: skip
    assert html("## A\n##### B", headings_offset=2) == '<h4 id="isi-a">A</h4>\n<h6 id="isi-b">B</h6>'


def test_ids_are_each_used_once_and_never_those_of_the_page():
    assert [t.id for t in render("## A\n## A\n## Lain {#a-2}\n## ???\n## A {#a}\n- ## A\n").toc] == [
        "isi-a-3", "isi-a-4", "isi-a-2", "isi-bagian", "isi-a", "isi-a-5",
    ]  # fmt: skip
    assert render("## Main", id_prefix="s3-").toc == [TocItem(2, "s3-main", "Main")]


@pytest.mark.parametrize("text", ["## Pilih {kurung}", "## Bahasa C#", "## Kunci {{ganda}}", "## \\# pagar"])
def test_signs_in_headings_stay(text):
    assert render(text).toc[0].text == text[3:].replace("\\", "")


def test_words_are_counted_as_readers_count_them():
    assert render("## Satu dua\n\ntiga *empat* [lima enam](https://x.id)\n\n- tujuh\n").words == 7


def test_lists_need_neither_empty_lines_nor_four_places():
    assert html("Teks:\n- a\n  - b\n- c\n\nlagi\n1. x\n   1. y\n") == (
        "<p>Teks:</p>\n<ul>\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ul>\n<p>lagi</p>\n"
        "<ol>\n<li>x<ol>\n<li>y</li>\n</ol>\n</li>\n</ol>"
    )


def test_numbered_lists_keep_their_number():
    assert html("3. tiga\n4. empat") == '<ol start="3">\n<li>tiga</li>\n<li>empat</li>\n</ol>'


def test_a_year_is_no_list_and_a_hash_is_no_heading():
    assert html("Sejak\n2026. Lalu\n#tagar\n") == "<p>Sejak\n2026. Lalu\n#tagar</p>"


def test_code_is_verbatim_also_in_a_list():
    assert html("- a\n\n  ```PY x\n  if a < b:\n\n      **c**\n  ```\n") == (
        '<ul>\n<li>\n<p>a</p>\n<pre><code class="language-py">if a &lt; b:\n\n    **c**\n</code></pre>\n</li>\n</ul>'
    )
    assert html("```\n## a {#b}\n- c\n```") == "<pre><code>## a {#b}\n- c\n</code></pre>"


def test_tables_scroll_and_align_without_style():
    assert html("Lihat:\n| a | b | c |\n|---|--:|:-:|\n| 1 | `x|y` | \\| |\n") == (
        '<p>Lihat:</p>\n<div aria-label="Tabel" class="table-scroll" role="group" tabindex="0"><table>\n<thead>\n<tr>\n'
        '<th scope="col">a</th>\n<th class="num" scope="col">b</th>\n<th class="mid" scope="col">c</th>\n</tr>\n</thead>\n'
        '<tbody>\n<tr>\n<td>1</td>\n<td class="num"><code>x|y</code></td>\n<td class="mid">|</td>\n</tr>\n</tbody>\n</table></div>'
    )


def test_notes_become_message_boxes():
    assert html('!!! warning "Sering keliru"\n    Isi.\n') == (
        '<div class="msg due">\n<div><p class="msg-title">Sering keliru</p>\n<p>Isi.</p>\n</div></div>'
    )
    assert 'class="msg"' in html("!!! note\n    Isi.")
    assert '<p class="msg-title">Catatan</p>' in html("!!! note\n    Isi.")
    assert '<div class="msg bad">' in html("!!! larangan\n    Isi.")
    assert "msg-title" not in html('!!! note ""\n    Isi.')


def test_footnotes():
    text = html("Kata[^1].\n\n[^1]: Catatan [a](https://x.id).")
    assert '<sup id="isi-fnref:1"><a class="footnote-ref" href="#isi-fn:1">1</a></sup>' in text
    assert '<li id="isi-fn:1">' in text
    assert 'title="Kembali ke catatan 1 di dalam teks"' in text


def test_definitions_quotes_and_rules():
    assert html("Istilah\n:   Arti\n\n> kutip\nlanjut\n\n---\n") == (
        "<dl>\n<dt>Istilah</dt>\n<dd>Arti</dd>\n</dl>\n<blockquote>\n<p>kutip\nlanjut</p>\n</blockquote>\n<hr>"
    )


def test_classes_of_our_pages_and_no_others():
    assert html("UU 14/2008\n{: .law .jahat #x }") == '<p class="law">UU 14/2008</p>'


def test_checklists_show_their_boxes():
    assert html("- [x] a\n- [ ] b\n") == "<ul>\n<li>☑ a</li>\n<li>☐ b</li>\n</ul>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# bukan *judul*", "# bukan <em>judul</em>"),
        ("- bukan\n- daftar", "- bukan - daftar"),
        ("1. bukan", "1. bukan"),
        ("> bukan", "&gt; bukan"),
        ("a | b", "a | b"),
        ("[a]: b.md", "[a]: b.md"),
        ("---", "---"),
        ("    a", "a"),
        ("1.03/drainase: jalan & <pompa>", "1.03/drainase: jalan &amp; &lt;pompa&gt;"),
        ("", ""),
    ],
)
def test_one_line_has_no_blocks(text, expected):
    assert render_inline(text) == expected
