"""The allow-list that every piece of rendered HTML passes, whatever made it."""

from __future__ import annotations

import re

import nh3

INLINE_TAGS = {"a", "abbr", "b", "br", "code", "del", "em", "i", "img", "span", "strong", "sub", "sup"}
TAGS = INLINE_TAGS | {
    "blockquote", "dd", "div", "dl", "dt", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES: dict[str, set[str]] = {
    "a": {"class", "href", "rel", "title", "role"},
    "img": {"src", "alt", "title", "width", "height", "loading"},
    "code": {"class"},
    "div": {"class", "role", "tabindex", "aria-label"},
    "li": {"id"},
    "ol": {"start"},
    "p": {"class"},
    "sup": {"id"},
    "td": {"class"},
    "th": {"class", "scope"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}
SCHEMES = {"http", "https", "mailto"}
CLASSES = {
    "a": {"footnote-ref", "footnote-backref"},
    "div": {"msg", "due", "bad", "footnote", "table-scroll"},
    "p": {"msg-title", "lead", "law"},
    "td": {"num", "mid"},
    "th": {"num", "mid"},
}
_LANGUAGE = re.compile(r"language-[a-z0-9+#-]{1,20}")
_VALUES = {
    "width": re.compile(r"\d{1,4}"),
    "height": re.compile(r"\d{1,4}"),
    "start": re.compile(r"\d{1,9}"),
    "role": re.compile(r"group|doc-backlink|doc-noteref"),
    "tabindex": re.compile(r"0"),
    "loading": re.compile(r"lazy"),
    "scope": re.compile(r"col"),
}


def sanitize(html: str, tags: set[str] = TAGS) -> str:
    """Only the tags, attributes, classes and schemes that our own rendering produces."""
    return nh3.clean(
        html,
        tags=tags,
        attributes={"*": set(), **{tag: names for tag, names in ATTRIBUTES.items() if tag in tags}},
        attribute_filter=_filter,
        url_schemes=SCHEMES,
        link_rel=None,
    )


def _filter(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "class":
        allowed = CLASSES.get(tag, set())
        names = [n for n in value.split() if n in allowed or (tag == "code" and _LANGUAGE.fullmatch(n))]
        return " ".join(names) or None
    shape = _VALUES.get(attribute)
    return value if shape is None or shape.fullmatch(value) else None
