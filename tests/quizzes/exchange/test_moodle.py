"""Moodle XML: every type of question with what it means here, dangerous files refused, files taken out, round trips."""

from __future__ import annotations

import base64
import re
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.quizzes.exchange import md, moodle
from lms.quizzes.exchange.md.same import same
from lms.quizzes.exchange.model import Item, Notes, Paper, Source
from tests.content.pictures import PNG, picture
from tests.quizzes.exchange.reading import lines, problems, read, rows, without_placeholders
from tests.quizzes.exchange.strategies import papers, soup
from tests.torture import cases, many_cases


def quiz(*questions: str) -> str:
    return "<?xml version='1.0' encoding='UTF-8'?>\n<quiz>\n" + "\n".join(questions) + "\n</quiz>\n"


def question(kind: str, inner: str, stem: str = "Teks?", form: str = "html") -> str:
    return (
        f'<question type="{kind}"><name><text>Judul</text></name>'
        f'<questiontext format="{form}"><text>{escape(stem)}</text></questiontext>{inner}</question>'
    )


def answer(text: str, fraction: object, feedback: str = "", more: str = "") -> str:
    said = f'<feedback format="html"><text>{escape(feedback)}</text></feedback>' if feedback else ""
    return f'<answer fraction="{fraction}" format="html"><text>{escape(text)}</text>{said}{more}</answer>'


def one(text: str) -> tuple[Item, list[str]]:
    paper, found = read(moodle.read, quiz(text), "soal.xml")
    (item,) = paper.items
    return item, without_placeholders(found)


def test_a_question_with_all_its_headers() -> None:
    paper, found = read(
        moodle.read,
        """<?xml version="1.0" encoding="UTF-8"?>
<quiz>
  <question type="category">
    <category><text>$course$/top/PPID/Dasar</text></category>
    <idnumber>kuis-dasar</idnumber>
  </question>
  <question type="description">
    <name><text>Pembuka</text></name>
    <questiontext format="html"><text><![CDATA[<p>Bacalah <b>dahulu</b>.</p>]]></text></questiontext>
  </question>
  <!-- question: 7 -->
  <question type="multichoice">
    <name><text>Batas   waktu</text></name>
    <questiontext format="html">
      <text><![CDATA[<p>Berapa hari?</p>
<p>H<sub>2</sub>O</p>]]></text>
    </questiontext>
    <generalfeedback format="html"><text><![CDATA[<p>Pasal 22.</p>]]></text></generalfeedback>
    <defaultgrade>1.0000000</defaultgrade>
    <penalty>0.3333333</penalty>
    <hidden>0</hidden>
    <idnumber>batas</idnumber>
    <single>true</single>
    <shuffleanswers>true</shuffleanswers>
    <answernumbering>ABCD</answernumbering>
    <correctfeedback format="html"><text>Benar.</text></correctfeedback>
    <answer fraction="100" format="html"><text><![CDATA[<p>10</p>]]></text><feedback format="html"><text><![CDATA[<p>Ya.</p>]]></text></feedback></answer>
    <answer fraction="0" format="plain_text"><text>a &lt;b&gt; *</text></answer>
    <hint format="html"><text>Lihat pasal.</text></hint>
    <tags><tag><text>mudah</text></tag><tag><text>difficulty=2</text></tag></tags>
  </question>
</quiz>
""",
    )
    (item,) = paper.items
    assert (paper.title, paper.id, paper.intro) == ("Dasar", "kuis-dasar", "Bacalah **dahulu**.")
    assert paper.value("shuffle") == ("options",)
    assert (item.id, item.title, item.stem) == ("batas", "Batas waktu", "Berapa hari?\n\nH2O")
    assert (item.explanation, item.difficulty, item.line) == ("Pasal 22.", 2, 12)
    assert lines(item) == [(True, "10", "Ya."), (False, "a &lt;b> *")]
    assert found == [
        "1 X206", "3 X112", "12 X111", "16 X113", "20 X117", "25 X117", "26 X123", "29 X123",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("single", "fractions", "kind", "expected"),
    [
        ("true", (0, 100), "single", [(False, "a"), (True, "b")]),
        ("1", (100, 50), "single", [(True, "a"), (False, "b", 50.0)]),
        ("true", (90, 100), "single", [(False, "a", 90.0), (True, "b")]),
        ("true", (80, 0), "single", [(True, "a", 80.0), (False, "b")]),
        ("false", (50, 50, -100), "multiple", [(True, "a"), (True, "b"), (False, "c")]),
        ("false", (100, 100, 0), "multiple", [(True, "a", 100.0), (True, "b", 100.0), (False, "c", 0.0)]),
    ],
)
def test_choices(
    single: str, fractions: tuple[int, ...], kind: str, expected: list[tuple[object, ...]]
) -> None:
    inner = f"<single>{single}</single>" + "".join(
        answer(t, f) for t, f in zip("abc", fractions, strict=False)
    )
    item, found = one(question("multichoice", inner))
    assert (item.kind, lines(item), found) == (kind, expected, [])


