"""Finds column flex inside column flex: WeasyPrint's layout time explodes with each level of it."""

from __future__ import annotations

from typing import Any

import cssselect2  # type: ignore[import-untyped]
import tinyhtml5  # type: ignore[import-untyped]

Column = tuple[str, int, int]


def nested_columns(html: str, columns: list[Column]) -> list[Column]:
    """The selectors whose elements lie inside another column; `html` is the filled sample."""
    matcher = cssselect2.Matcher()
    for column in columns:
        try:
            selectors = cssselect2.compile_selector_list(column[0])
        except cssselect2.SelectorError:
            continue
        for selector in selectors:
            matcher.add_selector(selector, column)
    root = cssselect2.ElementWrapper.from_html_root(tinyhtml5.parse(f"<!doctype html><body>{html}"))
    found: dict[Column, None] = {}
    for element in root.iter_subtree():
        matched = _matched(matcher, element)
        if matched and any(_matched(matcher, above) for above in element.ancestors):
            found.update(dict.fromkeys(matched))
    return list(found)


def _matched(matcher: Any, element: Any) -> list[Column]:
    return [payload for _specificity, _order, _pseudo, payload in matcher.match(element)]
