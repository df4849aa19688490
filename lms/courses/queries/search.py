"""Finding modules and lessons by everyday words, with Indonesian stems and room for typing errors."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy.orm import Session

from lms.courses.queries.documents import LiveCourse
from lms.courses.schema import LessonDocument
from lms.quizzes.queries.cache import RowCache

LONGEST_QUERY = 100
_NEAR = 84.0
_TITLE, _LESSON, _SUMMARY, _TEXT = 8.0, 5.0, 4.0, 1.0
_ENOUGH = 3  # a word that stands often in a long text says little more than one that stands three times
_WORD = re.compile(r"[a-z0-9]+(?:/[0-9]+)?")
_STOP_WORDS = (
    "yang dan di ke dari untuk dengan pada atau itu ini adalah dalam oleh sebagai tidak bila akan agar"
)
_STOP = frozenset(_STOP_WORDS.split())


@dataclass(frozen=True)
class Hit:
    """A course that answers a query, with the lessons in which the words stand, best first."""

    live: LiveCourse
    lessons: tuple[LessonDocument, ...]
    score: float


@dataclass(frozen=True)
class _Index:
    """The weighted stems of a course and of each of its lessons."""

    course: dict[str, float]
    lessons: tuple[tuple[LessonDocument, dict[str, float]], ...]


_indexes: RowCache[_Index] = RowCache(256)


def search(session: Session, courses: Sequence[LiveCourse], query: str) -> list[Hit]:
    """The courses in which every word of the query is found, best first; same query, same order."""
    wanted = stems(query[:LONGEST_QUERY])
    if not wanted:
        return []
    hits = [hit for live in courses if (hit := _match(session, live, wanted)) is not None]
    return sorted(hits, key=lambda hit: (-hit.score, hit.live.course.id))


def stems(text: str) -> list[str]:
    """The stems of the words in a text, function words left out, in order."""
    words = [w for w in _WORD.findall(text.lower()) if w not in _STOP]
    return [_stem(word) for word in words]


@cache
def _stemmer() -> Any:
    from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

    return StemmerFactory().create_stemmer()


@cache
def _stem(word: str) -> str:
    return str(_stemmer().stem(word)) or word


def _match(session: Session, live: LiveCourse, wanted: Sequence[str]) -> Hit | None:
    index = _indexes.get(session, live.revision_id, lambda: _build(live))
    known = set(index.course).union(*(words for _, words in index.lessons))
    found = [_nearest(word, known) for word in wanted]
    if None in found:
        return None
    words = [word for word in found if word is not None]
    scored = [(sum(texts.get(w, 0.0) for w in words), lesson) for lesson, texts in index.lessons]
    best = [lesson for score, lesson in sorted(scored, key=lambda s: (-s[0], s[1].number)) if score]
    own = sum(index.course.get(word, 0.0) for word in words)
    return Hit(live, tuple(best[:3]), own + max((score for score, _ in scored), default=0.0))


def _nearest(word: str, known: set[str]) -> str | None:
    """The word itself, a word that begins with it, or one that differs by a slip of the finger."""
    if word in known:
        return word
    longer = sorted(k for k in known if len(word) > 2 and k.startswith(word))  # noqa: PLR2004 -- three letters
    if longer:
        return longer[0]
    near = process.extractOne(word, sorted(known), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return near[0] if near and len(word) > 3 else None  # noqa: PLR2004 -- shorter words are never slips


def _build(live: LiveCourse) -> _Index:
    course = live.course
    sop = course.sop
    own = _weigh([(course.title, _TITLE), (course.summary, _SUMMARY), (course.intro, _TEXT)])
    if sop is not None:
        own = _weigh([(f"{sop.name} {sop.number}", _SUMMARY)], own)
    return _Index(own, tuple((lesson, _lesson_words(lesson)) for lesson in course.lessons))


def _lesson_words(lesson: LessonDocument) -> dict[str, float]:
    steps = lesson.procedure.steps if lesson.procedure else ()
    text = " ".join(
        [*(f"{s.title} {s.text} {s.after}" for s in lesson.segments), *(s.activity for s in steps)]
    )
    return _weigh([(lesson.title, _LESSON), (text, _TEXT)])


def _weigh(texts: Iterable[tuple[str, float]], start: dict[str, float] | None = None) -> dict[str, float]:
    weights = dict(start or {})
    for text, weight in texts:
        for stem, count in Counter(stems(text)).items():
            weights[stem] = weights.get(stem, 0.0) + weight * min(count, _ENOUGH)
    return weights