def test_true_or_false() -> None:
    item, found = one(question("truefalse", answer("true", 0, "tidak") + answer("false", 100, "ya")))
    assert (item.kind, lines(item), found) == (
        "truefalse",
        [(False, "Benar", "tidak"), (True, "Salah", "ya")],
        [],
    )


def test_short_answers() -> None:
    inner = (
        "<usecase>1</usecase>"
        + answer("Semarang", 100)
        + answer("Smg", 50, "kurang")
        + answer("*", 0, "lain")
    )
    item, found = one(question("shortanswer", inner))
    assert (item.kind, lines(item)) == ("short", [(True, "Semarang"), (True, "Smg", 50.0, "kurang")])
    assert found == ["3 X117", "3 X119"]


def test_numbers_with_tolerance_and_units() -> None:
    inner = (
        answer("10", 100, "", "<tolerance>0.5</tolerance>")
        + answer("1.5E2", 50, "dekat", "<tolerance>0</tolerance>")
        + "<units>\n<unit><multiplier>1</multiplier><unit_name>km</unit_name></unit></units>"
    )
    item, found = one(question("numerical", inner))
    assert (item.kind, lines(item)) == ("numeric", [(True, "10 ± 0,5"), (True, "150", 50.0, "dekat")])
    assert found == ["4 X120"]


def subquestion(left: str, right: str) -> str:
    return (
        f'<subquestion format="html"><text>{escape(left)}</text>'
        f'<answer format="html"><text>{escape(right)}</text></answer></subquestion>'
    )


def test_matching_takes_right_answers_as_plain_text_and_ddmatch_as_html() -> None:
    inner = subquestion("<p>Satu</p>", "<b>A</b>") + subquestion("Dua", "B | C") + subquestion("", "D")
    item, found = one(question("matching", inner))
    assert (item.kind, found) == ("matching", [])
    assert rows(item) == [("Satu", "&lt;b>A&lt;/b>"), ("Dua", "B | C"), ("", "D")]
    dragged, _ = one(question("ddmatch", inner))
    assert rows(dragged) == [("Satu", "**A**"), ("Dua", "B | C"), ("", "D")]


def test_ordering_keeps_the_order_and_the_feedback() -> None:
    inner = answer("satu", 1, "dahulu") + answer("dua", 2) + "<selecttype>RANDOM</selecttype>"
    item, found = one(question("ordering", inner))
    assert (item.kind, lines(item)) == ("ordering", [(True, "satu", "dahulu"), (True, "dua")])
    assert found == ["3 X117"]


def test_an_essay_has_its_rubric_from_the_marker() -> None:
    inner = (
        '<graderinfo format="html"><text>&lt;p&gt;Nilai &lt;i&gt;isi&lt;/i&gt;.&lt;/p&gt;</text></graderinfo>'
        "<generalfeedback><text>Umum.</text></generalfeedback>"
        "<responsetemplate><text>Isi</text></responsetemplate><attachments>2</attachments>"
    )
    item, found = one(question("essay", inner))
    assert (item.kind, item.rubric, item.explanation) == ("open", "Nilai *isi*.\n\nUmum.", "")
    assert found == ["3 X117", "3 X123", "3 X209"]


def test_other_types_are_named_and_the_rest_is_carried() -> None:
    paper, found = read(
        moodle.read,
        quiz(question("cloze", ""), question("truefalse", answer("true", 100) + answer("false", 0))),
    )
    assert [item.kind for item in paper.items] == ["truefalse"]
    assert without_placeholders(found) == ["3 X118"]


