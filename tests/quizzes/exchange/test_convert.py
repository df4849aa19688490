"""Conversion as a whole: outcomes, what a file most likely is, weights and numbers between the notations."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lms.quizzes.exchange import weights
from lms.quizzes.exchange.convert import READERS, TARGETS, convert
from lms.quizzes.exchange.guess import guess
from lms.quizzes.exchange.messages import _MESSAGES
from lms.quizzes.exchange.model import Choice, Source
from lms.quizzes.exchange.numbers import ours, point, theirs

GIFT = "// [id:kuis] \n$CATEGORY: Kuis\n\n// [id:satu] [tag:competency=K1]\n::Satu::Teks?{=a ~b}\n"


def test_every_format_can_be_read_and_written_as_promised() -> None:
    assert set(READERS) == {"gift", "aiken", "moodlexml", "csv", "xlsx", "md"}
    assert set(TARGETS) == {"md", "gift", "moodlexml", "aiken"}


@pytest.mark.parametrize("target", TARGETS)
def test_a_sound_file_has_an_outcome_in_every_format(target: str) -> None:
    found = convert(Source("kuis.gift", GIFT.encode()), "gift", target)
    assert (found.text is not None, found.id, found.count) == (True, "kuis", 1)
    assert "Teks?" in str(found.text)


def test_nothing_lost_is_whole_and_a_note_is_no_loss() -> None:
    found = convert(Source("kuis.gift", GIFT.encode()), "gift", "md")
    assert (found.whole, found.problems) == (True, [])
    noted = convert(Source("kuis.gift", GIFT.replace("[id:satu]", "").encode()), "gift", "md")
    assert (noted.whole, [p.code for p in noted.problems]) == (True, ["X207"])
    lost = convert(Source("kuis.gift", GIFT.replace("[id:satu]", "[tag:mudah]").encode()), "gift", "md")
    assert (lost.whole, lost.text is not None) == (False, True)


@pytest.mark.parametrize("target", TARGETS)
def test_one_fault_and_nothing_comes_out(target: str) -> None:
    found = convert(Source("kuis.gift", f"{GIFT}\n::Dua::x {{=a\n".encode()), "gift", target)
    assert (found.text, found.whole, found.problems[0].line, found.problems[0].code) == (
        None,
        False,
        7,
        "X010",
    )


def test_faults_of_the_result_stop_it_too() -> None:
    found = convert(Source("kuis.gift", b"::A::x{\n=a\n~a\n}"), "gift", "md")
    assert (found.text, found.problems[0].line, found.problems[0].code) == (None, 3, "Q015")


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.xml", b"", "moodlexml"),
        ("a.CSV", b"", "csv"),
        ("a.txt", b"PK\x03\x04", "xlsx"),
        ("a.gift", b"", "gift"),
        ("a.md", b"", "md"),
        ("a.txt", b"\xef\xbb\xbf <?xml version='1.0'?><quiz/>", "moodlexml"),
        ("a.txt", b"---\nid: a\n", "md"),
        ("a.txt", b"Teks\nA. a\nB. b\nANSWER: B\n", "aiken"),
        ("a.txt", b"soal;pilihan_1;kunci\nx;y;z\n", "csv"),
        ("a.txt", b'"question","key"\nx,y\n', "csv"),
        ("a.txt", b"Soal {T}", "gift"),
        ("a.txt", b"\xff\xfe", "gift"),
    ],
)
def test_what_a_file_most_likely_is(name: str, data: bytes, expected: str) -> None:
    assert guess(name, data) == expected


def test_messages_have_the_same_places_in_both_languages() -> None:
    import string

    for code, _severity, indonesian, english in _MESSAGES:
        fields = [
            {name for _, name, _, _ in string.Formatter().parse(text) if name}
            for text in (indonesian, english)
        ]
        assert fields[0] == fields[1], code


# -- weights


def lines(*facts: tuple[bool, int | None]) -> list[Choice]:
    return [Choice(str(n), right, None if w is None else Decimal(w)) for n, (right, w) in enumerate(facts)]


@pytest.mark.parametrize(
    ("facts", "fractions"),
    [
        ([(True, None), (True, None), (False, None)], ["50", "50", "-100"]),
        ([(True, None), (True, None), (True, None), (False, None), (False, None)], ["33.33333", "33.33333", "33.33333", "-50", "-50"]),
        ([(True, 60), (True, None), (False, 0)], ["60", "50", "0"]),
    ],
)  # fmt: skip
def test_the_rule_of_multiple_choice_as_fractions_and_back(
    facts: list[tuple[bool, int | None]], fractions: list[str]
) -> None:
    found = weights.multiple_fractions(lines(*facts))
    assert [weights.shown(f) for f in found] == fractions
    assert [(right, w if w is None else int(w)) for right, w in weights.from_multiple(found)] == facts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("50", "50"),
        ("33,33333", "33.33333"),
        ("-5", "-5"),
        ("101", None),
        ("x", None),
        ("nan", None),
        ("1e9", None),
    ],
)
def test_percentages(text: str, expected: str | None) -> None:
    found = weights.parse(text)
    assert (None if found is None else weights.shown(found)) == expected


# -- numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [("10", "10"), ("10 ± 0,5", "10 ± 0,5"), ("9..11", "9..11"), ("1.000.000", "1000000"), ("-0,50", "-0,5"), ("+3", "3"), ("x", None), ("1.000", None)],
)  # fmt: skip
def test_numeric_keys_in_our_notation(text: str, expected: str | None) -> None:
    found = ours(text)
    assert (None if found is None else found.text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("10", "10"), ("0.50", "0.5"), ("1e3", "1000"), (".5", "0.5"), ("-0", "0"), ("−3", "-3"), ("1,5", None), ("", None), ("1e99", None), ("inf", None)],
)  # fmt: skip
def test_numbers_with_a_point(text: str, expected: str | None) -> None:
    found = theirs(text)
    assert (None if found is None else point(found)) == expected
