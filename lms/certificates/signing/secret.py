"""A passphrase as a value that cannot be printed, logged, pickled or compared by accident."""

from __future__ import annotations

from typing import NoReturn


class Secret:
    """Bytes that leave only through `reveal`; `wipe` overwrites them, as far as Python allows."""

    __slots__ = ("_bytes",)

    def __init__(self, text: str | bytes) -> None:
        self._bytes = bytearray(text.encode() if isinstance(text, str) else text)

    def reveal(self) -> str:
        """The text itself, for the one call that needs it."""
        return self._bytes.decode()

    def wipe(self) -> None:
        """Overwrite what is held here; copies that libraries made are beyond reach."""
        self._bytes[:] = bytes(len(self._bytes))
        self._bytes.clear()

    def __bool__(self) -> bool:
        return bool(self._bytes)

    def __repr__(self) -> str:
        return "Secret(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not written anywhere")
