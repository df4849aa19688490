"""Aiken: its few rules, every fault with its line, and what it has no place for."""

from __future__ import annotations

import pytest
from hypothesis import given

from lms.quizzes.exchange import aiken, md
from lms.quizzes.exchange.model import Notes, Paper, Source
from tests.quizzes.exchange.reading import lines, problems, read, without_placeholders
from tests.quizzes.exchange.strategies import papers, soup
from tests.torture import cases, many_cases

GOOD = """Berapa hari kerja?
A. 7
B. 10
C) 30
ANSWER: B

Surat * ini <b>dicatat</b>
dua baris
A)Benar
B)Salah
answer: A
"""


def test_questions_options_and_keys() -> None:
    paper, found = read(aiken.read, GOOD, "soal harian.txt")
    first, second = paper.items
    assert paper.title == "Soal harian"
    assert (first.kind, first.title, first.stem, first.line) == (
        "single",
        "Berapa hari kerja?",
        "Berapa hari kerja?",
        1,
    )
    assert lines(first) == [(False, "7"), (True, "10"), (False, "30")]
    assert [choice.line for choice in first.choices] == [2, 3, 4]
    assert (second.kind, second.stem) == ("truefalse", "Surat * ini &lt;b>dicatat&lt;/b>  \ndua baris")
    assert lines(second) == [(True, "Benar"), (False, "Salah")]
    assert found == ["1 X201", "1 X203", "1 X206", "7 X203"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["1 X002"]),
        ("Teks saja", ["1 X020"]),
        ("Teks\nANSWER: A", ["1 X020"]),
        ("Teks\nA. satu\nANSWER: A", ["1 X018"]),
        ("\nTeks\nA. satu\nB. dua\n", ["2 X023"]),
        ("Teks\nA. satu\nB. dua\n\nLagi\nA. a\nB. b\nANSWER: A", ["1 X023"]),
        ("A. satu\nB. dua\nANSWER: A", ["1 X025"]),
        ("ANSWER: A", ["1 X025"]),
        ("Teks\nA. satu\nC. dua\nANSWER: A", ["3 X024"]),
        ("Teks\nA. satu\nA. dua\nANSWER: A", ["3 X024"]),
        ("Teks\nA. satu\nB. dua\nANSWER: D", ["4 X021"]),
        ("Teks\nA. satu\nB. dua\nANSWER:", ["4 X021"]),
        ("Teks\nA. satu\nlanjutan\nB. dua\nANSWER: A", ["3 X022"]),
    ],
)
def test_faults_are_on_their_line(text: str, expected: list[str]) -> None:
    assert without_placeholders(read(aiken.read, text)[1]) == expected


def test_one_faulty_question_does_not_hide_another() -> None:
    text = "Satu\nA. a\nB. b\nANSWER: Z\n\nDua\nA. a\nB. b\nANSWER: A\n\nTiga\nB. a\nC. b\nANSWER: B\n"
    paper, found = read(aiken.read, text)
    assert [item.stem for item in paper.items] == ["Dua"]
    assert without_placeholders(found) == ["4 X021", "12 X024"]


QUIZ = """---
id: contoh
title: Contoh
competency: K1
draw: 1
---
Pembuka.

## Satu {#satu difficulty=2}
Dua **kata**
di sini

- [ ] a {%50}
  > tidak
- [x] `b`

> Sebab.

## Dua {#dua}

- [x] a
- [x] b
- [ ] c

## Tiga {#tiga}
A. Budi menulis

- [x] a
- [ ] b

## Surat {#surat kind=routing}
Air.

- [x] 1.03/drainase: kota
- [ ] EXT.PROV.DIK: bukan
"""


def test_what_a_quiz_loses() -> None:
    notes = Notes("kuis.md")
    paper = md.read(Source("kuis.md", QUIZ.encode()), notes)
    text = aiken.write(paper, notes, {"1.03/drainase": "Drainase", "EXT.PROV.DIK": "Dinas"}.__getitem__)
    assert text == (
        "Dua kata di sini\nA. a\nB. b\nANSWER: B\n\nAir.\nA. 1.03/drainase: Drainase\nB. EXT.PROV.DIK: Dinas\nANSWER: A\n"
    )
    assert problems(notes) == [
        "1 X129", "5 X102", "9 X105", "9 X121", "9 X127", "9 X127", "9 X132", "13 X103", "13 X104", "15 X121",
        "19 X101", "25 X101", "31 X109", "31 X127", "31 X132", "34 X104", "35 X104",
    ]  # fmt: skip


@many_cases
@given(soup("\nA. x", "\nB) y", "\nC. z", "\nANSWER: A\n", "ANSWER: B"))
def test_any_text_is_read_or_refused_with_a_line(text: str) -> None:
    notes = Notes("x.txt")
    paper = aiken.read(Source("x.txt", text.encode("utf-8", "surrogatepass")), notes)
    last = text.count("\n") + text.count("\r") + 1
    assert all(1 <= p.line <= last and p.column >= 1 and p.format() for p in notes.problems)
    assert notes.broken or paper.items


@cases(4)
@given(papers(rubric=False, feedback=False))
def test_what_is_written_is_read_and_written_again_the_same(paper: Paper) -> None:
    text = aiken.write(paper, Notes("x"), str)
    again = Notes("y")
    back = aiken.read(Source("y", text.encode()), again)
    if text:
        assert [p.format() for p in again.problems if p.is_error] == []
        assert aiken.write(back, Notes("x"), str) == text
