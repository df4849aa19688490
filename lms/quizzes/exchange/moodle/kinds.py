"""The types of questions of Moodle XML, one function for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lms.quizzes.exchange import numbers, weights
from lms.quizzes.exchange.gift.answers import literal
from lms.quizzes.exchange.model import Choice, Match, Notes
from lms.quizzes.exchange.moodle.texts import Texts
from lms.quizzes.exchange.moodle.xmltree import Element

YES = {"true", "1", "yes"}
Facts = dict[str, Any]


@dataclass
class Reader:
    """Reads the answers of one question."""

    notes: Notes
    texts: Texts

    def read(self, question: Element) -> Facts | None:
        """Fields of an Item; None after a fault, which was reported."""
        return _TYPES[question.attrs["type"]](self, question)

    def _fraction(self, answer: Element) -> Decimal:
        written = answer.attrs.get("fraction", "0").strip() or "0"
        value = weights.parse(written)
        if value is None:
            self.notes.add("X015", answer.line, text=written[:20])
        return value or weights.ZERO

    def _feedback(self, answer: Element) -> str:
        return self.texts.rich(answer.child("feedback"))

    def _enough(self, count: int, needed: int, line: int) -> bool:
        if count < needed:
            self.notes.add("X018", line, needed=needed, count=count)
        return count >= needed

    def choices(self, question: Element) -> Facts | None:
        """`multichoice`, with one answer or several."""
        answers = list(question.all("answer"))
        if not self._enough(len(answers), 2, question.line):
            return None
        fractions = [self._fraction(answer) for answer in answers]
        if not any(fraction > 0 for fraction in fractions):
            self.notes.add("X019", question.line)
        single = question.value("single", "true").lower() in YES
        marks = weights.from_single(fractions) if single else weights.from_multiple(fractions)
        lines = tuple(
            Choice(self.texts.rich(answer), right, weight, self._feedback(answer), answer.line)
            for answer, (right, weight) in zip(answers, marks, strict=True)
        )
        return {"kind": "single" if single else "multiple", "choices": lines}

    def true_or_false(self, question: Element) -> Facts | None:
        """`truefalse`."""
        by_word = {answer.value("text").lower(): answer for answer in question.all("answer")}
        yes, no = by_word.get("true"), by_word.get("false")
        if yes is None or no is None:
            self._enough(len(by_word.keys() & {"true", "false"}), 2, question.line)
            return None
        right = self._fraction(yes) > self._fraction(no)
        return {
            "kind": "truefalse",
            "choices": (
                Choice("Benar", right, None, self._feedback(yes), yes.line),
                Choice("Salah", not right, None, self._feedback(no), no.line),
            ),
        }

    def short(self, question: Element) -> Facts | None:
        """`shortanswer`."""
        if question.value("usecase", "0") in YES:
            self.notes.add("X117", question.line, name="usecase", value=question.value("usecase"))
        keys = [
            Choice(literal(text, answer.line, self.notes), True, weight, feedback, answer.line)
            for answer, text, weight, feedback in self._keys(question)
        ]
        return (
            {"kind": "short", "choices": tuple(keys)} if self._enough(len(keys), 1, question.line) else None
        )

    def _keys(self, question: Element) -> Iterator[tuple[Element, str, Decimal | None, str]]:
        """Accepted answers; the one for everything else is reported and left out."""
        for answer in question.all("answer"):
            text = " ".join(answer.value("text").split())
            if text == "*":
                self.notes.add("X119", answer.line, text="*")
            elif text:
                yield answer, text, weights.from_key(self._fraction(answer)), self._feedback(answer)

    def numeric(self, question: Element) -> Facts | None:
        """`numerical`; units are reported."""
        units = question.child("units")
        for unit in units.all("unit") if units else ():
            self.notes.add("X120", unit.line, unit=unit.value("unit_name")[:40])
        keys = []
        for answer, text, weight, feedback in self._keys(question):
            spread = answer.value("tolerance", "0") or "0"
            centre, tolerance = numbers.theirs(text), numbers.theirs(spread)
            if centre is None or tolerance is None or tolerance < 0:
                self.notes.add("X014", answer.line, text=(text if centre is None else spread)[:60])
            else:
                key = numbers.Key(centre, tolerance).text
                keys.append(Choice(key, True, weight, feedback, answer.line))
        return (
            {"kind": "numeric", "choices": tuple(keys)} if self._enough(len(keys), 1, question.line) else None
        )

    def matching(self, question: Element) -> Facts | None:
        """`matching` and `ddmatch`; a row without a left text is an extra answer."""
        dragged = question.attrs["type"] == "ddmatch"
        rows = []
        for row in question.all("subquestion"):
            answer = row.child("answer")
            right = self.texts.rich(answer) if dragged else self.texts.plain(answer)
            left = self.texts.rich(row)
            if left or right:
                rows.append(Match(left, right, None, row.line))
        enough = self._enough(sum(bool(row.left) for row in rows), 2, question.line)
        return {"kind": "matching", "matches": tuple(rows)} if enough else None

    def ordering(self, question: Element) -> Facts | None:
        """`ordering`: the answers stand in their right order."""
        steps = tuple(
            Choice(self.texts.rich(answer), True, None, self._feedback(answer), answer.line)
            for answer in question.all("answer")
        )
        return {"kind": "ordering", "choices": steps} if self._enough(len(steps), 2, question.line) else None

    def essay(self, question: Element) -> Facts:
        """`essay`: what is meant for the person who marks becomes the rubric."""
        template = question.child("responsetemplate")
        if template is not None and template.value("text"):
            self.notes.add("X123", template.line, name="responsetemplate")
        return {"kind": "open", "rubric": self.texts.rich(question.child("graderinfo"))}


_TYPES: dict[str, Callable[[Reader, Element], Facts | None]] = {
    "multichoice": Reader.choices,
    "truefalse": Reader.true_or_false,
    "shortanswer": Reader.short,
    "numerical": Reader.numeric,
    "matching": Reader.matching,
    "ddmatch": Reader.matching,
    "ordering": Reader.ordering,
    "essay": Reader.essay,
}
KNOWN = frozenset(_TYPES)
