"""Names of agencies in a log to destinations of the catalogue, and the most likely code for a letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from lms.quizzes.domain.catalogue import Catalogue, Destination, is_external
from lms.quizzes.domain.question import fold

NEAR = 85.0
_SIGNS = re.compile(r"[^\w ]+")
_FILLER = re.compile(r"\b(?:kota|kabupaten|pemkot|daerah)\b")


@dataclass(frozen=True)
class Found:
    """The destination that a name means; `sure` is false when the name is only near."""

    destination: Destination
    sure: bool


class Names:
    """The names of a catalogue, prepared for a whole log."""

    def __init__(self, catalogue: Catalogue, city: str = "") -> None:
        self.catalogue = catalogue
        self._city = fold(city)
        self._exact: dict[str, Destination] = {}
        for one in catalogue.destinations:
            for text in (one.name, one.short, one.ref if one.kind == "external" else ""):
                if text:
                    self._exact.setdefault(self._bare(text), one)
        self._codes = {code: one for one in catalogue.destinations for code in one.codes}
        self._keys = list(self._exact)

    def find(self, name: str) -> Found | None:
        """The destination of a name, an abbreviation or a code; the nearest name when it is near enough."""
        if name in self._codes:
            return Found(self._codes[name], sure=True)
        bare = self._bare(name)
        if bare in self._exact:
            return Found(self._exact[bare], sure=True)
        near = process.extractOne(bare, self._keys, scorer=fuzz.token_sort_ratio, score_cutoff=NEAR)
        return Found(self._exact[near[0]], sure=False) if near else None

    def _bare(self, text: str) -> str:
        folded = fold(text).replace(self._city, " ") if self._city else fold(text)
        return " ".join(_FILLER.sub(" ", re.sub(r"[^\w/]+", " ", folded)).split())


@dataclass(frozen=True)
class Code:
    """A code of a destination for one letter; `sure` is false when the destination has several."""

    code: str
    sure: bool


def codes_for(destination: Destination, text: str, catalogue: Catalogue) -> list[Code]:
    """The codes that mean this destination alone, the likeliest for a letter first.

    What a letter is about is guessed by the everyday words of each code that occur in it: longer words say more.
    """
    own = [code for code in destination.codes if catalogue.resolve(code) == (destination.ref,)]
    folded = fold(_SIGNS.sub(" ", text))
    folded = f" {folded} "
    ranked = sorted(
        own, key=lambda code: (-_weight(_words(code, destination, catalogue), folded), own.index(code))
    )
    return [Code(code, sure=len(ranked) == 1) for code in ranked]


def _words(code: str, destination: Destination, catalogue: Catalogue) -> Sequence[str]:
    if is_external(code):
        return destination.words
    affair = catalogue.by_code.get(code)
    return (*affair.words, affair.name) if affair else ()


def _weight(words: Iterable[str], folded: str) -> int:
    return sum(len(word) for word in words if f" {fold(word)} " in folded)
