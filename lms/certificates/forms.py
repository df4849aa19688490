"""Forms of certificates: a PDF to verify, reasons for ending one, and what signing needs."""

from __future__ import annotations

from flask_wtf.file import FileField, FileRequired, MultipleFileField
from wtforms import HiddenField, PasswordField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from lms.certificates.actions.ending import REASON_MAXIMUM, REASON_MINIMUM
from lms.certificates.actions.guests import ROLES
from lms.web.forms import Form
from lms.web.i18n import lazy_gettext as _l


class FileForm(Form):
    """A PDF, at most 5 MB."""

    pdf = FileField(
        _l("Berkas sertifikat (PDF, paling besar 5 MB)"),
        validators=[FileRequired(_l("Pilih berkas PDF-nya dahulu."))],
        render_kw={"accept": "application/pdf"},
    )


class ReasonForm(Form):
    """Why a certificate is revoked, replaced or given up."""

    reason = TextAreaField(
        _l("Alasan"),
        validators=[
            InputRequired(),
            Length(REASON_MINIMUM, REASON_MAXIMUM, _l("Tulis alasannya dalam 10 sampai 300 karakter.")),
        ],
        render_kw={"rows": 3, "maxlength": REASON_MAXIMUM},
    )


class GuestForm(Form):
    """A speaker or guest from outside the city's officers."""

    name = StringField(_l("Nama lengkap dengan gelar"), validators=[InputRequired(), Length(max=160)])
    agency = StringField(_l("Instansi"), validators=[InputRequired(), Length(max=160)])
    role = SelectField(_l("Peran"), choices=list(ROLES))


class SecretForm(Form):
    """The passphrase, PIN or password of one batch; never shown again, never stored."""

    secret = PasswordField(
        _l("Passphrase"),
        validators=[InputRequired(), Length(max=200)],
        render_kw={"autocomplete": "off", "maxlength": 200},
    )


class SignedFilesForm(Form):
    """PDFs that were signed elsewhere."""

    files = MultipleFileField(
        _l("Berkas PDF yang sudah ditandatangani"),
        validators=[FileRequired(_l("Pilih berkas PDF-nya dahulu."))],
        render_kw={"accept": "application/pdf", "multiple": True},
    )


class SigningForm(Form):
    """How certificates are signed."""

    method = RadioField(_l("Cara penandatanganan"))
    identity = StringField(_l("NIK atau surel penanda tangan"), validators=[Length(max=160)])
    version = HiddenField()


class SignerForm(Form):
    """The certificate of an official who signs elsewhere."""

    certificate = FileField(
        _l("Sertifikat elektronik penanda tangan (PEM, CER, atau PDF yang pernah ditandatanganinya)"),
        validators=[FileRequired(_l("Pilih berkasnya dahulu."))],
        render_kw={"accept": ".pem,.cer,.crt,application/pdf"},
    )


class EmptyForm(Form):
    """Nothing but the CSRF token."""
