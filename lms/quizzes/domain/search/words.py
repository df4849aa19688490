"""Words of a query and of the catalogue: which carry meaning, and which are near each other in spelling."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from lms.quizzes.domain.question import fold

LONGEST_QUERY = 80
SHORTEST_FUZZY = 4
SHORT_WORD = 5
NEAR_SHORT, NEAR = 0.75, 0.7
PREFIX, FUZZY = 0.95, 0.92
_WORD = re.compile(r"[^\W_]+(?:[./-][^\W_]+)*")

EMPTY = frozenset(
    re.findall(
        r"\w+",
        """
        yang yg dan di ke dari untuk utk dengan dg dgn pada atau para oleh saya kami kita anda mohon minta mau ingin tolong
        data daftar jumlah informasi info salinan mengenai tentang soal terkait apa apakah bagaimana kapan mana berapa ada
        tidak tdk belum sudah sdh bisa dapat akan juga itu ini tsb tersebut adalah bapak ibu pak bu urus mengurus mengapa
        kenapa siapa surat permohonan pemohon warga
        """,
    )
)
"""Words that say nothing about who is responsible."""


def tokens(text: str) -> list[str]:
    """The words of a text, folded; codes such as `1.05/bencana` and `ak-1` stay whole."""
    return _WORD.findall(fold(text))


def telling(query: str) -> list[str]:
    """The words of a query that carry meaning; all of them where none does."""
    found = tokens(query[:LONGEST_QUERY])
    return list(dict.fromkeys(word for word in found if word not in EMPTY)) or list(dict.fromkeys(found))


def joined(words: list[str], known: Container[str]) -> list[str]:
    """The words with neighbours made one where only together they are known: `gunung pati` is `gunungpati`."""
    found: list[str] = []
    for word in words:
        if found and f"{found[-1]}{word}" in known and not (found[-1] in known and word in known):
            found[-1] += word
        else:
            found.append(word)
    return found


class Vocabulary:
    """The words of a catalogue, sorted, to look up a typed word by its beginning or by its likeness."""

    def __init__(self, words: Iterable[str]) -> None:
        self._sorted = sorted(set(words))
        self._known = set(self._sorted)

    def __contains__(self, word: object) -> bool:
        return word in self._known

    def near(self, word: str) -> Mapping[str, float]:
        """Words that a typed one may mean, from 0 to 1: itself, its continuations, and else what is spelled nearly so.

        A word that is known is taken as typed: its neighbours in spelling are other words.
        """
        found = dict.fromkeys(self._beginning(word), PREFIX)
        if word in self._known:
            found[word] = 1.0
        if not found and len(word) >= SHORTEST_FUZZY:
            cutoff = NEAR_SHORT if len(word) <= SHORT_WORD else NEAR
            matches = process.extract(
                word, self._sorted, scorer=OSA.normalized_similarity, score_cutoff=cutoff, limit=12
            )
            found = {match: score * FUZZY for match, score, _ in matches}
        return found

    def _beginning(self, word: str) -> list[str]:
        start = bisect_left(self._sorted, word)
        found = []
        for candidate in self._sorted[start:]:
            if not candidate.startswith(word):
                break
            found.append(candidate)
        return found
