"""Counting answers: every option, order, pair, typed text and destination, in all and in the two groups."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from lms.quizzes import kinds
from lms.quizzes.domain.itemstats import Aids, count_answers, unused
from lms.quizzes.domain.itemstats.answers import EMPTY, EXEMPT, MOST_LINES, OTHERS, UNFINISHED
from lms.quizzes.domain.question import Option, Pair, Question, Side

ABCD = tuple(Option(id=name, text=name.upper(), right=name == "b") for name in "abcd")


def question(kind, options=(), **facts) -> Question:
    return Question(id="soal", title="Soal", kind=kind, options=tuple(options), **facts)


def seen(lines):
    return [(line.id, line.count, line.upper, line.lower) for line in lines]


def marked(one: Question) -> Aids:
    return Aids(worth=lambda answer: kinds.mark(one, dict(answer) if answer else None).fraction)


def test_single_choice_counts_every_option_and_the_empty_ones():
    answers = [
        ({"choice": "b"}, "upper", 5), ({"choice": "b"}, "lower", 1), ({"choice": "a"}, "lower", 3),
        ({"choice": "c"}, "middle", 2), (None, "lower", 4),
    ]  # fmt: skip
    lines = count_answers(question("single", ABCD), answers, Aids())
    assert seen(lines) == [("a", 3, 0, 3), ("b", 6, 5, 1), ("c", 2, 0, 0), ("d", 0, 0, 0), (EMPTY, 4, 0, 4)]
    assert [line.worth for line in lines] == ["wrong", "right", "wrong", "wrong", "none"]
    assert [line.text for line in unused(lines)] == ["D"]


def test_an_option_with_part_of_the_mark_is_no_distractor():
    weights = {"a": None, "b": None, "c": Decimal(50), "d": Decimal(-50), "e": Decimal(100)}
    options = [
        Option(id=name, text=name, right=name == "b", weight=weight) for name, weight in weights.items()
    ]
    lines = count_answers(question("single", options), [], Aids())
    assert [(line.worth, line.distractor) for line in lines] == [
        ("wrong", True), ("right", False), ("part", False), ("wrong", True), ("right", False),
    ]  # fmt: skip


def test_multiple_choice_counts_each_tick():
    answers = [({"choices": ["a", "b"]}, "upper", 2), ({"choices": ["b"]}, "lower", 3)]
    lines = count_answers(question("multiple", ABCD), answers, Aids())
    assert seen(lines) == [("a", 2, 2, 0), ("b", 5, 2, 3), ("c", 0, 0, 0), ("d", 0, 0, 0)]


def test_orders_are_told_by_the_numbers_of_the_right_order():
    one = question("ordering", [Option(id=name, text=name, right=True) for name in "abc"])
    answers = [
        ({"order": ["a", "b", "c"]}, "upper", 4), ({"order": ["b", "a", "c"]}, "lower", 5),
        ({"order": ["c", "b", "a"]}, "lower", 1), ({"places": {"a": 1}}, "lower", 2),
    ]  # fmt: skip
    lines = count_answers(one, answers, marked(one))
    assert [(line.text, line.count, line.worth) for line in lines] == [
        ("2, 1, 3", 5, "part"),
        ("1, 2, 3", 4, "right"),
        ("", 2, "wrong"),
        ("3, 2, 1", 1, "wrong"),
    ]
    assert lines[2].id == UNFINISHED


def test_pairs_stand_under_their_left_text_and_idle_extras_follow():
    pairs = [
        Pair(left=Side(id=f"l{n}", text=f"Kiri {n}"), right=Side(id=f"r{n}", text=f"Kanan {n}"))
        for n in (1, 2)
    ]
    one = question(
        "matching", pairs=tuple(pairs), extras=(Side(id="x", text="Lebih"), Side(id="y", text="Sisa"))
    )
    answers = [({"pairs": {"l1": "r1", "l2": "x"}}, "upper", 3), ({"pairs": {"l1": "r2"}}, "lower", 2)]
    lines = count_answers(one, answers, Aids())
    assert [(line.under, line.text, line.count, line.worth, line.distractor) for line in lines] == [
        ("Kiri 1", "Kanan 1", 3, "right", False),
        ("Kiri 1", "Kanan 2", 2, "wrong", False),
        ("Kiri 2", "Kanan 2", 0, "right", False),
        ("Kiri 2", "Lebih", 3, "wrong", False),
        ("", "Sisa", 0, "wrong", True),
    ]


def test_typed_texts_are_one_when_case_and_spaces_are_folded():
    one = question("short", [Option(id="k", text="sepuluh", right=True)])
    answers = [
        ({"text": "Sepuluh "}, "upper", 2),
        ({"text": "SEPULUH"}, "upper", 1),
        ({"text": "dua  belas"}, "lower", 2),
    ]
    lines = count_answers(one, answers, marked(one))
    assert [(line.text, line.count, line.worth) for line in lines] == [
        ("sepuluh", 3, "right"),
        ("dua belas", 2, "wrong"),
    ]
    assert unused(lines) == []


def test_numbers_are_one_when_their_value_is():
    one = question("numeric", [Option(id="k", text="10", right=True)])
    answers = [
        ({"text": text}, "middle", 1)
        for text in ("10", "10,0", "10.00", "7", "2,5", "2.50", "1.000", "banyak")
    ]
    lines = count_answers(one, answers, marked(one))
    assert {line.text: (line.count, line.worth) for line in lines} == {
        "10": (3, "right"), "2,5": (2, "wrong"), "7": (1, "wrong"), "1.000": (1, "wrong"), "banyak": (1, "wrong"),
    }  # fmt: skip


def test_rare_texts_are_one_line():
    one = question("short", [Option(id="k", text="ya", right=True)])
    answers = [({"text": f"jawaban {n:02}"}, "lower", 1) for n in range(30)] + [({"text": "ya"}, "upper", 9)]
    lines = count_answers(one, answers, marked(one))
    assert len(lines) == MOST_LINES + 1
    assert (lines[0].text, lines[0].count) == ("ya", 9)
    assert (lines[-1].id, lines[-1].count, lines[-1].lower) == (OTHERS, 11, 11)
    assert sum(line.count for line in lines) == 39


def test_letters_count_destinations_listed_or_not():
    one = question(
        "routing", [Option(id="1", text="", code="1.04", right=True), Option(id="2", text="", code="1.03/jalan"),
                    Option(id="3", text="", code="EXT.X")], info="exempt",
    )  # fmt: skip
    aids = Aids(
        names={"opd-1": "Disperkim", "opd-2": "DPU", "EXT.X": "Balai", "opd-9": "Bapenda"},
        rights=frozenset({"opd-1"}),
        offered={"1.03/jalan": ("opd-2",), "EXT.X": ("EXT.X",)},
    )
    answers = [
        ({"to": ["opd-1", "opd-9"], "exempt": True}, "upper", 4),
        ({"to": ["opd-2"], "exempt": False}, "lower", 2),
        ({"to": [], "exempt": True}, "lower", 1),
    ]
    lines = count_answers(one, answers, aids)
    assert [(line.text, line.count, line.worth, line.distractor) for line in lines[:-1]] == [
        ("Disperkim", 4, "right", False),
        ("Bapenda", 4, "wrong", False),
        ("DPU", 2, "wrong", True),
        ("Balai", 0, "wrong", True),
    ]
    assert (lines[-1].id, lines[-1].count, lines[-1].worth) == (EXEMPT, 5, "right")


def test_open_answers_are_written_or_not():
    lines = count_answers(question("open"), [({"text": "Isi"}, "upper", 2), (None, "lower", 1)], Aids())
    assert [line.count for line in lines] == [2, 1]
    assert [line.worth for line in lines] == ["none", "none"]


def test_worth_follows_the_marking():
    one = question(
        "short", [Option(id="k", text="satu", right=True), Option(id="m", text="1", weight=Decimal(50))]
    )
    assert marked(one).worth({"text": "1"}) == Fraction(1, 2)
    assert [line.worth for line in count_answers(one, [({"text": "1"}, "upper", 1)], marked(one))] == ["part"]