@pytest.mark.parametrize(
    ("form", "stem", "expected"),
    [
        ("html", "<p>a</p><p>b</p>", "a\n\nb"),
        ("moodle_auto_format", "a\nb <b>c</b>", "a  \nb **c**"),
        ("plain_text", "a <b>\n*", "a &lt;b>  \n\\*"),
        ("markdown", "a **b**\n\n- c", "a **b**\n\n- c"),
        ("", "<i>a</i>", "*a*"),
    ],
)
def test_formats_of_texts(form: str, stem: str, expected: str) -> None:
    item, _ = one(question("truefalse", answer("true", 100) + answer("false", 0), stem, form))
    assert item.stem == expected


# -- files

IMAGE = base64.b64encode(PNG).decode()


def test_files_become_media_under_clean_names() -> None:
    text = question("truefalse", answer("true", 100) + answer("false", 0)).replace(
        '<questiontext format="html"><text>Teks?</text>',
        '<questiontext format="html"><text><![CDATA[<img src="@@PLUGINFILE@@/Denah%20Kota.PNG" alt="Denah"> '
        '<img src="@@PLUGINFILE@@/hilang.png" alt="hilang"> <img src="data:image/png;base64,'
        f'{IMAGE}" alt="">]]></text>\n'
        f'<file name="Denah Kota.PNG" path="/" encoding="base64">{IMAGE}</file>\n'
        f'<file name="lebih.png" path="/" encoding="base64">{IMAGE}</file>\n',
    )
    paper, found = read(moodle.read, quiz(text))
    assert paper.items[0].stem == "![Denah](media/denah-kota.png) hilang ![](media/gambar.png)"
    assert dict(paper.media) == {"denah-kota.png": PNG, "gambar.png": PNG}
    assert without_placeholders(found) == ["3 X115", "5 X116"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", "bukan base64!"),
        ("a.png", base64.b64encode(b"bukan gambar").decode()),
        ("a.exe", IMAGE),
        ("a.png", ""),
    ],
)
def test_broken_files_are_left_out_and_named(name: str, data: str) -> None:
    text = question("truefalse", answer("true", 100) + answer("false", 0)).replace(
        "<text>Teks?</text>",
        f'<text>&lt;img src="@@PLUGINFILE@@/{name}" alt="x"&gt;</text>\n<file name="{name}" encoding="base64">{data}</file>',
    )
    paper, found = read(moodle.read, quiz(text))
    assert (paper.items[0].stem, dict(paper.media)) == ("x", {})
    assert without_placeholders(found) == ["3 X115", "4 X116"]


def test_two_files_of_one_name_are_told_apart() -> None:
    second = picture("PNG", (5, 5))
    one_file = '<text>&lt;img src="@@PLUGINFILE@@/a.png" alt="x"&gt;</text><file name="a.png">{}</file>'
    inner = "".join(
        f'<answer fraction="{n}" format="html">{one_file.format(base64.b64encode(data).decode())}<feedback/></answer>'
        for n, data in ((100, PNG), (0, second))
    )
    paper, _ = read(moodle.read, quiz(question("multichoice", inner)))
    assert [choice.text for choice in paper.items[0].choices] == ["![x](media/a.png)", "![x](media/a-2.png)"]
    assert dict(paper.media) == {"a.png": PNG, "a-2.png": second}


def test_files_travel_both_ways() -> None:
    source = "---\nid: a\ntitle: A\n---\n\n## Satu {#satu}\n![denah](media/denah.png)\n\n- [x] a\n- [ ] b\n"
    notes = Notes("a.md")
    paper = md.read(Source("quizzes/a.md", source.encode(), {"denah.png": PNG}), notes)
    text = moodle.write(paper, notes, str)
    back, found = read(moodle.read, text)
    assert notes.problems == []
    assert (back.items[0].stem, dict(back.media)) == ("![denah](media/denah.png)", {"denah.png": PNG})
    assert [f for f in found if f.split()[1].startswith("X1")] == []


# -- dangerous and broken files

