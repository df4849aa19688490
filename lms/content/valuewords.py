"""What pydantic says about a value, in words for authors."""

from __future__ import annotations

import re
from typing import Any

from pydantic_core import ErrorDetails

from lms.content.hints import hint
from lms.core.problem import Words

_LONGEST = 60
_NUMBER = Words("bilangan", "a number")
_DATE = Words("tanggal (contoh: 2026-10-01)", "a date (example: 2026-10-01)")
_MOMENT = Words("tanggal dan jam (contoh: 2026-10-01 08:00)", "a date and time (example: 2026-10-01 08:00)")
_EXPECTED = (
    ("int", Words("bilangan bulat", "a whole number")),
    ("float", _NUMBER),
    ("decimal", _NUMBER),
    ("is_instance", Words("nilai yang sesuai", "a suitable value")),
    ("bool", Words("`true` atau `false`", "`true` or `false`")),
    ("datetime", _MOMENT),
    ("date", _DATE),
    ("timezone", _MOMENT),
    ("time", Words("jam (contoh: 08:00)", "a time (example: 08:00)")),
    ("string", Words("teks", "text")),
    ("list", Words("daftar (contoh: [satu, dua])", "a list (example: [one, two])")),
    ("tuple", Words("daftar (contoh: [satu, dua])", "a list (example: [one, two])")),
    ("set", Words("daftar (contoh: [satu, dua])", "a list (example: [one, two])")),
    ("frozen_set", Words("daftar (contoh: [satu, dua])", "a list (example: [one, two])")),
    ("dict", Words("pasangan (contoh: {K1: 2})", "a mapping (example: {K1: 2})")),
    ("mapping", Words("pasangan (contoh: {K1: 2})", "a mapping (example: {K1: 2})")),
    ("model", Words("pasangan `kunci: nilai`", "`key: value` pairs")),
)
_BOUNDS = {
    "greater_than": ("gt", Words("lebih dari {}", "more than {}")),
    "greater_than_equal": ("ge", Words("paling sedikit {}", "at least {}")),
    "less_than": ("lt", Words("kurang dari {}", "less than {}")),
    "less_than_equal": ("le", Words("paling banyak {}", "at most {}")),
    "multiple_of": ("multiple_of", Words("kelipatan {}", "a multiple of {}")),
}
_LENGTHS = {
    "string_too_short": (
        "min_length",
        Words("teks paling sedikit {} karakter", "at least {} characters are needed"),
    ),
    "string_too_long": (
        "max_length",
        Words("teks paling banyak {} karakter", "at most {} characters are allowed"),
    ),
    "too_short": ("min_length", Words("paling sedikit {} butir", "at least {} items are needed")),
    "too_long": ("max_length", Words("paling banyak {} butir", "at most {} items are allowed")),
}


def describe(detail: ErrorDetails) -> tuple[str, dict[str, object]]:
    """The code of the catalogue for an error of pydantic, and the values of its message."""
    kind, context = detail["type"], detail.get("ctx", {})
    if detail["input"] is None:
        return "F036", {}
    value = shorten(detail["input"])
    if kind in _BOUNDS:
        name, words = _BOUNDS[kind]
        return "F033", {"value": value, "bound": _fill(words, context[name])}
    if kind in {"literal_error", "enum"}:
        return "F034", {"value": value, **_choices(value, str(context["expected"]))}
    if kind in _LENGTHS or kind == "string_pattern_mismatch":
        return "F035", {"detail": _shape(kind, value, context)}
    if kind in {"value_error", "assertion_error"}:
        return "F039", {"detail": _reason(context.get("error"), detail["msg"])}
    return _wrong_type(kind, value, detail["msg"])


def shorten(value: object) -> str:
    """A value as it is quoted in a message: on one line and not too long."""
    if isinstance(value, dict):
        text = "{" + ", ".join(map(str, value)) + "}"
    elif isinstance(value, list):
        text = "[" + ", ".join(map(str, value)) + "]"
    else:
        text = str(value)
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _wrong_type(kind: str, value: str, message: str) -> tuple[str, dict[str, object]]:
    for start, words in _EXPECTED:
        if kind == start or kind.startswith(f"{start}_"):
            return "F032", {"value": value, "expected": words}
    return "F039", {"detail": Words("nilai ini tidak dapat dipakai.", f"{message}.")}


def _shape(kind: str, value: str, context: dict[str, Any]) -> Words:
    if kind in _LENGTHS:
        name, words = _LENGTHS[kind]
        return _fill(words, context[name])
    pattern = context["pattern"]
    return Words(
        f"`{value}` tidak sesuai bentuk `{pattern}`", f"`{value}` does not have the form `{pattern}`"
    )


def _choices(value: str, expected: str) -> dict[str, object]:
    names = re.findall(r"'([^']*)'", expected) or re.split(r", | or ", expected)
    return {"choices": ", ".join(f"`{n}`" for n in names), "hint": hint(value, names)}


def _fill(words: Words, value: Any) -> Words:
    return Words(words.id.format(value), words.en.format(value))


def _reason(error: object, message: str) -> object:
    """What the schema class itself said: bilingual words, or its plain sentence."""
    arguments = getattr(error, "args", ())
    if arguments and isinstance(arguments[0], Words):
        return arguments[0]
    return str(arguments[0]) if arguments else message
