"""Broken quizzes: exactly these problems at exactly these places."""

from __future__ import annotations

import pytest

from lms.quizzes.schema import parse_quiz
from tests.quizzes.kinds.builders import CITY

HEAD = "---\nid: coba\ntitle: Coba\ncompetency: K2\n---\n"
BODY = 6  # the first line below HEAD


def found(text: str, head: str = HEAD) -> list[str]:
    _, problems = parse_quiz("q.md", head + text, catalogue=CITY)
    return sorted(f"{p.line}:{p.column} {p.code}" for p in problems)


GOOD = "- [x] a\n- [ ] b\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Judul\n\n" + GOOD, ["6:1 Q001"]),
        ("## Judul {difficulty=1 #q}\n\n" + GOOD, ["6:24 Q002"]),
        ("## A {#q}\n\n" + GOOD + "\n## B {#q}\n\n" + GOOD, ["11:7 Q003"]),
        ("## A {#Q_1}\n\n" + GOOD, ["6:7 Q004"]),
        ("## A {#q dificulty=1}\n\n" + GOOD, ["6:10 Q005"]),
        ("## A {#q difficulty=5}\n\n" + GOOD, ["6:10 Q006"]),
        ("## A {#q kind=singel}\n\n" + GOOD, ["6:10 Q006"]),
        ("## A {#q info=exempt}\n\n" + GOOD, ["6:10 Q007"]),
        ("## A {#q}\n\nTanpa jawaban.\n", ["6:1 Q010"]),
        ("## A {#q}\n\n- a\n- b\n", ["6:1 Q011"]),
        ("## A {#q}\n\n- [ ] a\n- [ ] b\n", ["6:1 Q011"]),
        ("## A {#q kind=single}\n\n- [x] a\n- [x] b\n", ["6:1 Q012"]),
        ("## A {#q}\n\n- [x] a\n- [x] b\n", ["6:1 Q013"]),
        ("## A {#q}\n\n- [x] a\n", ["6:1 Q014"]),
        ("## A {#q}\n\n- [x] a\n- [ ] b\n- [ ]  A\n- [ ] b\n", ["11:7 Q015"]),
        ("## A {#q}\n\n- [x] a\n- [ ] b\n- [ ]\n", ["10:6 Q016"]),
        ("## A {#q kind=ordering}\n\n" + GOOD, ["6:1 Q017"]),
        ("## A {#q kind=truefalse}\n\n- [x] Ya\n- [ ] Tidak\n", ["6:1 Q018"]),
        ("## A {#q}\n\n" + GOOD + "\nTeks hilang.\n\n> Penjelasan.\n", ["11:1 Q019"]),
        ("## A {#q}\n\n- [x] a {%101}\n- [ ] b\n", ["8:9 Q020"]),
        ("## A {#q}\n\n- [x] a {%banyak}\n- [ ] b\n", ["8:9 Q020"]),
        ("## A {#q}\n\n1. a {%50}\n2. b\n", ["8:6 Q021"]),
        ("## A {#q}\n\n- [=] 10 {%50}\n", ["6:1 Q022"]),
        ("## A {#q}\n\n- [x] a\n- b\n- [ ] c\n", ["9:1 Q024"]),
        ("## A {#q}\n\n- [=] a\n- [x] b\n", ["9:1 Q025"]),
        ("## A {#q}\n\n- [=] 1.000\n", ["8:7 Q030"]),
        ("## A {#q}\n\n- [=] 1.000 ± 1\n- [=] 5\n", ["8:7 Q030"]),
        ("## A {#q}\n\n- [=] 11..9\n", ["8:7 Q031"]),
        ("## A {#q kind=numeric}\n\n- [=] sepuluh\n", ["8:7 Q031"]),
        ("## A {#q}\n\n1. a\n", ["6:1 Q014"]),
        ("## A {#q}\n\n| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |\n", ["8:1 Q041"]),
        ("## A {#q}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | |\n| 4 | 5 |\n", ["11:3 Q042"]),
        ("## A {#q}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n| | 2 |\n", ["12:5 Q044"]),
        ("## A {#q}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 1 | 4 |\n| 3 | 4 |\n", ["11:3 Q015"]),
        ("## A {#q kind=open}\nJelaskan.\n", ["6:1 Q050"]),
        ("## A {#q kind=open}\nJelaskan.\n\n- [x] a\n\n> Rubrik.\n", ["9:1 Q051"]),
        ("Hanya teks.\n", ["6:1 Q061"]),
        ("## A {#q kind=routing}\nS.\n\n- [x] drainase: teks\n", ["9:7 R001"]),
        ("## A {#q kind=routing}\nS.\n\n- [x] dpu: teks\n", ["9:7 R009"]),
        ("## A {#q kind=routing}\nS.\n\n- [x] 1.04\n- [ ] 1.99: teks\n", ["10:7 R002"]),
        ("## A {#q kind=routing}\nS.\n\n- [x] 1.05: teks\n", ["9:7 R003"]),
        ("## A {#q kind=routing}\nS.\n\n- [x] 9.01: teks\n", ["9:7 R004"]),
        ("## A {#q kind=routing}\nS.\n\n- [x] 1.04\n- [ ] 9.01: teks\n", ["10:7 R005"]),
        ("## A {#q kind=routing}\nS.\n\n- [x] 1.04\n- [ ] 1.04: teks\n", ["10:7 R006"]),
        ("## A {#q kind=routing}\nS.\n\n- [x] 1.03/jalan\n- [ ] 1.03/drainase\n", ["10:7 R007"]),
        ("## A {#q kind=routing}\nS.\n\n- [ ] 1.04: teks\n", ["6:1 Q011"]),
    ],
)
def test_a_fault_of_a_question(text, expected):
    assert found(text) == expected


