"""The language of templates: a sandboxed part of Jinja that notes what it was asked to print and did not have."""

from __future__ import annotations

from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from jinja2 import Undefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

FILTERS = frozenset(
    {
        "capitalize",
        "d",
        "default",
        "e",
        "escape",
        "first",
        "join",
        "last",
        "length",
        "lower",
        "replace",
        "title",
        "trim",
        "upper",
    }
)
TESTS = frozenset({"defined", "undefined", "divisibleby", "even", "odd", "eq", "equalto", "ne", "in", "none"})
NODES = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Const,
    nodes.If,
    nodes.For,
    nodes.Filter,
    nodes.Test,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.CondExpr,
    nodes.Concat,
    nodes.Assign,
    nodes.Keyword,
    nodes.Tuple,
    nodes.List,
    nodes.Neg,
    nodes.Pos,
)


@dataclass
class _Notes:
    """What one rendering found missing; `names` tells which dictionary has which name."""

    names: dict[int, str]
    missing: list[str] = field(default_factory=list)


_notes: ContextVar[_Notes] = ContextVar("certificate_notes")


class Missing(Undefined):
    """An absent value: silent, false, empty; printing it is noted under its full name."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        """An attribute of something absent is absent too."""
        if name.startswith("__"):
            raise AttributeError(name)
        return self._below(name)

    def __getitem__(self, name: Any) -> Missing:  # type: ignore[override]
        """An item of something absent is absent too."""
        return self._below(name)

    def __str__(self) -> str:
        self._note()
        return ""

    def __iter__(self) -> Iterator[Any]:
        self._note()
        return iter(())

    def __len__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        return False

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Missing)

    def _below(self, name: object) -> Missing:
        return Missing(name=f"{self._path()}.{name}")

    def _path(self) -> str:
        owner = _notes.get().names.get(id(self._undefined_obj), "")
        return f"{owner}.{self._undefined_name}" if owner else str(self._undefined_name)

    def _note(self) -> None:
        path, missing = self._path(), _notes.get().missing
        if path not in missing:
            missing.append(path)


@cache
def environment() -> ImmutableSandboxedEnvironment:
    """The one environment: no loader, no globals, a short list of filters, every value escaped."""
    made = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=Missing, trim_blocks=True, lstrip_blocks=True
    )
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in FILTERS}
    made.tests = {name: made.tests[name] for name in TESTS}
    return made


@dataclass(frozen=True)
class Rendered:
    """The HTML, and the names that were printed without a value."""

    html: Markup
    missing: tuple[str, ...]


def fill(source: str, values: dict[str, Any]) -> Rendered:
    """Fill a template; values are plain dictionaries, lists and strings. Raises jinja2.TemplateError."""
    notes = _Notes(_names(values))
    token = _notes.set(notes)
    try:
        html = _compiled(source).render(values)
    finally:
        _notes.reset(token)
    return Rendered(Markup(html), tuple(notes.missing))  # noqa: S704 - autoescape made it


@cache
def _compiled(source: str) -> Any:
    return environment().from_string(source)


def _names(values: dict[str, Any]) -> dict[int, str]:
    """Each dictionary's own name, by identity: `holder`, `topics[2]`."""
    found: dict[int, str] = {}
    for name, value in values.items():
        if isinstance(value, dict):
            found[id(value)] = name
        elif isinstance(value, list):
            found.update({id(item): f"{name}[{n}]" for n, item in enumerate(value, start=1)})
    return found
