"""Forms about one officer: facts, posts, leaving, account."""

from __future__ import annotations

import re
from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    RadioField,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, Optional

from lms.people.domain.persons import EMPLOYMENTS, LEAVING, LIMITS, NATURES, Person
from lms.people.labels import EMPLOYMENTS as EMPLOYMENT_WORDS
from lms.people.labels import NATURES as NATURE_WORDS
from lms.people.labels import ROLES, STATUSES
from lms.web.forms import Form, choices
from lms.web.i18n import _
from lms.web.i18n import lazy_gettext as _l

_USERNAME = re.compile(r"[a-z][a-z0-9._-]{2,39}")


class OfficerForm(Form):
    """The facts of a person; what they must be is decided by `persons.faults`."""

    front_title = StringField(_l("Gelar depan"))
    name = StringField(_l("Nama tanpa gelar"), validators=[InputRequired()])
    back_title = StringField(_l("Gelar belakang"))
    nip = StringField(_l("NIP"))
    employment = SelectField(
        _l("Status kepegawaian"), choices=choices((k, EMPLOYMENT_WORDS[k]) for k in EMPLOYMENTS)
    )
    rank = StringField(_l("Pangkat/golongan"))
    email = StringField(_l("Surel dinas"))
    phone = StringField(_l("Telepon"))

    def person(self) -> Person:
        """What was typed."""
        return Person(**{name: getattr(self, name).data or "" for name in Person.__dataclass_fields__})

    def show_faults(self, found: dict[str, str]) -> None:
        """Put the faults of an Invalid beside their fields."""
        for name, why in found.items():
            field = getattr(self, name)
            field.errors = [*field.errors, self._sentence(name, why, str(field.data or ""))]

    def _sentence(self, name: str, why: str, typed: str) -> str:
        sentences = {
            "required": _("Wajib diisi."),
            "long": _("Terlalu panjang: paling banyak %(n)s karakter.", n=LIMITS.get(name, 0)),
            "nip_mangled": _("Ini bilangan dari Excel, angka terakhirnya hilang. Salin NIP dari sumbernya."),
            "nip_length": _(
                "NIP terdiri atas 18 angka. Yang Anda tulis %(n)s karakter.",
                n=len(re.sub(r"[\s.]", "", typed)),
            ),
            "email": _("Tulis surel seperti nama@kota.go.id."),
            "employment": _("Pilihan tidak dikenal."),
            "character": _("Tulis angka, spasi, +, atau tanda hubung."),
            "taken": _(
                "Sudah dipakai pegawai lain. Cari pegawai itu; bila orangnya sama, gabungkan datanya."
            ),
        }
        return sentences.get(why, why)


class AssignForm(Form):
    """A post from a day."""

    post = SelectField(_l("Jabatan"), coerce=int, validate_choice=True)
    start = DateField(_l("Mulai tanggal"), validators=[InputRequired()])
    nature = RadioField(
        _l("Sifat"), choices=choices((k, NATURE_WORDS[k]) for k in NATURES), default="definitive"
    )
    decree = StringField(_l("Nomor keputusan"), validators=[Optional(), Length(max=120)])
    end_previous = BooleanField(
        _l("Akhiri jabatan definitif sebelumnya sehari sebelum tanggal itu"), default=True
    )

    def validate_decree(self, field: Any) -> None:
        """At most 120 characters."""
        if len(field.data or "") > 120:  # noqa: PLR2004 - the column's length
            raise ValidationError(_("Paling banyak 120 karakter."))


class EndForm(Form):
    """The last day of an assignment."""

    last_day = DateField(_l("Hari terakhir"), validators=[InputRequired()])


class LeaveForm(Form):
    """Why and since when somebody is gone."""

    kind = RadioField(_l("Alasan"), choices=choices((k, STATUSES[k]) for k in LEAVING), default="retired")
    last_day = DateField(_l("Hari terakhir bertugas"), validators=[InputRequired()])
    note = StringField(_l("Catatan"), validators=[Optional()])

    def validate_note(self, field: Any) -> None:
        """At most 200 characters."""
        if len(field.data or "") > 200:  # noqa: PLR2004 - a remark, not a letter
            raise ValidationError(_("Paling banyak 200 karakter."))


class AccountForm(Form):
    """A new account for an officer; a user name is needed only without NIP and e-mail."""

    role = SelectField(_l("Peran"), choices=choices(ROLES.items()), default="officer")
    username = StringField(_l("Nama masuk"))

    def __init__(self, *args: Any, needs_username: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs_username = needs_username

    def validate_username(self, field: Any) -> None:
        """Small letters, digits, dots, hyphens; three to forty."""
        field.data = (field.data or "").strip().lower()
        if self.needs_username and not field.data:
            raise ValidationError(_("Wajib diisi, karena pegawai ini tidak memiliki NIP atau surel."))
        if field.data and not _USERNAME.fullmatch(field.data):
            raise ValidationError(
                _("Huruf kecil, angka, titik, atau tanda hubung; 3–40 karakter, diawali huruf.")
            )


class LabelledAccountForm(AccountForm):
    """A new account that belongs to no officer."""

    label = StringField(_l("Nama yang ditampilkan"), validators=[InputRequired(), Length(max=160)])


class RoleForm(Form):
    """Another role for an account."""

    role = SelectField(_l("Peran"), choices=choices(ROLES.items()))


class MergeForm(Form):
    """Which of two rows survives."""

    survivor = RadioField(_l("Data yang dipertahankan"), coerce=int, validators=[InputRequired()])


class PlainForm(Form):
    """A button; nothing but the token against forged requests."""
