"""Did you mean …: the nearest known word to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils

from lms.core.problem import Words

_NEAR = 70.0  # percent; below this a suggestion confuses more than it helps


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like `word`, or None when none is near."""
    found = process.extractOne(
        word[:100], sorted(known), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=_NEAR
    )
    return found[0] if found else None


def hint(word: str, known: Iterable[str]) -> Words:
    """The end of a message: `, did you mean `x`?`, or a full stop."""
    return did_you_mean(nearest(word, known))


def did_you_mean(guess: str | None) -> Words:
    """The same for a guess that was already made."""
    if guess is None:
        return Words(".", ".")
    return Words(f", mungkin maksud Anda `{guess}`?", f", did you mean `{guess}`?")
