"""Whether the running code is inside a write transaction: SQLite must be told when the transaction begins."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_writing: ContextVar[bool] = ContextVar("writing", default=False)


def is_writing() -> bool:
    """Whether a write transaction is open in this context."""
    return _writing.get()


@contextmanager
def write_mode() -> Iterator[None]:
    """Transactions that begin inside are write transactions; nesting is refused.

    An outer transaction's rule would otherwise be checked on data that the inner one changed.
    """
    if _writing.get():
        raise RuntimeError("writing() does not nest")
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)
