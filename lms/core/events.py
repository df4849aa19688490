"""News that travels upward: a lower room emits, `wiring` subscribes the higher ones, all in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, ParamSpec

P = ParamSpec("P")


class Event(Generic[P]):
    """A named list of functions that are called in the order of their subscription; an exception stops the deed."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._subscribers: list[Callable[P, None]] = []

    def subscribe(self, function: Callable[P, None]) -> Callable[P, None]:
        """Add a function; adding it again changes nothing."""
        if function not in self._subscribers:
            self._subscribers.append(function)
        return function

    def emit(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Call every subscriber."""
        for function in self._subscribers:
            function(*args, **kwargs)
