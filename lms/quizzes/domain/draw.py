"""Drawing questions for an attempt, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from lms.quizzes.domain.catalogue import Catalogue
from lms.quizzes.domain.question import Question


@dataclass(frozen=True)
class Form:
    """A fixed selection of one revision, asked whole in place of a drawing; `withheld` keeps its keys back."""

    revision_id: int
    questions: tuple[str, ...]
    withheld: bool = False


def draw(
    pool: Sequence[Question], seed: str, *, count: int | None, shuffle: bool, catalogue: Catalogue
) -> list[Question]:
    """`count` questions of the pool (all when None), in the order of the file unless shuffled.

    A letter whose right key means nobody today is passed over: it could not be answered.
    """
    mixer = random.Random(f"{seed}:draw")  # noqa: S311 -- a fair draw, not a secret
    able = [question for question in pool if askable(question, catalogue)]
    size = len(able) if count is None else min(count, len(able))
    places = mixer.sample(range(len(able)), size)
    return [able[place] for place in (places if shuffle else sorted(places))]


def askable(question: Question, catalogue: Catalogue) -> bool:
    """Whether every right key of a routing question means a destination; other kinds always can be asked."""
    if question.kind != "routing":
        return True
    rights = [option for option in question.options if option.right]
    return bool(rights) and all(catalogue.resolve(option.code) for option in rights)
