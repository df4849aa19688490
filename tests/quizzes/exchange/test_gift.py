"""GIFT: every form of its grammar with what it means here, every fault with its line, and round trips."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.quizzes.exchange import gift
from lms.quizzes.exchange.md.same import same
from lms.quizzes.exchange.model import Item, Notes, Paper, Source
from tests.quizzes.exchange.reading import lines, problems, read, rows, without_placeholders
from tests.quizzes.exchange.strategies import SIGNS, WORDS, papers, soup
from tests.torture import cases, many_cases


def one(text: str) -> tuple[Item, list[str]]:
    paper, found = read(gift.read, text)
    (item,) = paper.items
    return item, without_placeholders(found)


def test_a_single_choice_with_feedback_weights_and_general_feedback() -> None:
    item, found = one(
        "::Batas waktu::Berapa hari kerja?{\n"
        "=10 hari kerja #Tepat.\n"
        "~7 hari kerja\n"
        "~%50%8 hari kerja # Hampir.\n"
        "~%-25%30 hari kerja\n"
        "####Pasal 22 ayat (7).\n}"
    )
    assert (item.kind, item.title, item.stem, item.line) == ("single", "Batas waktu", "Berapa hari kerja?", 1)
    assert lines(item) == [
        (True, "10 hari kerja", "Tepat."),
        (False, "7 hari kerja"),
        (False, "8 hari kerja", 50.0, "Hampir."),
        (False, "30 hari kerja", -25.0),
    ]
    assert item.explanation == "Pasal 22 ayat (7)."
    assert [choice.line for choice in item.choices] == [2, 3, 4, 5]
    assert found == []


def test_two_full_answers_of_a_single_choice_keep_their_worth() -> None:
    item, _ = one("Mana?{=satu =dua ~tiga}")
    assert (item.kind, lines(item)) == ("single", [(True, "satu"), (False, "dua", 100.0), (False, "tiga")])


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("~%50%a ~%50%b ~%-50%c ~%-50%d", [(True, "a"), (True, "b"), (False, "c"), (False, "d")]),
        ("~%50%a ~%50%b ~c", [(True, "a"), (True, "b"), (False, "c", 0.0)]),
        ("~%60%a ~%40%b ~%-100%c", [(True, "a", 60.0), (True, "b", 40.0), (False, "c")]),
        (
            "~%33.33333%a ~%33.33333%b ~%33.33333%c ~%-100%d",
            [(True, "a"), (True, "b"), (True, "c"), (False, "d")],
        ),
        ("=%50%a =%50%b ~%-100%c", [(True, "a"), (True, "b"), (False, "c")]),
        ("~%100%a ~%-100%b", [(True, "a"), (False, "b")]),
    ],
)
def test_several_answers_by_their_weights(answers: str, expected: list[tuple[object, ...]]) -> None:
    item, _ = one(f"Pilih.{{{answers}}}")
    assert (item.kind, lines(item)) == ("multiple", expected)


@pytest.mark.parametrize(
    ("body", "right", "feedback"),
    [
        ("T", True, ("", "")),
        ("TRUE", True, ("", "")),
        (" F ", False, ("", "")),
        ("FALSE", False, ("", "")),
        ("TRUE#salah", True, ("", "salah")),
        ("TRUE#salah#betul", True, ("betul", "salah")),
        ("F#salah#betul", False, ("salah", "betul")),
        ("T##betul", True, ("betul", "")),
    ],
)
def test_true_or_false_with_feedback_for_the_wrong_then_the_right(
    body: str, right: bool, feedback: tuple[str, str]
) -> None:
    item, found = one(f"Benarkah?{{{body}}}")
    assert item.kind == "truefalse"
    assert [(c.text, c.right) for c in item.choices] == [("Benar", right), ("Salah", not right)]
    assert tuple(c.feedback for c in item.choices) == feedback
    assert found == []


def test_short_answers_with_weights_and_wildcards() -> None:
    item, found = one("Isi.{=sepuluh #ya\n=%50%10\n=%0%sebelas#bukan\n=se*\n=\\\\*\n=*#lain}")
    assert lines(item) == [
        (True, "sepuluh", "ya"),
        (True, "10", 50.0),
        (True, "sebelas", 0.0, "bukan"),
        (True, "se*"),
        (True, "*"),
    ]
    assert (item.kind, found) == ("short", ["4 X122", "6 X119"])


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("#5", [(True, "5")]),
        ("#5:2", [(True, "5 ± 2")]),
        ("#1..5", [(True, "1..5")]),
        ("#-1.5..2", [(True, "-1,5..2")]),
        ("#=10:0.5 =%50%9..11#dekat", [(True, "10 ± 0,5"), (True, "9..11", 50.0, "dekat")]),
        ("#1.000", [(True, "1")]),
        ("#1e3", [(True, "1000")]),
        ("# 3\\:1", [(True, "3 ± 1")]),
        ("#5#tepat", [(True, "5", "tepat")]),
    ],
)
def test_numbers_with_tolerances_and_ranges(body: str, expected: list[tuple[object, ...]]) -> None:
    item, found = one(f"Berapa?{{{body}}}")
    assert (item.kind, lines(item), found) == ("numeric", expected, [])


def test_feedback_for_any_other_number_is_reported() -> None:
    item, found = one("Berapa?{#\n=5\n~#Bukan itu.\n}")
    assert (lines(item), found) == ([(True, "5")], ["3 X119"])


def test_matching_with_an_extra_answer() -> None:
    item, found = one(
        "Pasangkan.{\n=PPID Utama -> memimpin\n=Petugas->mencatat *semua*\n= -> memutus\n=-> memimpin\n}"
    )
    assert item.kind == "matching"
    assert rows(item) == [("PPID Utama", "memimpin"), ("Petugas", "mencatat \\*semua\\*"), ("", "memutus")]
    assert found == []


def test_the_ordering_of_moodle() -> None:
    item, found = one(
        "Urutkan.{>3 ALL VERTICAL RELATIVE_ALL_PREVIOUS_AND_NEXT SHOW\nmenerima\nmencatat\n  menjawab = a~b\n}"
    )
    assert (item.kind, [c.text for c in item.choices]) == (
        "ordering",
        ["menerima", "mencatat", "menjawab = a~b"],
    )
    assert found == []
    assert one("Urutkan.{>2 EXACT H\na\nb\nc\n}")[1] == ["1 X117"]


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("Ibu kota {=Semarang ~Solo} ada di utara.", "Ibu kota _____ ada di utara."),
        ("Jawabannya {=ya ~tidak}.", "Jawabannya _____."),
        ("Jawabannya? {=ya ~tidak}  ", "Jawabannya?"),
    ],
)
def test_a_missing_word(text: str, stem: str) -> None:
    item, _ = one(text)
    assert (item.stem, lines(item)[0][0]) == (stem, True)


def test_an_essay_gets_a_rubric_to_fill_in() -> None:
    paper, found = read(gift.read, "::Uraian::Jelaskan. {}\n\n::Lagi::Uraikan {####Lihat pasal 7.}")
    assert [(i.kind, i.rubric) for i in paper.items] == [
        ("open", "Tuliskan rubrik penilaian di sini."),
        ("open", "Lihat pasal 7."),
    ]
    assert without_placeholders(found) == ["3 X209"]
    assert "1 X204" in found


def test_descriptions_make_the_introduction() -> None:
    paper, found = read(gift.read, "Bacalah dahulu.\n\n::A::Satu {T}\n\n::Catatan::Bagian dua.")
    assert paper.intro == "Bacalah dahulu.\n\nBagian dua."
    assert without_placeholders(found) == ["5 X205"]


def test_comments_ids_tags_and_categories() -> None:
    paper, found = read(
        gift.read,
        "// Kuis [id:kuis-satu]\n$CATEGORY: $course$/top/PPID/Dasar//Lanjut\n\n"
        "// [id:soal-satu] [tag:difficulty=3] [tag:competency=K2]\n::A::Satu{T}\n\n"
        "// soal kedua\n// [tags: mudah, use=practice] [id:Bukan Slug]\n::B::Dua\n// di tengah\n?{F}\n\n"
        "$CATEGORY: Lain\n::C::Tiga{T}",
    )
    assert (paper.id, paper.title) == ("kuis-satu", "Dasar/Lanjut")
    assert [(i.id, i.title, i.difficulty, i.competency, i.use) for i in paper.items] == [
        ("soal-satu", "A", 3, "K2", None),
        ("Bukan Slug", "B", None, None, "practice"),
        ("", "C", None, None, None),
    ]
    assert paper.items[1].stem == "Dua  \n?"
    assert found == ["2 X112", "9 X111", "13 X112"]


def test_escapes_mean_the_signs_themselves() -> None:
    item, found = one(r"::a\:\:b::x \= \{y\} \~ \# \\ \n\nbaru [\] z{=a\=b#c\#d ~\~}")
    assert item.title == "a::b"
    assert item.stem == "x = \\{y} ~ # \\\\\n\nbaru [\\\\] z"
    assert lines(item) == [(True, "a=b", "c#d"), (False, "~")]
    assert found == []


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("[html]<p>Satu <b>dua</b></p><ul><li>a</li></ul>", "Satu **dua**\n\n- a"),
        (r"[markdown]Satu **dua**\n\n- a", "Satu **dua**\n\n- a"),
        (r"[plain]Satu *dua*\n<b>", "Satu \\*dua\\*  \n&lt;b>"),
        (r"[moodle]Satu <b>dua</b>\nbaris\n\nalinea", "Satu **dua**  \nbaris\n\nalinea"),
        ("Satu\ndua &amp; <i>tiga</i>", "Satu  \ndua & *tiga*"),
        ("Satu * dua", "Satu * dua"),
        (r"[markdown]\# Judul\nteks", "### Judul\n\nteks"),
        (r"[markdown]- [x] kotak", "- \\[x] kotak"),
        ("[lain]teks", "[lain]teks"),
    ],
)
def test_text_formats_become_markdown(text: str, stem: str) -> None:
    item, _ = one(f"::A::{text}{{T}}")
    assert item.stem == stem


def test_answers_have_the_format_of_the_question_or_their_own() -> None:
    item, _ = one("[html]<p>x</p>{=<b>a</b>#<i>b</i> ~[plain]<b>#[markdown]**c**}")
    assert lines(item) == [(True, "**a**", "*b*"), (False, "&lt;b>", "**c**")]


def test_what_html_cannot_say_here_is_named_at_its_line() -> None:
    item, found = one(
        '::A::[html]\n<p>H<sub>2</sub>O <a href="javascript:x">t</a>\n<img src="http://x.id/a.png" alt="denah"></p>{T}'
    )
    assert item.stem == "H2O t\ndenah"
    assert found == ["2 X113", "2 X114", "3 X115"]


def test_links_of_markdown_that_lead_nowhere_become_words() -> None:
    item, found = one("[markdown]Lihat [ini](materi.md), [situs](https://a.id/) dan ![foto](x.png).{T}")
    assert (item.stem, found) == ("Lihat ini, [situs](https://a.id/) dan foto.", ["1 X114", "1 X115"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Teks {=a ~b", "1 X010"),
        ("::A::Teks\n{=a\n\n~b}", "2 X010"),
        ("Satu\nteks } x", "2 X011"),
        ("Teks } x {", "1 X011"),
        ("Teks {a b}", "1 X012"),
        ("Teks {a =b ~c}", "1 X012"),
        ("Teks {\n=a -> b\n=c\n}", "3 X013"),
        ("Teks {#lima}", "1 X014"),
        ("Teks {#5..1}", "1 X014"),
        ("Teks {#1:-2}", "1 X014"),
        ("Teks {\n~%200%a\n~b}", "2 X015"),
        ("Teks {~%--5%a =b}", ""),
        ("::Judul tanpa tutup {T}", "1 X016"),
        ("Teks {T} lalu {F}", "1 X017"),
        ("Teks {~a}", "1 X018"),
        ("Teks {=a -> b}", "1 X018"),
        ("Teks {>2\na\n}", "1 X018"),
        ("Teks {#}", "1 X018"),
        ("Teks {~a ~b}", "1 X019"),
        ("", "1 X002"),
        ("// hanya komentar", "1 X002"),
    ],
)
def test_faults_are_on_their_line(text: str, expected: str) -> None:
    _, found = read(gift.read, text)
    assert [f for f in found if f.split()[1].startswith("X0")] == ([expected] if expected else [])


def test_a_huge_block_takes_no_more_than_its_length() -> None:
    _, found = read(gift.read, "Teks {\n" + "=a\n" * 200_000 + "}")
    assert [f for f in found if f.split()[1].startswith("X0")] == []
    _, found = read(gift.read, "[html]" + "<!" * 20_000 + "{T}")
    assert "1 X026" in found


def test_bytes_that_are_no_text_are_refused_with_their_line() -> None:
    _, found = read(gift.read, b"::A::Satu {T}\n\n::B::Caf\xe9 {T}")
    assert "3 F001" in found
    _, large = read(gift.read, b"x" * 2_000_001)
    assert large[0] == "1 X001"


# -- writing


def written(text: str) -> tuple[str, list[str]]:
    from lms.quizzes.exchange import md

    notes = Notes("kuis.md")
    paper = md.read(Source("kuis.md", text.encode()), notes)
    return gift.write(paper, notes, {"1.03/drainase": "Drainase kota"}.get), problems(notes)  # type: ignore[arg-type]


QUIZ = """---
id: contoh
title: Kuis a/b
competency: K2
pass_mark: 75
---
Pembuka.

