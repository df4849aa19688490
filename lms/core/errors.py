"""The exceptions by which a rule says no; the web shell turns them into plain pages."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 - a rule saying no is not an error
    """An action that a rule does not allow.

    `code` is a stable word for tests and programs (`attempt.closed`); `message` is what the
    reader sees: a string, or a lazy translation that becomes one when it is shown.
    """

    def __init__(self, code: str, message: object) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class NotFound(Refused):
    """The thing asked for does not exist, or not for this reader."""


class Forbidden(Refused):
    """The reader may not do this."""


class Stale(Refused):
    """The page was older than the data: somebody else, or another tab, was faster."""
