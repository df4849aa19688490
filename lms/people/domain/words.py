"""Everyday words of affairs and bodies: the published ones, and what the city added or took away."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

LONGEST = 60
MOST = 150

Change = tuple[str, bool]
"""A word, and whether it was taken away (True) or added (False)."""


def folded(word: str) -> str:
    """A word by which it is recognised: one space between, without case."""
    return " ".join(unicodedata.normalize("NFC", word).split()).casefold()


def merged(published: Sequence[str], changes: Iterable[Change]) -> tuple[str, ...]:
    """The published words without those taken away, then those added; each once."""
    known = list(changes)
    gone = {folded(word) for word, removed in known if removed}
    words = [word for word in published if folded(word) not in gone]
    words += [word for word, removed in known if not removed]
    return tuple(
        {folded(word): word for word in reversed(words)}[key] for key in dict.fromkeys(map(folded, words))
    )


def difference(published: Sequence[str], wanted: Iterable[str]) -> list[Change]:
    """The changes that make `wanted` of the published words; words too long or empty are left out."""
    tidy = {folded(word): " ".join(word.split()) for word in wanted if 0 < len(folded(word)) <= LONGEST}
    have = {folded(word): word for word in published}
    added = [(word, False) for key, word in tidy.items() if key not in have]
    return added + [(word, True) for key, word in have.items() if key not in tidy]
