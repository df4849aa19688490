"""Titles and ids that a file does not give: made from its words, the same ones every time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePath

from lms.core.codes import is_slug, unique_slug
from lms.quizzes.exchange.model import Item, Notes, Paper
from lms.quizzes.exchange.texts.plain import plain
from lms.quizzes.exchange.texts.tidy import title as tidy_title

LONGEST = 60
LONGEST_ID = 60
LONGEST_QUIZ_ID = 80
_SENTENCE = re.compile(r"(?<=[.?!])\s")


def item_title(given: str, stem: str, number: int, line: int, notes: Notes) -> str:
    """The title of a question; one that has none is called by the first words of its text."""
    wanted = " ".join(given.split())
    if wanted:
        found = tidy_title(wanted)
        if found and found != wanted:
            notes.add("X131", line, before=wanted[:80], after=found)
        if found:
            return found
    found = _from_text(stem) or f"Soal {number}"
    notes.add("X203", line, title=found)
    return found


def _from_text(stem: str) -> str:
    first = next((line for line in stem.split("\n") if line.strip()), "")
    words = _SENTENCE.split(plain(first)[0], maxsplit=1)[0]
    if len(words) > LONGEST:
        words = words[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
    return tidy_title(words).rstrip(".,:;")


def name_title(name: str) -> str:
    """A title made of a file's name."""
    words = re.sub(r"[_\-\s]+", " ", PurePath(name).stem).strip()
    return (words[:1].upper() + words[1:])[:200] if words else "Kuis"


def with_ids(paper: Paper, notes: Notes) -> Paper:
    """The quiz with an id for itself and for every question; ids that are given and fit are kept."""
    identity = paper.id if is_slug(paper.id) and len(paper.id) <= LONGEST_QUIZ_ID else ""
    if not identity:
        identity = unique_slug(paper.title, (), "kuis")
        notes.add("X202", paper.line, id=identity)
    taken = {item.id for item in paper.items if _fits(item.id)}
    return replace(paper, id=identity, items=tuple(_identified(paper.items, taken, notes)))


def _fits(name: str) -> bool:
    return is_slug(name) and len(name) <= LONGEST_ID


def _identified(items: Iterable[Item], taken: set[str], notes: Notes) -> list[Item]:
    kept: set[str] = set()
    found, made = [], 0
    for item in items:
        name = item.id
        if not _fits(name) or name in kept:
            name = _free(item.title, taken | kept)
            made += 1
        kept.add(name)
        found.append(replace(item, id=name))
    if made:
        notes.add("X207", 1, count=made)
    return found


def _free(title: str, taken: set[str]) -> str:
    """A slug of the title that is free, cut so that its number fits behind it."""
    slug = unique_slug(title, taken, "soal")
    return slug if len(slug) <= LONGEST_ID else unique_slug(slug[: LONGEST_ID - 6].rstrip("-"), taken, "soal")
