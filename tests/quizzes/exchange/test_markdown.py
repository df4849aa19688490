"""Our Markdown as a target: files that the check passes, texts that cannot break out of their place, stable ids."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given

from lms import wiring
from lms.content.check import check
from lms.content.tree import ContentTree
from lms.quizzes.exchange import gift, md, moodle
from lms.quizzes.exchange.md.same import same
from lms.quizzes.exchange.model import Choice, Front, Item, Match, Notes, Paper, Source
from tests.content.pictures import PNG
from tests.quizzes.exchange.reading import problems, read
from tests.quizzes.exchange.strategies import papers, soup
from tests.torture import cases, many_cases


def write(*items: Item, **facts: object) -> tuple[str, list[str]]:
    notes = Notes("asal")
    text = md.write(Paper("Kuis", items, "kuis", **facts), notes).text  # type: ignore[arg-type]
    return text, problems(notes)


def body(*items: Item) -> str:
    return write(*items)[0].split("---\n", 2)[2]


PICK = (Choice("a", True), Choice("b"))


def test_a_whole_file() -> None:
    text, found = write(
        Item("single", "Satu", "Teks?", (Choice("a", True, None, "Ya.\n\nBetul."), Choice("b", weight=Decimal(50))), id="satu", explanation="Sebab.\n\n- 1"),
        Item("multiple", "Dua", "Teks?", (Choice("a", True), Choice("b")), id="dua", difficulty=3, use="practice"),
        Item("matching", "Tiga", "", matches=(Match("a | b", "c|d", Decimal(20)), Match("e", "f"), Match("", "g")), id="tiga"),
        Item("ordering", "Empat", "Urut.", (*(Choice(n, True) for n in "abcdefghij"), Choice("dua\nbaris", True, None, "ya")), id="empat"),
        Item("numeric", "Lima", "n?", (Choice("10 ± 0,5", True), Choice("8..9", True, Decimal(50))), id="lima"),
        Item("short", "Enam", "k?", (Choice("10", True), Choice("11", True)), id="enam", competency="K2"),
        Item("open", "Tujuh", "Uraikan.", rubric="Nilai isi.", id="tujuh"),
        Item("routing", "Delapan", "Surat.", (Choice("", True, None, "kota", 1, "1.03/drainase", any_agency=True), Choice("", False, Decimal(20), "a\n\nb", 1, "EXT.PROV.DIK")), id="delapan", info="exempt"),
        intro="Pembuka.\n\n## Judul",
        front=(Front("competency", "K1"), Front("shuffle", ("questions", "options")), Front("source", "a: b #c"), Front("opens", "2026-10-01 08:00")),
    )  # fmt: skip
    assert found == []
    assert (
        text
        == """---
id: kuis
title: Kuis
competency: K1
shuffle: [questions, options]
source: "a: b #c"
opens: 2026-10-01 08:00
---
Pembuka.

### Judul

## Satu {#satu}
Teks?

- [x] a
  > Ya.
  >
  > Betul.
- [ ] b {%50}

> Sebab.
>
> - 1

## Dua {#dua kind=multiple difficulty=3 use=practice}
Teks?

- [x] a
- [ ] b

## Tiga {#tiga}

| Pernyataan | Pasangan |
|---|---|
| a \\| b {%20} | c\\|d |
| e | f |
| | g |

## Empat {#empat}
Urut.

1. a
2. b
3. c
4. d
5. e
6. f
7. g
8. h
9. i
10. j
11. dua
    baris
    > ya

## Lima {#lima}
n?

- [=] 10 ± 0,5
- [=] 8..9 {%50}

## Enam {#enam kind=short competency=K2}
k?

- [=] 10
- [=] 11

## Tujuh {#tujuh kind=open}
Uraikan.

> Nilai isi.

## Delapan {#delapan kind=routing info=exempt}
Surat.

- [x] 1.03/drainase any: kota
- [ ] EXT.PROV.DIK {%20}
  > a
  >
  > b
