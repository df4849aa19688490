"""The answer block of a question in GIFT, and the form of its texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from lms.quizzes.domain.question import fold
from lms.quizzes.exchange import numbers, weights
from lms.quizzes.exchange.gift.escapes import escape
from lms.quizzes.exchange.gift.formats import convert
from lms.quizzes.exchange.losses import flag_lost, plain_text, report_heads, report_rubric, report_weight
from lms.quizzes.exchange.model import Choice, Item, Notes

NAME = "GIFT"
_FORMAT = re.compile(r"\[(?:html|markdown|plain|moodle)\]")
_WEIGHT = re.compile(r"%[+-]?[\d.,]+%")
_GRADING = "ALL VERTICAL RELATIVE_ALL_PREVIOUS_AND_NEXT SHOW"


@dataclass(frozen=True)
class Form:
    """The format of the texts of one question: its own default, or Markdown where the texts need it."""

    markdown: bool

    @classmethod
    def of(cls, texts: Iterable[str]) -> Form:
        """Markdown only for texts that would be read differently without it."""
        return cls(any(not _is_simple(text) for text in texts))

    def text(self, text: str) -> str:
        """The text of a question with its format."""
        return f"{'[markdown]' if self.markdown else ''}{escape(text)}"

    def inner(self, text: str) -> str:
        """A text in the block, which has the format of the question unless it names another one."""
        if self.markdown and _FORMAT.match(text):
            return f"[markdown]{escape(text)}"
        return escape(f"&#37;{text[1:]}" if _WEIGHT.match(text) else text)


def _is_simple(text: str) -> bool:
    if "\n" in text or "->" in text or _WEIGHT.match(text) or _FORMAT.match(text):
        return False
    return convert(text, "moodle", 1, Notes("")) == text


def block(item: Item, form: Form, notes: Notes) -> str:
    """What stands between the braces."""
    inner = _WRITERS[item.kind](item, form, notes)
    if not item.explanation:
        return inner
    if item.kind == "ordering":
        notes.add("X105", item.line, title=item.title, format=NAME)
        return inner
    return f"{inner}{'' if inner.endswith(chr(10)) else chr(10)}\t####{form.inner(item.explanation)}\n"


def _lines(lines: Iterable[str], sign: str = "") -> str:
    return "".join([sign, "\n", *(f"\t{line}\n" for line in lines)])


def _feedback(choice: Choice, form: Form) -> str:
    return f"#{form.inner(choice.feedback)}" if choice.feedback else ""


def _choices(item: Item, form: Form, notes: Notes) -> str:
    single = item.kind == "single"
    fractions = weights.single_fractions(item.choices) if single else weights.multiple_fractions(item.choices)
    if single and weights.FULL not in fractions:
        notes.add("X128", item.line, format=NAME)
    back = weights.from_single(fractions) if single else weights.from_multiple(fractions)
    lines = []
    for choice, fraction, (right, _) in zip(item.choices, fractions, back, strict=True):
        flag_lost(choice, right=right, notes=notes)
        sign = "=" if single and fraction == weights.FULL else f"~{_percent(fraction)}"
        lines.append(f"{sign}{form.inner(choice.text)}{_feedback(choice, form)}")
    return _lines(lines)


def _percent(fraction: Decimal) -> str:
    return f"%{weights.shown(fraction)}%" if fraction else ""


def _true_or_false(item: Item, form: Form, notes: Notes) -> str:
    by_word = {fold(choice.text): choice for choice in item.choices}
    yes, no = by_word["benar"], by_word["salah"]
    for choice in item.choices:
        report_weight(choice.weight, choice.line, item.kind, notes, NAME)
    if item.choices[0] is no:
        notes.add("X124", item.line)
    right, wrong = (yes, no) if yes.right else (no, yes)
    words = [wrong.feedback, right.feedback]
    while words and not words[-1]:
        words.pop()
    return ("TRUE" if yes.right else "FALSE") + "".join(f"#{form.inner(word)}" for word in words)


def _short(item: Item, form: Form, notes: Notes) -> str:  # noqa: ARG001 -- every kind has the same signature
    return _lines(
        f"={_key_weight(choice)}{escape(choice.text.replace('*', chr(92) + '*'))}"
        + _feedback(choice, form).replace("->", "-&gt;")  # an arrow would make it a matching question
        for choice in item.choices
    )


def _key_weight(choice: Choice) -> str:
    """The weight of a key; the full one is written where the key could be taken for a weight."""
    if choice.weight is None and not choice.text.startswith("%"):
        return ""
    return f"%{weights.shown(weights.FULL if choice.weight is None else choice.weight)}%"


def _numeric(item: Item, form: Form, notes: Notes) -> str:  # noqa: ARG001
    lines = []
    for choice in item.choices:
        key = numbers.ours(choice.text)
        assert key is not None
        if key.ends:
            text = f"{numbers.point(key.ends[0])}..{numbers.point(key.ends[1])}"
        else:
            text = numbers.point(key.centre) + (f":{numbers.point(key.tolerance)}" if key.tolerance else "")
        lines.append(f"={_key_weight(choice)}{text}{_feedback(choice, form)}")
    return _lines(lines, "#")


def _matching(item: Item, form: Form, notes: Notes) -> str:
    report_heads(item, notes, NAME)
    lines = []
    for match in item.matches:
        report_weight(match.weight, match.line, item.kind, notes, NAME)
        left = form.inner(match.left).replace("->", "-&gt;")
        lines.append(f"={left} -> {escape(plain_text(match.right, match.line, notes, NAME))}")
    return _lines(lines)


def _ordering(item: Item, form: Form, notes: Notes) -> str:  # noqa: ARG001
    lines = [f">{len(item.choices)} {_GRADING}\n"]
    for choice in item.choices:
        if choice.feedback:
            notes.add("X104", choice.line, format=NAME)
        flat = " ".join(choice.text.split())
        if "\n" in choice.text:
            notes.add("X130", choice.line, text=flat[:60])
        lines.append(f"{_step(flat)}\n")
    return "".join(lines)


def _step(text: str) -> str:
    """A step stands bare on its line: only what would end the block or the line is escaped."""
    if text.startswith("//"):
        text = f"&#47;{text[1:]}"
    if "####" in text:
        return escape(text)
    return re.sub(r"[\\{}]", r"\\\g<0>", text)


def _open(item: Item, form: Form, notes: Notes) -> str:  # noqa: ARG001
    report_rubric(item, notes, NAME)
    return ""


_WRITERS: dict[str, Callable[[Item, Form, Notes], str]] = {
    "single": _choices,
    "multiple": _choices,
    "truefalse": _true_or_false,
    "short": _short,
    "numeric": _numeric,
    "matching": _matching,
    "ordering": _ordering,
    "open": _open,
}
