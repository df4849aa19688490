"""A prepared search over one catalogue: whole phrases first, then words in any order, with typing errors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from lms.quizzes.domain.catalogue import Catalogue, Destination, affair_of, is_external
from lms.quizzes.domain.question import fold
from lms.quizzes.domain.search.words import LONGEST_QUERY, Vocabulary, joined, telling, tokens

OWN, WHOLE_AFFAIR = 0.96, 0.8
NAME, WORD, SCOPE, TOPICS = 1.0, 0.97, 0.9, 0.9
SAME, BEGINS, HOLDS = 100.0, 98.0, 95.0
SPREAD = 93.0
ENOUGH, ENOUGH_OF_MANY = 45.0, 34.0
MANY = 3
PHRASE, TOGETHER, WHOLE = 0.5, 0.35, 0.15
UNKNOWN = 0.6


@dataclass(frozen=True)
class Found:
    """A destination that answers a query, and the words by which it was found."""

    destination: Destination
    code: str
    reason: str
    score: float


@dataclass(frozen=True)
class _Entry:
    """A text by which a destination can be found: as it is folded, as it is shown, and how much it is worth."""

    owner: int
    text: str
    shown: str
    code: str
    weight: float
    words: frozenset[str]


class Finder:
    """A prepared search over one catalogue; building it once serves every query."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._destinations = catalogue.destinations
        self._entries = [
            entry for n, one in enumerate(catalogue.destinations) for entry in _entries(n, one, catalogue)
        ]
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(self._entries):
            for word in entry.words:
                self._by_word[word].append(number)
        self._vocabulary = Vocabulary(self._by_word)
        self._rarity = {
            word: log(1 + len(self._destinations) / len({self._entries[n].owner for n in numbers}))
            for word, numbers in self._by_word.items()
        }
        self._usual = sum(self._rarity.values()) / len(self._rarity) if self._rarity else 1.0

    def find(self, query: str, limit: int = 20) -> list[Found]:
        """The destinations that match, best first; the same query always gives the same order."""
        phrase = " ".join(fold(query[:LONGEST_QUERY]).split())
        if not phrase:
            return []
        best: dict[int, Found] = {}
        for found in (*self._by_phrase(phrase), *self._by_words(joined(telling(phrase), self._vocabulary))):
            ref = id(found.destination)
            if ref not in best or found.score > best[ref].score:
                best[ref] = found
        order = sorted(best.values(), key=lambda hit: (-hit.score, hit.code, hit.destination.name))
        return order[:limit]

    def _by_phrase(self, phrase: str) -> Iterable[Found]:
        """Texts that are the query, begin with it, or hold it from the beginning of a word on."""
        inside = f" {phrase}"
        for entry in self._entries:
            if phrase in entry.text:
                if entry.text == phrase:
                    yield self._found(entry, SAME)
                elif entry.text.startswith(phrase):
                    yield self._found(entry, BEGINS)
                elif inside in entry.text:
                    yield self._found(entry, HOLDS)

    def _by_words(self, words: list[str]) -> Iterable[Found]:
        """Texts that share words with the query; words of one code may stand in several of its texts."""
        hits: dict[int, dict[str, float]] = defaultdict(dict)
        worth: dict[str, float] = {}
        for word in words:
            near = self._vocabulary.near(word)
            worth[word] = self._worth(word, near)
            for match, likeness in near.items():
                for number in self._by_word[match]:
                    hits[number][word] = max(hits[number].get(word, 0.0), likeness)
        whole = sum(worth.values())
        enough = ENOUGH if len(words) < MANY else ENOUGH_OF_MANY
        union: dict[tuple[int, str], dict[str, float]] = defaultdict(dict)
        for number, likenesses in hits.items():
            entry = self._entries[number]
            together = union[entry.owner, entry.code]
            for word, likeness in likenesses.items():
                together[word] = max(together.get(word, 0.0), likeness * entry.weight)
        for number, likenesses in hits.items():
            entry = self._entries[number]
            score = SPREAD * (
                PHRASE * _share(likenesses, worth, whole) * entry.weight
                + TOGETHER * _share(union[entry.owner, entry.code], worth, whole)
                + WHOLE * min(1.0, sum(likenesses.values()) / len(entry.words)) * entry.weight
            )
            if score >= enough:
                yield self._found(entry, score / entry.weight)

    def _worth(self, word: str, near: Iterable[str]) -> float:
        """What a typed word says: its own rarity, or for a guess that of the commonest word it may mean."""
        if word in self._rarity:
            return self._rarity[word]
        return min((self._rarity[match] for match in near), default=self._usual * UNKNOWN)

    def _found(self, entry: _Entry, score: float) -> Found:
        return Found(self._destinations[entry.owner], entry.code, entry.shown, score * entry.weight)


def _share(likenesses: dict[str, float], worth: dict[str, float], whole: float) -> float:
    """How much of what the query says is met: rare words say more."""
    return sum(worth[word] * likeness for word, likeness in likenesses.items()) / whole if whole else 0.0


def _entries(owner: int, one: Destination, catalogue: Catalogue) -> list[_Entry]:
    """Every text by which a destination can be found: its names first, then what it does."""

    def entry(text: str, shown: str, code: str, weight: float) -> _Entry:
        return _Entry(owner, " ".join(fold(text).split()), shown, code, weight, frozenset(tokens(text)))

    names = [text for text in (one.short, one.name) if text]
    found = [entry(text, text, one.code, NAME) for text in names]
    found += [entry(text, one.name, one.code, NAME) for text in _initials(one)]
    found += [entry(word, word, one.code, WORD) for word in one.words]
    found += [entry(one.topics, one.topics, one.code, TOPICS)]
    for held in one.codes:
        found.append(entry(held, catalogue.name_of(held), held, NAME))
        if not is_external(held):
            for code in dict.fromkeys((held, affair_of(held))):
                affair, weight = catalogue.by_code.get(code), OWN if code == held else WHOLE_AFFAIR
                if affair is not None:
                    found.append(entry(affair.name, affair.name, held, weight))
                    found.append(entry(affair.scope, affair.scope, held, weight * SCOPE))
                    found += [entry(word, word, held, weight) for word in affair.words]
    return [one for one in found if one.text and one.words]


def _initials(one: Destination) -> list[str]:
    """`dinas pu` for Dinas Pekerjaan Umum: the first word with the initials of the others."""
    first, *rest = [word for word in tokens(one.name) if word not in ("dan", "serta")] or [""]
    if one.kind != "agency" or len(rest) < 2:  # noqa: PLR2004
        return []
    short = "".join(word[0] for word in rest)
    return [f"{first} {short}", f"{first[0]}{short}"]