## Satu {#satu difficulty=2}
Pilih {x}: ya?

- [x] a = b
  > Betul.
- [ ] c ~ d {%50}

> Sebab.

## Pasang {#pasang}

| Kiri | Kanan |
|---|---|
| a -> b {%20} | **tebal** |
| c | d |

## Urut {#urut}

1. satu
   > dahulu
2. dua

> Karena itu.

## Uraian {#uraian kind=open}
Jelaskan.

> Rubrik rahasia.

## Surat {#surat kind=routing}
Air.

- [x] 1.03/drainase any: urusan kota
- [ ] EXT.PROV.DIK: bukan
"""


def test_what_a_whole_quiz_looks_like() -> None:
    text, found = written(QUIZ)
    assert (
        text
        == r"""// [id:contoh]
$CATEGORY: Kuis a//b

::Pembuka::Pembuka.

// [id:satu] [tag:competency=K2] [tag:difficulty=2]
::Satu::[markdown]Pilih \{x\}\: ya?{
	=a \= b#Betul.
	~%50%c \~ d
	####Sebab.
}

// [id:pasang] [tag:competency=K2]
::Pasang::[markdown]{
	=a -&gt; b -> tebal
	=c -> d
}

// [id:urut] [tag:competency=K2]
::Urut::{>2 ALL VERTICAL RELATIVE_ALL_PREVIOUS_AND_NEXT SHOW
satu
dua
}

