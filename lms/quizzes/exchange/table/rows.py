"""One row as one question: the kind follows from the options and the key, or is named."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from lms.quizzes.domain.numbers import looks_numeric
from lms.quizzes.domain.question import KindName, Use, fold
from lms.quizzes.exchange.letters import as_letter
from lms.quizzes.exchange.model import Choice, Item, Match, Notes
from lms.quizzes.exchange.texts.escape import paragraphs
from lms.quizzes.schema.csvtext import CsvCell

KINDS: tuple[str, ...] = get_args(KindName)
TRUE, FALSE = {"benar", "b", "true", "ya", "betul"}, {"salah", "s", "false", "tidak"}
_UNIT = re.compile(r"[A-Z][A-Za-z0-9.-]{0,19}")
_ARROW = "->"


@dataclass(frozen=True)
class Record:
    """The cells of a row by the names of their columns."""

    cells: Mapping[str, CsvCell]
    line: int
    most: int

    def text(self, name: str) -> str:
        """The text of a cell; empty when the table has no such column."""
        return self.cells[name].text if name in self.cells else ""

    def column(self, name: str) -> int:
        """Where the cell stands; 1 when there is none."""
        return self.cells[name].column if name in self.cells else 1

    def at(self, name: str) -> int:
        """The line of a cell."""
        return self.cells[name].line if name in self.cells else self.line

    def markdown(self, name: str) -> str:
        """The cell as Markdown: tables hold plain text."""
        return paragraphs(self.text(name))

    def options(self) -> list[tuple[str, str, str, int]]:
        """Letter, name, text and line of every option that is filled."""
        names = [(chr(ord("A") + n), f"option_{n + 1}") for n in range(self.most)]
        return [(letter, name, self.text(name), self.at(name)) for letter, name in names if self.text(name)]


Facts = dict[str, Any]


def question(record: Record, notes: Notes) -> Facts | None:
    """The fields of an Item, without title and text; None after a fault that was reported."""
    facts = _attributes(record, notes)
    kind = _kind(record, notes)
    answers = _READERS[kind](record, notes) if kind else None
    if answers is None:
        return None
    return {
        "kind": kind,
        "id": record.text("id"),
        "explanation": record.markdown("explanation"),
        **facts,
        **answers,
    }


def _attributes(record: Record, notes: Notes) -> Facts:
    checks: dict[str, tuple[Callable[[str], bool], str]] = {
        "competency": (lambda text: bool(_UNIT.fullmatch(text)), "`K1`, `K2`, …"),
        "difficulty": (lambda text: text in {"1", "2", "3", "4"}, "`1`, `2`, `3`, `4`"),
        "use": (lambda text: text in get_args(Use), "`exam`, `practice`, `both`"),
    }
    found: Facts = {}
    for name, (fits, choices) in checks.items():
        text = record.text(name)
        if text and fits(text):
            found[name] = int(text) if name == "difficulty" else text
        elif text:
            notes.add(
                "X033", record.at(name), record.column(name), name=name, value=text[:60], choices=choices
            )
    return found


def _kind(record: Record, notes: Notes) -> str:
    named = record.text("kind").casefold()
    if named:
        if named not in KINDS:
            choices = ", ".join(f"`{kind}`" for kind in KINDS)
            notes.add(
                "X033",
                record.at("kind"),
                record.column("kind"),
                name="kind",
                value=named[:60],
                choices=choices,
            )
            return ""
        return named
    options, key = record.options(), record.text("key")
    if options and all(_ARROW in text for _, _, text, _ in options):
        return "matching"
    if options:
        return "multiple" if len(_letters(record)) > 1 else "single"
    if key.casefold() in TRUE | FALSE:
        return "truefalse"
    return "numeric" if key and all(looks_numeric(part) for part in _parts(key)) else "short"


def _parts(key: str) -> list[str]:
    return [part.strip() for part in key.split("|") if part.strip()]


def _letters(record: Record) -> list[str]:
    """The options that the key names: by letter, by number, or by their very words."""
    key = record.text("key")
    words = {fold(text): letter for letter, _, text, _ in record.options()}
    if fold(key) in words:
        return [words[fold(key)]]
    found = []
    for part in re.split(r"[\s,;|]+", key):
        sign = part.strip(".)").upper()
        number = int(sign) if sign.isascii() and sign.isdigit() and len(sign) < 3 else 0  # noqa: PLR2004
        if sign:
            found.append(chr(ord("A") + number - 1) if 1 <= number <= record.most else sign)
    return list(dict.fromkeys(found))


def _empty_key(record: Record, notes: Notes) -> None:
    notes.add("X034", record.at("key"), record.column("key"))


def _choices(record: Record, notes: Notes) -> Facts | None:
    options, rights = record.options(), _letters(record)
    known = {letter for letter, _, _, _ in options}
    stranger = next((letter for letter in rights if letter not in known), None)
    if not rights:
        _empty_key(record, notes)
        return None
    if stranger is not None:
        notes.add("X021", record.at("key"), record.column("key"), text=stranger[:60])
        return None
    lines = tuple(
        Choice(
            paragraphs(text),
            letter in rights,
            None,
            record.markdown(name.replace("option", "feedback")),
            line,
        )
        for letter, name, text, line in options
    )
    return {"choices": lines}


def _true_or_false(record: Record, notes: Notes) -> Facts | None:
    key = record.text("key").casefold()
    if record.options():
        return _choices(record, notes)
    if key not in TRUE | FALSE:
        notes.add(
            "X033",
            record.at("key"),
            record.column("key"),
            name="key",
            value=key[:60],
            choices="`Benar`, `Salah`",
        )
        return None
    words = [record.markdown("feedback_1"), record.markdown("feedback_2")]
    lines = (("Benar", key in TRUE, words[0]), ("Salah", key in FALSE, words[1]))
    return {"choices": tuple(Choice(text, right, None, said, record.line) for text, right, said in lines)}


def _keys(record: Record, notes: Notes) -> Facts | None:
    parts = _parts(record.text("key"))
    if not parts:
        _empty_key(record, notes)
        return None
    line = record.at("key")
    said = [record.markdown(f"feedback_{n + 1}") for n in range(len(parts))]
    return {"choices": tuple(Choice(t, True, None, s, line) for t, s in zip(parts, said, strict=True))}


def _steps(record: Record, notes: Notes) -> Facts | None:
    steps = record.options()
    if len(steps) < 2:  # noqa: PLR2004 -- an order needs two steps
        notes.add("X018", record.line, needed=2, count=len(steps))
        return None
    return {"choices": tuple(Choice(paragraphs(text), True, None, "", line) for _, _, text, line in steps)}


def _pairs(record: Record, notes: Notes) -> Facts | None:
    rows = []
    for _, name, text, line in record.options():
        left, arrow, right = text.partition(_ARROW)
        if not arrow:
            notes.add("X037", line, record.column(name), text=text[:60])
            return None
        rows.append(Match(paragraphs(left), paragraphs(right), None, line))
    if sum(bool(row.left) for row in rows) < 2:  # noqa: PLR2004 -- one row matches itself
        notes.add("X018", record.line, needed=2, count=len(rows))
        return None
    return {"matches": tuple(rows)}


def _open(record: Record, notes: Notes) -> Facts:  # noqa: ARG001 -- every kind has the same signature
    return {"rubric": record.markdown("key")}


def _letter(record: Record, notes: Notes) -> Facts | None:
    found = _choices(record, notes)
    if found is None:
        return None
    plain = tuple(
        Choice(text, c.right, None, c.feedback, c.line)
        for (_, _, text, _), c in zip(record.options(), found["choices"], strict=True)
    )
    item = as_letter(Item("multiple", "", choices=plain))
    if item.kind != "routing":
        notes.add(
            "X033",
            record.line,
            name="option_1",
            value=plain[0].text[:60],
            choices="`1.03/drainase`, `EXT.PROV.DIK`",
        )
        return None
    return {"choices": item.choices}


_READERS: dict[str, Callable[[Record, Notes], Facts | None]] = {
    "single": _choices,
    "multiple": _choices,
    "truefalse": _true_or_false,
    "short": _keys,
    "numeric": _keys,
    "ordering": _steps,
    "matching": _pairs,
    "open": _open,
    "routing": _letter,
}
