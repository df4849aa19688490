"""XML as a small tree with line numbers; documents that declare types or entities are refused unread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from lms.quizzes.exchange.model import Notes, Source

MAX_DEPTH = 40


@dataclass
class Element:
    """An element: `text` is its own text, `line` that of its tag, `text_line` that of its first text."""

    tag: str
    line: int
    attrs: dict[str, str] = field(default_factory=dict)
    children: list[Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    text_line: int = 0

    @property
    def text(self) -> str:
        """The text of the element alone, without that of its children."""
        return "".join(self.pieces)

    def all(self, tag: str) -> Iterator[Element]:
        """The children with this tag."""
        return (child for child in self.children if child.tag == tag)

    def child(self, tag: str) -> Element | None:
        """The first child with this tag."""
        return next(self.all(tag), None)

    def value(self, tag: str, default: str = "") -> str:
        """The trimmed text of the first child with this tag, or of the `text` in it."""
        found = self.child(tag)
        if found is None:
            return default
        inner = found.child("text")
        return (inner or found).text.strip()


class _Refused(Exception):  # noqa: N818 -- ends the parse; never leaves this module
    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def parse(source: Source, notes: Notes) -> Element | None:
    """The root of the document; None after a fault, which is reported at its line."""
    parser = expat.ParserCreate()
    builder = _Builder(parser)
    try:
        parser.Parse(source.data, True)
    except _Refused as refused:
        notes.add(refused.code, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1, **refused.values)
        return None
    except (expat.ExpatError, ValueError) as error:
        detail = expat.ErrorString(error.code) if isinstance(error, expat.ExpatError) else str(error)
        line, column = getattr(error, "lineno", 1), getattr(error, "offset", 0)
        notes.add("X004", line, column + 1, detail=detail)
        return None
    return builder.root


class _Builder:
    def __init__(self, parser: expat.XMLParserType) -> None:
        self.parser = parser
        self.root: Element | None = None
        self.open: list[Element] = []
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.data
        parser.StartDoctypeDeclHandler = self.refuse
        parser.EntityDeclHandler = self.refuse
        parser.ExternalEntityRefHandler = self.refuse

    def refuse(self, *_: object) -> int:
        """Any declaration ends the reading before an entity could be expanded or fetched."""
        raise _Refused("X005")

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        element = Element(tag, self.parser.CurrentLineNumber, attrs)
        if len(self.open) >= MAX_DEPTH:
            raise _Refused("X007", limit=MAX_DEPTH)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def end(self, _: str) -> None:
        self.open.pop()

    def data(self, text: str) -> None:
        if self.open:
            element = self.open[-1]
            if not element.pieces:
                element.text_line = self.parser.CurrentLineNumber
            element.pieces.append(text)
