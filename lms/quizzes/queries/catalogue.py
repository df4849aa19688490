"""The catalogue of destinations as the database holds it on one day, and its stored snapshots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Engine,
    Integer,
    Row,
    Select,
    String,
    case,
    cast,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from lms.db.mode import is_writing
from lms.people.domain.words import Change, merged
from lms.people.models import Affair, Agency, AgencyAffair, EverydayWord, ExternalBody
from lms.quizzes.domain import catalogue as pure
from lms.quizzes.domain.search import Finder
from lms.quizzes.models import CatalogueSnapshot
from lms.quizzes.queries.cache import RowCache

_snapshots: RowCache[tuple[str, pure.Catalogue]] = RowCache(16)
_ids: RowCache[int] = RowCache(16)
_finders: RowCache[Finder] = RowCache(16)


def catalogue_on(session: Session, day: date) -> pure.Catalogue:
    """Affairs, the agencies that hold them on `day`, and the external bodies that are not withdrawn.

    Agencies without a code are left out: no letter can be meant for them. It is one statement, since every
    start of an attempt with letters asks for it.
    """
    rows = union_all(_AFFAIRS, _agencies(day), _BODIES, _WORDS).subquery()
    order = rows.c.part, rows.c.id, rows.c.code, rows.c.name
    found = session.connection().execute(select(rows).order_by(*order)).all()
    parts = {
        part: [row for row in found if row.part == part] for part in ("affair", "agency", "body", "word")
    }
    own = _own_words(parts["word"])
    return pure.Catalogue(
        affairs=tuple(
            pure.Affair(
                code=row.code, name=row.name, scope=row.about, words=_words(row, own), edition=row.kind
            )
            for row in parts["affair"]
        ),
        destinations=(*_as_agencies(parts["agency"]), *(_as_body(row, own) for row in parts["body"])),
    )


_NO_NUMBER, _NO_TEXT = cast(null(), Integer()), cast(null(), String())
_AFFAIRS = select(
    literal("affair").label("part"), _NO_NUMBER.label("id"), Affair.code, Affair.name, Affair.scope.label("about"),
    Affair.edition.label("kind"), Affair.everyday_words.label("words"), _NO_TEXT.label("tempting"),
)  # fmt: skip
_BODIES = select(
    literal("body"), _NO_NUMBER, ExternalBody.code, ExternalBody.name, ExternalBody.topics, ExternalBody.level,
    ExternalBody.everyday_words, ExternalBody.tempting,
).where(ExternalBody.withdrawn.is_(False))  # fmt: skip
_WORDS = select(
    literal("word"), _NO_NUMBER, EverydayWord.code, EverydayWord.word, _NO_TEXT,
    case((EverydayWord.removed, "removed"), else_="added"), cast(null(), Affair.everyday_words.type), _NO_TEXT,
)  # fmt: skip


def _agencies(day: date) -> Select[Any]:
    """A row for each function that an agency holds on `day`."""
    return (
        select(
            literal("agency"), Agency.id, AgencyAffair.affair_code, Agency.name, Agency.short, Agency.kind,
            cast(null(), Affair.everyday_words.type), _NO_TEXT,
        )
        .join(AgencyAffair, AgencyAffair.agency_id == Agency.id)
        .where(*_holds(Agency, day), *_holds(AgencyAffair, day))
    )  # fmt: skip


def _holds(dated: type[Agency | AgencyAffair], day: date) -> tuple[ColumnElement[bool], ...]:
    return dated.valid_from <= day, or_(dated.valid_to.is_(None), dated.valid_to >= day)


def _as_agencies(rows: Sequence[Row[Any]]) -> list[pure.Destination]:
    return [
        pure.Destination(
            ref=f"opd-{number}", kind="agency", name=own[0].name, short=own[0].about,
            codes=tuple(dict.fromkeys(row.code for row in own)), level=own[0].kind,
        )
        for number, own in ((number, list(own)) for number, own in groupby(rows, key=lambda row: row.id))
    ]  # fmt: skip


def _as_body(row: Row[Any], own: Mapping[str, list[Change]]) -> pure.Destination:
    return pure.Destination(
        ref=row.code, kind="external", name=row.name, codes=(row.code,), level=row.kind, topics=row.about,
        words=_words(row, own), tempting=tuple(part for part in row.tempting.split("|") if part),
    )  # fmt: skip


def _own_words(rows: Sequence[Row[Any]]) -> dict[str, list[Change]]:
    """The city's changes of words, by code."""
    found: dict[str, list[Change]] = {}
    for row in rows:
        found.setdefault(row.code, []).append((row.name, row.kind == "removed"))
    return found


def _words(row: Row[Any], own: Mapping[str, list[Change]]) -> tuple[str, ...]:
    """The published words of a code with the city's changes."""
    return merged(row.words or (), own.get(row.code, ()))


def snapshot(session: Session, snapshot_id: int) -> pure.Catalogue:
    """A stored catalogue; raises LookupError."""
    sha256, catalogue = _snapshots.get(session, snapshot_id, lambda: _load(session, snapshot_id))
    if not is_writing():  # what a reader sees has been committed
        _ids.put(session.get_bind().engine, sha256, snapshot_id)
    return catalogue


def known_snapshot(engine: Engine, snapshot_id: int) -> pure.Catalogue | None:
    """A stored catalogue if this process has read it before; costs no statement."""
    known = _snapshots.peek(engine, snapshot_id)
    return known[1] if known else None


def finder(session: Session, snapshot_id: int) -> Finder:
    """The prepared search over a stored catalogue."""
    return _finders.get(session, snapshot_id, lambda: Finder(snapshot(session, snapshot_id)))


def _load(session: Session, snapshot_id: int) -> tuple[str, pure.Catalogue]:
    row = session.get(CatalogueSnapshot, snapshot_id)
    if row is None:
        raise LookupError(snapshot_id)
    return row.sha256, pure.Catalogue.model_validate(row.data)


def snapshot_with(session: Session, sha256: str) -> int | None:
    """The stored catalogue with this content, None when there is none yet."""
    known = _ids.peek(session.get_bind().engine, sha256)
    if known is not None:
        return known
    return session.scalar(select(CatalogueSnapshot.id).where(CatalogueSnapshot.sha256 == sha256))