def test_a_key_says_ambiguous_and_names_the_agencies():
    _, problems = parse_quiz("q.md", HEAD + "## A {#q kind=routing}\n\n- [x] 1.05\n", catalogue=CITY)
    assert problems[0].text() == (
        "AMBIGUOUS: `1.05` saat ini berarti bpbd, satpol, damkar; tulis kode fungsinya, atau `1.05 any:`."
    )


def test_any_makes_an_ambiguous_key_right():
    assert found("## A {#q kind=routing}\n\n- [x] 1.05 any: teks\n") == []


def test_a_lost_zero_is_named():
    _, problems = parse_quiz("q.md", HEAD + "## A {#q kind=routing}\n\n- [x] 2.1: teks\n", catalogue=CITY)
    assert problems[0].text() == "Kode `2.1` tidak ada di katalog, mungkin maksud Anda `2.10`?"


@pytest.mark.parametrize(
    ("extra", "text", "expected"),
    [
        ("draw: 3", "## A {#a}\n\n" + GOOD + "\n## B {#b}\n\n" + GOOD, ["4:1 Q060"]),
        ("draw: 1\nuse: both", "## A {#a use=practice}\n\n" + GOOD, ["5:1 Q062"]),
        ("feedback: after_each", "## A {#a}\n\n" + GOOD, ["4:1 Q063"]),
        ("opens: 2026-10-02 08:00\ncloses: 2026-10-01 08:00", "## A {#a}\n\n" + GOOD, ["5:1 Q064"]),
        (
            "opens: 2026-10-01 08:00\ncloses: 2026-10-01 08:20\ntime_limit: 20m\nstart_spread: 30",
            "## A {#a}\n\n" + GOOD,
            ["7:1 Q067"],
        ),
        ("start_spread: 601", "## A {#a}\n\n" + GOOD, ["4:1 F033"]),
        ("feedback: after_close", "## A {#a}\n\n" + GOOD, ["4:1 Q065"]),
        ("time_limit: 20", "## A {#a}\n\n" + GOOD, ["4:1 F039"]),
        ("pas_mark: 80", "## A {#a}\n\n" + GOOD, ["4:1 F031"]),
        ("pass_mark: 120", "## A {#a}\n\n" + GOOD, ["4:1 F033"]),
        ("shuffle: [question]", "## A {#a}\n\n" + GOOD, ["4:11 F034"]),
    ],
)
def test_a_fault_of_the_front_matter(extra, text, expected):
    head = f"---\nid: coba\ntitle: Coba\n{extra}\ncompetency: K2\n---\n"
    assert found(text, head) == expected


def test_a_question_without_a_unit_is_a_warning():
    assert found("## A {#a}\n\n" + GOOD, "---\nid: coba\ntitle: Coba\n---\n") == ["5:1 Q066"]


def test_one_fault_never_hides_another():
    head = "---\nid: coba\ntitel: Coba\ndraw: banyak\nfeedback: after_each\n---\n"
    text = (
        "## A {#a difficulty=9 warna=biru}\n\n- [ ] x\n- [ ] x\n\n"
        "## B {#a kind=routing}\n\n- [x] 1.05\n- [ ] 2.99\n\n## C {#c}\n\n- [=] 1.000 {%200}\n"
    )
    assert found(text, head) == sorted(
        [
            "1:1 F030",
            "3:1 F031",
            "4:1 F032",
            "5:1 Q063",
            "7:10 Q006",
            "7:23 Q005",
            "7:1 Q011",
            "10:7 Q015",
            "12:7 Q003",
            "14:7 R003",
            "15:7 R002",
            "19:7 Q030",
            "19:13 Q020",
        ]
    )


def test_without_a_catalogue_codes_are_not_judged():
    _, problems = parse_quiz("q.md", HEAD + "## A {#q kind=routing}\n\n- [x] 1.99\n")
    assert [(p.code, p.severity) for p in problems] == [("R008", "warning")]