// [id:uraian] [tag:competency=K2]
::Uraian::Jelaskan.{}

// [id:surat] [tag:kind=routing] [tag:competency=K2]
::Surat::Air.{
	=1.03/drainase any\: Drainase kota#urusan kota
	~EXT.PROV.DIK#bukan
}
"""
    )
    assert found == [
        "5 X102", "18 X107", "22 X103", "22 X121", "25 X105", "27 X104", "33 X106", "38 X109",
    ]  # fmt: skip


def test_a_key_with_an_arrow_has_no_form() -> None:
    text, found = written("---\nid: a\ntitle: A\n---\n\n## Satu {#satu}\nIsi.\n\n- [=] a -> b\n")
    assert (text, found) == ("// [id:a]\n$CATEGORY: A\n", ["6 X101"])


def test_a_single_choice_without_a_full_mark_is_reported() -> None:
    _, found = written("---\nid: a\ntitle: A\n---\n\n## Satu {#satu}\nPilih.\n\n- [x] a {%80}\n- [ ] b\n")
    assert found == ["6 X128"]


# -- for every text, and for every quiz

questions = st.builds(
    lambda title, form, stem, signs, after: f"::{title}::{form}{stem}{{{''.join(signs)}}}{after}",
    soup(),
    st.sampled_from(["", "[html]", "[markdown]", "[plain]"]),
    soup(),
    st.lists(st.sampled_from([*SIGNS, *WORDS]), max_size=8),
    st.sampled_from(["", " x."]),
)


@many_cases
@given(st.one_of(soup("{", "}", "{=", "{#", "~", "\n\n::"), st.lists(questions, max_size=2).map("\n\n".join)))
def test_any_text_is_read_or_refused_with_a_line(text: str) -> None:
    notes = Notes("x.gift")
    paper = gift.read(Source("x.gift", text.encode("utf-8", "surrogatepass")), notes)
    last = text.count("\n") + text.count("\r") + 1
    assert all(1 <= p.line <= last and p.column >= 1 and p.format() for p in notes.problems)
    assert notes.broken or paper.items


@cases(2)
@given(papers(rubric=False, feedback=False))
def test_what_is_written_is_read_and_written_again_the_same(paper: Paper) -> None:
    notes = Notes("x")
    text = gift.write(paper, notes, str)
    again = Notes("y")
    back = gift.read(Source("y", text.encode()), again)
    assert [p.format() for p in again.problems if p.is_error] == []
    assert gift.write(back, Notes("x"), str) == text
    if not {p.code for p in notes.problems} - {"X109"}:
        assert (back.id, back.title, back.intro) == (paper.id, paper.title, paper.intro)
        assert all(same(a, b) for a, b in zip(paper.items, back.items, strict=True))
