"""The shapes of what quiz pages post."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from flask_wtf.file import FileField, FileRequired
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StrictInt
from wtforms import DecimalField, HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import AnyOf, InputRequired, Length, NumberRange
from wtforms.widgets import HiddenInput

from lms.web.forms import Form
from lms.web.i18n import lazy_gettext as _l
from lms.web.incoming import LARGEST

LARGEST_SEQ = 2**31 - 1


class WordForm(Form):
    """A word that was searched in vain, and the code that it shall lead to, perhaps with its name behind it."""

    word = HiddenField(validators=[InputRequired(), Length(max=60)])
    code = StringField(validators=[InputRequired(), Length(max=300)])


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


class DecisionForm(Form):
    """What becomes of a late answer: `target` is its event."""

    target = IntegerField(widget=HiddenInput(), filters=[_known])
    decision = HiddenField(validators=[AnyOf(("accept", "decline"))])
    reason = StringField(validators=[InputRequired(_l("Tulis alasan keputusan ini.")), Length(max=300)])


class RescueForm(Form):
    """A rescue file that a page of an attempt offered."""

    file = FileField(
        _l("Berkas penyelamat (.json)"),
        validators=[FileRequired(_l("Pilih berkasnya lebih dahulu."))],
        render_kw={"accept": "application/json,.json"},
    )


_Fields = Annotated[
    dict[
        Annotated[str, Field(max_length=60)],
        Annotated[list[Annotated[str, Field(max_length=5000)]], Field(max_length=60)],
    ],
    Field(max_length=60),
]


class SaveBody(BaseModel):
    """What the autosave posts: the number of the save, and the fields of the form."""

    model_config = ConfigDict(extra="forbid")

    seq: Annotated[StrictInt, Field(gt=0, le=LARGEST_SEQ)]
    fields: _Fields


class KeptAnswer(SaveBody):
    """An answer that a device kept, with the moment by the device's clock."""

    number: Annotated[StrictInt, Field(gt=0, le=LARGEST_SEQ)]
    typed_at: AwareDatetime | None = None


class KeptBody(BaseModel):
    """Answers of one attempt that its page hands over after the time."""

    model_config = ConfigDict(extra="forbid")

    answers: list[KeptAnswer] = Field(min_length=1, max_length=500)


class RescueFile(KeptBody):
    """The rescue file: the same answers, and the token by which the server knows its own attempt again."""

    estafet: Literal["berkas-penyelamat"]
    version: Literal[1]
    attempt: Annotated[StrictInt, Field(gt=0, le=LARGEST)]
    token: str = Field(max_length=60)
    title: str = Field("", max_length=400)
    made_at: AwareDatetime | None = None


class AgainBody(BaseModel):
    """The password of the officer whose attempt is open on this device, known by the attempt's token."""

    model_config = ConfigDict(extra="forbid")

    token: str = Field(max_length=60)
    password: str = Field(min_length=1, max_length=1000)
