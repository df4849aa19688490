"""What people answered, counted: every option, pair, order, typed text or destination, and in which group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from lms.quizzes.domain.marks import ONE, ZERO
from lms.quizzes.domain.numbers import Doubtful, parse_number
from lms.quizzes.domain.question import Question, fold

Answer = Mapping[str, object] | None
Group = Literal["upper", "lower", "middle"]
Worth = Literal["right", "part", "wrong", "none"]

EXEMPT, EMPTY, UNFINISHED, OTHERS, WRITTEN = "!exempt", "!empty", "!unfinished", "!others", "!written"
"""Ids of lines that are no option of the question; pages have words for them."""

MOST_LINES = 20


@dataclass(frozen=True)
class AnswerLine:
    """One thing that could be answered, with how many did.

    `distractor` is a wrong line that the author offered; `worth` says what it earns on its own, `none` where that
    is nobody's choice (left empty). `under` is the left-hand text of a pair.
    """

    id: str
    text: str
    worth: Worth
    count: int
    upper: int
    lower: int
    distractor: bool = False
    under: str = ""


@dataclass(frozen=True)
class Aids:
    """What counting needs beside the question.

    `worth` marks a canonical answer. For letters: `names` of destinations by reference, `rights` the right
    ones, `offered` the tempting ones that the author listed, as code to references.
    """

    worth: Callable[[Answer], Fraction | None] = lambda _answer: None
    names: Mapping[str, str] = field(default_factory=dict)
    rights: frozenset[str] = frozenset()
    offered: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass
class _Tally:
    """Counts by id and group, kept while the answers are gone through."""

    counts: Counter[tuple[str, Group]] = field(default_factory=Counter)

    def add(self, id: str, group: Group, times: int) -> None:
        """Count an id once more, `times` times."""
        self.counts[id, group] += times

    def line(
        self, id: str, text: str, worth: Worth, *, distractor: bool = False, under: str = ""
    ) -> AnswerLine:
        """The line with its counts."""
        upper, lower = self.counts[id, "upper"], self.counts[id, "lower"]
        count = upper + lower + self.counts[id, "middle"]
        return AnswerLine(id, text, worth, count, upper, lower, distractor, under)

    def ids(self) -> list[str]:
        """What was counted, the most frequent first."""
        totals: Counter[str] = Counter()
        for (id, _), times in self.counts.items():
            totals[id] += times
        return sorted(totals, key=lambda id: (-totals[id], id))


Counted = Iterable[tuple[Answer, Group, int]]


def count_answers(question: Question, answers: Counted, aids: Aids) -> list[AnswerLine]:
    """The lines of a question; `answers` are distinct ones with their group and how often they were given.

    A line for the empty ones stands last, where there are any. Of texts and orders the 20 most frequent are told
    apart, the rest is one line.
    """
    tally, empty = _Tally(), _Tally()
    read = _READERS[question.kind]
    for answer, group, times in answers:
        ids = read(question, answer) if answer else []
        for id in ids:
            tally.add(id, group, times)
        if not ids:
            empty.add(EMPTY, group, times)
    lines = _WRITERS[question.kind](question, tally, aids)
    return [*lines, empty.line(EMPTY, "", "none")] if empty.counts else lines


def unused(lines: Iterable[AnswerLine]) -> list[AnswerLine]:
    """The distractors that nobody chose."""
    return [line for line in lines if line.distractor and line.count == 0]


def _text(answer: Answer, name: str) -> str:
    value = (answer or {}).get(name)
    return value if isinstance(value, str) else ""


def _list(answer: Answer, name: str) -> list[str]:
    value = (answer or {}).get(name)
    return [v for v in value if isinstance(v, str)] if isinstance(value, list) else []


def _read_choice(_question: Question, answer: Answer) -> list[str]:
    return [_text(answer, "choice")] if _text(answer, "choice") else []


def _read_choices(_question: Question, answer: Answer) -> list[str]:
    return _list(answer, "choices")


def _read_order(_question: Question, answer: Answer) -> list[str]:
    order = _list(answer, "order")
    return [" ".join(order)] if order else [UNFINISHED]


def _read_pairs(_question: Question, answer: Answer) -> list[str]:
    value = (answer or {}).get("pairs")
    return [f"{left} {right}" for left, right in value.items()] if isinstance(value, dict) else []


def _read_text(question: Question, answer: Answer) -> list[str]:
    typed = fold(_text(answer, "text"))
    if question.kind == "numeric" and typed:
        value = parse_number(typed)
        return [typed if value is None or isinstance(value, Doubtful) else _number(value)]
    return [typed] if typed else []


def _number(value: Fraction) -> str:
    """A number in one form, with a decimal comma: 10, 10,0 and 10.00 are the same answer."""
    if value.denominator == 1:
        return str(value.numerator)
    return f"{float(value):.12g}".replace(".", ",")


def _read_letter(_question: Question, answer: Answer) -> list[str]:
    refs = _list(answer, "to")
    return [*refs, EXEMPT] if (answer or {}).get("exempt") is True else refs


def _read_open(_question: Question, answer: Answer) -> list[str]:
    return [WRITTEN] if _text(answer, "text") else []


def _write_options(question: Question, tally: _Tally, _aids: Aids) -> list[AnswerLine]:
    found = []
    for option in question.options:
        share = option.share if option.share is not None else ONE if option.right else ZERO
        worth: Worth = "right" if option.right or share >= ONE else "part" if share > ZERO else "wrong"
        found.append(tally.line(option.id, option.text, worth, distractor=worth == "wrong"))
    return found


def _write_orders(question: Question, tally: _Tally, aids: Aids) -> list[AnswerLine]:
    place = {option.id: str(number) for number, option in enumerate(question.options, start=1)}

    def line(id: str) -> AnswerLine:
        if id == UNFINISHED:
            return tally.line(id, "", "wrong")
        order = id.split()
        return tally.line(id, ", ".join(place.get(i, "?") for i in order), _worth(aids, {"order": order}))

    return _first(tally, [line(id) for id in tally.ids()])


def _write_pairs(question: Question, tally: _Tally, _aids: Aids) -> list[AnswerLine]:
    rights = {pair.right.id: pair.right.text for pair in question.pairs}
    texts = rights | {side.id: side.text for side in question.extras}
    found, chosen = [], {id.partition(" ")[2] for id in tally.ids()}
    for pair in question.pairs:
        for right, text in texts.items():
            own = right == pair.right.id
            line = tally.line(
                f"{pair.left.id} {right}", text, "right" if own else "wrong", under=pair.left.text
            )
            if own or line.count:
                found.append(line)
    rest = [side for side in question.extras if side.id not in chosen]
    return found + [tally.line(f" {side.id}", side.text, "wrong", distractor=True) for side in rest]


def _write_texts(_question: Question, tally: _Tally, aids: Aids) -> list[AnswerLine]:
    return _first(tally, [tally.line(id, id, _worth(aids, {"text": id})) for id in tally.ids()])


def _write_letter(question: Question, tally: _Tally, aids: Aids) -> list[AnswerLine]:
    offered = {ref for refs in aids.offered.values() for ref in refs} - aids.rights
    found = [tally.line(ref, aids.names.get(ref, ref), "right") for ref in sorted(aids.rights)]
    chosen = [ref for ref in tally.ids() if ref not in aids.rights and ref != EXEMPT]
    found += [tally.line(ref, aids.names.get(ref, ref), "wrong", distractor=ref in offered) for ref in chosen]
    for refs in aids.offered.values():
        if refs and not set(refs) & (set(chosen) | aids.rights):
            found.append(tally.line(refs[0], aids.names.get(refs[0], refs[0]), "wrong", distractor=True))
    ticked = tally.line(EXEMPT, "", "right" if question.info == "exempt" else "wrong")
    return [*found, ticked] if ticked.count or question.info == "exempt" else found


def _write_open(_question: Question, tally: _Tally, _aids: Aids) -> list[AnswerLine]:
    return [tally.line(WRITTEN, "", "none")]


def _worth(aids: Aids, answer: Answer) -> Worth:
    fraction = aids.worth(answer)
    if fraction is None:
        return "none"
    return "right" if fraction >= ONE else "part" if fraction > ZERO else "wrong"


def _first(tally: _Tally, lines: list[AnswerLine]) -> list[AnswerLine]:
    """The most frequent lines, and one for all others."""
    if len(lines) <= MOST_LINES:
        return lines
    rest = _Tally()
    for line in lines[MOST_LINES:]:
        for group in ("upper", "lower", "middle"):
            rest.add(OTHERS, group, tally.counts[line.id, group])
    return [*lines[:MOST_LINES], rest.line(OTHERS, "", "wrong")]


_READERS: dict[str, Callable[[Question, Answer], list[str]]] = {
    "single": _read_choice,
    "truefalse": _read_choice,
    "multiple": _read_choices,
    "ordering": _read_order,
    "matching": _read_pairs,
    "short": _read_text,
    "numeric": _read_text,
    "routing": _read_letter,
    "open": _read_open,
}
_WRITERS: dict[str, Callable[[Question, _Tally, Aids], list[AnswerLine]]] = {
    "single": _write_options,
    "truefalse": _write_options,
    "multiple": _write_options,
    "ordering": _write_orders,
    "matching": _write_pairs,
    "short": _write_texts,
    "numeric": _write_texts,
    "routing": _write_letter,
    "open": _write_open,
}
