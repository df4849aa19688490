"""The search of the desk over the shipped sample catalogue: what people type leads where it should, and quickly."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.content.tree import ContentTree
from lms.quizzes.domain.catalogue import Affair, Catalogue, Destination
from lms.quizzes.domain.search import Finder
from lms.quizzes.domain.search.words import Vocabulary, joined, telling
from lms.quizzes.schema.catalogues import read_catalogues
from tests.quizzes.domain.search_queries import EXPECTED, HELD_OUT

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def finder() -> Finder:
    tree = ContentTree(
        {
            f"quizzes/{n}.csv": (ROOT / f"quizzes/{n}.csv").read_bytes()
            for n in ("affairs", "agencies", "external_bodies")
        }
    )
    return Finder(read_catalogues(tree).on(date(2026, 11, 23)))


def labels(finder: Finder, query: str) -> list[str]:
    return [
        f.destination.code if f.destination.kind == "external" else f.destination.label
        for f in finder.find(query)
    ]


def test_the_tables_are_large_enough():
    assert len(EXPECTED) >= 60
    assert len({query for query, _ in EXPECTED + HELD_OUT}) == len(EXPECTED) + len(HELD_OUT)


@pytest.mark.parametrize(("query", "expected"), EXPECTED + HELD_OUT)
def test_within_the_first_three(finder, query, expected):
    assert expected in labels(finder, query)[:3]


def test_mostly_it_is_the_very_first(finder):
    first = [query for query, expected in EXPECTED + HELD_OUT if labels(finder, query)[:1] == [expected]]
    assert len(first) >= 0.95 * (len(EXPECTED) + len(HELD_OUT))


@pytest.mark.parametrize("query", ["zzzzz", "asdf qwer", "hjkl", "resep masakan padang", "", "   ", "?!"])
def test_nonsense_finds_nothing(finder, query):
    assert labels(finder, query) == []


def test_every_prefix_while_typing_still_finds_it(finder):
    for end in range(3, len("lampu jalan") + 1):
        assert "Disperkim" in labels(finder, "lampu jalan"[:end])[:3]


def test_a_query_takes_a_few_milliseconds_at_most(finder):
    queries = [query for query, _ in EXPECTED + HELD_OUT]
    times = []
    for query in queries:
        start = time.perf_counter()
        finder.find(query, 60)
        times.append(time.perf_counter() - start)
    times.sort()
    assert times[len(times) // 2] < 0.005
    assert times[int(len(times) * 0.95)] < 0.02


def test_a_word_that_is_known_is_not_taken_for_its_neighbour():
    known = Vocabulary(["pajak", "pajang", "banjir"])
    assert known.near("pajak") == {"pajak": 1.0}
    assert known.near("paj") == {"pajak": 0.95, "pajang": 0.95}
    assert set(known.near("bnajir")) == {"banjir"}
    assert known.near("xyz") == {}


def test_words_that_say_nothing_are_passed_over_unless_there_is_nothing_else():
    assert telling("Mohon data untuk lampu jalan") == ["lampu", "jalan"]
    assert telling("mohon data") == ["mohon", "data"]
    assert joined(["gunung", "pati"], {"gunungpati", "gunung"}) == ["gunungpati"]
    assert joined(["jalan", "tol"], {"jalan", "tol", "jalantol"}) == ["jalan", "tol"]


CITY = Catalogue(
    affairs=(Affair(code="1.04", name="Permukiman", words=("paving",)),),
    destinations=(
        Destination(ref="opd-1", kind="agency", name="Dinas Permukiman", short="Disperkim", codes=("1.04",)),
    ),
)


def test_the_reason_is_the_words_by_which_it_was_found():
    assert [(f.code, f.reason) for f in Finder(CITY).find("pavng gang")] == [("1.04", "paving")]
    assert Finder(Catalogue()).find("paving") == []


@settings(max_examples=60)
@given(st.text(max_size=100))
def test_any_query_gives_the_same_order_twice(query):
    finder = Finder(CITY)
    assert finder.find(query) == finder.find(query)
