"""The identity block of an SOP, as PermenPAN-RB 35/2012 orders it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from lms.content.fields import Day
from lms.core.problem import Words
from lms.courses.sop.duration import Duration, parse_duration

Line = Annotated[str, Field(min_length=1, max_length=400)]
Lines = Annotated[tuple[Line, ...], Field(max_length=40)]


class Approver(BaseModel):
    """Who put the SOP into force."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    position: Line
    name: Line
    nip: str | None = Field(None, max_length=30)


class SopIdentity(BaseModel):
    """The front matter key `sop` of a course; `limit` is the longest time it may take ("10 hari kerja")."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: Annotated[str, Field(min_length=1, max_length=60)]
    name: Line
    unit: Line
    kind: Literal["administratif", "teknis"] = "administratif"
    created: Day
    revised: Day | None = None
    effective: Day
    approved_by: Approver
    legal_basis: Annotated[Lines, Field(min_length=1)]
    qualifications: Lines = ()
    related: Lines = ()
    equipment: Lines = ()
    warnings: Lines = ()
    records: Lines = ()
    limit: str | None = Field(None, max_length=60)

    @field_validator("limit")
    @classmethod
    def _readable(cls, value: str | None) -> str | None:
        if value is not None and parse_duration(value) is None:
            words = (
                f"`{value}` bukan lama waktu (contoh: 10 hari kerja, 2 jam).",
                f"`{value}` is not a length of time (10 hari kerja, 2 jam).",
            )
            raise ValueError(Words(*words))
        return value

    @property
    def time_limit(self) -> Duration | None:
        """The longest time this SOP may take, if it declares one."""
        return parse_duration(self.limit) if self.limit else None
