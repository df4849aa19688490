"""The parts of a workbook, opened without trusting the sizes that stand in the archive."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from xml.parsers import expat

MAX_UNPACKED = 40_000_000
MAX_ELEMENTS = 1_500_000
MAX_DEPTH = 60
_CHUNK = 64 * 1024

Start = Callable[[str, dict[str, str]], None]


class BadWorkbookError(Exception):
    """The workbook is broken, or grows beyond all measure when it is opened."""


class Parts:
    """Reads XML parts of one archive; all of them together may not grow too large."""

    def __init__(self, data: bytes) -> None:
        self.left, self.elements = MAX_UNPACKED, 0
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise BadWorkbookError from error

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name in self.archive.NameToInfo

    def walk(self, name: str, start: Start, end: Callable[[str], None], text: Callable[[str], None]) -> None:
        """Call back for the elements and texts of a part, by their names without a namespace."""
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        depth = 0

        def opened(tag: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            self.elements += 1
            if depth > MAX_DEPTH or self.elements > MAX_ELEMENTS:
                raise BadWorkbookError
            start(tag.rpartition("}")[2], attributes)

        def closed(tag: str) -> None:
            nonlocal depth
            depth -= 1
            end(tag.rpartition("}")[2])

        def refuse(*_: object) -> None:  # no office program declares document types
            raise BadWorkbookError

        parser.StartElementHandler, parser.EndElementHandler = opened, closed
        parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = text, refuse
        try:
            with self.archive.open(name) as part:
                while piece := part.read(_CHUNK):
                    self.left -= len(piece)
                    if self.left < 0:
                        raise BadWorkbookError
                    parser.Parse(piece)
            parser.Parse(b"", True)
        except (
            KeyError, ValueError, OSError, EOFError, RuntimeError, NotImplementedError, LookupError,
            expat.ExpatError, zipfile.BadZipFile, zlib.error,
        ) as error:  # fmt: skip
            raise BadWorkbookError from error
