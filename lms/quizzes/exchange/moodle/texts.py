"""Texts of Moodle XML: their formats, and the files that stand inside them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lms.quizzes.exchange.frames import from_html
from lms.quizzes.exchange.gift.formats import convert
from lms.quizzes.exchange.media import PLUGIN, UNUSED, Shelf, decode, plugin_name
from lms.quizzes.exchange.model import MEDIA, Notes
from lms.quizzes.exchange.moodle.xmltree import Element
from lms.quizzes.exchange.texts.escape import escape
from lms.quizzes.exchange.texts.links import safe_links
from lms.quizzes.exchange.texts.tidy import tidy

_FORMATS = {"html": "html", "moodle_auto_format": "moodle", "plain_text": "plain", "markdown": "markdown"}
_PLUGIN = re.compile(re.escape(PLUGIN) + r"[^\s()<>\"]*")


@dataclass
class _Files:
    """The files of one text by the names it calls them, and those it used."""

    shelf: Shelf
    elements: dict[str, Element]
    used: dict[str, str | None] = field(default_factory=dict)

    def name_of(self, source: str, line: int) -> str | None:
        """The name on the shelf of what a source means."""
        wanted = plugin_name(source)
        if wanted is None:
            return self.shelf.put_inline(source, line)
        element = self.elements.get(wanted)
        if element is not None and wanted not in self.used:
            self.used[wanted] = self.shelf.put(wanted, decode(element.text), element.line)
        return self.used.get(wanted)


@dataclass
class Texts:
    """Reads the texts of one file."""

    notes: Notes
    shelf: Shelf

    def rich(self, element: Element | None, default: str = "html") -> str:
        """The Markdown of an element that holds a `text` and perhaps files."""
        if element is None:
            return ""
        inner = element.child("text") or element
        if inner.text.strip().startswith("<") and element.attrs.get("format") == "moodle_auto_format":
            default = "html"
        name = _FORMATS.get(element.attrs.get("format", ""), default)
        lead = len(inner.text) - len(inner.text.lstrip())
        line = (inner.text_line or inner.line) + inner.text.count("\n", 0, lead)
        files = _Files(self.shelf, {_file_name(child): child for child in element.all("file")})
        text = self._converted(inner.text.strip(), name, line, files)
        for called, child in files.elements.items():
            if called not in files.used:
                self.notes.add("X116", child.line, name=called[:80], reason=UNUSED)
        return text

    def _converted(self, text: str, name: str, line: int, files: _Files) -> str:
        if name == "html":
            return from_html(text, line, self.notes, lambda source: files.name_of(source, line))
        if name == "markdown":
            text = _PLUGIN.sub(lambda m: MEDIA + (files.name_of(m[0], line) or m[0]), text)
            return safe_links(tidy(text), line, self.notes, self.shelf.files)
        return convert(text, name, line, self.notes)

    def plain(self, element: Element | None) -> str:
        """The Markdown of a text that is never formatted."""
        inner = (element.child("text") or element) if element is not None else None
        return escape(" ".join(inner.text.split())) if inner is not None else ""


def _file_name(element: Element) -> str:
    return f"{element.attrs.get('path', '/').strip('/')}/{element.attrs.get('name', '')}".lstrip("/")
