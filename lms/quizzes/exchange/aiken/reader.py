"""Aiken to a quiz: lines of text, `A. …` or `A) …`, and `ANSWER: A`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lms.quizzes.domain.question import fold
from lms.quizzes.exchange.draft import Draft
from lms.quizzes.exchange.model import Choice, Notes, Paper, Source
from lms.quizzes.exchange.sources import text_of
from lms.quizzes.exchange.texts.escape import escape
from lms.quizzes.kinds.single import BOTH

_OPTION = re.compile(r"([A-Z])[.)]\s*(.*)")
_ANSWER = re.compile(r"ANSWER:\s*(.*)", re.IGNORECASE)
LEAST = 2


@dataclass
class _Open:
    """The question that is being read."""

    line: int
    text: list[str] = field(default_factory=list)
    options: list[tuple[str, str, int]] = field(default_factory=list)
    broken: bool = False


def read(source: Source, notes: Notes) -> Paper:
    """The quiz in an Aiken file; every fault goes to the notes."""
    reader = _Reader(Draft(source.name, notes), notes)
    for number, line in enumerate(text_of(source, notes).split("\n"), start=1):
        reader.take(line.strip(), number)
    reader.finish()
    return reader.draft.paper()


class _Reader:
    def __init__(self, draft: Draft, notes: Notes) -> None:
        self.draft, self.notes = draft, notes
        self.open: _Open | None = None

    def take(self, line: str, number: int) -> None:
        """One line; what it is follows from its beginning and from what came before."""
        answer, option = _ANSWER.fullmatch(line), _OPTION.fullmatch(line)
        if answer:
            self._answer(answer[1].strip(), number)
        elif option:
            self._option(option[1], option[2], number)
        elif line:
            self._text(line, number)
        elif self.open and self.open.options:
            self._unfinished()

    def finish(self) -> None:
        """The end of the file, where no question may be open."""
        if self.open:
            self._unfinished()

    def _unfinished(self) -> None:
        assert self.open is not None
        if not self.open.broken:
            self.notes.add("X023" if self.open.options else "X020", self.open.line)
        self.open = None

    def _text(self, line: str, number: int) -> None:
        if self.open and self.open.options:
            if not self.open.broken:
                self.notes.add("X022", number, expected="`ANSWER: A`")
            self.open.broken = True
            return
        self.open = self.open or _Open(number)
        self.open.text.append(line)

    def _option(self, letter: str, text: str, number: int) -> None:
        if self.open is None:
            self.notes.add("X025", number)
            self.open = _Open(number, broken=True)
        expected = chr(ord("A") + len(self.open.options))
        if letter != expected and not self.open.broken:
            self.notes.add("X024", number, text=letter, expected=expected)
            self.open.broken = True
        self.open.options.append((letter, text.strip(), number))

    def _answer(self, key: str, number: int) -> None:
        found, self.open = self.open, None
        if found is None or found.broken:
            if found is None:
                self.notes.add("X025", number)
            return
        if len(found.options) < LEAST:
            code = "X018" if found.options else "X020"
            self.notes.add(code, found.line, needed=LEAST, count=len(found.options))
            return
        letter = key.rstrip(".)").upper()
        if letter not in {option[0] for option in found.options}:
            self.notes.add("X021", number, text=key[:60])
            return
        self._item(found, letter)

    def _item(self, found: _Open, key: str) -> None:
        choices = tuple(
            Choice(escape(text), letter == key, None, "", line) for letter, text, line in found.options
        )
        both = {fold(choice.text) for choice in choices} == BOTH
        facts = {"kind": "truefalse" if both else "single", "choices": choices}
        self.draft.item(
            facts, title="", stem="  \n".join(escape(line) for line in found.text), line=found.line
        )
