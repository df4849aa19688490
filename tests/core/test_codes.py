from hypothesis import given
from hypothesis import strategies as st

from lms.core.codes import (
    ALPHABET,
    CODE_LENGTH,
    SLUG_LENGTH,
    is_slug,
    new_code,
    parse_code,
    show_code,
    slugify,
    unique_slug,
)

codes = st.builds(lambda _: new_code(), st.integers())


def test_a_code_holds_115_random_bits_and_a_check_character():
    assert {len(new_code()) for _ in range(50)} == {CODE_LENGTH}
    assert CODE_LENGTH == 24
    assert len({new_code() for _ in range(1000)}) == 1000
    assert set("".join(new_code() for _ in range(500))) == set(ALPHABET)


@given(codes)
def test_what_is_shown_reads_back(code):
    assert parse_code(show_code(code)) == code
    assert parse_code(f"  {show_code(code).lower()} ") == code
    assert parse_code(code.replace("0", "O").replace("1", "l")) == code


@given(codes, st.integers(0, CODE_LENGTH - 1), st.sampled_from(ALPHABET))
def test_every_single_typing_error_is_found(code, place, character):
    typed = code[:place] + character + code[place + 1 :]
    assert parse_code(typed) == (code if typed == code else None)


@given(codes, st.integers(0, CODE_LENGTH - 2), st.integers(0, CODE_LENGTH - 2))
def test_every_swap_of_two_characters_is_found(code, first, second):
    swapped = list(code)
    swapped[first], swapped[second] = swapped[second], swapped[first]
    typed = "".join(swapped)
    assert parse_code(typed) == (code if typed == code else None)


@given(codes, st.integers(0, CODE_LENGTH), st.sampled_from(ALPHABET))
def test_one_character_more_or_less_is_no_code(code, place, character):
    assert parse_code(code[:place] + character + code[place:]) is None
    assert parse_code(code[:place] + code[place + 1 :]) is None or place == CODE_LENGTH


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_exception(text):
    assert parse_code(text) is None or len(parse_code(text)) == CODE_LENGTH


def test_characters_that_only_look_alike_in_unicode_are_refused():
    code = new_code()
    assert parse_code(code[:-1] + "\uff10") is None
    assert parse_code("A" * 100_000) is None


def test_slugs_of_titles():
    assert slugify("Menerima  Permohonan: Informasi (KIP)!") == "menerima-permohonan-informasi-kip"
    assert slugify("Café Ünïcode") == "cafe-unicode"
    assert slugify("???") == "tanpa-judul"
    assert slugify("日本", "dokumen") == "dokumen"
    assert slugify("kata " * 30) == "kata-" * 11 + "kata"


@given(st.text(max_size=300))
def test_a_slug_is_always_a_slug(text):
    slug = slugify(text)
    assert is_slug(slug)
    assert len(slug) <= SLUG_LENGTH
    assert slugify(slug) == slug


def test_a_used_slug_gets_a_number():
    assert unique_slug("Batas waktu", set()) == "batas-waktu"
    assert unique_slug("Batas waktu", {"batas-waktu", "batas-waktu-2"}) == "batas-waktu-3"


def test_what_is_not_a_slug():
    assert [is_slug(s) for s in ("a", "a-1", "", "-a", "a--b", "A", "a b", "a\n")] == [
        True,
        True,
        *[False] * 6,
    ]
