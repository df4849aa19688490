"""Lets rooms below `people` name the permission that a page needs; the gate of `people` answers."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar, cast

from flask import current_app

from lms.core.actor import Actor

P = ParamSpec("P")
R = TypeVar("R")

KEY = "estafet.gate"


class Gate(Protocol):
    """Who is signed in, and what they may do."""

    def admit(self, permission: str) -> Any:
        """None when the reader may go on, else where to send them; raises Forbidden."""
        ...

    def allows(self, permission: str) -> bool:
        """Whether the reader holds the permission."""
        ...

    def actor(self) -> Actor:
        """The reader as the journal names them."""
        ...


def gate() -> Gate:
    """The gate of the running application."""
    return cast("Gate", current_app.extensions[KEY])


def needs(permission: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A view for readers who hold the permission of that name (`settings.manage`)."""

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            elsewhere = gate().admit(permission)
            return view(*args, **kwargs) if elsewhere is None else cast("R", elsewhere)

        guarded.needs = permission  # type: ignore[attr-defined]
        return guarded

    return decorate
