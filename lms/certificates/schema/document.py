"""`certificate.yaml`: the schema of a template's own description."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from lms.certificates.domain.states import Kind
from lms.core.problem import Words

DEFAULT_BSRE = (
    "Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik yang diterbitkan oleh "
    "Balai Besar Sertifikasi Elektronik (BSrE), Badan Siber dan Sandi Negara (BSSN)."
)


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TemplateField(_Part):
    """A value that the trainer gives when issuing, the same for the whole session."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")
    label: str = Field(min_length=1, max_length=120)
    type: Literal["text", "date", "number"] = "text"
    default: str = Field("", max_length=400)
    required: bool = False


class Predicate(_Part):
    """The word for results from `minimum` percent upward."""

    minimum: Decimal = Field(ge=0, le=100)
    label: str = Field(min_length=1, max_length=60)


class TemplateDocument(_Part):
    """A template; `files` are the paths it is made of, relative to its folder."""

    id: str = Field("", max_length=60, pattern=r"^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$")
    title: str = Field(min_length=1, max_length=120)
    kind: Kind
    page: Literal["A4 landscape", "A4 portrait", "F4 landscape", "F4 portrait"] = "A4 landscape"
    fields: tuple[TemplateField, ...] = ()
    predicates: tuple[Predicate, ...] = ()
    bsre_sentence: str = Field(DEFAULT_BSRE, max_length=400)
    folder: str = ""

    @field_validator("fields")
    @classmethod
    def _once(cls, fields: tuple[TemplateField, ...]) -> tuple[TemplateField, ...]:
        names = [field.name for field in fields]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice:
            raise ValueError(
                Words(f"isian `{twice}` ditulis dua kali", f"the field `{twice}` is given twice")
            )
        return fields

    def predicate(self, percent: Decimal) -> str:
        """The word for a result, the highest band that it reaches; empty when it reaches none."""
        reached = [band for band in self.predicates if percent >= band.minimum]
        return max(reached, key=lambda band: band.minimum).label if reached else ""
