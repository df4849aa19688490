"""Quizzes as Hypothesis makes them, and texts that look like files of each format."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from lms.quizzes.exchange.model import Choice, Front, Item, Match, Paper

WORDS = (
    "warga",
    "surat",
    "10",
    "hari kerja",
    "pasal 22",
    "a_b",
    "5 * 3",
    "x < y",
    "R&D",
    "50%",
    "C#",
    "1.03",
    "“kutip”",
    "ya/tidak",
    "é",
)
MARKED = (
    "**tebal**",
    "*miring*",
    "`kode`",
    "[situs](https://contoh.go.id/a)",
    "\\*bintang\\*",
    "&lt;b>",
    "\\{x}",
)
SIGNS = (
    "=",
    "~",
    "#",
    "{",
    "}",
    ":",
    "->",
    "::",
    "//",
    "%50%",
    "[html]",
    "\\",
    "$CATEGORY:",
    "####",
    "]",
    "|",
    "!",
    "1.",
    "- ",
    "> ",
    "\n",
    "\n\n",
    "  ",
)


def sentences(parts: tuple[str, ...], most: int = 4) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(parts), min_size=1, max_size=most).map(" ".join)


plain = sentences(WORDS)
inline = sentences(WORDS + MARKED)
blocks = st.one_of(
    inline,
    st.lists(inline, min_size=2, max_size=3).map("\n\n".join),
    st.tuples(inline, inline).map("  \n".join),
    st.tuples(inline, inline, inline).map(lambda p: f"{p[0]}\n\n- {p[1]}\n- {p[2]}\n\nLalu?"),
    st.tuples(plain, plain).map(lambda p: f"{p[0]}\n\n```\n{p[1]}\n  x\n```"),
    st.tuples(inline, inline).map(lambda p: f"| {p[0]} | B |\n|---|---|\n| {p[1]} | 2 |".replace("`kode`", "kode")),
)  # fmt: skip
maybe = st.sampled_from(("", "", inline, blocks)).flatmap(
    lambda text: text if isinstance(text, st.SearchStrategy) else st.just(text)
)
percent = st.sampled_from([Decimal(n) for n in (-100, -50, 10, 25, 50, 75)])
line = st.just(1)


def choices(texts: st.SearchStrategy[str], least: int = 2, most: int = 4) -> st.SearchStrategy[list[str]]:
    return st.lists(texts, min_size=least, max_size=most, unique_by=lambda t: " ".join(t.split()))


@st.composite
def single(draw: st.DrawFn) -> dict[str, object]:
    texts = draw(choices(inline))
    right = draw(st.integers(0, len(texts) - 1))
    weights = [None if n == right else draw(st.none() | percent) for n in range(len(texts))]
    lines = [
        Choice(t, n == right, w, draw(maybe)) for n, (t, w) in enumerate(zip(texts, weights, strict=True))
    ]
    both = {c.text.casefold() for c in lines} == {"benar", "salah"}
    return {"kind": "truefalse" if both else "single", "choices": tuple(lines)}


@st.composite
def multiple(draw: st.DrawFn) -> dict[str, object]:
    texts = draw(choices(inline, 3, 5))
    rights = draw(st.integers(1, len(texts) - 1))
    lines = [Choice(t, n < rights, None, draw(maybe)) for n, t in enumerate(texts)]
    return {"kind": "multiple", "choices": tuple(draw(st.permutations(lines)))}


@st.composite
def truefalse(draw: st.DrawFn) -> dict[str, object]:
    right = draw(st.booleans())
    lines = (Choice("Benar", right, None, draw(maybe)), Choice("Salah", not right, None, draw(maybe)))
    return {"kind": "truefalse", "choices": lines}


@st.composite
def keys(draw: st.DrawFn, kind: str) -> dict[str, object]:
    numbers = ("10", "0,5", "-3", "10 ± 0,5", "9..11", "-1,5..2")
    texts = draw(choices(st.sampled_from(numbers) if kind == "numeric" else plain, 1, 3))
    weights = [None, *(draw(st.none() | percent) for _ in texts[1:])]
    return {
        "kind": kind,
        "choices": tuple(Choice(t, True, w, draw(maybe)) for t, w in zip(texts, weights, strict=True)),
    }


@st.composite
def ordering(draw: st.DrawFn, feedback: bool) -> dict[str, object]:
    said = maybe if feedback else st.just("")
    return {
        "kind": "ordering",
        "choices": tuple(Choice(t, True, None, draw(said)) for t in draw(choices(inline))),
    }


@st.composite
def matching(draw: st.DrawFn) -> dict[str, object]:
    lefts, rights = draw(choices(inline, 2, 3)), draw(choices(plain, 3, 3))
    pairs = [Match(left, right) for left, right in zip(lefts, rights, strict=False)]
    extra = [Match("", rights[2])] if len(lefts) == 2 else []
    return {"kind": "matching", "matches": (*pairs, *extra)}


@st.composite
def letter(draw: st.DrawFn) -> dict[str, object]:
    codes = draw(
        st.lists(
            st.sampled_from(["1.03", "1.03/drainase", "EXT.PROV.DIK", "5.02/aset"]), min_size=2, unique=True
        )
    )
    rights = draw(st.integers(1, len(codes)))
    lines = (
        Choice("", n < rights, None, draw(maybe), 1, c, draw(st.booleans())) for n, c in enumerate(codes)
    )
    return {"kind": "routing", "choices": tuple(lines), "info": draw(st.sampled_from(["open", "exempt"]))}


def items(*, rubric: bool, feedback: bool) -> st.SearchStrategy[Item]:
    """Questions as other formats can hold them: `rubric` and `feedback` of steps only where they can."""
    kinds = [
        single(), multiple(), truefalse(), keys("short"), keys("numeric"), ordering(feedback), matching(), letter(),
        st.fixed_dictionaries({"kind": st.just("open"), "rubric": blocks if rubric else st.just("Tuliskan rubrik penilaian di sini.")}),
    ]  # fmt: skip
    return st.builds(
        _item, st.one_of(kinds), plain, blocks, maybe, st.sampled_from([None, 1, 4]), st.just(feedback)
    )


def _item(
    facts: dict[str, object], title: str, stem: str, said: str, difficulty: int | None, feedback: bool
) -> Item:
    silent = facts["kind"] == "open" or (facts["kind"] == "ordering" and not feedback)
    return Item(
        title=title.rstrip("#").strip() or "Soal",
        stem=stem,
        explanation="" if silent else said,
        difficulty=difficulty,
        **facts,
    )  # type: ignore[arg-type]


def papers(*, rubric: bool, feedback: bool) -> st.SearchStrategy[Paper]:
    def paper(found: list[Item], title: str, intro: str, competency: str | None) -> Paper:
        named = tuple(Item(**{**i.__dict__, "id": f"soal-{n}"}) for n, i in enumerate(found, start=1))
        front = (Front("competency", competency),) if competency else ()
        return Paper(title.rstrip("#").strip() or "Kuis", named, "kuis-acak", intro, front)

    lists = st.lists(items(rubric=rubric, feedback=feedback), min_size=1, max_size=1)
    return st.builds(paper, lists, plain, maybe, st.sampled_from([None, "K1"]))


def soup(*extra: str) -> st.SearchStrategy[str]:
    """Text made of the signs of all formats, some words, and whatever characters there are."""
    piece = st.one_of(st.sampled_from(SIGNS + WORDS + extra), st.text(max_size=3))
    return st.lists(piece, max_size=25).map("".join)