BOMB = """<?xml version="1.0"?>
<!DOCTYPE quiz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<quiz><question type="essay"><questiontext><text>&b;</text></questiontext></question></quiz>"""
OUTSIDE = '<?xml version="1.0"?>\n\n<!DOCTYPE quiz SYSTEM "file:///etc/passwd">\n<quiz/>'
ENTITY = '<!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/hostname">]><quiz>&x;</quiz>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BOMB, "2 X005"),
        (OUTSIDE, "3 X005"),
        (ENTITY, "1 X005"),
        ("<quiz>\n<question>\n</quiz>", "3 X004"),
        ("<quiz>&nbsp;</quiz>", "1 X004"),
        ("", "1 X004"),
        ("::GIFT::Teks {T}", "1 X004"),
        ("<questions/>", "1 X006"),
        ("<quiz>" + "<a>" * 50, "1 X007"),
        ("<quiz/>", "1 X002"),
    ],
)
def test_files_that_are_refused(text: str, expected: str) -> None:
    _, found = read(moodle.read, text)
    assert found[0] == expected
    assert len([f for f in found if f.split()[1].startswith("X00")]) == 1


def test_too_large_a_file_is_not_even_parsed() -> None:
    assert read(moodle.read, b"<quiz>" + b" " * 20_000_000)[1] == ["1 X001"]


def test_encodings_that_the_file_declares() -> None:
    text = (
        '<?xml version="1.0" encoding="ISO-8859-1"?>\n'
        + quiz(question("truefalse", answer("true", 100) + answer("false", 0), "Café?")).split("\n", 1)[1]
    )
    paper, _ = read(moodle.read, text.encode("latin-1"))
    assert paper.items[0].stem == "Café?"


@pytest.mark.parametrize(
    ("kind", "inner", "expected"),
    [
        ("multichoice", answer("a", 100), "3 X018"),
        ("multichoice", answer("a", 0) + answer("b", 0), "3 X019"),
        ("multichoice", answer("a", "x") + answer("b", 100), "3 X015"),
        ("multichoice", answer("a", 200) + answer("b", 100), "3 X015"),
        ("truefalse", answer("true", 100), "3 X018"),
        ("shortanswer", "", "3 X018"),
        ("numerical", answer("lima", 100), "3 X014"),
        ("numerical", answer("5", 100, "", "<tolerance>-1</tolerance>"), "3 X014"),
        ("matching", subquestion("a", "b"), "3 X018"),
        ("ordering", answer("a", 1), "3 X018"),
    ],
)
def test_faults_are_on_their_line(kind: str, inner: str, expected: str) -> None:
    _, found = read(moodle.read, quiz(question(kind, inner)))
    assert expected in found


# -- writing


def test_what_a_question_looks_like() -> None:
    source = (
        "---\nid: a\ntitle: A/B\nshuffle: [options]\n---\n\n## Satu & dua {#satu difficulty=1}\n"
        "Teks **tebal**.\n\n- [x] a < b\n  > ya\n- [ ] c {%-10}\n\n> Sebab.\n"
    )
    notes = Notes("a.md")
    text = moodle.write(md.read(Source("a.md", source.encode()), notes), notes, str)
    assert notes.problems == []
    assert (
        text
        == """<?xml version="1.0" encoding="UTF-8"?>
<quiz>

<question type="category"><category><text>$course$/top/A//B</text></category><idnumber>a</idnumber></question>

<question type="multichoice">
<name><text><![CDATA[Satu & dua]]></text></name>
<questiontext format="html"><text><![CDATA[<p>Teks <strong>tebal</strong>.</p>]]></text></questiontext>
<generalfeedback format="html"><text><![CDATA[<p>Sebab.</p>]]></text></generalfeedback>
<defaultgrade>1</defaultgrade>
<penalty>0</penalty>
<hidden>0</hidden>
<idnumber>satu</idnumber>
<single>true</single>
<shuffleanswers>true</shuffleanswers>
<answernumbering>abc</answernumbering>
<answer fraction="100" format="html"><text><![CDATA[<p>a &lt; b</p>]]></text><feedback format="html"><text><![CDATA[<p>ya</p>]]></text></feedback></answer>
<answer fraction="-10" format="html"><text><![CDATA[<p>c</p>]]></text><feedback format="html"><text></text></feedback></answer>
<tags>
<tag><text>difficulty=1</text></tag>
</tags>
</question>

</quiz>
"""
    )


