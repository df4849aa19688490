import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.content.blocks.attributes import split_attributes


@pytest.mark.parametrize(
    ("text", "rest", "id", "values", "classes"),
    [
        ("Batas waktu {#batas-waktu}", "Batas waktu", "batas-waktu", {}, []),
        ("Pompa {#pompa kind=routing difficulty=3}", "Pompa", "pompa", {"kind": "routing", "difficulty": "3"}, []),
        ("Prosedur {.sop}", "Prosedur", None, {}, ["sop"]),
        ('A {#a title="dua kata" note=\'tanda } ini\' .b .c}', "A", "a", {"title": "dua kata", "note": "tanda } ini"}, ["b", "c"]),
        ("A {: #a }  ", "A", "a", {}, []),
        ("{#a}", "", "a", {}, []),
        ("A {#á-é_1}", "A", "á-é_1", {}, []),
        ("Himpunan {kurung}", "Himpunan {kurung}", None, {}, []),
        ("Tanpa spasi{#a}", "Tanpa spasi{#a}", None, {}, []),
        ("Di tengah {#a} kata", "Di tengah {#a} kata", None, {}, []),
        ("Kosong {}", "Kosong {}", None, {}, []),
    ],
)  # fmt: skip
def test_what_the_braces_say(text, rest, id, values, classes):
    found = split_attributes(text)
    assert (found.text, found.id, found.values, found.classes) == (rest, id, values, classes)
    assert found.malformed is None


@pytest.mark.parametrize(
    ("text", "malformed"),
    [
        ("A {#a #b}", "#b"),
        ("A {#a kind=x kind=y}", "kind=y"),
        ("A {#a kind=}", "kind="),
        ("A {#a rusak}", "rusak"),
        ("A {#}", "#"),
        ("A {.}", "."),
        ('A {#a x="buka}', 'x="buka'),
    ],
)
def test_what_cannot_be_read(text, malformed):
    found = split_attributes(text)
    assert (found.text, found.malformed) == ("A", malformed)


def test_places_count_from_one():
    found = split_attributes("Pompa {kind=routing #pompa}")
    assert (found.columns, found.id_column, found.id_first) == ({"kind": 8}, 21, False)


@given(st.text(st.sampled_from("a {}#.=\"'\\:"), max_size=60))
def test_any_text_is_read_without_an_exception(text):
    assert text.startswith(split_attributes(text).text)


@pytest.mark.parametrize("text", [" " * 100_000 + "x", ' {"a' * 30_000, " {#a" * 30_000, "# " * 50_000])
def test_the_search_does_not_grow_with_the_square_of_the_line(text):
    start = time.process_time()
    split_attributes(text)
    assert time.process_time() - start < 2  # the square would take minutes
