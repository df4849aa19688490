"""Forms about the city: agencies, affairs they carry, posts."""

from __future__ import annotations

from typing import Any

from wtforms import DateField, SelectField, StringField, ValidationError
from wtforms.validators import InputRequired, Optional

from lms.people.domain.city import AGENCY_KINDS, PROFILES
from lms.people.labels import AGENCY_KINDS as KIND_WORDS
from lms.people.labels import PROFILES as PROFILE_WORDS
from lms.web.forms import Form, choices
from lms.web.i18n import _
from lms.web.i18n import lazy_gettext as _l


def at_most(limit: int) -> Any:
    """A validator for the length of a column."""

    def check(_form: Any, field: Any) -> None:
        if len(field.data or "") > limit:
            raise ValidationError(_("Terlalu panjang: paling banyak %(n)s karakter.", n=limit))

    return check


PROFILE_CHOICES = choices(
    [("", _l("Tanpa profil kompetensi")), *((key, PROFILE_WORDS[key]) for key in PROFILES)]
)


class AgencyForm(Form):
    """A new agency."""

    name = StringField(_l("Nama perangkat daerah"), validators=[InputRequired(), at_most(200)])
    short = StringField(_l("Singkatan"), validators=[InputRequired(), at_most(60)])
    kind = SelectField(
        _l("Jenis"), choices=choices((key, KIND_WORDS[key]) for key in AGENCY_KINDS), default="dinas"
    )
    valid_from = DateField(_l("Berlaku mulai"), validators=[InputRequired()])
    text = StringField(_l("Catatan"), validators=[Optional(), at_most(200)])


class RenameForm(Form):
    """A new name from a day."""

    name = StringField(_l("Nama baru"), validators=[InputRequired(), at_most(200)])
    short = StringField(_l("Singkatan baru"), validators=[InputRequired(), at_most(60)])
    start = DateField(_l("Berlaku mulai"), validators=[InputRequired()])


class LastDayForm(Form):
    """The last day of an agency or of a mapping."""

    last_day = DateField(_l("Hari terakhir"), validators=[InputRequired()])


class CarryForm(Form):
    """An affair that an agency carries from a day."""

    code = SelectField(_l("Urusan atau fungsi"))
    valid_from = DateField(_l("Mulai tanggal"), validators=[InputRequired()])


class PostForm(Form):
    """A new post of an agency."""

    title = StringField(_l("Nama jabatan"), validators=[InputRequired(), at_most(200)])
    profile = SelectField(_l("Profil kompetensi"), choices=PROFILE_CHOICES)


class ProfileForm(Form):
    """Another profile for a post."""

    profile = SelectField(_l("Profil kompetensi"), choices=PROFILE_CHOICES)
