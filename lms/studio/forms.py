"""Forms of the writing room."""

from __future__ import annotations

from flask_wtf.file import FileField, MultipleFileField
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from lms.web.forms import Form, choices
from lms.web.i18n import lazy_gettext as _l


class EditForm(Form):
    """The text of a file, and what page it comes from; `note` goes with the next revision."""

    text = TextAreaField(_l("Naskah"))
    base = HiddenField(validators=[Length(max=64)])
    tab = HiddenField(validators=[Length(max=32)])
    seq = IntegerField(validators=[Optional()])
    seen = HiddenField(validators=[Length(max=64)])
    note = StringField(
        _l("Catatan revisi"), validators=[Length(max=500, message=_l("Paling banyak 500 huruf."))]
    )
    fix = HiddenField(validators=[Length(max=2000)])


class NewForm(Form):
    """What a new file is, and what it is called."""

    kind = RadioField(
        _l("Yang akan ditulis"),
        choices=choices(
            [
                ("quiz", _l("Kuis: kumpulan soal, termasuk surat untuk Meja disposisi")),
                ("module", _l("Modul: satu folder dengan pengantar dan materi pertama")),
                ("lesson", _l("Materi: satu halaman baru di modul yang sudah ada")),
            ]
        ),
        default="quiz",
    )
    title = StringField(_l("Judul"), validators=[InputRequired(), Length(max=200)])
    course = SelectField(_l("Modul untuk materi baru"), validators=[Optional()])


class UploadForm(Form):
    """Files from the trainer's computer, and where they go."""

    files = MultipleFileField(_l("Berkas"))
    folder = SelectField(_l("Simpan di"))
    replace = BooleanField(_l("Ganti berkas yang sudah ada"))


class ImportForm(Form):
    """Questions from another platform: a file, or a text, and what it is; `kept` is what a page holds for the next step."""

    file = FileField(_l("Berkas soal"))
    text = TextAreaField(_l("Atau tempelkan teksnya"))
    origin = SelectField(
        _l("Bentuk berkas"),
        choices=choices(
            [
                ("auto", _l("Kenali sendiri")),
                ("gift", "GIFT"),
                ("aiken", "Aiken"),
                ("moodlexml", "Moodle XML"),
                ("csv", _l("Tabel CSV")),
                ("xlsx", _l("Tabel XLSX")),
            ]
        ),
        default="auto",
    )
    replace = BooleanField(_l("Ganti berkas yang sudah ada"))
    name = HiddenField(validators=[Length(max=200)])
    kept = HiddenField()


class WithdrawForm(Form):
    """Why a document leaves the readers' sight."""

    reason = StringField(
        _l("Alasan penarikan"),
        validators=[InputRequired(), Length(max=500, message=_l("Paling banyak 500 huruf."))],
    )
