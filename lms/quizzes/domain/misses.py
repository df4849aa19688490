"""When a search was in vain, and which of its words may be counted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lms.people.domain.masking import mask
from lms.quizzes.domain.catalogue import Destination
from lms.quizzes.domain.search import Found
from lms.quizzes.domain.search.words import telling

FAR = 3
SHORTEST, LONGEST = 3, 40
_MANY_DIGITS = re.compile(r"(?:\D*\d){5}")


def countable(query: str) -> str:
    """The words of a query as they are counted; empty where it is too short, too long, or may name a person or a thing.

    Only what carries meaning is kept, in the order in which it was typed.
    """
    text = " ".join(telling(query))
    if not SHORTEST <= len(text) <= LONGEST or _MANY_DIGITS.match(text) or mask(query).hidden:
        return ""
    return text


def missed(found: Sequence[Found], chosen: Destination | None) -> str | None:
    """The code that should have come first: "" where nothing was found, None where the search did its work.

    What was `chosen` was far down when it is not among the first three; so was what had to be looked up in the whole
    catalogue.
    """
    if chosen is None:
        return None if found else ""
    if any(one.destination.ref == chosen.ref for one in found[:FAR]):
        return None
    return next((one.code for one in found[FAR:] if one.destination.ref == chosen.ref), chosen.code)
