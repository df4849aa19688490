"""Forms of planning a session, its timetable and its lists."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any
from urllib.parse import urlsplit

from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from lms.web.forms import Form
from lms.web.i18n import _
from lms.web.i18n import lazy_gettext as _l

JP_AT_MOST = 24


def _percent(label: Any) -> IntegerField:
    return IntegerField(
        label, validators=[InputRequired(), NumberRange(0, 100, message=_l("Isi dengan 0 sampai 100."))]
    )


class SessionForm(Form):
    """The words and the rules of a session."""

    title = StringField(_l("Judul"), validators=[InputRequired(), Length(max=200)])
    programme = TextAreaField(_l("Uraian kegiatan"), validators=[Length(max=4000)])
    legal_basis = TextAreaField(_l("Dasar pelaksanaan"), validators=[Length(max=4000)])
    place = StringField(_l("Tempat"), validators=[Length(max=200)])
    link = StringField(_l("Tautan daring"), validators=[Length(max=500)])
    capacity = IntegerField(
        _l("Kapasitas"),
        validators=[Optional(), NumberRange(1, 5000, message=_l("Isi dengan 1 sampai 5000."))],
    )
    quiz = SelectField(_l("Pos-tes"))
    attendance_percent = _percent(_l("Kehadiran paling sedikit (%)"))
    post_test_percent = _percent(_l("Nilai pos-tes paling sedikit"))
    template = SelectField(_l("Templat sertifikat"))
    participation = BooleanField(_l("Sediakan sertifikat keikutsertaan"))
    version = HiddenField()

    def validate_link(self, field: Any) -> None:
        """Only web addresses: the link is shown to every participant."""
        parts = urlsplit(field.data or "")
        if field.data and (parts.scheme not in {"http", "https"} or not parts.hostname):
            raise ValidationError(_("Tulis alamat lengkap yang diawali https://."))

    def validate_place(self, field: Any) -> None:
        """People must know where to go."""
        if not (field.data or "").strip() and not (self.link.data or "").strip():
            raise ValidationError(_("Isi tempat, tautan daring, atau keduanya."))


class SlotForm(Form):
    """One slot of the timetable, in the institution's time."""

    day = DateField(_l("Tanggal"), validators=[InputRequired()])
    starts = TimeField(_l("Mulai"), validators=[InputRequired()])
    ends = TimeField(_l("Selesai"), validators=[InputRequired()])
    topic = StringField(_l("Materi"), validators=[InputRequired(), Length(max=200)])
    speaker = StringField(_l("Narasumber"), validators=[Length(max=160)])
    jp = StringField(_l("JP"), validators=[Length(max=8)])

    def validate_ends(self, field: Any) -> None:
        """A slot ends on the day it begins."""
        if field.data and self.starts.data and field.data <= self.starts.data:
            raise ValidationError(_("Jam selesai harus sesudah jam mulai."))

    def validate_jp(self, field: Any) -> None:
        """A number with at most two decimals, or nothing."""
        self.hours = None
        if not (field.data or "").strip():
            return
        try:
            value = Decimal(field.data.strip().replace(",", "."))
        except InvalidOperation:
            raise ValidationError(_("Isi dengan angka, misalnya 2 atau 1,5.")) from None
        if not value.is_finite() or not 0 <= value <= JP_AT_MOST or value != round(value, 2):
            raise ValidationError(_("Isi dengan angka dari 0 sampai 24, paling banyak dua desimal."))
        self.hours = Fraction(value)

    hours: Fraction | None = None


class RosterForm(Form):
    """A pasted list of participants."""

    text = TextAreaField(
        _l("NIP atau surel, satu orang per baris"), validators=[InputRequired(), Length(max=60000)]
    )


class WithdrawForm(Form):
    """Why somebody leaves the list."""

    reason = StringField(_l("Alasan"), validators=[Length(max=200)])


class PostTestForm(Form):
    """Until when the post-test can be started."""

    closes = DateTimeLocalField(
        _l("Tutup otomatis pada"), format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], validators=[Optional()]
    )

    @property
    def naive(self) -> datetime | None:
        """The local moment, without a zone."""
        moment: datetime | None = self.closes.data
        return moment


class CodeForm(Form):
    """The code that a participant typed or scanned."""

    kode = StringField(
        _l("Kode di layar"),
        validators=[InputRequired(_l("Masukkan kode yang tampil di layar.")), Length(max=24)],
    )
