"""Numeric answer: a number inside the span of a key; a doubtful number is asked back."""

from __future__ import annotations

from lms.core.problem import Words
from lms.quizzes.domain.numbers import Doubtful, Span, parse_key, parse_number
from lms.quizzes.domain.question import Option
from lms.quizzes.kinds.base import Reading
from lms.quizzes.kinds.draft import Draft, short
from lms.quizzes.kinds.short import Short


class Numeric(Short):
    """A number typed by the officer, with decimal comma or point."""

    written_as = Words("daftar `- [=] bilangan`", "a list of `- [=] number`")

    def check_key(self, draft: Draft, option: Option) -> None:
        """A key must be a span of numbers that reads in one way only."""
        span = parse_key(option.text)
        if isinstance(span, Doubtful):
            plain, decimal = span.text.replace(".", "").replace(",", ""), span.text.replace(".", ",", 1)
            draft.fault("Q030", option.line, option.column, text=span.text, plain=plain, decimal=decimal)
        elif span is None:
            draft.fault("Q031", option.line, option.column, text=short(option.text))

    def examine(self, typed: str) -> Reading:
        """The text is stored as typed; what cannot be marked is asked back at once."""
        value = parse_number(typed)
        if isinstance(value, Doubtful):
            return Reading({"text": typed}, ask="doubtful_number", value=typed)
        return Reading({"text": typed}, ask="not_a_number" if value is None else None, value=typed)

    def matches(self, typed: str, option: Option) -> bool:
        """Whether the number lies in the span of this key, exactly."""
        value, span = parse_number(typed), parse_key(option.text)
        if value is None or isinstance(value, Doubtful) or not isinstance(span, Span):
            return False
        return span.holds(value)


NUMERIC = Numeric()