def test_text_that_html_cannot_give_back_stays_markdown() -> None:
    source = '---\nid: a\ntitle: A\n---\n\n## Satu {#satu}\n!!! note "Ingat"\n    Isi ]]> & <x>\n\n- [x] a\n- [ ] b\n'
    notes = Notes("a.md")
    paper = md.read(Source("a.md", source.encode()), notes)
    text = moodle.write(paper, notes, str)
    assert (
        '<questiontext format="markdown"><text>!!! note "Ingat"\n    Isi ]]&gt; &amp; &lt;x&gt;</text>'
        in text
    )
    assert read(moodle.read, text)[0].items[0].stem == paper.items[0].stem


# -- for every file, and for every quiz

TAGS = (
    "questiontext", "name", "answer", "feedback", "text", "subquestion", "generalfeedback", "single", "tolerance", "tags",
    "tag", "category", "units", "unit", "unit_name", "file", "graderinfo", "shuffleanswers", "penalty", "hint", "idnumber",
)  # fmt: skip
TYPES = (
    "multichoice", "truefalse", "shortanswer", "numerical", "matching", "ddmatch", "ordering", "essay", "description",
    "category", "cloze", "",
)  # fmt: skip
HTML = (
    "<p>", "</p>", "<b>", "<br>", "<ul><li>", "</li>", "<table><tr><td>", '<img src="@@PLUGINFILE@@/a.png">', "&nbsp;",
    '<a href="javascript:x">', "<pre>", "</pre>", "<sub>", "<h1>", '<div style="x">', "<blockquote>", "<script>x</script>",
    '<img src="data:image/png;base64,AA==">',
)  # fmt: skip
ATTRS = (
    "", ' format="html"', ' format="markdown"', ' format="plain_text"', ' format="moodle_auto_format"',
    ' fraction="100"', ' fraction="0"', ' fraction="x"', ' name="a.png" encoding="base64"',
)  # fmt: skip
NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

leaf = soup(*HTML).map(lambda text: escape(NOT_XML.sub("", text)))
texted = leaf.map(lambda text: f"<text>{text}</text>")
attrs = st.sampled_from(ATTRS)
tree = st.recursive(
    leaf,
    lambda inner: st.builds(
        lambda tag, a, parts: f"<{tag}{a}>{''.join(parts)}</{tag}>",
        st.sampled_from(TAGS),
        attrs,
        st.lists(inner, max_size=3),
    ),
    max_leaves=4,
)
known = st.sampled_from(["<text>true</text>", "<text>false</text>", "<text>10</text>", "<text>*</text>"])
answers = st.builds(lambda a, text: f"<answer{a}>{text}</answer>", attrs, st.one_of(texted, known))
stems = st.builds(lambda a, text: f"<questiontext{a}>{text}</questiontext>", attrs, texted)
pairs = st.builds(lambda a, b: f"<subquestion>{a}<answer>{b}</answer></subquestion>", texted, texted)
questions = st.builds(
    lambda kind, parts: f'<question type="{kind}">{"".join(parts)}</question>',
    st.sampled_from(TYPES),
    st.lists(st.one_of(answers, stems, pairs, tree), max_size=5),
)


@many_cases
@given(
    st.one_of(soup("<quiz>", "</quiz>", "<!DOCTYPE"), st.lists(questions, max_size=2).map(lambda q: quiz(*q)))
)
def test_any_file_is_read_or_refused_with_a_line(text: str) -> None:
    notes = Notes("x.xml")
    paper = moodle.read(Source("x.xml", text.encode("utf-8", "surrogatepass")), notes)
    last = text.count("\n") + text.count("\r") + 1
    assert all(1 <= p.line <= last and p.column >= 1 and p.format() for p in notes.problems)
    assert notes.broken or paper.items


@cases(4)
@given(papers(rubric=True, feedback=True))
def test_what_is_written_is_read_and_written_again_the_same(paper: Paper) -> None:
    notes = Notes("x")
    text = moodle.write(paper, notes, str)
    again = Notes("y")
    back = moodle.read(Source("y", text.encode()), again)
    assert [p.format() for p in again.problems if p.is_error] == []
    assert moodle.write(back, Notes("x"), str) == text
    if not {p.code for p in notes.problems} - {"X109"}:
        assert (back.id, back.title, back.intro) == (paper.id, paper.title, paper.intro)
        assert all(same(a, b) for a, b in zip(paper.items, back.items, strict=True))


def test_problems_have_words_in_both_languages() -> None:
    notes = Notes("x")
    moodle.read(Source("x", BOMB.encode()), notes)
    assert problems(notes) == ["2 X005"]
