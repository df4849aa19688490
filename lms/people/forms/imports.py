"""Forms of the imported list: the upload, and the confirmation of a preview."""

from __future__ import annotations

from typing import Any

from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, ValidationError
from wtforms.validators import InputRequired

from lms.people.uploads import LIMIT
from lms.web.forms import Form
from lms.web.i18n import _
from lms.web.i18n import lazy_gettext as _l


class UploadForm(Form):
    """A CSV of at most five megabytes."""

    file = FileField(_l("Berkas CSV"), validators=[FileRequired(_l("Pilih berkasnya lebih dahulu."))])
    file_bytes: bytes = b""

    def validate_file(self, field: Any) -> None:
        """Read no more than the limit; spreadsheets' own formats are named."""
        content = field.data.stream.read(LIMIT + 1)
        if len(content) > LIMIT:
            raise ValidationError(_("Berkas lebih besar dari 5 MB. Bagi menjadi beberapa berkas."))
        if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
            raise ValidationError(_("Ini berkas Excel. Di Excel pilih Simpan Sebagai, lalu CSV UTF-8."))
        self.file_bytes = content


class ConfirmForm(Form):
    """The preview that is to be applied: which file, its name, and what it was seen to do."""

    sha256 = HiddenField(validators=[InputRequired()])
    seen = HiddenField(validators=[InputRequired()])
    filename = HiddenField()
