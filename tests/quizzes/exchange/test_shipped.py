"""Every quiz that ships with Estafet, out to GIFT and Moodle XML and back: what is not told as lost is the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from lms.quizzes.exchange import gift, md, moodle
from lms.quizzes.exchange.md.same import same
from lms.quizzes.exchange.model import HEADS, Item, Notes, Paper, Source

FOLDER = Path(__file__).resolve().parents[3] / "quizzes"
QUIZZES = sorted(path.name for path in FOLDER.glob("*.md"))


def shipped(name: str) -> tuple[Paper, Notes]:
    notes = Notes(name)
    paper = md.read(Source(name, (FOLDER / name).read_bytes()), notes)
    assert notes.problems == []
    return paper, notes


def held(item: Item, paper: Paper, *, steps_explained: bool) -> Item:
    """The question as far as the formats can hold it; the rest is told as lost."""
    silent = item.kind == "ordering" and not steps_explained
    return replace(
        item,
        heads=HEADS,
        explanation="" if silent else item.explanation,
        competency=item.competency or str(paper.value("competency") or "") or None,
        use=item.use or paper.value("use"),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("name", QUIZZES)
@pytest.mark.parametrize("target", ["gift", "moodlexml"])
def test_what_is_not_told_as_lost_comes_back(name: str, target: str) -> None:
    paper, notes = shipped(name)
    module = {"gift": gift, "moodlexml": moodle}[target]
    text = module.write(paper, notes, str)
    again = Notes("kembali")
    back = module.read(Source("kembali", text.encode()), again)
    assert [p.format() for p in again.problems] == []
    assert (back.id, back.title, back.intro) == (paper.id, paper.title, paper.intro)
    explained = target == "moodlexml"
    for before, after in zip(paper.items, back.items, strict=True):
        assert same(
            held(before, paper, steps_explained=explained), held(after, back, steps_explained=explained)
        )
    assert module.write(back, Notes("x"), str) == text


@pytest.mark.parametrize("name", QUIZZES)
@pytest.mark.parametrize("target", ["gift", "moodlexml"])
def test_everything_that_is_lost_is_told(name: str, target: str) -> None:
    paper, notes = shipped(name)
    {"gift": gift, "moodlexml": moodle}[target].write(paper, notes, str)
    kinds = Counter(item.kind for item in paper.items)
    kept = {"competency", "use"}
    named = [item for item in paper.items if item.kind == "matching" and item.heads != HEADS]
    steps = [item for item in paper.items if item.kind == "ordering" and item.explanation]
    expected = Counter({
        "X102": sum(entry.key not in kept for entry in paper.front),
        "X107": len(named),
        "X105": len(steps) if target == "gift" else 0,
        "X109": kinds["routing"],
    })  # fmt: skip
    assert Counter(p.code for p in notes.problems) == +expected


@pytest.mark.parametrize("name", QUIZZES)
def test_our_own_markdown_comes_out_as_it_went_in(name: str) -> None:
    paper, notes = shipped(name)
    written = md.write(paper, notes)
    assert [p.format() for p in notes.problems] == []
    back = md.read(Source(name, written.text.encode()), Notes("x"))
    assert [(f.key, f.value) for f in back.front] == [(f.key, f.value) for f in paper.front]
    assert all(same(a, b) for a, b in zip(paper.items, back.items, strict=True))
    assert md.write(back, Notes("x")).text == written.text
