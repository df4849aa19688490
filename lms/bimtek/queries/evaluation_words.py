"""The nine elements of the survey in the words of a Bimtek, and the words of its scale."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from lms.web.i18n import lazy_gettext as _l
from lms.web.i18n import show_number

# element: its name in the regulation, and the question about a Bimtek
ELEMENT_WORDS: Mapping[str, tuple[Any, Any]] = {
    "u1": (_l("Persyaratan"), _l("Syarat dan undangan untuk mengikuti Bimtek ini jelas dan mudah dipenuhi.")),
    "u2": (
        _l("Sistem, mekanisme, dan prosedur"),
        _l("Pendaftaran, presensi, dan urutan acaranya mudah diikuti."),
    ),
    "u3": (_l("Waktu penyelesaian"), _l("Acara tepat waktu, dan lamanya sesuai dengan materinya.")),
    "u4": (_l("Biaya"), _l("Biayanya wajar; bila gratis, benar-benar tanpa pungutan.")),
    "u5": (
        _l("Produk layanan"),
        _l("Materi dan bahannya sesuai dengan judul dan berguna untuk pekerjaan saya."),
    ),
    "u6": (_l("Kompetensi pelaksana"), _l("Narasumber dan panitia menguasai tugasnya.")),
    "u7": (_l("Perilaku pelaksana"), _l("Narasumber dan panitia sopan, ramah, dan mau membantu.")),
    "u8": (
        _l("Penanganan pengaduan, saran, dan masukan"),
        _l("Pertanyaan, keluhan, dan saran ditanggapi dengan baik."),
    ),
    "u9": (_l("Sarana dan prasarana"), _l("Ruang, alat, sambungan, atau aplikasi yang dipakai memadai.")),
}
SPEAKER_WORDS: Mapping[str, Any] = {
    "mastery": _l("Penguasaan materi"),
    "delivery": _l("Cara menyampaikan"),
}
SCALE: Mapping[int, Any] = {
    1: _l("Tidak baik"),
    2: _l("Kurang baik"),
    3: _l("Baik"),
    4: _l("Sangat baik"),
}
GRADE_WORDS: Mapping[str, Any] = {
    "A": _l("Sangat baik"),
    "B": _l("Baik"),
    "C": _l("Kurang baik"),
    "D": _l("Tidak baik"),
}


def exact(value: Fraction, digits: int = 2) -> str:
    """An exact number for the eye, cut off and never rounded up into the next grade: `88,30`."""
    scale = 10**digits
    return show_number(value.numerator * scale // value.denominator / scale, digits)
