"""What every kind of question offers, and the values that pass between a page and a kind."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, Protocol

from lms.core.problem import Words
from lms.quizzes.domain.catalogue import Catalogue
from lms.quizzes.domain.marks import Mark
from lms.quizzes.domain.question import Frozen, KindName, Option, Question, Side
from lms.quizzes.kinds.draft import Answers, Draft

Answer = dict[str, object] | None

MAX_TEXT = 4000

AskCode = Literal["doubtful_number", "not_a_number", "same_place", "missing_places"]
ErrorCode = Literal["unknown_choice", "too_many", "too_long", "bad_value", "unknown_destination"]


class PublicQuestion(Frozen):
    """A question as a page may show it; texts are Markdown."""

    id: str
    kind: KindName
    title: str
    stem: str
    choices: tuple[Side, ...] = ()
    rights: tuple[Side, ...] = ()
    heads: tuple[str, str] = ("", "")
    difficulty: int | None = None


@dataclass(frozen=True)
class Reading:
    """What was read from posted fields.

    `answer` is canonical and may be stored, unless `error` says that the fields make no sense.
    `ask` is a question back to the officer about an answer that is stored all the same;
    `value` is the piece of text that it is about.
    """

    answer: Answer
    ask: AskCode | None = None
    error: ErrorCode | None = None
    value: str = ""


class ResolvedKey(Frozen):
    """A routing option with the destinations that its code meant when the attempt started."""

    code: str
    right: bool
    refs: tuple[str, ...]
    any_agency: bool = False


@dataclass(frozen=True)
class Resolved:
    """What a routing question needs beside its text: resolved keys, and the catalogue of the attempt."""

    keys: tuple[ResolvedKey, ...]
    catalogue: Catalogue = field(repr=False)
    exempt_penalty: Fraction = Fraction(1, 2)


class Kind(Protocol):
    """The behaviour of one kind of question."""

    written_as: Words

    def fits(self, draft: Draft) -> bool:
        """Whether the answer block has the shape of this kind."""
        ...

    def parse(self, draft: Draft) -> Answers:
        """The answer block as data; faults are reported to the draft, each where it stands."""
        ...

    def arrange(self, question: Question, mixer: random.Random, *, shuffle: bool) -> list[str]:
        """The order of the lines, as their ids."""
        ...

    def public(self, question: Question, order: Sequence[str]) -> PublicQuestion:
        """The question without its key, lines in the given order."""
        ...

    def read(
        self, question: Question, fields: Mapping[str, Sequence[str]], resolved: Resolved | None
    ) -> Reading:
        """The canonical answer in posted fields; all fields are lists of strings."""
        ...

    def mark(self, question: Question, answer: Answer, resolved: Resolved | None) -> Mark:
        """The mark of a canonical answer."""
        ...


def bare(question: Question, choices: Sequence[Side] = (), rights: Sequence[Side] = ()) -> PublicQuestion:
    """The public form with these lines; the one place that decides which fields leave the server."""
    return PublicQuestion(
        id=question.id,
        kind=question.kind,
        title=question.title,
        stem=question.stem,
        choices=tuple(choices),
        rights=tuple(rights),
        heads=question.heads,
        difficulty=question.difficulty,
    )


def in_order(options: Sequence[Option], order: Sequence[str]) -> list[Side]:
    """The options as plain lines in the given order; ids that are not in it follow as written."""
    known = {option.id: option for option in options}
    ids = [i for i in order if i in known] + [i for i in known if i not in order]
    return [Side(id=i, text=known[i].text) for i in ids]


def mixed(ids: Sequence[str], mixer: random.Random, *, shuffle: bool) -> list[str]:
    """The ids, mixed if asked."""
    result = list(ids)
    if shuffle:
        mixer.shuffle(result)
    return result


def one(fields: Mapping[str, Sequence[str]], name: str) -> str:
    """The only value of a field, empty when it was not sent; ValueError when it was sent twice."""
    values = fields.get(name, ())
    if len(values) > 1:
        raise ValueError(name)
    return values[0] if values else ""


def text_of(answer: Answer, name: str = "text") -> str:
    """A text field of a canonical answer, empty when there is none."""
    value = (answer or {}).get(name)
    return value if isinstance(value, str) else ""


def list_of(answer: Answer, name: str) -> list[str]:
    """A list of strings in a canonical answer, empty when there is none."""
    value = (answer or {}).get(name)
    return [v for v in value if isinstance(v, str)] if isinstance(value, list) else []
