"""Looking into schema classes: which class stands at a place, and which names it knows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from pydantic import BaseModel


def known_names(model: type[BaseModel]) -> set[str]:
    """The keys an author may write for `model`."""
    return {field.alias or name for name, field in model.model_fields.items()}


def model_at(model: type[BaseModel], loc: Iterable[str | int]) -> type[BaseModel] | None:
    """The schema class at `loc` below `model`, through lists, mappings and optional fields."""
    here: type[BaseModel] | None = model
    annotation: Any = model
    for step in loc:
        field = None
        if here is not None and isinstance(step, str):
            fields = {(f.alias or name): f for name, f in here.model_fields.items()}
            field = fields.get(step)
        if field is not None:
            annotation = field.annotation
        here = _model_in(annotation)
    return here


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
