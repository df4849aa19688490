"""From the tree of an HTML text to the Markdown that our pages can show; what has no place is named."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from lms.quizzes.exchange.texts.escape import escape, has_link, inline, start
from lms.quizzes.exchange.texts.html import Node, text_of, tree
from lms.quizzes.exchange.texts.tables import strays, table
from lms.quizzes.exchange.texts.tidy import LEAST_LEVEL, tidy

BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li",
    "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
SILENT = {"script", "style", "template", "title", "head", "noscript"}
LOST = {
    "sub", "sup", "u", "ins", "s", "del", "strike", "mark", "font", "big", "small", "svg", "math", "video", "audio",
    "iframe", "object", "embed", "canvas", "input", "button", "select", "textarea", "form", "map", *SILENT,
}  # fmt: skip
CODE = {"code", "tt", "kbd", "samp"}
MARKS = {**dict.fromkeys(("strong", "b"), "**"), **dict.fromkeys(("em", "i", "cite", "dfn"), "*")}
BREAK = "\v"  # a line break while a paragraph is being put together; no text can hold this character
_SPACES = re.compile(r"[ \t\n\r\f\v]+")
_EDGES = re.compile(r"^(\s*)(.*?)(\s*)$", re.DOTALL)

Lose = Callable[[str, str, int], None]


@dataclass
class Frame:
    """What surrounds an HTML text: where links and images lead, and who hears of what is lost.

    `link` and `image` give the target to write, or None when there is none.
    """

    link: Callable[[str], str | None]
    image: Callable[[str], str | None]
    lose: Lose
    seen: set[str] = field(default_factory=set)

    def lost(self, what: str, line: int, role: str = "what") -> None:
        """Report each loss once in a text; `role` is `what` for a form, `link` or `image` for a target."""
        if what not in self.seen:
            self.seen.add(what)
            self.lose(role, what, line)


def to_markdown(html: str, frame: Frame) -> str:
    """The Markdown of a piece of HTML."""
    root = tree(html)
    return tidy("\n\n".join(_Writer(frame, brackets=has_link(text_of(root))).blocks(root.children)))


class _Writer:
    def __init__(self, frame: Frame, *, brackets: bool) -> None:
        self.frame, self.brackets = frame, brackets
        self.within: set[str] = set()  # the marks and tags that are open

    def blocks(self, nodes: Iterable[Node]) -> list[str]:
        """The blocks of a container; text between its elements makes paragraphs of its own."""
        found: list[str] = []
        run: list[Node] = []
        for node in nodes:
            if node.tag in BLOCKS:
                found += [*self._paragraph(run), *self._block(node)]
                run = []
            elif any(child.tag in BLOCKS for child in node.children):
                self._check(node)
                found += [*self._paragraph(run), *self.blocks(node.children)]
                run = []
            else:
                run.append(node)
        return [*found, *self._paragraph(run)]

    def _paragraph(self, nodes: list[Node]) -> list[str]:
        parts = (part.strip() for part in self.inline(nodes).split(BREAK))
        text = "  \n".join("\n".join(start(line) for line in part.split("\n")) for part in parts if part)
        return [text] if text else []

    def _block(self, node: Node) -> list[str]:
        self._check(node)
        if node.tag in {"ul", "ol"}:
            return self._list(node)
        if node.tag == "table":
            return [*self.blocks(strays(node)), *table(node, self.inline, self.frame.lost)]
        if re.fullmatch(r"h[1-6]", node.tag):
            text = " ".join(self.inline(node.children).split())
            return [f"{'#' * max(int(node.tag[1]), LEAST_LEVEL)} {text}"] if text else []
        return self._plain_block(node)

    def _plain_block(self, node: Node) -> list[str]:
        if node.tag == "hr":
            return ["---"]
        if node.tag == "pre":
            return [_fence(text_of(node))]
        inner = self.blocks(node.children)
        if node.tag == "blockquote" and inner:
            return ["\n".join(f"> {line}".rstrip() for line in "\n\n".join(inner).split("\n"))]
        return inner

    def _list(self, node: Node) -> list[str]:
        start = node.attrs.get("start", "1")
        number = int(start) if start.isascii() and start.isdigit() and len(start) < 9 else 1  # noqa: PLR2004
        items = [child for child in node.children if child.tag or child.text.strip()]
        lines = []
        for item in items:
            marker = f"{number}. " if node.tag == "ol" else "- "
            inner = _joined(self.blocks(item.children if item.tag == "li" else [item]))
            lines.append(marker + inner.replace("\n", "\n" + " " * len(marker)) if inner else marker.strip())
            number += 1
        text = "\n".join(lines)
        return [re.sub(r"\n +\n", "\n\n", text)] if lines else []

    def inline(self, nodes: Iterable[Node]) -> str:
        """Running text; where its lines end in the HTML they end in Markdown."""
        return re.sub(r" *\n[ \n]*", "\n", "".join(self._inline(node) for node in nodes))

    def _inline(self, node: Node) -> str:
        if not node.tag:
            words = _SPACES.sub(_space, node.text.replace("\xa0", " "))
            text = inline(words, edge="x", brackets=self.brackets)
            return re.sub(r"(?<!\\)([\[\]])", r"\\\1", text) if "a" in self.within else text
        self._check(node)
        if node.tag in SILENT:
            return ""
        if node.tag in CODE:
            return _code(_SPACES.sub(" ", text_of(node)).strip())
        mark = MARKS.get(node.tag, node.tag)
        again = mark in self.within
        self.within.add(mark)
        inner = self.inline(node.children)
        if not again:
            self.within.discard(mark)
        if node.tag in MARKS:
            return inner if again else _wrapped(inner, mark)
        if node.tag == "br":
            return BREAK
        return self._target(node, inner) if node.tag in {"a", "img"} else inner

    def _target(self, node: Node, inner: str) -> str:
        return self._link(node, inner) if node.tag == "a" else self._image(node)

    def _link(self, node: Node, inner: str) -> str:
        target = node.attrs.get("href", "").strip()
        found = self.frame.link(target) if target else None
        if target and found is None:
            self.frame.lost(short(target), node.line, "link")
        return _edged(inner, lambda text: f"[{text}]({_target(found)})") if found and inner.strip() else inner

    def _image(self, node: Node) -> str:
        source, alt = node.attrs.get("src", "").strip(), escape(" ".join(node.attrs.get("alt", "").split()))
        found = self.frame.image(source) if source else None
        if found is None:
            self.frame.lost(short(source) or "<img>", node.line, "image")
            return alt
        return f"![{alt}]({_target(found)})"

    def _check(self, node: Node) -> None:
        """Name what Markdown has no word for."""
        if node.tag in LOST:
            self.frame.lost(f"<{node.tag}>", node.line)
        if node.attrs.get("style", "").strip():
            self.frame.lost('style="…"', node.line)


def short(text: str, limit: int = 60) -> str:
    """A target as it is quoted in a message."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _space(run: re.Match[str]) -> str:
    return "\n" if "\n" in run[0] else " "


