import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.content.yamltext import MAX_FAULTS, load


def read(text):
    loaded = load("a.md", text, 2)
    return loaded.data, [(p.code, p.line, p.column) for p in loaded.problems]


def test_plain_scalars_stay_as_they_were_written():
    text = "a: 08\nb: no\nc: 2026-10-01 08:00\nd: 1.10\ne: 0x1F\nf: 1_000\ng: 12:30:45\nh: .nan\ni: 2.10\n"
    assert read(text) == (
        {"a": "08", "b": "no", "c": "2026-10-01 08:00", "d": "1.10", "e": "0x1F", "f": "1_000",
         "g": "12:30:45", "h": ".nan", "i": "2.10"},
        [],
    )  # fmt: skip


def test_only_nothing_is_none():
    assert read("a:\nb: ~\nc: null\nd: ''\ne: 'null'\nf: \"~\"\n")[0] == {
        "a": None, "b": None, "c": None, "d": "", "e": "null", "f": "~",
    }  # fmt: skip


def test_structures_and_block_text():
    assert read(
        "a: {x: 1, y: [p, q]}\nb:\n  - r\n  - s: t\nc: |\n  dua\n  baris\nd: >\n  satu\n  baris\n"
    ) == (
        {"a": {"x": "1", "y": ["p", "q"]}, "b": ["r", {"s": "t"}], "c": "dua\nbaris\n", "d": "satu baris\n"},
        [],
    )


def test_every_key_and_value_has_its_place():
    where = load("a.md", "a: {x: 1, y: [p, q]}\nb:\n  - s: t\n", 2).where
    assert where.key("a") == (2, 1)
    assert where.key("a", "y") == (2, 11)
    assert where.value("a", "y", 1) == (2, 18)
    assert where.key("b", 0) == (4, 5)
    assert where.value("b", 0, "s") == (4, 8)
    assert where.key("b", 0, "not", "there") == (4, 5)
    assert where.key("missing") == (1, 1)


@pytest.mark.parametrize(
    ("text", "data", "problems"),
    [
        ("a: 1\nb: 2\na: 3\n", {"a": "1", "b": "2"}, [("F022", 4, 1)]),
        ("a: {x: 1, x: 2}\n", {"a": {"x": "1"}}, [("F022", 2, 11)]),
        ("a: 1\na: 2\na: 3\n", {"a": "1"}, [("F022", 3, 1), ("F022", 4, 1)]),
        ("a: &x 1\nb: *x\n", {"a": "1", "b": "*x"}, [("F021", 2, 4), ("F021", 3, 4)]),
        ("a: !!python/object x\n", {"a": "x"}, [("F024", 2, 4)]),
        ("a: !!int 5\n", {"a": "5"}, [("F024", 2, 4)]),
        ("? [q]\n: 1\nb: 2\n", {"b": "2"}, [("F026", 2, 3)]),
        ("<<: {a: 1}\n", {"<<": {"a": "1"}}, []),
        ("- a\n- b\n", {}, [("F025", 2, 1)]),
        ("kata\n", {}, [("F025", 2, 1)]),
        ("", {}, []),
        ("# hanya catatan\n", {}, []),
    ],
)
def test_what_is_refused(text, data, problems):
    assert read(text) == (data, problems)


@pytest.mark.parametrize(
    ("text", "data", "problems"),
    [
        ("a: Judul: dua\nb: 1\nb: 2\n", {"b": "1"}, [("F020", 2, 9), ("F022", 4, 1)]),
        ("a: 'x\nb: 1\nc: [1\nd: 2\n", {"b": "1", "d": "2"}, [("F020", 2, 4), ("F020", 4, 4)]),
        ("a: @x\nb: %y\nc: 1\n", {"c": "1"}, [("F020", 2, 4), ("F020", 3, 4)]),
        ("a: 1\n b: 2\nc: 3\n", {"c": "3"}, [("F020", 3, 3)]),
        ("a: 1\n---\nb: 2\n", {"a": "1"}, [("F020", 3, 1)]),
    ],
)
def test_a_fault_of_syntax_hides_nothing_else(text, data, problems):
    assert read(text) == (data, problems)


def test_lost_keys_are_named():
    loaded = load("a.md", "judul: a: b\nringkas: 'x\nid: y\n", 2)
    assert loaded.lost == {"judul", "ringkas"}
    assert loaded.data == {"id": "y"}
    assert loaded.sound


def test_depth_is_limited():
    eight = "a: {b: {c: {d: {e: {f: {g: {h: 1}}}}}}}\n"
    assert read(eight)[1] == []
    nine = "a: {b: {c: {d: {e: {f: {g: {h: {i: 1}}}}}}}}\nz: 1\nz: 2\n"
    assert read(nine)[1] == [("F023", 2, 32), ("F022", 4, 1)]
    assert [code for code, *_ in read("a: " + "[" * 5000 + "]" * 5000)[1]] == ["F023"]


@pytest.mark.parametrize(
    "text", ["{" * 30_000, "a: " + "{[" * 15_000, "? " * 5000, "k: [" * 8000, "{a: " * 8000]
)
def test_reading_stops_where_it_is_too_deep_and_not_at_the_end(text):
    data, problems = read(text)  # read to the end, the first of these takes more than a minute
    assert (data, [code for code, *_ in problems][:1]) in [({}, ["F023"]), ({}, ["F020"]), ({}, ["F026"])]


def test_a_bomb_of_aliases_is_refused_and_never_grows():
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    data, problems = read(bomb)
    assert {code for code, *_ in problems} == {"F021"}
    assert data["i"] == ["*h"] * 9


def test_many_faults_of_syntax_end_somewhere():
    data, problems = read("\n".join(f"k{i}: @" for i in range(100)))
    assert (data, len(problems)) == ({}, MAX_FAULTS)


def test_line_ends_that_only_unicode_knows_do_not_move_the_places():
    assert read('a: "x\u2028y"\nb: 1\nb: 2\n')[1] == [("F022", 4, 1)]


yaml_like = st.text(st.sampled_from("ab1: -[]{},'\"\n#&*!|>%@`?~\t\\.<=\u2028\x85é😀"), max_size=80)


@settings(max_examples=1000)
@given(yaml_like)
def test_any_text_is_read_without_an_exception(text):
    loaded = load("a.md", text, 2)
    lines = text.count("\n") + 2
    assert all(1 <= p.line <= lines + 1 and p.column >= 1 for p in loaded.problems)


keys = st.from_regex(r"[a-z_]{1,8}", fullmatch=True)
scalars = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=10)
trees = st.recursive(
    scalars, lambda t: st.lists(t, max_size=3) | st.dictionaries(keys, t, max_size=3), max_leaves=8
)


def flow(tree):
    """The tree in flow style, every scalar quoted."""
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{k}: {flow(v)}" for k, v in tree.items()) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(map(flow, tree)) + "]"
    return "'" + tree.replace("'", "''") + "'"


def depth(tree):
    inner = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else None
    return 0 if inner is None else 1 + max(map(depth, inner), default=0)


@given(st.dictionaries(keys, trees.filter(lambda t: depth(t) < 8), max_size=4))
def test_what_is_written_is_read(tree):
    assert read("".join(f"{k}: {flow(v)}\n" for k, v in tree.items())) == (tree, [])
