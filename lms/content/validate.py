"""Front matter against a schema class: every fault, each where it stands, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from lms.content.frontmatter import Document
from lms.content.hints import hint
from lms.content.schemas import known_names, model_at
from lms.content.valuewords import describe
from lms.core.problem import MESSAGES, Problem, problem

M = TypeVar("M", bound=BaseModel)
Loc = tuple[str | int, ...]


def validate(
    model: type[M], document: Document, *, extra: Mapping[str, Any] | None = None
) -> tuple[M | None, list[Problem]]:
    """The front matter of `document` as a `model`, or None and all the problems.

    `extra` holds fields that do not come from the front matter (the questions of a quiz, say);
    an author cannot set them. An empty value of a key that has a default counts as left out.
    Schema classes may raise `ValueError(Words(...))`, or `PydanticCustomError("Q012", …, values)`
    to report a code of the catalogue.
    """
    reserved = set(extra or ())
    data = {k: v for k, v in document.meta.items() if not _left_out(model, k, v) and k not in reserved}
    problems = [_unknown(model, document, (key,), reserved) for key in document.meta if key in reserved]
    try:
        made = model.model_validate({**data, **(extra or {})}, extra="forbid")
    except ValidationError as error:
        details = error.errors(include_url=False)
        problems += [p for d in details if (p := _problem(model, document, d, reserved))]
        return None, _each_place_once(problems)
    return (None if problems or not _whole(model, document) else made), problems


def _left_out(model: type[BaseModel], key: str, value: object) -> bool:
    if value is not None:
        return False
    names = {(f.alias or name): f for name, f in model.model_fields.items()}
    return key in names and not names[key].is_required()


def _whole(model: type[BaseModel], document: Document) -> bool:
    """Whether no key was lost that the model would have read."""
    return document.sound and not (document.lost & known_names(model))


def _problem(
    model: type[BaseModel], document: Document, detail: ErrorDetails, reserved: set[str]
) -> Problem | None:
    loc = _written(document, detail["loc"])
    if detail["type"] == "missing":
        return _missing(document, detail["loc"])
    if detail["type"] == "extra_forbidden":
        return _unknown(model, document, detail["loc"], reserved)
    line, column = document.where.key(*loc)
    if detail["type"] in MESSAGES:
        values = {"key": _dotted(loc), **detail.get("ctx", {})}
        return problem(document.path, line, column, detail["type"], **values)
    code, values = describe(detail)
    return problem(document.path, line, column, code, key=_dotted(loc), **values)


def _missing(document: Document, loc: Loc) -> Problem | None:
    """Nothing is said about what may stand in a part that could not be read."""
    if len(loc) == 1 and (not document.sound or loc[0] in document.lost):
        return None
    line, column = document.where.key(*loc)
    return problem(document.path, line, column, "F030", key=_dotted(loc))


def _unknown(model: type[BaseModel], document: Document, loc: Loc, reserved: set[str]) -> Problem:
    line, column = document.where.key(*_written(document, loc))
    owner = model_at(model, loc[:-1])
    known = known_names(owner) - (reserved if owner is model else set()) if owner else set()
    name = str(loc[-1])
    return problem(document.path, line, column, "F031", key=name, hint=hint(name, known))


def _written(document: Document, loc: Loc) -> Loc:
    """The part of `loc` that the author wrote: pydantic adds the names of union members."""
    steps: Loc = ()
    for step in loc:
        if (*steps, step) in document.where.keys:
            steps = (*steps, step)
    return steps or loc[:1]


def _dotted(loc: Loc) -> str:
    text = ""
    for step in loc:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text or "?"


def _each_place_once(problems: list[Problem]) -> list[Problem]:
    """A value that fits no member of a union is one fault, not one for each member."""
    first: dict[tuple[int, int, object], Problem] = {}
    for one in problems:
        first.setdefault((one.line, one.column, one.values.get("key")), one)
    return list(first.values())
