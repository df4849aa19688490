"""Settings of Moodle's questions that a quiz has no place for; each one is named where it is more than a default."""

from __future__ import annotations

from lms.quizzes.exchange import weights
from lms.quizzes.exchange.model import Notes
from lms.quizzes.exchange.moodle.xmltree import Element

# the values that say nothing, or what a quiz does anyway
_USUAL: dict[str, set[str]] = {
    "defaultgrade": {"1"},
    "penalty": {"0"},
    "hidden": {"0"},
    "answernumbering": {"abc", "none"},
    "attachments": {"0"},
    "selecttype": {"0", "ALL"},
    "unitgradingtype": {"0"},
}
_WORDS = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback", "hint")


class Settings:
    """Reports what is left behind; what every question repeats is said once."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.said: set[tuple[str, str]] = set()

    def report(self, question: Element) -> None:
        """The settings of one question."""
        for name, usual in _USUAL.items():
            element = question.child(name)
            value = _value(element) if element is not None else ""
            if element is not None and value and value not in usual:
                self._once("X117", element.line, name=name, value=value[:40])
        for name in _WORDS:
            for element in question.all(name):
                text = element.value("text")
                if text:
                    self._once("X123", element.line, name=name, text=text)

    def _once(self, code: str, line: int, *, name: str, value: str = "", text: str = "") -> None:
        if (name, value or text) not in self.said:
            self.said.add((name, value or text))
            self.notes.add(code, line, name=name, **({"value": value} if value else {}))


def _value(element: Element) -> str:
    """The text of a setting; numbers without zeros at their end."""
    text = element.text.strip()
    number = weights.parse(text)
    return text if number is None else weights.shown(number)