"""
    )


@pytest.mark.parametrize(
    "stem",
    [
        "Baris\n=====\n\nisi",
        "## Judul dua {#lain}\n\nisi",
        "Judul\n---\nisi",
        "- [x] kotak\n- [=] kunci\n- biasa",
        "1. satu\n2. dua",
        "- a\n  - b\n\n- c",
        "> kutipan",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "```\n## bukan judul\n```",
        "```\ntidak ditutup",
        "    kode\n    lagi\n\nteks",
        "   menjorok",
        "[^1]\n\n[^1]: catatan",
        '!!! note "x"\n    isi',
    ],
)
@pytest.mark.parametrize("kind", ["single", "ordering", "matching", "open", "short"])
def test_no_text_breaks_out_of_its_place(stem: str, kind: str) -> None:
    facts: dict[str, object] = {"choices": PICK} if kind in {"single", "short"} else {}
    facts = {"choices": (Choice("a", True), Choice("b", True))} if kind in {"ordering", "short"} else facts
    facts |= {"matches": (Match("a", "b"), Match("c", "d"))} if kind == "matching" else {}
    facts |= {"rubric": "r"} if kind == "open" else {}
    notes = Notes("asal")
    source = f"::A::[markdown]{stem}"
    from lms.quizzes.exchange.texts.tidy import stem as tidy

    item = Item(kind, "Satu", tidy(stem), id="satu", **facts)  # type: ignore[arg-type]
    written = md.write(Paper("Kuis", (item, Item("single", "Dua", "x", PICK, id="dua")), "kuis"), notes)
    assert [p.format() for p in notes.problems if p.is_error] == [], (source, written.text)
    again = Notes("lagi")
    back = md.read(Source("kuis.md", written.text.encode()), again)
    assert [i.id for i in back.items] == ["satu", "dua"]
    assert same(item, back.items[0])
    assert md.write(back, Notes("x")).text == written.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{%50} separuh", "- [x] \\{%50} separuh\n"),
        ("separuh {%50}", "- [x] separuh \\{%50}\n"),
        ("[ ] kotak", "- [x] [ ] kotak\n"),
        ("a\n\n> b", "- [x] a\n\n  b\n"),
        ("> b", "- [x] b\n"),
        ("a\n\n```\nx\n```", "- [x] a\n\n  ```\n  x\n  ```\n"),
        ("- a\n- b", "- [x] - a\n  - b\n"),
    ],
)
def test_options_stay_options(text: str, expected: str) -> None:
    paper, _ = read(gift.read, "::A::[markdown]x{{={} ~lain}}".format(text.replace("{", "\\{").replace("}", "\\}").replace("=", "\\=").replace("\n", "\\n")))  # fmt: skip
    assert body(*paper.items).split("x\n\n", 1)[1].startswith(expected)


def test_titles_are_one_line_of_plain_words() -> None:
    paper, found = read(gift.read, "::Satu\n [a](b.md) # ::x{T}\n\n::" + "kata " * 60 + "::y{T}")
    assert [item.title for item in paper.items] == ["Satu [a] (b.md)", " ".join(["kata"] * 40) + " …"]
    assert [f for f in found if "X131" in f] == ["1 X131", "4 X131"]


def test_ids_are_slugs_of_titles_and_stable() -> None:
    text = (
        "::Batas waktu!::a{T}\n\n::Batas waktu::b{T}\n\n// [id:batas-waktu]\n::Lain::c{T}\n\n::…::d{T}\n\n::"
        + "x" * 80
        + "::e{T}"
    )
    paper, _ = read(gift.read, text, "kuis.gift")
    notes = Notes("x")
    written = md.write(paper, notes)
    back = md.read(Source("x.md", written.text.encode()), Notes("x"))
    assert [item.id for item in back.items] == [
        "batas-waktu-2",
        "batas-waktu-3",
        "batas-waktu",
        "soal",
        "x" * 60,
    ]
    assert problems(notes) == ["1 X202", "1 X207"]
    once = gift.write(back, Notes("x"), str)
    again, _ = read(gift.read, once)
    assert [item.id for item in again.items] == [item.id for item in back.items]


def test_faults_of_the_result_are_told_at_the_lines_of_the_source() -> None:
    text = "::A::x{\n=sama\n~lain\n~sama\n}\n\n::B::y{\n=a\n~\n}"
    paper, _ = read(gift.read, text)
    notes = Notes("x.gift")
    md.write(paper, notes)
    assert [f for f in problems(notes) if " Q" in f] == ["4 Q015", "9 Q016"]


def test_the_written_file_passes_the_check_of_the_whole_content() -> None:
    source = """<quiz><question type="multichoice"><name><text>Denah</text></name><questiontext format="html">
<text>&lt;p&gt;Lihat &lt;img src="@@PLUGINFILE@@/a.png" alt="denah"&gt;&lt;/p&gt;</text><file name="a.png">{}</file></questiontext>
<answer fraction="100"><text>a</text></answer><answer fraction="0"><text>b</text></answer></question></quiz>"""
    import base64

    paper, _ = read(moodle.read, source.format(base64.b64encode(PNG).decode()), "denah.xml")
    written = md.write(paper, Notes("denah.xml"))
    files = {f"quizzes/{written.id}.md": written.text.encode()}
    files |= {f"quizzes/media/{name}": data for name, data in written.media.items()}
    report = check(ContentTree(files), wiring.checkers())
    assert [p.code for p in report.problems] == ["Q066"]
    assert [d.id for d in report.documents] == ["denah"]


@cases(4)
@given(papers(rubric=True, feedback=True))
def test_what_is_written_is_read_the_same(paper: Paper) -> None:
    notes = Notes("x")
    written = md.write(paper, notes)  # which reads the file back itself, and reports every difference
    assert [p.format() for p in notes.problems if p.is_error] == []
    back = md.read(Source("x.md", written.text.encode()), Notes("y"))
    assert (back.id, back.title, back.front) == (
        paper.id,
        paper.title,
        tuple(Front(f.key, f.value, 4) for f in paper.front),
    )
    assert all(same(a, b) for a, b in zip(paper.items, back.items, strict=True))


@many_cases
@given(soup("---\n", "id: a\ntitle: b\n---\n", "\n## x {#a}\n", "- [x] a\n", "- [=] 1\n", "kind=open"))
def test_any_text_is_read_or_refused_with_a_line(text: str) -> None:
    notes = Notes("x.md")
    md.read(Source("x.md", text.encode("utf-8", "surrogatepass")), notes)
    last = text.count("\n") + text.count("\r") + 1
    assert all(1 <= p.line <= last and p.column >= 1 and p.format() for p in notes.problems)
