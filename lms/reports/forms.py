"""Forms of the reports: what is made of a confused pair, and a real log of dispositions."""

from __future__ import annotations

from typing import Any

from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length

from lms.people.uploads import LIMIT
from lms.web.forms import Form
from lms.web.i18n import _
from lms.web.i18n import lazy_gettext as _l


class PairForm(Form):
    """The pair that a form is about."""

    benar = HiddenField(validators=[InputRequired(), Length(max=60)])
    dipilih = HiddenField(validators=[InputRequired(), Length(max=60)])


class PracticeSetForm(PairForm):
    """Letters for a group of officers; a letter's value is `quiz#question`."""

    title = StringField(_l("Judul latihan"), validators=[InputRequired(_l("Beri judul.")), Length(max=200)])
    note = TextAreaField(_l("Pengantar untuk pegawai"), validators=[Length(max=500)])
    audience = SelectField(
        _l("Ditawarkan di meja kepada"), validate_choice=False, validators=[Length(max=120)]
    )
    letters = SelectMultipleField(_l("Surat"), validate_choice=False)


class LessonForm(PairForm):
    """The lesson into which the distinction goes."""

    lesson = SelectField(_l("Materi"), validate_choice=False, validators=[InputRequired(), Length(max=300)])


class LogForm(Form):
    """A log as CSV or XLSX, of at most five megabytes."""

    file = FileField(_l("Berkas log"), validators=[FileRequired(_l("Pilih berkasnya lebih dahulu."))])
    file_bytes: bytes = b""

    def validate_file(self, field: Any) -> None:
        """Read no more than the limit; old workbooks are named."""
        content = field.data.stream.read(LIMIT + 1)
        if len(content) > LIMIT:
            raise ValidationError(_("Berkas lebih besar dari 5 MB. Bagi menjadi beberapa berkas."))
        if content.startswith(b"\xd0\xcf\x11\xe0"):
            raise ValidationError(_("Ini berkas Excel lama. Simpan sebagai XLSX atau CSV UTF-8."))
        self.file_bytes = content


class TakeForm(Form):
    """The review of a log: the title of the quiz that its letters become; the rows are read beside it."""

    title = StringField(_l("Judul kuis"), validators=[InputRequired(_l("Beri judul.")), Length(max=120)])
