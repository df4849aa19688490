"""Forms of signing in and of passwords."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, PasswordField, StringField, ValidationError
from wtforms.validators import InputRequired, Length

from lms.people.domain.limits import password_fault
from lms.web.forms import Form
from lms.web.i18n import _
from lms.web.i18n import lazy_gettext as _l


class LoginForm(Form):
    """NIP, e-mail or sample name, and a password."""

    name = StringField(_l("NIP atau surel dinas"), validators=[InputRequired(), Length(max=254)])
    password = PasswordField(_l("Kata sandi"), validators=[InputRequired(), Length(max=1000)])
    remember = BooleanField(_l("Tetap masuk di perangkat ini selama 14 hari"))


class NewPasswordForm(Form):
    """A new password, twice; `known` are personal facts it must not hold."""

    password = PasswordField(_l("Kata sandi baru"), validators=[InputRequired()])
    again = PasswordField(_l("Ulangi kata sandi baru"), validators=[InputRequired()])

    def __init__(self, *args: Any, known: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known

    def validate_password(self, field: Any) -> None:
        """Refuse short, common and personal passwords, and say why."""
        words = {
            "short": _("Paling sedikit 10 karakter. Tiga kata yang tidak berkaitan mudah diingat."),
            "long": _("Paling banyak 200 karakter."),
            "common": _("Kata sandi ini terlalu mudah ditebak."),
            "personal": _("Jangan memakai NIP, tanggal lahir, atau nama Anda."),
        }
        fault = password_fault(field.data or "", known=self.known)
        if fault:
            raise ValidationError(words[fault])

    def validate_again(self, field: Any) -> None:
        """Both entries must be the same."""
        if field.data != self.password.data:
            raise ValidationError(_("Kedua isian belum sama."))


class ChangePasswordForm(NewPasswordForm):
    """A new password by somebody who knows the present one."""

    present = PasswordField(_l("Kata sandi sekarang"), validators=[InputRequired()])


class ForgottenForm(Form):
    """Who asks for a new password."""

    name = StringField(_l("NIP atau surel dinas"), validators=[InputRequired(), Length(max=254)])
