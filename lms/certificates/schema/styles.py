"""Checks style.css: readable, no addresses outside the folder, known fonts, no nested column flex."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

import tinycss2  # type: ignore[import-untyped]

from lms.certificates.schema.markup import address_faults
from lms.core.problem import Problem, problem

HOUSE_FONTS = ("Plus Jakarta Sans", "Literata", "Noto Sans Javanese")
GENERIC = frozenset({"serif", "sans-serif", "monospace", "inherit", "initial"})
AT_RULES = frozenset({"page", "font-face", "media", "supports"})


@dataclass
class Styles:
    """What a style sheet holds: its problems, the files it uses, and the selectors that lay out as a column."""

    problems: list[Problem] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    columns: list[tuple[str, int, int]] = field(default_factory=list)


def check_styles(path: str, source: str, assets: Collection[str]) -> Styles:
    """Read a style sheet; never raises."""
    found = Styles()
    rules = tinycss2.parse_stylesheet(source, skip_comments=True, skip_whitespace=True)
    own = {name for rule in rules if _is_at(rule, "font-face") for name in _families(_declarations(rule))}
    reader = _Reader(path, assets, frozenset({*HOUSE_FONTS, *own}), found)
    for rule in rules:
        reader.rule(rule)
    return found


@dataclass
class _Reader:
    path: str
    assets: Collection[str]
    fonts: frozenset[str]
    found: Styles

    def rule(self, rule: Any) -> None:
        if rule.type == "error":
            self._add(rule, "T030", detail=f"{rule.kind}: {rule.message}".rstrip("."))
        elif rule.type == "at-rule":
            self._at_rule(rule)
        elif rule.type == "qualified-rule":
            declarations = _declarations(rule)
            self._declarations(declarations)
            if _is_column(declarations):
                selector = tinycss2.serialize(rule.prelude).strip()
                self.found.columns.append((selector, rule.source_line, rule.source_column))

    def _at_rule(self, rule: Any) -> None:
        name = rule.lower_at_keyword
        if name not in AT_RULES:
            self._add(rule, "T031", rule=f"@{name}")
        elif name in {"media", "supports"}:
            for inner in tinycss2.parse_rule_list(
                rule.content or [], skip_comments=True, skip_whitespace=True
            ):
                self.rule(inner)
        else:
            self._declarations(_declarations(rule), face=name == "font-face")

    def _declarations(self, declarations: list[Any], *, face: bool = False) -> None:
        for one in declarations:
            if one.type == "error":
                self._add(one, "T030", detail=f"{one.kind}: {one.message}".rstrip("."))
            elif one.type == "at-rule":
                self._declarations(_declarations(one))
            elif one.type == "declaration":
                self._value(one)
                if not face:
                    self._fonts(one)

    def _value(self, declaration: Any) -> None:
        for token in _tokens(declaration.value):
            target = _address(token)
            if target is None:
                continue
            for _, code, values, file in address_faults(0, target, self.assets):
                if file is not None:
                    self.found.used.add(file)
                if code:
                    self._add(token, code, **values)

    def _fonts(self, declaration: Any) -> None:
        if declaration.lower_name == "font-family":
            names = _family_names(declaration.value)
        elif declaration.lower_name == "font":
            names = _family_names(_after_size(declaration.value))
        else:
            return
        for name in names:
            if name not in self.fonts and name.lower() not in GENERIC:
                self._add(declaration, "T033", name=name, choices=", ".join(sorted(self.fonts)))

    def _add(self, node: Any, code: str, **values: object) -> None:
        self.found.problems.append(problem(self.path, node.source_line, node.source_column, code, **values))


def _is_at(rule: Any, name: str) -> bool:
    return bool(rule.type == "at-rule" and rule.lower_at_keyword == name)


def _declarations(rule: Any) -> list[Any]:
    return list(tinycss2.parse_blocks_contents(rule.content or [], skip_comments=True, skip_whitespace=True))


def _is_column(declarations: list[Any]) -> bool:
    return any(
        one.type == "declaration"
        and one.lower_name in {"flex-direction", "flex-flow"}
        and any(t.type == "ident" and t.lower_value.startswith("column") for t in one.value)
        for one in declarations
    )


def _tokens(values: list[Any]) -> Iterator[Any]:
    for token in values:
        yield token
        if token.type == "function":
            yield from _tokens(token.arguments)
        elif token.type in {"() block", "[] block", "{} block"}:
            yield from _tokens(token.content)


def _address(token: Any) -> str | None:
    """The address in `url(…)`, quoted or not; a font of the machine (`local`) is an address outside the folder too."""
    if token.type == "url":
        return str(token.value)
    if token.type == "function" and token.lower_name in {"url", "src", "image-set", "image", "local"}:
        return next((str(t.value) for t in token.arguments if t.type == "string"), "")
    return None


def _families(declarations: list[Any]) -> list[str]:
    return [
        name
        for one in declarations
        if one.type == "declaration" and one.lower_name == "font-family"
        for name in _family_names(one.value)
    ]


def _family_names(values: list[Any]) -> list[str]:
    names: list[str] = []
    words: list[str] = []
    for token in [*values, None]:
        if token is None or (token.type == "literal" and token.value == ","):
            if words:
                names.append(" ".join(words))
            words = []
        elif token.type == "string":
            words = [str(token.value)]
        elif token.type == "ident":
            words.append(str(token.value))
    return names


def _after_size(values: list[Any]) -> list[Any]:
    """The families of the `font` shorthand stand after the size and the line height."""
    last = max((n for n, t in enumerate(values) if t.type in {"dimension", "percentage"}), default=None)
    if last is None:
        return []
    rest = values[last + 1 :]
    slash = next((n for n, t in enumerate(rest) if t.type == "literal" and t.value == "/"), None)
    if slash is None:
        return rest
    number = next(
        (n for n, t in enumerate(rest) if n > slash and t.type in {"number", "dimension", "ident"}), slash
    )
    return rest[number + 1 :]
