"""Pairs, matrix, faults and changes on hand-made cells, with exact numbers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lms.quizzes.domain.catalogue import Affair, Catalogue, Destination
from lms.quizzes.domain.confusion import (
    NOTHING,
    OTHERS,
    LetterCounts,
    Tally,
    difference,
    end_of,
    fault_rates,
    ranked,
    reduced,
)
from lms.quizzes.domain.wilson import wilson

CATALOGUE = Catalogue(
    affairs=(Affair(code="1.03/jalan", name="Jalan kota"),),
    destinations=(
        Destination(
            ref="opd-1", kind="agency", name="Dinas Pekerjaan Umum", short="DPU", codes=("1.03/jalan",)
        ),
        Destination(ref="EXT.PROV.SAMSAT", kind="external", name="Samsat", codes=("EXT.PROV.SAMSAT",)),
    ),
)
TALLIES = [
    Tally("1.03/jalan", "1.03/jalan", 12, 6),
    Tally("1.03/jalan", "1.04", 8, 5),
    Tally("1.03/jalan", "", 1, 1),
    Tally("1.04", "1.04", 3, 3),
    Tally("1.04", "1.03/jalan", 1, 1),
    Tally("EXT.PROV.SAMSAT", "5.02/pendapatan", 9, 9),
    Tally("EXT.PROV.SAMSAT", "EXT.PROV.SAMSAT", 91, 40),
]
TOTALS = {"1.03/jalan": 20, "1.04": 4, "EXT.PROV.SAMSAT": 100}


def test_pairs_are_ranked_by_the_lower_end_and_few_letters_come_last():
    found = ranked(TALLIES, TOTALS)
    assert [(p.right, p.chosen, p.interval.count, p.interval.of, p.people) for p in found] == [
        ("1.03/jalan", "1.04", 8, 20, 5),
        ("EXT.PROV.SAMSAT", "5.02/pendapatan", 9, 100, 9),
        ("1.04", "1.03/jalan", 1, 4, 1),
    ]
    # published values of the Wilson interval for 8 of 20
    assert (round(found[0].interval.low, 4), round(found[0].interval.high, 4)) == (0.2188, 0.6134)


def test_the_whole_matrix_holds_every_count():
    whole = reduced(TALLIES, TOTALS, 10)
    assert whole.rows == ("1.03/jalan", "1.04", "EXT.PROV.SAMSAT")
    assert whole.columns == ("1.03/jalan", "1.04", "5.02/pendapatan", "EXT.PROV.SAMSAT", NOTHING)
    assert [whole.count(t.right, t.chosen) for t in TALLIES] == [12, 8, 1, 3, 1, 9, 91]
    assert whole.left_out == ()


def test_a_big_matrix_keeps_the_surest_pairs_and_says_what_is_left_out():
    small = reduced(TALLIES, TOTALS, 2)
    assert small.rows == ("1.03/jalan", "1.04")
    assert small.columns == ("1.03/jalan", "1.04", NOTHING)
    assert small.left_out == ("EXT.PROV.SAMSAT",)
    one = reduced(TALLIES, TOTALS, 1)
    assert (one.rows, one.columns) == (("1.03/jalan",), ("1.03/jalan", OTHERS, NOTHING))
    assert one.count("1.03/jalan", OTHERS) == 8


CODES = st.sampled_from(["1.01", "1.02", "1.03/jalan", "1.04", "EXT.PROV.DIK", "EXT.PUSAT.BPS"])


@given(
    st.dictionaries(st.tuples(CODES, st.one_of(st.just(""), CODES)), st.integers(1, 50), max_size=30),
    st.integers(1, 8),
)
def test_no_letter_of_a_shown_row_is_lost(counts, most):
    tallies = [Tally(right, chosen, n, 1) for (right, chosen), n in counts.items()]
    totals = {right: sum(t.letters for t in tallies if t.right == right) for right, _ in counts}
    small = reduced(tallies, totals, most)
    assert len(set(small.rows)) <= most
    for right in small.rows:
        assert sum(small.count(right, column) for column in small.columns) == totals[right]
    assert set(small.rows) | set(small.left_out) == set(totals)


def test_each_fault_is_a_share_of_the_letters_in_which_it_was_possible():
    counts = LetterCounts(
        letters=40, outside=10, inside=32, several=4, exempt=5,
        kept=3, sent_away=2, missed=1, extra=6, exempt_missed=2, exempt_wrong=7,
    )  # fmt: skip
    assert {name: (i.count, i.of) for name, i in fault_rates(counts).items()} == {
        "kept": (3, 10), "sent_away": (2, 32), "missed": (1, 4), "extra": (6, 40),
        "exempt_missed": (2, 5), "exempt_wrong": (7, 35),
    }  # fmt: skip


def test_the_difference_of_two_shares_has_newcombes_interval():
    change = difference(
        wilson(56, 70), wilson(48, 80)
    )  # the worked example of Newcombe (1998), table II, (a)
    assert round(change.share, 4) == -0.2
    assert (round(change.low, 4), round(change.high, 4)) == (-0.3339, -0.0524)
    assert change.sure
    assert not difference(wilson(1, 6), wilson(2, 6)).sure
    assert difference(wilson(1, 4), wilson(2, 60)).few


def test_codes_are_named_by_who_holds_them():
    end = end_of("1.03/jalan", CATALOGUE)
    assert (end.short, end.tiny, end.label, end.name) == ("1.03", "jalan", "DPU", "DPU, Jalan kota")
    assert end_of("EXT.PROV.SAMSAT", CATALOGUE).tiny == "SAMSAT"
    assert end_of("9.99", CATALOGUE).name == "9.99"
