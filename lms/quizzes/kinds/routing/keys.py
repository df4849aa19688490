"""Reading the keys of a routing question, and holding them against the catalogue of the day."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from lms.content.blocks import TaskItem
from lms.content.hints import hint
from lms.core.problem import Words
from lms.quizzes.domain.catalogue import Catalogue
from lms.quizzes.domain.question import Option, fold, item_id
from lms.quizzes.kinds.draft import Answers, Draft, short

_KEY = re.compile(
    r"(?P<code>\d+[.,]\d+(?:/[\w-]+)?|EXT[\w.]*)(?P<any>\s+any|\s*\(any\)|\s*\{any\})?"
    r"\s*(?:\{%(?P<weight>[^{}]*)\})?\s*(?::(?P<text>.*)|$)",
    re.DOTALL,
)
_NUMBER = re.compile(r"[+-]?\d{1,3}(?:\.\d{1,6})?")
_LOST_ZERO = re.compile(r"(\d\.\d)(/.*)?")


def read_keys(draft: Draft) -> Answers:
    """The lines as keys: code, perhaps `any`, and after the colon the feedback."""
    seen: dict[str, int] = {}
    options = []
    for item in draft.boxes():
        option = _option(draft, item)
        if option is None:
            continue
        if option.code in seen:
            draft.fault("R006", option.line, option.column, key=option.code, first=seen[option.code])
            continue
        seen[option.code] = option.line
        options.append(option)
    if not any(isinstance(item, TaskItem) and item.checked for item in draft.items):
        draft.on_heading("Q011", title=draft.title)
    if draft.catalogue is not None:
        _check(draft, options, draft.catalogue)
    return Answers(options=tuple(options))


def _option(draft: Draft, item: TaskItem) -> Option | None:
    found = _KEY.match(item.text)
    if found is None:
        draft.weight_of(item)
        _no_code(draft, item)
        return None
    weight = draft.weight_of(_with_weight(item, found))
    feedback = "\n\n".join(part for part in ((found["text"] or "").strip(), item.quote or "") if part)
    return Option(
        id=item_id(found["code"]),
        text="",
        right=item.checked,
        weight=weight,
        feedback=feedback,
        line=item.text_line,
        column=item.text_column,
        code=found["code"],
        any_agency=bool(found["any"]),
    )


def _with_weight(item: TaskItem, found: re.Match[str]) -> TaskItem:
    """The item with a weight that stands between the code and the colon, where authors put it too."""
    written = found["weight"]
    if written is None:
        return item
    number = written.strip().replace(",", ".")
    return replace(
        item,
        weight_text=written.strip(),
        weight=Fraction(number) if _NUMBER.fullmatch(number) else None,
        weight_line=item.text_line,
        weight_column=item.text_column + found.start("weight") - 2,
    )


def _no_code(draft: Draft, item: TaskItem) -> None:
    """Say what to write instead: the code, where the author wrote the name of an agency."""
    name = fold(item.text.partition(":")[0])
    catalogue = draft.catalogue or Catalogue()
    named = next((d for d in catalogue.destinations if name in (fold(d.name), fold(d.short)) and name), None)
    place = (item.text_line, item.text_column)
    if named is not None:
        draft.fault("R009", *place, text=short(item.text.partition(":")[0].strip()), key=named.code)
    else:
        draft.fault("R001", *place)


def _check(draft: Draft, options: list[Option], catalogue: Catalogue) -> None:
    """Every code exists, and every right one means exactly one destination today."""
    rights: dict[str, Option] = {}
    for option in options:
        place = (option.line, option.column)
        if not catalogue.knows(option.code):
            draft.fault("R002", *place, key=option.code, hint=code_hint(option.code, catalogue))
            continue
        refs = catalogue.resolve(option.code)
        if not refs:
            draft.fault("R004" if option.right else "R005", *place, key=option.code)
        elif option.right and len(refs) > 1 and not option.any_agency:
            names = ", ".join(catalogue.by_ref[ref].label for ref in refs)
            draft.fault("R003", *place, key=option.code, agencies=short(names, 160))
        if option.right:
            rights.update(dict.fromkeys(refs, option))
    for option in options:
        clash = next((ref for ref in catalogue.resolve(option.code) if ref in rights), None)
        if not option.right and clash and set(catalogue.resolve(option.code)) <= rights.keys():
            right = rights[clash]
            draft.fault(
                "R007",
                option.line,
                option.column,
                key=option.code,
                agency=catalogue.by_ref[clash].label,
                right=right.code,
                first=right.line,
            )


def code_hint(code: str, catalogue: Catalogue) -> Words:
    """The end of a message about an unknown code: a lost zero first, else the nearest known code."""
    lost = _LOST_ZERO.fullmatch(code)
    guess = f"{lost[1]}0{lost[2] or ''}" if lost else ""
    if guess and catalogue.knows(guess):
        return Words(f", mungkin maksud Anda `{guess}`?", f", did you mean `{guess}`?")
    return hint(code, [*catalogue.by_code, *(d.code for d in catalogue.destinations if d.kind == "external")])
