"""Marked answers become reviews, and reviews become memories: in the transaction of the answer, once for each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from lms.competency.actions.night import plan_night
from lms.competency.domain.recall import Forgetting, Memory, Review, rating_of
from lms.competency.models import MemoryState, ReviewEvent
from lms.competency.queries.editions import Active, active
from lms.competency.queries.memory import MemoryKey, Past, Stored, history, last_rounds, stored
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.institution.queries import institution
from lms.people.models import Officer
from lms.quizzes.domain.result import AttemptResult
from lms.quizzes.queries.marked import MarkedAnswer, marked_answers


def review_closed(session: Session, result: AttemptResult, _actor: Actor, clock: Clock) -> None:
    """Note the answers of a closed attempt, practice or examination; news that came before changes nothing."""
    review_attempt(session, result.attempt_id, clock)


def review_settled(session: Session, attempt_id: int, clock: Clock) -> None:
    """Note an answer of practice as soon as its mark was shown, even if the practice is never handed in."""
    review_attempt(session, attempt_id, clock)


def review_attempt(session: Session, attempt_id: int, clock: Clock) -> int:
    """Note every marked answer of an attempt that was not noted yet, or was marked otherwise; how many were."""
    marked = marked_answers(session, attempt_id)
    known = last_rounds(session, attempt_id) if marked else {}
    news = [one for one in marked if _is_news(one, known)]
    if news:
        note(session, [(one, known.get(one.id, (0, 0))[0] + 1) for one in news])
        plan_night(session, clock)
    return len(news)


def _is_news(one: MarkedAnswer, known: dict[int, tuple[int, int]]) -> bool:
    return one.id not in known or known[one.id][1] != rating_of(one.score, one.kind)


def note(session: Session, news: Sequence[tuple[MarkedAnswer, int]]) -> None:
    """Add reviews of one officer, each with its round, and bring the memories they bear on up to date."""
    officer_id = news[0][0].officer_id
    if session.get_bind().dialect.name == "postgresql":  # two attempts of one officer may close at one moment
        session.execute(select(Officer.id).where(Officer.id == officer_id).with_for_update())
    by_key: dict[MemoryKey, list[tuple[MarkedAnswer, int]]] = {}
    for one, turn in news:
        by_key.setdefault(MemoryKey(officer_id, one.quiz_id, one.question_id), []).append((one, turn))
    now, held = active(session), stored(session, by_key)
    plain = {key: pairs[0][0] for key, pairs in by_key.items() if _goes_on(pairs, held.get(key), now)}
    steps = {key: _step(one, held.get(key), now.model) for key, one in plain.items()}
    _add_events(session, by_key, {key: step.predicted for key, step in steps.items()}, now)
    folded = _fold_again(session, by_key.keys() - plain.keys(), now.model)
    _write(session, {**{k: (s.memory, s.unit) for k, s in steps.items()}, **folded}, held, now)


@dataclass(frozen=True)
class _Step:
    """One review at the end of a memory, and what was foretold of it."""

    memory: Memory
    unit: str | None
    predicted: float | None


def _goes_on(pairs: Sequence[tuple[MarkedAnswer, int]], before: Stored | None, now: Active) -> bool:
    """Whether a memory can be taken one step further, without looking back at its history."""
    (one, turn), *more = pairs
    if more or turn > 1:
        return False
    return before is None or (before.edition_id == now.edition_id and before.memory.last_review < one.at)


def _step(one: MarkedAnswer, before: Stored | None, model: Forgetting) -> _Step:
    memory = before.memory if before else None
    review = Review(one.at, rating_of(one.score, one.kind))
    return _Step(model.after(memory, review), one.unit, model.foretold(memory, one.at))


def _add_events(
    session: Session, by_key: dict[MemoryKey, list[tuple[MarkedAnswer, int]]],
    predicted: dict[MemoryKey, float | None], now: Active,
) -> None:  # fmt: skip
    zone = institution(session).zone
    rows = [
        {
            "officer_id": key.officer_id, "doc_id": key.doc_id, "question_id": key.question_id,
            "unit": one.unit, "kind": one.kind, "attempt_id": one.attempt_id, "attempt_question_id": one.id,
            "round": turn, "rating": rating_of(one.score, one.kind), "at": one.at,
            "month": f"{one.at.astimezone(zone):%Y-%m}", "predicted": predicted.get(key),
            "edition_id": now.edition_id,
        }
        for key, pairs in by_key.items()
        for one, turn in pairs
    ]  # fmt: skip
    session.execute(insert(ReviewEvent.__table__), rows)  # type: ignore[arg-type]


def _fold_again(
    session: Session, keys: Collection[MemoryKey], model: Forgetting
) -> dict[MemoryKey, tuple[Memory, str | None]]:
    if not keys:
        return {}
    return dict(folded(history(session, keys), model))


def folded(
    pasts: dict[MemoryKey, list[Past]], model: Forgetting
) -> Iterable[tuple[MemoryKey, tuple[Memory, str | None]]]:
    """Every memory of some histories, with the unit of its last review."""
    for key, history_of in pasts.items():
        memory = model.fold(past.review for past in history_of)
        if memory is not None:
            yield key, (memory, history_of[-1].unit)


def _write(
    session: Session, states: dict[MemoryKey, tuple[Memory, str | None]], held: dict[MemoryKey, Stored], now: Active
) -> None:  # fmt: skip
    rows = {key: row_of(key, memory, unit, now.edition_id) for key, (memory, unit) in states.items()}
    if fresh := [row for key, row in rows.items() if key not in held]:
        session.execute(insert(MemoryState.__table__), fresh)  # type: ignore[arg-type]
    if known := [row for key, row in rows.items() if key in held]:
        session.execute(update(MemoryState), known)


def row_of(key: MemoryKey, memory: Memory, unit: str | None, edition_id: int) -> dict[str, Any]:
    """The columns of a stored memory."""
    return {
        **key._asdict(), "unit": unit, "stability": memory.stability, "difficulty": memory.difficulty,
        "last_review": memory.last_review, "reviews": memory.reviews, "lapses": memory.lapses,
        "edition_id": edition_id,
    }  # fmt: skip