def _joined(blocks: list[str]) -> str:
    """The blocks of an item; a list right below its line needs no empty line between."""
    close = len(blocks) == 2 and re.match(r"- |\d+\. ", blocks[1])  # noqa: PLR2004 -- a line and a list
    return ("\n" if close else "\n\n").join(blocks)


def _edged(inner: str, make: Callable[[str], str]) -> str:
    """What is made of the text, with the spaces around the text outside."""
    found = _EDGES.match(inner)
    assert found is not None
    return f"{found[1]}{make(found[2])}{found[3]}" if found[2] else inner


def _wrapped(inner: str, mark: str) -> str:
    if BREAK in inner:
        return BREAK.join(_wrapped(part, mark) for part in inner.split(BREAK))
    return _edged(inner, lambda text: f"{mark}{text}{mark}")


def _code(text: str) -> str:
    ticks = "`" * (max((len(run) for run in re.findall(r"`+", text)), default=0) + 1)
    edge = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{edge}{text}{edge}{ticks}" if text else ""


def _fence(text: str) -> str:
    ticks = "`" * max(3, max((len(run) for run in re.findall(r"`+", text)), default=0) + 1)
    body = text.strip("\n").rstrip()
    return f"{ticks}\n{body}\n{ticks}"


def _target(target: str | None) -> str:
    """A target as it stands between the brackets of a link."""
    text = (target or "").replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
    return text.replace("(", "%28").replace(")", "%29")
