"""One question in our Markdown: heading, text, answer block, explanation."""

from __future__ import annotations

from collections.abc import Callable

from lms.content.blocks import ListBlock, Quote, scan
from lms.quizzes.domain.numbers import looks_numeric
from lms.quizzes.domain.question import fold
from lms.quizzes.exchange import weights
from lms.quizzes.exchange.md.lines import Lines
from lms.quizzes.exchange.model import Choice, Item, Match, Notes
from lms.quizzes.exchange.texts.tables import pipes
from lms.quizzes.kinds.single import BOTH

RULE = "---"


def write_question(item: Item, out: Lines, notes: Notes) -> None:
    """Put one question at the end of the file."""
    out.gap()
    out.add(f"## {item.title} {{{_attributes(item)}}}", item.line)
    stem = _apart(item, notes)
    if stem:
        out.add(stem, item.line)
    out.gap()
    _WRITERS[item.kind](item, out)
    closing = item.rubric if item.kind == "open" else item.explanation
    if closing:
        out.gap()
        _quote(closing, out, item.line)


def _attributes(item: Item) -> str:
    found = [f"#{item.id}"]
    if not _is_inferred(item):
        found.append(f"kind={item.kind}")
    if item.difficulty:
        found.append(f"difficulty={item.difficulty}")
    if item.competency:
        found.append(f"competency={item.competency}")
    if item.use:
        found.append(f"use={item.use}")
    if item.info == "exempt" and item.kind == "routing":
        found.append("info=exempt")
    return " ".join(found)


def _is_inferred(item: Item) -> bool:
    """Whether the answer block alone says of which kind the question is."""
    rights = sum(choice.right for choice in item.choices)
    both = {fold(choice.text) for choice in item.choices} == BOTH
    inferred: dict[str, bool] = {
        "single": rights <= 1 and not both,
        "truefalse": both,
        "multiple": rights > 1 and not both,
        "short": not all(looks_numeric(choice.text) for choice in item.choices),
        "numeric": all(looks_numeric(choice.text) for choice in item.choices),
        "ordering": True,
        "matching": True,
    }
    return inferred.get(item.kind, False)


def _apart(item: Item, notes: Notes) -> str:
    """The text of the question, with a rule below where its last block would join the answers."""
    blocks = scan(item.stem)
    last = blocks[-1] if blocks else None
    joins = isinstance(last, ListBlock) and _joins(last, item.kind)
    if joins or (item.kind == "open" and isinstance(last, Quote)):
        notes.add("X208", item.line, title=item.title)
        return f"{item.stem}\n\n{RULE}"
    return item.stem


def _joins(block: ListBlock, kind: str) -> bool:
    """Whether a list would become one with the answers; a flat list of points is told apart by its boxes."""
    if kind in {"matching", "open"} or block.ordered != (kind == "ordering"):
        return False
    return block.ordered or not block.tight or any(item.end_line > item.line for item in block.items)


def _quote(text: str, out: Lines, line: int, indent: str = "") -> None:
    out.add(text, line, f"{indent}> ")


def _item(text: str, marker: str, indent: int, choice: Choice, out: Lines) -> None:
    """One line of a list with its weight and its feedback."""
    mark = f"{{%{weights.shown(choice.weight)}}}" if choice.weight is not None else ""
    if mark and "\n" in text:
        text = f"{mark} {text}"
    elif mark:
        text = f"{text} {mark}"
    out.add(text, choice.line, " " * indent, marker)
    if choice.feedback:
        _quote(choice.feedback, out, choice.line, " " * indent)


def _boxes(item: Item, out: Lines) -> None:
    for choice in item.choices:
        _item(choice.text, f"- [{'x' if choice.right else ' '}] ", 2, choice, out)


def _keys(item: Item, out: Lines) -> None:
    for choice in item.choices:
        _item(choice.text, "- [=] ", 2, choice, out)


def _steps(item: Item, out: Lines) -> None:
    for number, choice in enumerate(item.choices, start=1):
        marker = f"{number}. "
        text = f"\\{choice.text}" if choice.text[:3].lower() in {"[ ]", "[x]", "[=]"} else choice.text
        _item(text, marker, len(marker), choice, out)


def _table(item: Item, out: Lines) -> None:
    out.add(f"| {pipes(item.heads[0])} | {pipes(item.heads[1])} |", item.line)
    out.add("|---|---|", item.line)
    for match in item.matches:
        out.add(_row(match), match.line)


def _row(match: Match) -> str:
    mark = f" {{%{weights.shown(match.weight)}}}" if match.weight is not None else ""
    left = f" {pipes(match.left)}{mark}" if match.left else ""
    return f"|{left} | {pipes(match.right)} |"


def _letter(item: Item, out: Lines) -> None:
    """Codes with their feedback behind the colon; feedback of several lines is a quote."""
    for choice in item.choices:
        code = f"{choice.code} any" if choice.any_agency else choice.code
        inside = choice.feedback if _is_short(choice.feedback) else ""
        text = f"{code}: {inside}" if inside else code
        rest = Choice(text, choice.right, choice.weight, "" if inside else choice.feedback, choice.line)
        _item(text, f"- [{'x' if choice.right else ' '}] ", 2, rest, out)


def _is_short(text: str) -> bool:
    return bool(text) and "\n" not in text and "{%" not in text


def _nothing(item: Item, out: Lines) -> None:
    """An open question has no answer block."""


_WRITERS: dict[str, Callable[[Item, Lines], None]] = {
    "single": _boxes,
    "multiple": _boxes,
    "truefalse": _boxes,
    "short": _keys,
    "numeric": _keys,
    "ordering": _steps,
    "matching": _table,
    "routing": _letter,
    "open": _nothing,
}
