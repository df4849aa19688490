"""The form of everyday words."""

from __future__ import annotations

from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired, Length

from lms.web.forms import Form
from lms.web.i18n import lazy_gettext as _l


class WordsForm(Form):
    """The words of one code, one in a line."""

    kode = HiddenField(validators=[InputRequired(), Length(max=60)])
    words = TextAreaField(_l("Kata sehari-hari, satu di setiap baris"), validators=[Length(max=12000)])
