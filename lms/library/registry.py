"""The checkers of all features; the library must not know them, so `wiring` brings them here."""

from __future__ import annotations

from collections.abc import Callable

from lms.content.check import Checker

_source: list[Callable[[], list[Checker]]] = []


def use(source: Callable[[], list[Checker]]) -> None:
    """Set where the checkers come from; called once, by `wiring`."""
    _source[:] = [source]


def checkers() -> list[Checker]:
    """A fresh checker of every kind of document."""
    return _source[0]() if _source else []
