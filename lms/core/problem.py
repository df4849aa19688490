"""A fault in something that people wrote: where it is, its code, and what to say about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]

_CODE = re.compile(r"[A-Z]\d{3}")
_UNSEEN = {ord(c): f"\\x{ord(c):02x}" for c in map(chr, (*range(32), 127))}


@dataclass(frozen=True)
class Words:
    """A value of a message that itself has an Indonesian and an English form."""

    id: str
    en: str

    def in_locale(self, locale: str) -> str:
        """The form for `locale`; every locale but `en` reads Indonesian."""
        return self.en if locale == "en" else self.id


@dataclass(frozen=True)
class Message:
    """One entry of the catalogue: the templates are filled by `str.format`."""

    code: str
    severity: Severity
    id: str
    en: str

    def template(self, locale: str) -> str:
        """The template for `locale`; every locale but `en` reads Indonesian."""
        return self.en if locale == "en" else self.id


MESSAGES: dict[str, Message] = {}


def register(code: str, severity: Severity, *, id: str, en: str) -> Message:
    """Put a message into the catalogue.

    Registering the same message twice is harmless; another message under a used code is a
    mistake of the programmer and raises ValueError.
    """
    if not _CODE.fullmatch(code):
        raise ValueError(f"{code!r} is not a letter and three digits")
    message = Message(code, severity, id, en)
    if MESSAGES.setdefault(code, message) != message:
        raise ValueError(f"{code} is registered already")
    return message


@dataclass(frozen=True)
class Problem:
    """A fault at `path:line:column` (both counted from 1)."""

    path: str
    line: int
    column: int
    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = "error"

    def text(self, locale: str = "id") -> str:
        """The message alone, on one line."""
        values = {name: _shown(value, locale) for name, value in self.values.items()}
        return MESSAGES[self.code].template(locale).format(**values)

    def format(self, locale: str = "id") -> str:
        """`path:line:column: CODE message`, as editors and compilers write it."""
        path = self.path.translate(_UNSEEN)
        return f"{path}:{self.line}:{self.column}: {self.code} {self.text(locale)}"

    def as_json(self, locale: str = "id") -> dict[str, object]:
        """The same as a plain dictionary, for programs."""
        return {
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "code": self.code,
            "severity": self.severity,
            "message": self.text(locale),
        }

    @property
    def is_error(self) -> bool:
        """Whether it stops publishing; a warning does not."""
        return self.severity == "error"

    @property
    def order(self) -> tuple[bool, str, int, int, str]:
        """Sorting key: errors before warnings, then path, line, column, code."""
        return (not self.is_error, self.path, self.line, self.column, self.code)


def problem(path: str, line: int, column: int, code: str, /, **values: object) -> Problem:
    """A problem with the severity of the catalogue; KeyError for an unknown code."""
    return Problem(path, line, column, code, values, MESSAGES[code].severity)


def worst_first(problems: Iterable[Problem]) -> list[Problem]:
    """The problems in the order a report shows them, each one once."""
    seen: dict[tuple[object, ...], Problem] = {}
    for one in problems:
        seen.setdefault((*one.order, one.text()), one)
    return sorted(seen.values(), key=lambda p: p.order)


def catalogue(locale: str = "id") -> str:
    """The registered codes as a Markdown table for the documentation, sorted by code."""
    kind = {"error": Words("kesalahan", "error"), "warning": Words("peringatan", "warning")}
    head = Words("| Kode | Sifat | Pesan |", "| Code | Severity | Message |").in_locale(locale)
    rows = [
        f"| {m.code} | {kind[m.severity].in_locale(locale)} | {_cell(m.template(locale))} |"
        for _, m in sorted(MESSAGES.items())
    ]
    return "\n".join([head, "|---|---|---|", *rows]) + "\n"


def _shown(value: object, locale: str) -> object:
    if isinstance(value, Words):
        return value.in_locale(locale)
    if isinstance(value, str):
        return value.translate(_UNSEEN)
    return value


def _cell(template: str) -> str:
    return re.sub(r"\{(\w+)[^}]*\}", r"*\1*", template).replace("|", "\\|")
