"""Searching the catalogue by everyday words, with room for typing errors."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from lms.quizzes.domain.catalogue import Catalogue, Destination, affair_of, is_external
from lms.quizzes.domain.question import fold

ENOUGH = 72.0
LONGEST_QUERY = 80
SHORTEST_FUZZY = 4
OWN, WHOLE_AFFAIR = 0.96, 0.8


@dataclass(frozen=True)
class Found:
    """A destination that answers a query, and the words by which it was found."""

    destination: Destination
    code: str
    reason: str
    score: float


@dataclass(frozen=True)
class _Entry:
    text: str
    shown: str
    code: str
    weight: float


class Finder:
    """A prepared search over one catalogue; building it once serves every query."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._rows = [(d, _entries(d, catalogue)) for d in catalogue.destinations]

    def find(self, query: str, limit: int = 20) -> list[Found]:
        """The destinations that match, best first; the same query always gives the same order."""
        words = fold(query[:LONGEST_QUERY])
        if not words:
            return []
        found = [hit for destination, entries in self._rows if (hit := _best(words, destination, entries))]
        found.sort(key=lambda hit: (-hit.score, hit.code, hit.destination.name))
        return found[:limit]


def _entries(destination: Destination, catalogue: Catalogue) -> list[_Entry]:
    """Every text by which a destination can be found: its names first, then what it does."""
    code = destination.code
    entries = [_Entry(fold(t), t, code, 1.0) for t in (destination.short, destination.name) if t]
    entries += [_Entry(fold(w), w, code, 0.97) for w in destination.words]
    if destination.topics:
        entries.append(_Entry(fold(destination.topics), destination.topics, code, 0.9))
    for held in destination.codes:
        entries.append(_Entry(fold(held), catalogue.name_of(held), held, 1.0))
        if not is_external(held):
            entries += _affair_entries(held, catalogue)
    return entries


def _affair_entries(held: str, catalogue: Catalogue) -> list[_Entry]:
    """The words of a held code, and more faintly those of the whole affair of a function."""
    entries = []
    for code in dict.fromkeys((held, affair_of(held))):
        affair, weight = catalogue.by_code.get(code), OWN if code == held else WHOLE_AFFAIR
        if affair is not None:
            entries.append(_Entry(fold(affair.name), affair.name, held, weight))
            entries.append(_Entry(fold(affair.scope), affair.scope, held, weight - 0.06))
            entries += [_Entry(fold(word), word, held, weight) for word in affair.words]
    return entries


def _best(words: str, destination: Destination, entries: list[_Entry]) -> Found | None:
    best: Found | None = None
    for entry in entries:
        score = _score(words, entry.text) * entry.weight
        if score >= ENOUGH and (best is None or score > best.score):
            best = Found(destination, entry.code, entry.shown, score)
    return best


def _score(words: str, text: str) -> float:
    """100 for the same text, near it for a beginning or a whole word, less for a near miss."""
    if not text:
        return 0.0
    if words == text:
        return 100.0
    if text.startswith(words):
        return 98.0
    if f" {words}" in text:
        return 95.0
    if len(words) < SHORTEST_FUZZY:
        return 0.0
    tokens = text.split()
    near = max((fuzz.ratio(words, token) for token in tokens), default=0.0)
    whole = fuzz.token_set_ratio(words, text) if " " in words else near
    return max(near, whole) * 0.93
