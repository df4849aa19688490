"""HTML to a small tree with line numbers; broken HTML is read as browsers forgive it, never refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

MAX_DEPTH = 60
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_ROW_PARENTS = {"table", "thead", "tbody", "tfoot"}
_CLOSED_BY = {
    "p": {
        "p",
        "ul",
        "ol",
        "div",
        "table",
        "blockquote",
        "pre",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "dl",
    },
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "tr": {"tr", "tbody", "thead", "tfoot"},
    "td": {"td", "th", "tr", "tbody"},
    "th": {"td", "th", "tr", "tbody"},
}


@dataclass
class Node:
    """An element, or a piece of text when `tag` is empty; `line` counts from 1 in the HTML."""

    tag: str
    line: int
    text: str = ""
    attrs: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)


class _Builder(HTMLParser):
    """Keeps the open elements; deeper than MAX_DEPTH, elements are passed over and their text stays."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("", 1)
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._close_implied(tag)
        if tag == "a":
            self.handle_endtag("a")  # a link cannot stand in a link
        if tag in {"td", "th"} and self.open[-1].tag in _ROW_PARENTS:
            self.handle_starttag("tr", [])
        node = Node(tag, self.getpos()[0], attrs={name: value or "" for name, value in attrs})
        if len(self.open) > MAX_DEPTH:
            return
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self.open) - 1, 0, -1):
            if self.open[index].tag == tag:
                del self.open[index:]
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(Node("", self.getpos()[0], data))

    def _close_implied(self, tag: str) -> None:
        top = self.open[-1].tag
        while tag in _CLOSED_BY.get(top, ()):
            self.open.pop()
            top = self.open[-1].tag


def tree(html: str) -> Node:
    """The root of the tree of a piece of HTML; comments and document types are left out."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


def text_of(node: Node) -> str:
    """All text below a node."""
    return node.text + "".join(text_of(child) for child in node.children)
