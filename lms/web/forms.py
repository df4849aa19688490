"""The base of all forms, and messages of WTForms in Indonesian."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, MultipleFileField
from flask_wtf.form import _Auto, _is_submitted
from werkzeug.datastructures import MultiDict
from wtforms.fields import SelectChoice

from lms.web.i18n import _


class _Words:
    """WTForms asks here for its built-in messages."""

    def gettext(self, text: str) -> str:
        """The Indonesian form of a message that WTForms itself produces."""
        known = {
            "This field is required.": _("Wajib diisi."),
            "Not a valid choice": _("Pilihan tidak dikenal."),
            "Not a valid choice.": _("Pilihan tidak dikenal."),
            "Not a valid integer value.": _("Isi dengan bilangan bulat."),
            "Not a valid decimal value.": _("Isi dengan angka."),
            "Not a valid date value.": _("Isi tanggal dengan benar, misalnya 2026-11-23."),
            "Not a valid datetime value.": _("Isi tanggal dan jam dengan benar."),
            "Not a valid time value.": _("Isi jam dengan benar, misalnya 08:00."),
            "Invalid input.": _("Isian tidak dapat dibaca."),
            "Invalid Choice: could not coerce.": _("Pilihan tidak dikenal."),
            "Invalid Choice: could not coerce": _("Pilihan tidak dikenal."),
        }
        return str(known.get(text, text))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Length messages; forms here give their own."""
        return singular if n == 1 else plural


class Form(FlaskForm):
    """A form with CSRF protection whose built-in messages are Indonesian first."""

    class Meta(FlaskForm.Meta):
        """Where WTForms finds its messages."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """What was posted: files for the fields that take files, text for the others, and never JSON.

            Flask-WTF would hand a file to a text field, or a list to all of them, and validators fall over both.
            """
            if formdata is not _Auto:
                return formdata
            if not _is_submitted():
                return None
            given: MultiDict[str, Any] = MultiDict()
            for field in form:
                upload = isinstance(field, FileField | MultipleFileField)
                source: MultiDict[str, Any] = request.files if upload else request.form
                given.setlist(field.name, source.getlist(field.name)) if field.name in source else None
            return given

        def get_translations(self, _form: Any) -> _Words:
            """Our own words for WTForms' messages."""
            return _Words()


def choices(pairs: Iterable[tuple[Any, Any]], group: str | None = None) -> list[SelectChoice]:
    """Values and words for a select or radio field; options of one `group` are shown below its name."""
    return [SelectChoice(str(value), words, optgroup=group) for value, words in pairs]
