"""The everyday words of every code, published and of the city's own."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.core.errors import NotFound
from lms.people.domain.words import Change, merged
from lms.people.models import Affair, EverydayWord, ExternalBody
from lms.web.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class Words:
    """One code with its words; `changes` are the city's own."""

    code: str
    name: str
    about: str
    published: tuple[str, ...]
    changes: tuple[Change, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The words that the search knows."""
        return merged(self.published, self.changes)

    @property
    def added(self) -> list[str]:
        """The words that the city added."""
        return [word for word, removed in self.changes if not removed]

    @property
    def removed(self) -> list[str]:
        """The published words that the city took away."""
        return [word for word, removed in self.changes if removed]


def all_words(session: Session) -> list[Words]:
    """Every affair, function and external body in use, by code, with its words."""
    changes: dict[str, list[Change]] = {}
    for row in session.scalars(select(EverydayWord).order_by(EverydayWord.code, EverydayWord.word)):
        changes.setdefault(row.code, []).append((row.word, row.removed))
    found = [
        (row.code, row.name, row.scope, row.everyday_words)
        for row in session.scalars(select(Affair).order_by(Affair.code))
    ]
    found += [
        (row.code, row.name, row.topics, row.everyday_words)
        for row in session.scalars(
            select(ExternalBody).where(ExternalBody.withdrawn.is_(False)).order_by(ExternalBody.code)
        )
    ]
    return [
        Words(code, name, about, tuple(words or ()), tuple(changes.get(code, ())))
        for code, name, about, words in found
    ]


def words_of(session: Session, code: str) -> Words:
    """The words of one code; raises NotFound."""
    found = next((one for one in all_words(session) if one.code == code), None)
    if found is None:
        raise NotFound("code.unknown", _l("Kode ini tidak ada di katalog."))
    return found
