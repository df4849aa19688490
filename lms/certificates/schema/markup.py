"""Checks the HTML of a template: no programs, no frames, no addresses outside its own folder."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from lms.content.hints import hint
from lms.content.text import Places
from lms.core.problem import Problem, problem

TAGS = frozenset(
    {
        "a",
        "abbr",
        "article",
        "aside",
        "b",
        "blockquote",
        "br",
        "caption",
        "code",
        "col",
        "colgroup",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "i",
        "img",
        "li",
        "main",
        "ol",
        "p",
        "section",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "u",
        "ul",
        "wbr",
    }
)
ATTRIBUTES = frozenset(
    {
        "alt",
        "class",
        "colspan",
        "dir",
        "headers",
        "height",
        "href",
        "id",
        "lang",
        "role",
        "rowspan",
        "scope",
        "span",
        "src",
        "title",
        "width",
    }
)
_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<\s*([A-Za-z!?][^\s/>]*)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>?")
_ATTRIBUTE = re.compile(r"([^\s\"'=<>/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_QR = re.compile(r"\{\{\s*certificate\.qr\s*\}\}")
_LINK = re.compile(r"(?:\{\{\s*certificate\.verify_url\s*\}\}|#[\w-]+)")
_HELD = "\ue000"


def check_markup(path: str, source: str, assets: Collection[str]) -> tuple[list[Problem], set[str]]:
    """The problems of one HTML file, and the files of the folder that it shows."""
    places = Places(source)
    problems: list[Problem] = []
    shown: set[str] = set()
    for start, code, values, target in _faults(source, assets):
        if target is not None:
            shown.add(target)
        if code:
            line, column = places.at(start)
            problems.append(problem(path, line, column, code, **values))
    return problems, shown


_Fault = tuple[int, str, dict[str, object], str | None]


def _faults(source: str, assets: Collection[str]) -> Iterator[_Fault]:
    """Jinja is blanked first, so that a quote or `>` inside an expression cannot hide an attribute."""
    blank = _COMMENT.sub(lambda m: " " * len(m[0]), _JINJA.sub(lambda m: _HELD * len(m[0]), source))
    for tag in _TAG.finditer(blank):
        name = tag[1].lower()
        if name.startswith(("!", "?")) or name not in TAGS:
            yield tag.start(), "T020", {"tag": tag[1][:40].replace(_HELD, "…")}, None
            continue
        for attribute in _ATTRIBUTE.finditer(tag[2]):
            group = next((n for n in (2, 3, 4) if attribute[n] is not None), None)
            at = tag.start(2) + attribute.start()
            value = (
                source[tag.start(2) + attribute.start(group) : tag.start(2) + attribute.end(group)]
                if group
                else ""
            )
            yield from _attribute(at, name, attribute[1].lower(), value, assets)


def _attribute(at: int, tag: str, name: str, value: str, assets: Collection[str]) -> Iterator[_Fault]:
    if name.strip(_HELD) == "":
        return
    if _HELD in name or name not in ATTRIBUTES or (name == "href") != (name == "href" and tag == "a"):
        yield at, "T021", {"name": name.replace(_HELD, "…")[:40]}, None
    elif name == "href" and not _LINK.fullmatch(value.strip()):
        yield at, "T022", {"target": value[:80]}, None
    elif name == "src" and not _QR.fullmatch(value.strip()):
        yield from address_faults(at, value, assets)


def address_faults(at: int, target: str, assets: Collection[str]) -> Iterator[_Fault]:
    """The fault of an address that must name a file of the folder; and the file, when it is there."""
    if not re.fullmatch(r"[\w][\w./ -]*", target) or ".." in target:
        yield at, "T022", {"target": target[:80]}, None
    elif target not in assets:
        yield at, "T023", {"target": target[:80], "hint": hint(target, assets)}, target
    else:
        yield at, "", {}, target
