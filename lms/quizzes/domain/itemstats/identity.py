"""When two questions are the same one: by what people read and by what was counted right, not by revision."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from lms.quizzes.domain.question import Option, Pair, Question

LENGTH = 12


def same_text(question: Question) -> str:
    """The identity of what people saw and could answer; feedback, explanation and place do not matter."""
    ordered = question.kind == "ordering"
    shown = [] if question.kind in ("short", "numeric", "routing") else [o.id for o in question.options]
    return _hash(
        {
            "kind": question.kind,
            "title": question.title,
            "stem": question.stem,
            "shown": sorted(shown) if ordered else shown,
            "left": sorted(pair.left.id for pair in question.pairs),
            "right": sorted({pair.right.id for pair in question.pairs} | {s.id for s in question.extras}),
        }
    )


def same_key(question: Question) -> str:
    """The identity of what earns marks: right lines, weights, pairs, the order of steps, the rubric."""
    options = [_option(option) for option in question.options]
    return _hash(
        {
            "options": options if question.kind == "ordering" else sorted(options),
            "pairs": sorted(_pair(pair) for pair in question.pairs),
            "info": question.info,
            "rubric": question.rubric,
        }
    )


def fingerprint(asked: Question, marked: Question | None = None) -> str:
    """The identity of a question as it was asked, and as it was marked where a later key did that."""
    return _hash([same_text(asked), same_key(marked or asked)])


def _option(option: Option) -> list[str]:
    return [option.id, str(option.right), str(option.weight), str(option.any_agency)]


def _pair(pair: Pair) -> list[str]:
    return [pair.left.id, pair.right.id, str(pair.weight)]


def _hash(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]
