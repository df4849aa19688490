"""Rules that join the front matter of a quiz with its questions; each fault on the key it is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from pydantic import TypeAdapter, ValidationError

from lms.content.fields import Duration, LocalMoment
from lms.content.frontmatter import Document
from lms.core.problem import Problem, Words, problem
from lms.quizzes.domain.question import Question
from lms.quizzes.domain.rules import Mode, allowed_in
from lms.quizzes.schema.quiz import MODES

_MODE = {"exam": Words("ujian", "the examination"), "practice": Words("latihan", "practice")}
_MOMENT: TypeAdapter[datetime | None] = TypeAdapter(LocalMoment | None)
_DURATION: TypeAdapter[timedelta | None] = TypeAdapter(Duration | None)
_USES = ("exam", "practice", "both")


def check_rules(document: Document, questions: Sequence[Question], *, total: int) -> list[Problem]:
    """Pools, draw, feedback and window, from what was written, even if other keys are at fault.

    `total` is the number of headings; when some question has a fault of its own, the pools are
    not judged by the ones that are left.
    """
    found = [*_feedback(document), *_window(document)]
    if total == 0:
        found.append(problem(document.path, document.body_line, 1, "Q061"))
    elif len(questions) == total:
        found += _pools(document, questions)
    if "competency" not in document.meta:
        found += [
            problem(document.path, q.line, 1, "Q066", title=q.title) for q in questions if not q.competency
        ]
    return found


def _use(document: Document) -> str:
    use = document.meta.get("use")
    return use if use in _USES else "exam"


def _on(document: Document, key: str, code: str, **values: object) -> Problem:
    line, column = document.where.key(key)
    return problem(document.path, line, column, code, **values)


def _pools(document: Document, questions: Sequence[Question]) -> list[Problem]:
    use, draw = _use(document), _number(document.meta.get("draw"))
    found = []
    for mode in MODES:
        if not allowed_in(use, mode):  # type: ignore[arg-type]
            continue
        pool = _pool(questions, use, mode)
        if pool == 0:
            found.append(_on(document, "use" if "use" in document.meta else "id", "Q062", mode=_MODE[mode]))
        elif draw is not None and draw > pool:
            found.append(_on(document, "draw", "Q060", draw=draw, pool=pool, mode=_MODE[mode]))
    return found


def _pool(questions: Sequence[Question], use: str, mode: Mode) -> int:
    return sum(allowed_in(q.use or use, mode) for q in questions)  # type: ignore[arg-type]


def _feedback(document: Document) -> list[Problem]:
    rule = document.meta.get("feedback")
    if rule == "after_each" and _use(document) == "exam":
        return [_on(document, "feedback", "Q063")]
    if rule == "after_close" and "closes" not in document.meta:
        return [_on(document, "feedback", "Q065")]
    return []


def _window(document: Document) -> list[Problem]:
    opens, closes = _moment(document.meta.get("opens")), _moment(document.meta.get("closes"))
    if opens is not None and closes is not None and closes <= opens:
        return [_on(document, "closes", "Q064")]
    return _spread(document, None if opens is None or closes is None else closes - opens)


def _spread(document: Document, window: timedelta | None) -> list[Problem]:
    """Whoever starts last must still have the whole time: an hour's examination needs more than an hour's window."""
    spread, limit = _number(document.meta.get("start_spread")), _limit(document.meta.get("time_limit"))
    if spread is None or limit is None or window is None or window >= limit + timedelta(seconds=spread):
        return []
    return [_on(document, "start_spread", "Q067", spread=spread)]


def _limit(value: object) -> timedelta | None:
    try:
        return _DURATION.validate_python(value)
    except ValidationError:
        return None


def _moment(value: object) -> datetime | None:
    try:
        return _MOMENT.validate_python(value)
    except ValidationError:
        return None


def _number(value: object) -> int | None:
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else None
