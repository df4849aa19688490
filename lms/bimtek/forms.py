"""Forms of planning a session, its timetable and its lists."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any
from urllib.parse import urlsplit

from flask_wtf.file import FileField, FileRequired
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
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from lms.bimtek.domain.places import reminder_days
from lms.web.forms import Form, choices
from lms.web.i18n import _
from lms.web.i18n import lazy_gettext as _l

JP_AT_MOST = 24
MAIL = r"[^\s@;,|<>()\"']+@[^\s@;,|<>()\"']+\.[^\s@;,|<>()\"']+$"
REGISTRATION_WORDS = [
    ("closed", _l("Hanya oleh panitia")),
    ("approval", _l("Pegawai mendaftar, kepala perangkat daerah menyetujui")),
    ("open", _l("Pegawai mendaftar sendiri")),
]
GUEST_WORDS = [
    ("peserta tamu", _l("Peserta tamu")), ("narasumber", _l("Narasumber")), ("moderator", _l("Moderator")),
    ("panitia", _l("Panitia")),
]  # fmt: skip
NATURES = [
    ("Biasa", _l("Biasa")), ("Penting", _l("Penting")), ("Segera", _l("Segera")), ("Sangat Segera", _l("Sangat segera")),
]  # fmt: skip


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
    waiting_list = BooleanField(_l("Sediakan daftar tunggu bila penuh"))
    registration = SelectField(_l("Pendaftaran"), choices=choices(REGISTRATION_WORDS))
    late_after = IntegerField(
        _l("Batas tepat waktu (menit)"),
        validators=[Optional(), NumberRange(0, 240, message=_l("Isi dengan 0 sampai 240."))],
    )
    reminders = StringField(_l("Pengingat (hari sebelumnya)"), validators=[Length(max=20)])
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

    def validate_reminders(self, field: Any) -> None:
        """Days before the first day, set apart by commas."""
        try:
            field.data = ",".join(str(day) for day in reminder_days(field.data or ""))
        except ValueError:
            raise ValidationError(_("Tulis hari dengan koma, misalnya 3,1; paling jauh 30 hari.")) from None

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


class EvaluationForm(Form):
    """A sheet of the evaluation; its marks are read from what was posted, because speakers differ by session."""

    good = TextAreaField(_l("Yang sudah baik"), validators=[Length(max=1000)])
    better = TextAreaField(_l("Yang perlu diperbaiki"), validators=[Length(max=1000)])


class EvaluationPlanForm(Form):
    """Whether the certificate asks for the evaluation, and from how many answers on it is shown."""

    required = BooleanField(_l("Wajib diisi untuk memperoleh sertifikat"))
    least = IntegerField(
        _l("Tampilkan hasil mulai dari (orang)"),
        validators=[InputRequired(), NumberRange(5, 100, message=_l("Isi dengan 5 sampai 100."))],
    )


class ExceptionForm(Form):
    """Which condition is waived, and why."""

    condition = SelectField(_l("Syarat"))
    reason = TextAreaField(_l("Alasan"), validators=[InputRequired(), Length(max=500)])


class ReasonForm(Form):
    """A sentence that goes with a decision."""

    reason = StringField(_l("Alasan"), validators=[Length(max=300)])


class GuestForm(Form):
    """Somebody without an account."""

    name = StringField(_l("Nama dengan gelar"), validators=[InputRequired(), Length(max=160)])
    institution = StringField(_l("Instansi"), validators=[InputRequired(), Length(max=160)])
    role = SelectField(_l("Peran"), choices=choices(GUEST_WORDS))
    email = StringField(
        _l("Surel"),
        validators=[
            Optional(),
            Length(max=254),
            Regexp(MAIL, message=_l("Tulis alamat surel yang lengkap.")),
        ],
    )


class LetterForm(Form):
    """What the invitation letter says beside the plan."""

    number = StringField(_l("Nomor surat"), validators=[Length(max=120)])
    nature = SelectField(_l("Sifat"), choices=choices(NATURES))
    dated = DateField(_l("Tanggal surat"), validators=[Optional()])
    addressee = StringField(_l("Kepada"), validators=[Length(max=300)])
    opening = TextAreaField(_l("Kalimat pembuka"), validators=[Length(max=2000)])
    bring = StringField(_l("Catatan bagi peserta"), validators=[Length(max=500)])
    contact = StringField(_l("Narahubung"), validators=[Length(max=200)])
    copies = TextAreaField(_l("Tembusan, satu per baris"), validators=[Length(max=500)])


class ReportForm(Form):
    """What the report says beside its figures."""

    number = StringField(_l("Nomor laporan"), validators=[Length(max=120)])
    dated = DateField(_l("Tanggal laporan"), validators=[Optional()])
    conclusion = TextAreaField(_l("Kesimpulan"), validators=[Length(max=6000)])
    follow_up = TextAreaField(_l("Tindak lanjut, satu per baris"), validators=[Length(max=6000)])
    with_remarks = BooleanField(_l("Cetak catatan peserta dari evaluasi"))


class PhotoForm(Form):
    """A photograph and what it shows."""

    picture = FileField(
        _l("Foto (JPEG, PNG, atau WebP)"),
        validators=[FileRequired(_l("Pilih fotonya dahulu."))],
        render_kw={"accept": "image/jpeg,image/png,image/webp"},
    )
    caption = StringField(
        _l("Keterangan"),
        validators=[
            InputRequired(_l("Tulis keterangan foto: apa yang tampak, dan pada acara mana.")),
            Length(max=200),
        ],
    )
