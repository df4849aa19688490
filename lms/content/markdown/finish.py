"""The last step over the element tree: ids, links, images, tables and notes as our pages want them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from lms.content.markdown.links import LinkResolver, clean_target, link_kind

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TITLES = {"": "Catatan", "due": "Perhatian", "bad": "Larangan"}
_NOTES = {
    **dict.fromkeys(("warning", "attention", "caution", "important", "perhatian", "penting", "awas"), "due"),
    **dict.fromkeys(("danger", "error", "larangan", "bahaya", "salah"), "bad"),
}
_ALIGNED = {"right": "num", "center": "mid"}


@dataclass
class Plan:
    """What the finishing step needs to know, and what it finds."""

    anchors: Sequence[str]
    offset: int
    prefix: str
    links: LinkResolver | None
    toc: list[tuple[int, str, str]] = field(default_factory=list)
    words: int = 0


class Finish(Treeprocessor):
    """Goes through the finished tree once."""

    def __init__(self, md: Markdown, plan: Plan) -> None:
        super().__init__(md)
        self.plan = plan
        self.next_heading = 0

    def run(self, root: Element) -> None:
        """Change `root` in place."""
        self.plan.words = len("".join(_texts(root)).split())
        for parent in list(root.iter()):
            for index, child in enumerate(list(parent)):
                if child.tag == "table":
                    parent[index] = _scrolling(child)
        for element in list(root.iter()):
            element.attrib = {name: value for name, value in element.attrib.items() if isinstance(value, str)}
            self._element(element)

    def _element(self, element: Element) -> None:
        if element.tag in HEADINGS:
            self._heading(element)
            return
        self._id(element)
        if element.tag == "a":
            self._link(element)
        elif element.tag == "img":
            self._image(element)
        elif element.tag in {"th", "td"}:
            _cell(element)
        elif element.tag == "div" and "admonition" in element.get("class", ""):
            _note(element)

    def _heading(self, element: Element) -> None:
        number, self.next_heading = self.next_heading, self.next_heading + 1
        element.attrib.clear()
        level = min(max(int(element.tag[1]) + self.plan.offset, 2), 6)
        element.tag = f"h{level}"
        if number < len(self.plan.anchors):
            anchor = self.plan.prefix + self.plan.anchors[number]
            element.set("id", anchor)
            self.plan.toc.append((level, anchor, " ".join("".join(_texts(element)).split())))

    def _id(self, element: Element) -> None:
        """Only footnotes keep the ids that Python-Markdown gave them."""
        anchor = element.attrib.pop("id", "")
        if anchor.startswith(("fn:", "fnref")) and element.tag in {"li", "sup"}:
            element.set("id", self.plan.prefix + anchor)

    def _link(self, element: Element) -> None:
        target = clean_target(element.get("href", ""))
        kind = link_kind(target)
        address: str | None = target
        if kind == "fragment":
            address = f"#{self.plan.prefix}{target[1:]}"
        elif kind == "relative":
            address = self.plan.links(target, image=False) if self.plan.links else None
        elif kind == "forbidden":
            address = None
        keep = {k: v for k, v in element.attrib.items() if k in {"class", "title"}}
        element.attrib.clear()
        if address is None:
            element.tag = "span"
            return
        element.attrib.update({**keep, "href": address})
        if kind == "web":
            element.set("rel", "external noopener noreferrer")

    def _image(self, element: Element) -> None:
        target = clean_target(element.get("src", ""))
        relative = link_kind(target) == "relative" and self.plan.links is not None
        address = self.plan.links(target, image=True) if relative and self.plan.links else None
        alt = element.get("alt", "")
        keep = {k: v for k, v in element.attrib.items() if k in {"title", "width", "height"}}
        element.attrib.clear()
        if address is None:
            element.tag, element.text = "span", alt
            return
        element.attrib.update({"src": address, "alt": alt, "loading": "lazy", **keep})


def _texts(element: Element) -> list[str]:
    """The readable text of an element; the alternative text of an image counts as text."""
    return [
        part
        for each in element.iter()
        for part in (each.get("alt", "") if each.tag == "img" else str(each.text or ""), each.tail or "")
    ]


def _scrolling(table: Element) -> Element:
    """A table in a frame that scrolls sideways on a telephone, and by keyboard."""
    frame = Element("div", {"class": "table-scroll", "role": "group", "tabindex": "0", "aria-label": "Tabel"})
    frame.tail, table.tail = table.tail, None
    frame.append(table)
    return frame


def _cell(cell: Element) -> None:
    kind = _ALIGNED.get(cell.get("align", ""))
    cell.attrib.clear()
    if kind:
        cell.set("class", kind)
    if cell.tag == "th":
        cell.set("scope", "col")


def _note(element: Element) -> None:
    """An admonition as the message box of our pages: a frame, and one child that holds the text."""
    names = element.get("class", "").split()
    kind = next((_NOTES[name] for name in names if name in _NOTES), "")
    element.attrib.clear()
    element.set("class", f"msg {kind}".strip())
    inner = Element("div")
    inner.extend(list(element))
    for child in list(element):
        element.remove(child)
    element.append(inner)
    title = inner[0] if len(inner) and inner[0].get("class") == "admonition-title" else None
    if title is not None:
        title.set("class", "msg-title")
        if (title.text or "").lower() == names[-1].lower():
            title.text = _TITLES[kind]
