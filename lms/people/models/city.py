"""The city: agencies, government affairs and who carries them, bodies outside the city, and posts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.db.base import Base
from lms.db.types import JSONValue, UTCDateTime


class Agency(Base):
    """A perangkat daerah; renamed agencies get a new row and an end date on the old one."""

    __tablename__ = "agency"
    __table_args__ = (UniqueConstraint("name", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    short: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(40))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(200), default="")


class Affair(Base):
    """An urusan (Permendagri 90/2019 code) or a function below it (`1.05/bencana`)."""

    __tablename__ = "affair"

    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    parent_code: Mapped[str | None] = mapped_column(ForeignKey("affair.code"))
    name: Mapped[str] = mapped_column(String(200))
    group: Mapped[str] = mapped_column(String(60))
    scope: Mapped[str] = mapped_column(String(1000))
    everyday_words: Mapped[list[Any]] = mapped_column(JSONValue())
    edition: Mapped[str] = mapped_column(String(80))


class AgencyAffair(Base):
    """Which agency carries which affair or function, from when to when.

    `published` rows follow the published catalogue; a row that the city edited by hand is left alone by it.
    """

    __tablename__ = "agency_affair"
    __table_args__ = (UniqueConstraint("agency_id", "affair_code", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    affair_code: Mapped[str] = mapped_column(ForeignKey("affair.code"), index=True)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    published: Mapped[bool] = mapped_column(default=False)


class ExternalBody(Base):
    """A public body outside the city government: province, vertical agency, state or city enterprise.

    `withdrawn` is what counts; `withdrawn_here` remembers that the city did it, so that publishing does not undo it.
    """

    __tablename__ = "external_body"

    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    level: Mapped[str] = mapped_column(String(40))
    topics: Mapped[str] = mapped_column(String(600))
    everyday_words: Mapped[list[Any]] = mapped_column(JSONValue())
    related_affair: Mapped[str] = mapped_column(String(60))
    tempting: Mapped[str] = mapped_column(String(300))
    withdrawn: Mapped[bool] = mapped_column(default=False)
    withdrawn_here: Mapped[bool] = mapped_column(default=False)


class EverydayWord(Base):
    """A word of the city's own beside the published ones: added to a code, or taken away from it.

    `code` is that of an affair, a function or an external body. Publishing a catalogue leaves these rows alone.
    """

    __tablename__ = "everyday_word"
    __table_args__ = (UniqueConstraint("code", "folded"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(60), index=True)
    word: Mapped[str] = mapped_column(String(60))
    folded: Mapped[str] = mapped_column(String(60))
    removed: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(UTCDateTime())
    account_id: Mapped[int | None]


class Post(Base):
    """A position in an agency; `profile` names the competency profile that it requires, if any."""

    __tablename__ = "post"
    __table_args__ = (
        UniqueConstraint("agency_id", "title"),
        CheckConstraint("length(title) > 0", name="has_title"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    profile: Mapped[str | None] = mapped_column(String(60))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    closed_on: Mapped[date | None]
