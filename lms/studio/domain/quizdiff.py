"""What a new revision changes for those who answered the old one: questions added, gone, and keys changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lms.quizzes.domain.question import Question
from lms.quizzes.schema import QuizDocument


@dataclass(frozen=True)
class QuizDiff:
    """Ids of questions, in the order of the newer text; `reworded` leaves marks alone."""

    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    rekeyed: tuple[str, ...] = ()
    reworded: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict, compare=False)

    def named(self, ids: Iterable[str]) -> list[str]:
        """The titles of questions, for people."""
        return [self.titles.get(one, one) for one in ids]


def compare(old: QuizDocument, new: QuizDocument) -> QuizDiff:
    """The differences between two revisions of a quiz."""
    before = {q.id: q for q in old.questions}
    after = {q.id: q for q in new.questions}
    both = [q for q in new.questions if q.id in before]
    rekeyed = tuple(q.id for q in both if key_of(q) != key_of(before[q.id]))
    reworded = tuple(q.id for q in both if q.id not in rekeyed and _text(q) != _text(before[q.id]))
    added = tuple(q.id for q in new.questions if q.id not in before)
    titles = {q.id: q.title for q in (*old.questions, *new.questions)}
    return QuizDiff(added, tuple(i for i in before if i not in after), rekeyed, reworded, titles)


def key_of(question: Question) -> tuple[object, ...]:
    """Everything that decides about marks.

    Of a choice the right lines count, and the others only by their weight, so that a better wording of a
    wrong line is no change of the key; the order counts where the order is the answer.
    """
    lines: list[object] = [
        (o.code or o.text, o.right, o.weight)
        for o in question.options
        if o.right or o.weight is not None or question.kind in {"short", "numeric", "ordering", "routing"}
    ]
    if question.kind != "ordering":
        lines.sort(key=repr)
    pairs = sorted(((p.left.text, p.right.text, p.weight) for p in question.pairs), key=repr)
    return (question.kind, question.info, tuple(lines), tuple(pairs))


def _text(question: Question) -> dict[str, object]:
    return question.model_dump(
        exclude={"line": True, "options": {"__all__": {"line", "column"}}, "pairs": {"__all__": {"line"}}}
    )
