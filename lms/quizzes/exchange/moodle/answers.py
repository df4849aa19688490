"""The answers of a question in Moodle XML, one function for each kind."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from lms.quizzes.domain.question import fold
from lms.quizzes.exchange import numbers, weights
from lms.quizzes.exchange.draft import RUBRIC
from lms.quizzes.exchange.losses import flag_lost, plain_text, report_heads, report_weight
from lms.quizzes.exchange.model import Choice, Item, Notes
from lms.quizzes.exchange.moodle.out import Out, simple, text_element

NAME = "Moodle XML"
TYPES = {
    "single": "multichoice",
    "multiple": "multichoice",
    "truefalse": "truefalse",
    "short": "shortanswer",
    "numeric": "numerical",
    "matching": "matching",
    "ordering": "ordering",
    "open": "essay",
}


def answers(item: Item, out: Out, notes: Notes, *, shuffle: bool) -> str:
    """The elements that only a question of this kind has."""
    if item.kind in {"single", "multiple"}:
        return _choices(item, out, notes, shuffle=shuffle)
    return _WRITERS[item.kind](item, out, notes)


def _choices(item: Item, out: Out, notes: Notes, *, shuffle: bool) -> str:
    single = item.kind == "single"
    fractions = weights.single_fractions(item.choices) if single else weights.multiple_fractions(item.choices)
    back = weights.from_single(fractions) if single else weights.from_multiple(fractions)
    parts = [simple("single", str(single).lower()), simple("shuffleanswers", str(shuffle).lower())]
    parts.append(simple("answernumbering", "abc"))
    for choice, fraction, (right, _) in zip(item.choices, fractions, back, strict=True):
        flag_lost(choice, right=right, notes=notes)
        parts.append(out.answer(choice.text, fraction, choice.feedback))
    return "\n".join(parts)


def _true_or_false(item: Item, out: Out, notes: Notes) -> str:
    by_word = {fold(choice.text): choice for choice in item.choices}
    for choice in item.choices:
        report_weight(choice.weight, choice.line, item.kind, notes, NAME)
    if item.choices[0] is by_word["salah"]:
        notes.add("X124", item.line)
    lines = (("true", by_word["benar"]), ("false", by_word["salah"]))
    return "\n".join(
        out.key(word, weights.FULL if c.right else weights.ZERO, c.feedback) for word, c in lines
    )


def _short(item: Item, out: Out, notes: Notes) -> str:  # noqa: ARG001 -- every kind has the same signature
    keys = (out.key(c.text.replace("*", "\\*"), _worth(c), c.feedback) for c in item.choices)
    return "\n".join([simple("usecase", "0"), *keys])


def _worth(choice: Choice) -> Decimal:
    return weights.FULL if choice.weight is None else choice.weight


def _numeric(item: Item, out: Out, notes: Notes) -> str:  # noqa: ARG001
    parts = []
    for choice in item.choices:
        key = numbers.ours(choice.text)
        assert key is not None
        tolerance = simple("tolerance", numbers.point(key.tolerance))
        parts.append(out.key(numbers.point(key.centre), _worth(choice), choice.feedback, tolerance))
    return "\n".join(parts)


def _matching(item: Item, out: Out, notes: Notes) -> str:
    report_heads(item, notes, NAME)
    parts = [simple("shuffleanswers", "true")]
    for match in item.matches:
        report_weight(match.weight, match.line, item.kind, notes, NAME)
        right = plain_text(match.right, match.line, notes, NAME)
        inner = f"<answer>{text_element(right)}</answer>"
        parts.append(out.rich("subquestion", match.left, inner=inner))
    return "\n".join(parts)


def _ordering(item: Item, out: Out, notes: Notes) -> str:  # noqa: ARG001
    settings = (
        ("layouttype", "VERTICAL"),
        ("selecttype", "ALL"),
        ("selectcount", str(len(item.choices))),
        ("gradingtype", "RELATIVE_ALL_PREVIOUS_AND_NEXT"),
        ("showgrading", "SHOW"),
    )
    steps = (out.answer(c.text, Decimal(n), c.feedback) for n, c in enumerate(item.choices, start=1))
    return "\n".join([*(simple(name, value) for name, value in settings), *steps])


def _open(item: Item, out: Out, notes: Notes) -> str:  # noqa: ARG001
    rubric = item.rubric if item.rubric != RUBRIC else ""
    settings = (("responseformat", "editor"), ("responserequired", "1"), ("attachments", "0"))
    return "\n".join([*(simple(name, value) for name, value in settings), out.rich("graderinfo", rubric)])


_WRITERS: dict[str, Callable[[Item, Out, Notes], str]] = {
    "truefalse": _true_or_false,
    "short": _short,
    "numeric": _numeric,
    "matching": _matching,
    "ordering": _ordering,
    "open": _open,
}
