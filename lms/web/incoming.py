"""What may come in from outside: numbers that fit the database, and JSON that is text."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from werkzeug.routing import IntegerConverter, ValidationError

LARGEST = 2**63 - 1  # what the database can hold and compare


def whole(text: str | None, *, most: int = LARGEST) -> int | None:
    """The whole number from 0 to `most` that ASCII digits spell; None for anything else.

    `str.isdigit` alone also lets `²` through, which is no number, and numbers that no database holds.
    """
    if not text or not (text.isascii() and text.isdigit()) or len(text) > len(str(LARGEST)):
        return None
    number = int(text)
    return number if number <= most else None


class StoredInteger(IntegerConverter):
    """A number in an address; one that no row can have is an address that does not exist."""

    def to_python(self, value: str) -> int:
        """The number; raises ValidationError, which is answered with 404."""
        number = int(super().to_python(value))
        if number > LARGEST:
            raise ValidationError
        return number


class PlainJSON(DefaultJSONProvider):
    """JSON without the two traps: nesting that exhausts the stack, and halves of characters that cannot be stored."""

    ensure_ascii = False

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """The value; raises ValueError, which is answered with 400."""
        try:
            value = super().loads(s, **kwargs)
            self.dumps(value).encode("utf-8")
        except RecursionError as error:
            raise ValueError("nested too deeply") from error
        return value


def init(app: Flask) -> None:
    """Use both everywhere; before any address is registered."""
    app.url_map.converters["int"] = StoredInteger
    app.json = PlainJSON(app)
