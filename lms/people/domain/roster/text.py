"""Bytes to a table of cells: encodings and separators as spreadsheets write them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

SEPARATORS = (",", ";", "\t")


class UnreadableError(Exception):
    """The bytes are no text in an encoding that spreadsheets use; the message says which attempt failed."""


class BrokenRowError(Exception):
    """The quotes of a row are broken; `row` is its number."""

    def __init__(self, row: int, why: str) -> None:
        super().__init__(why)
        self.row = row


@dataclass(frozen=True)
class Decoded:
    """The text, and the name of the encoding it was in."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """UTF-8 and UTF-16 with or without mark, else Windows-1252 (what an Indonesian Excel saves as plain CSV)."""
    name = _guess(data)
    try:
        return Decoded(data.decode(name).removeprefix("\ufeff"), name)
    except UnicodeDecodeError as error:
        if name != "utf-8":
            raise UnreadableError(name) from error
    try:
        return Decoded(data.decode("cp1252"), "cp1252")
    except UnicodeDecodeError as error:
        raise UnreadableError("UTF-8, UTF-16, Windows-1252") from error


def _guess(data: bytes) -> str:
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return name
    head = data[:2000]
    zeros = head.count(0)
    if zeros * 4 > len(head):  # plain letters in UTF-16 have a zero in every second byte
        return "utf-16-le" if head[1::2].count(0) * 2 > zeros else "utf-16-be"
    return "utf-8"


def split_separator_line(text: str) -> tuple[str | None, str]:
    """Excel may say `sep=;` in the first line: the separator it names, and the text below."""
    first, _, rest = text.partition("\n")
    line = first.strip().strip('"').lower()
    if line.startswith("sep=") and len(line) == len("sep=") + 1:
        return line[-1], rest
    return ("\t", rest) if line == "sep=" else (None, text)


def rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Row numbers as a spreadsheet counts them (from 1), and cells; raises BrokenRowError.

    An unclosed quote swallows the rest of the file; the row in which it opens is the one that is named.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise BrokenRowError(number, str(error)) from error
        yield number, cells
