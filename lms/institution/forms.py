"""Forms of the settings and of the calendar; limits come from the model, so that both say the same."""

from __future__ import annotations

import re
from typing import Any

from annotated_types import Ge, Le, MaxLen
from wtforms import (
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.validators import InputRequired

from lms.institution.domain import NUMBER_PARTS, SATURDAY, ZONES, Institution, number_pattern_fault
from lms.web.forms import Form, choices
from lms.web.i18n import _
from lms.web.i18n import lazy_gettext as _l

NIP_LENGTH = 18


def _bound(name: str, kind: type) -> Any:
    """A limit that the model sets for a field."""
    return next(item for item in Institution.model_fields[name].metadata if isinstance(item, kind))


def _text(name: str, label: Any, *, required: bool = False) -> Any:
    limit = _bound(name, MaxLen).max_length

    def check(_form: Any, field: Any) -> None:
        field.data = " ".join((field.data or "").split())
        if len(field.data) > limit:
            raise ValidationError(_("Terlalu panjang: paling banyak %(n)s karakter.", n=limit))

    return StringField(label, validators=[*([InputRequired()] if required else []), check])


def _number(name: str, label: Any) -> Any:
    low, high = _bound(name, Ge).ge, _bound(name, Le).le

    def check(_form: Any, field: Any) -> None:
        if field.data is None or not low <= field.data <= high:
            raise ValidationError(_("Isi bilangan dari %(low)s sampai %(high)s.", low=low, high=high))

    return IntegerField(label, validators=[InputRequired(), check], render_kw={"min": low, "max": high})


class SettingsForm(Form):
    """Everything that a city sets for itself; `version` is that of the settings the form was filled from."""

    version = HiddenField()

    government = _text("government", _l("Nama pemerintah"), required=True)
    city = _text("city", _l("Nama kota"), required=True)
    office = _text("office", _l("Perangkat daerah penyelenggara"), required=True)
    office_short = _text("office_short", _l("Singkatannya"), required=True)
    timezone = SelectField(
        _l("Zona waktu"), choices=choices((key, f"{word} ({key})") for key, word in ZONES.items())
    )
    label_ppid_pelaksana = _text(
        "label_ppid_pelaksana", _l("Sebutan PPID di perangkat daerah"), required=True
    )

    address = _text("address", _l("Alamat"))
    place = _text("place", _l("Tempat surat ditandatangani"))
    email = _text("email", _l("Surel"))
    phone = _text("phone", _l("Telepon"))

    limit_answer = _number("limit_answer", _l("Pemberitahuan tertulis"))
    limit_extension = _number("limit_extension", _l("Perpanjangan"))
    limit_objection = _number("limit_objection", _l("Pengajuan keberatan"))
    limit_objection_answer = _number("limit_objection_answer", _l("Tanggapan atas keberatan"))
    limit_dispute = _number("limit_dispute", _l("Pengajuan sengketa"))
    limit_completion = _number("limit_completion", _l("Melengkapi permohonan"))
    minutes_per_working_day = _number("minutes_per_working_day", _l("Menit dalam satu hari kerja"))

    jp_minutes = _number("jp_minutes", _l("Menit dalam satu JP"))
    jp_target = _number("jp_target", _l("Sasaran JP setahun"))
    attendance_percent = _number("attendance_percent", _l("Kehadiran paling sedikit (persen)"))
    post_test_percent = _number("post_test_percent", _l("Nilai postes paling sedikit"))
    retention_line = _number("retention_line", _l("Batas ingatan (persen)"))
    recall_fit_reviews = _number("recall_fit_reviews", _l("Jawaban ulang sebelum rumus disesuaikan"))

    certificate_number = _text("certificate_number", _l("Pola nomor"), required=True)
    certificate_class = _text("certificate_class", _l("Kode klasifikasi"))
    certificate_unit = _text("certificate_unit", _l("Kode unit"))
    certificate_valid_months = _number("certificate_valid_months", _l("Masa berlaku (bulan)"))
    signer_name = _text("signer_name", _l("Nama penanda tangan"))
    signer_nip = _text("signer_nip", _l("NIP penanda tangan"))
    signer_rank = _text("signer_rank", _l("Pangkat/golongan"))
    signer_position = _text("signer_position", _l("Jabatan penanda tangan"))

    def values(self) -> dict[str, Any]:
        """What was typed, by setting."""
        return {name: field.data for name, field in self._fields.items() if name in Institution.model_fields}

    def validate_certificate_number(self, field: Any) -> None:
        """A pattern that cannot give unique numbers is refused before the first certificate."""
        words = {
            "braces": _("Ada kurung kurawal yang tidak berpasangan."),
            "unknown": _(
                "Bagian yang dikenal: %(names)s.", names=", ".join(f"{{{n}}}" for n in NUMBER_PARTS)
            ),
            "seq": _("Pola harus memuat {seq} tepat satu kali, misalnya {seq:03}."),
            "space": _("Nomor tidak boleh memuat spasi."),
        }
        fault = number_pattern_fault(field.data or "")
        if fault:
            raise ValidationError(words[fault])

    def validate_certificate_class(self, field: Any) -> None:
        """A part of the number: no spaces."""
        if " " in (field.data or ""):
            raise ValidationError(_("Nomor tidak boleh memuat spasi."))

    validate_certificate_unit = validate_certificate_class

    def validate_signer_nip(self, field: Any) -> None:
        """Eighteen digits, if any."""
        digits = re.sub(r"[\s.]", "", field.data or "")
        if digits and not (digits.isdigit() and len(digits) == NIP_LENGTH):
            raise ValidationError(
                _("NIP terdiri atas 18 angka. Yang Anda tulis %(n)s karakter.", n=len(digits))
            )


class DayForm(Form):
    """A day that differs from the published calendar."""

    day = DateField(_l("Tanggal"), validators=[InputRequired()])
    kind = RadioField(
        _l("Hari itu"),
        choices=choices([("off", _l("Libur")), ("working", _l("Tetap hari kerja"))]),
        default="off",
    )
    name = StringField(_l("Keterangan"), validators=[InputRequired()])

    def validate_name(self, field: Any) -> None:
        """At most 120 characters."""
        field.data = " ".join((field.data or "").split())
        if len(field.data) > 120:  # noqa: PLR2004 - the column's length
            raise ValidationError(_("Terlalu panjang: paling banyak %(n)s karakter.", n=120))

    def validate_day(self, field: Any) -> None:
        """A weekend stays a weekend."""
        if field.data and field.data.weekday() >= SATURDAY and self.kind.data == "working":
            raise ValidationError(_("Sabtu dan Minggu tidak dihitung hari kerja."))


class ForgetForm(Form):
    """Which correction is taken back."""

    day = DateField(validators=[InputRequired()])
