"""Reading questions out of a Markdown body: heading, stem, answer block, explanation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from lms.content.blocks import (
    Block,
    KeyItem,
    ListBlock,
    ListItem,
    Quote,
    Section,
    Table,
    TaskItem,
    raw_text,
    sections,
)
from lms.core.problem import Problem
from lms.quizzes.domain.catalogue import Catalogue
from lms.quizzes.domain.numbers import looks_numeric
from lms.quizzes.domain.question import Question, fold
from lms.quizzes.kinds import KINDS
from lms.quizzes.kinds.draft import Draft, short
from lms.quizzes.kinds.single import BOTH
from lms.quizzes.schema.attributes import read_attributes

LONGEST_ID = 60
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class _Parts:
    """A question's section, taken apart."""

    stem: str
    block: Block | None
    items: tuple[ListItem, ...]
    quote: str
    stray: Block | None


def parse_questions(
    path: str, blocks: Sequence[Block], *, level: int = 2, catalogue: Catalogue | None = None
) -> tuple[list[Question], list[Problem]]:
    """The questions under headings of `level`, and every problem found.

    A question with an error is left out of the list, its faults and those of all others are
    reported. With a catalogue, routing codes are checked against it.
    """
    questions: list[Question] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for section in sections(blocks, level):
        draft = _draft(path, section, catalogue)
        _check_id(draft, seen)
        question = _question(draft, section)
        problems += draft.problems
        if question is not None:
            questions.append(question)
    return questions, problems


def _draft(path: str, section: Section, catalogue: Catalogue | None) -> Draft:
    named = section.heading.attrs.get("kind", "")
    parts = _take_apart(section.blocks, rubric=named == "open")
    return Draft(
        path=path,
        heading=section.heading,
        kind=named,
        block=parts.block,
        items=parts.items,
        quote=parts.quote,
        catalogue=catalogue,
        stem=parts.stem,
        stray=parts.stray,
    )


def _take_apart(blocks: Sequence[Block], *, rubric: bool) -> _Parts:
    """Stem, answer block, closing quote; `stray` is text that stands where nobody would see it.

    The answer block of an open question is only what is unmistakably one: its text may hold lists.
    """
    end = len(blocks)
    while end and isinstance(blocks[end - 1], Quote):
        end -= 1
    quote = "\n\n".join(block.text for block in blocks[end:] if isinstance(block, Quote))
    body = list(blocks[:end])
    places = [n for n, block in enumerate(body) if isinstance(block, (ListBlock, Table))]
    if rubric:
        places = [n for n in places if _boxed(body[n])]
    if not places:
        return _Parts(raw_text(body), None, (), quote, None)
    place = places[-1]
    block = body[place]
    own, items = _split_list(block) if isinstance(block, ListBlock) else ("", ())
    stem = "\n\n".join(part for part in (raw_text(body[:place]), own) if part)
    stray = body[place + 1] if place + 1 < len(body) else None
    return _Parts(stem, block, items, quote, stray)


def _boxed(block: Block) -> bool:
    return isinstance(block, ListBlock) and any(isinstance(i, (TaskItem, KeyItem)) for i in block.items)


def _split_list(block: ListBlock) -> tuple[str, tuple[ListItem, ...]]:
    """The lines of the answer, and the Markdown of lines above them that belong to the stem.

    Markdown joins a plain list and a task list that follows after an empty line; authors mean two.
    """
    items = block.items
    first = next((n for n, i in enumerate(items) if isinstance(i, (TaskItem, KeyItem))), 0)
    if first and items[first - 1].end_line + 1 < items[first].line:
        return "\n".join(item.raw for item in items[:first]), items[first:]
    return "", items


def _check_id(draft: Draft, seen: dict[str, int]) -> None:
    heading = draft.heading
    if heading.malformed is not None:
        draft.on_heading("M011", text="{" + short(heading.malformed) + "}")
        return
    if heading.id is None:
        draft.on_heading("Q001", title=draft.title)
        return
    place = (heading.line, heading.id_column or heading.column)
    if not heading.id_first:
        draft.fault("Q002", *place, id=heading.id)
    if not _ID.fullmatch(heading.id) or len(heading.id) > LONGEST_ID:
        draft.fault("Q004", *place, id=short(heading.id), limit=LONGEST_ID)
    elif heading.id in seen:
        draft.fault("Q003", *place, id=heading.id, first=seen[heading.id])
    else:
        seen[heading.id] = heading.line


def _question(draft: Draft, section: Section) -> Question | None:
    attributes = read_attributes(draft)
    draft.info = attributes.get("info", "open")
    draft.kind = attributes.get("kind") or infer_kind(draft) or ""
    if draft.stray is not None:
        draft.fault("Q019", draft.stray.line, draft.stray.column)
    if not draft.kind:
        _no_kind(draft)
        return None
    kind = KINDS[draft.kind]
    if draft.block is None and draft.kind != "open":
        draft.on_heading("Q010", title=draft.title)
        return None
    if not kind.fits(draft):
        draft.on_heading("Q017", kind=draft.kind, expected=kind.written_as)
        return None
    answers = kind.parse(draft)
    if any(p.is_error for p in draft.problems):
        return None
    facts = {
        **attributes,
        **answers.__dict__,
        "id": section.heading.id,
        "title": draft.title,
        "kind": draft.kind,
        "stem": draft.stem,
        "explanation": "" if draft.kind == "open" else draft.quote,
        "line": section.heading.line,
    }
    return _made(facts)


def _made(facts: dict[str, object]) -> Question:
    try:
        return Question.model_validate(facts)
    except ValidationError as error:  # every field was checked above
        raise AssertionError(str(error)) from error


def _no_kind(draft: Draft) -> None:
    """There is no block, or a plain list in which nothing is marked."""
    if any(p.code == "Q006" for p in draft.problems):
        return
    if draft.block is None:
        draft.on_heading("Q010", title=draft.title)
    else:
        draft.on_heading("Q011", title=draft.title)


def infer_kind(draft: Draft) -> str | None:
    """The kind that the answer block has the shape of; None when it says nothing."""
    if draft.table is not None:
        return "matching"
    if any(isinstance(item, KeyItem) for item in draft.items):
        keys = [item.text for item in draft.items if isinstance(item, KeyItem)]
        return "numeric" if all(looks_numeric(key) for key in keys) else "short"
    boxes = [item for item in draft.items if isinstance(item, TaskItem)]
    if boxes:
        if {fold(item.text) for item in draft.items} == BOTH:
            return "truefalse"
        return "multiple" if sum(item.checked for item in boxes) > 1 else "single"
    return "ordering" if draft.ordered else None
