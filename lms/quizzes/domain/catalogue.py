"""The catalogue of one day: affairs and functions, who holds them, and the bodies outside the city."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Literal

from lms.quizzes.domain.question import Frozen

DestinationKind = Literal["agency", "external"]
EXTERNAL_PREFIX = "EXT."


class Affair(Frozen):
    """A government affair (`1.05`) or one of its functions (`1.05/bencana`); `edition` is the rule that lists it."""

    code: str
    name: str
    scope: str = ""
    words: tuple[str, ...] = ()
    edition: str = ""


class Destination(Frozen):
    """Where a letter can go: a city agency, or a body outside the city.

    `ref` identifies it inside the catalogue; `codes` are what an agency holds, and for a body
    its own code. `tempting` are the codes that people wrongly choose in its place.
    """

    ref: str
    kind: DestinationKind
    name: str
    short: str = ""
    codes: tuple[str, ...] = ()
    level: str = ""
    topics: str = ""
    words: tuple[str, ...] = ()
    tempting: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short or self.name

    @property
    def code(self) -> str:
        """The first code that it holds."""
        return self.codes[0] if self.codes else ""


class Catalogue(Frozen):
    """Everything a letter can be routed to on one day in one city."""

    affairs: tuple[Affair, ...] = ()
    destinations: tuple[Destination, ...] = ()

    model_config = Frozen.model_config | {"ignored_types": (cached_property,)}

    @cached_property
    def by_ref(self) -> dict[str, Destination]:
        """The destinations by their reference."""
        return {d.ref: d for d in self.destinations}

    @cached_property
    def by_code(self) -> dict[str, Affair]:
        """The affairs and functions by their code."""
        return {a.code: a for a in self.affairs}

    @cached_property
    def holders(self) -> dict[str, tuple[str, ...]]:
        """The references that hold exactly this code."""
        found: dict[str, list[str]] = defaultdict(list)
        for destination in self.destinations:
            for code in destination.codes:
                found[code].append(destination.ref)
        return {code: tuple(refs) for code, refs in found.items()}

    def knows(self, code: str) -> bool:
        """Whether the code exists: an affair, a function, or an external body."""
        return code in self.by_code or (is_external(code) and code in self.holders)

    def resolve(self, code: str) -> tuple[str, ...]:
        """The references that a code means on this day, none, one or several.

        Whoever holds exactly this code comes first; a function without a holder of its own falls
        to the holder of its whole affair; an affair without one belongs to all holders of its functions.
        """
        if code in self.holders:
            return self.holders[code]
        whole = affair_of(code)
        if whole != code:
            return self.holders.get(whole, ())
        below = (refs for held, refs in self.holders.items() if affair_of(held) == code)
        return tuple(dict.fromkeys(ref for refs in below for ref in refs))

    def name_of(self, code: str) -> str:
        """The name of an affair, function or external body; the code itself when it is unknown."""
        if code in self.by_code:
            return self.by_code[code].name
        refs = self.holders.get(code, ()) if is_external(code) else ()
        return self.by_ref[refs[0]].name if refs else code

    def scope_of(self, code: str) -> str:
        """What an affair, function or external body covers, as its catalogue row says it."""
        if code in self.by_code:
            return self.by_code[code].scope or self.by_code[code].name
        refs = self.holders.get(code, ()) if is_external(code) else ()
        return self.by_ref[refs[0]].topics if refs else ""

    def edition_of(self, code: str) -> str:
        """The rule by which an affair or function is listed; empty for outside bodies and unknown codes."""
        return self.by_code[code].edition if code in self.by_code else ""


def is_external(code: str) -> bool:
    """Whether a code names a body outside the city."""
    return code.startswith(EXTERNAL_PREFIX)


def affair_of(code: str) -> str:
    """The affair that a function belongs to; an affair or an external body is its own."""
    return code.partition("/")[0]


def shares_affair(codes: Iterable[str], key: str) -> str | None:
    """The first of `codes` that belongs to the affair of `key`; None for external keys and strangers."""
    if is_external(key):
        return None
    return next((code for code in codes if affair_of(code) == affair_of(key)), None)
