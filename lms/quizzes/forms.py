"""The shapes of what quiz pages post."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictInt
from wtforms import DecimalField, HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import AnyOf, InputRequired, Length, NumberRange
from wtforms.widgets import HiddenInput

from lms.web.forms import Form
from lms.web.i18n import lazy_gettext as _l
from lms.web.incoming import LARGEST

LARGEST_SEQ = 2**31 - 1


class StartForm(Form):
    """How a quiz is taken."""

    mode = HiddenField(default="exam", validators=[AnyOf(("exam", "practice"))])


class PairForm(Form):
    """A confused pair to practise; both empty means all that the officer confuses."""

    right = HiddenField(validators=[Length(max=60)])
    chosen = HiddenField(validators=[Length(max=60)])


def _known(number: int | None) -> int:
    """A number that a row can have; 0, which none has, for everything else."""
    return number if number is not None and 0 < number <= LARGEST else 0


class LeniencyForm(Form):
    """More time for an attempt, or more attempts for an officer: `target` is the one or the other."""

    target = IntegerField(widget=HiddenInput(), filters=[_known])
    amount = IntegerField(filters=[_known])
    reason = StringField()


class RegradeForm(Form):
    """Only a confirmation; the token is all it holds."""


class MarkForm(Form):
    """A mark for an open answer, in percent."""

    percent = DecimalField(
        _l("Nilai (0 sampai 100)"),
        places=None,
        validators=[
            InputRequired(_l("Isi nilainya.")),
            NumberRange(Decimal(0), Decimal(100), _l("Nilai antara 0 dan 100.")),
        ],
    )
    comment = TextAreaField(_l("Catatan untuk pegawai"), validators=[Length(max=2000)])
    replaces = HiddenField(validators=[Length(max=80)], filters=[lambda mark: mark or None])


class SaveBody(BaseModel):
    """What the autosave posts: the number of the save, and the fields of the form."""

    model_config = ConfigDict(extra="forbid")

    seq: Annotated[StrictInt, Field(gt=0, le=LARGEST_SEQ)]
    fields: dict[
        Annotated[str, Field(max_length=60)],
        Annotated[list[Annotated[str, Field(max_length=5000)]], Field(max_length=60)],
    ] = Field(max_length=60)
