"""Plain text to Markdown that shows exactly that text: as few marks escaped as will do."""

from __future__ import annotations

import re

_BACKSLASH = re.compile(r"\\(?=[\\`*_{}\[\]()>#+\-.!|]|$)", re.MULTILINE)
_ENTITY = re.compile(r"&(?=#?\w{1,40};)")
_TAG = re.compile(r"<(?=[^\s\d=]|[^\s<>]+@)")
_STARS = re.compile(r"\*+")
_LOW_LINES = re.compile(r"_+")
_LINK_END = re.compile(r"\](?=[(\[:])|\[\^")
_LINE_START = re.compile(
    r"^(?:(#{1,6})(?=\s|$)|([-+*])(?=\s|$)|(>)|(-+|[-_*](?:[ \t]*[-_*]){2,})(?=[ \t]*$)|(!)(?=!!)|(:)(?=\s))"
)
_NUMBER = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
_NO_BACKSLASH = re.compile(r"^(?:(~)(?=~~)|(=)(?==*[ \t]*$))")
_DELIMITER = re.compile(r"^[ \t|:\\-]*[-|][ \t|:\\-]*$")
_ENTITIES = {"~": "&#126;", "=": "&#61;", ":": "&#58;"}
_AFTER_BLANK = " \t\n.,;:!?)"


def escape(text: str) -> str:
    """One paragraph of plain text as Markdown; its lines stay lines."""
    brackets = has_link(text)
    return "\n".join(start(inline(line, brackets=brackets)) for line in text.split("\n"))


def paragraphs(text: str) -> str:
    """Plain text of several paragraphs; every single line end becomes a line break that shows."""
    parts = (part.strip() for part in re.split(r"\n[ \t]*\n", text))
    return "\n\n".join(escape(part).replace("\n", "  \n") for part in map(_trimmed, parts) if part)


def _trimmed(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def has_link(text: str) -> bool:
    """Whether brackets in a text could be taken for a link or a footnote."""
    return _LINK_END.search(text) is not None


def inline(text: str, *, edge: str = " ", brackets: bool = True) -> str:
    """The marks that mean something in the middle of a line.

    `edge` is what stands before and behind the text, `brackets` says that those of the whole text are dangerous.
    """
    text = _BACKSLASH.sub(r"\\\\", text)
    text = _ENTITY.sub("&amp;", text)
    text = _TAG.sub("&lt;", text)
    if text.endswith("<") and not edge.isspace():
        text = text[:-1] + "&lt;"
    text = text.replace("`", "\\`").replace("{", "\\{")
    text = _STARS.sub(lambda match: _star(match, edge), text)
    text = _LOW_LINES.sub(lambda match: _low_line(match, edge), text)
    return text.replace("[", "\\[") if brackets else text


def _around(match: re.Match[str], edge: str) -> tuple[str, str]:
    """The characters before and behind a match."""
    text = match.string
    before = text[match.start() - 1] if match.start() else edge
    return before, text[match.end()] if match.end() < len(text) else edge


def _star(match: re.Match[str], edge: str) -> str:
    before, behind = _around(match, edge)
    return match[0] if before.isspace() and behind.isspace() else "\\*" * len(match[0])


def _low_line(match: re.Match[str], edge: str) -> str:
    """A gap (`_____`) and a low line inside a word mean nothing and stay as they are."""
    before, behind = _around(match, edge)
    inside = before.isalnum() and behind.isalnum()
    gap = before.isspace() and behind in _AFTER_BLANK
    return match[0] if inside or gap else "\\_" * len(match[0])


def start(line: str) -> str:
    """A line of finished inline Markdown so that it cannot begin a list, a heading, a quote or a rule."""
    found = _NO_BACKSLASH.match(line)
    if found:
        return _ENTITIES[found[0]] + line[1:]
    number = _NUMBER.match(line)
    if number:
        return f"{number[1]}\\{line[len(number[1]) :]}"
    if _LINE_START.match(line):
        return _ENTITIES.get(line[0], "\\" + line[0]) + line[1:]
    if _DELIMITER.match(line):
        return line.replace("-", "\\-", 1) if "-" in line else line.replace("|", "&#124;", 1)
    return line
