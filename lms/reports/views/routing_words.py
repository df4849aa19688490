"""The words of the pages of confusions: cohorts, faults of letters, heads of files."""

from __future__ import annotations

from typing import Any

from lms.people.labels import PROFILES, word
from lms.quizzes.domain.confusion import FAULTS, Faults
from lms.reports.queries.cohorts import Cohort
from lms.web.i18n import _, ngettext, show_date
from lms.web.i18n import lazy_gettext as _l

FAULT_NAMES: dict[str, tuple[Any, Any]] = {
    "kept": (
        _l("Ditahan di kota"),
        _l("Surat milik badan di luar kota diteruskan ke perangkat daerah."),
    ),
    "sent_away": (
        _l("Dilempar ke luar"),
        _l("Surat milik perangkat daerah dijawab dengan badan di luar kota."),
    ),
    "missed": (
        _l("Tujuan kedua terlewat"),
        _l("Dari beberapa tujuan yang benar, ada yang tidak dipilih."),
    ),
    "extra": (
        _l("Tujuan yang tidak perlu"),
        _l("Selain yang benar, dipilih pula tujuan yang tidak terkait."),
    ),
    "exempt_missed": (
        _l("Lupa dikecualikan"),
        _l("Informasinya dikecualikan, tetapi uji konsekuensi tidak diajukan."),
    ),
    "exempt_wrong": (
        _l("Keliru dikecualikan"),
        _l("Informasinya terbuka, tetapi uji konsekuensi diajukan."),
    ),
}
GROUPS: dict[str, Any] = {
    "semua": _l("Semua pegawai"),
    "profil": _l("Profil jabatan"),
    "gelombang": _l("Gelombang penugasan"),
    "bimtek": _l("Bimtek"),
    "opd": _l("Perangkat daerah"),
    "pegawai": _l("Pegawai"),
}


def cohort_name(one: Cohort) -> str:
    """A cohort as lists and headings call it."""
    if one.kind == "semua":
        return str(GROUPS["semua"])
    if one.kind == "profil":
        name = str(word(PROFILES, one.name))
    elif one.kind == "gelombang" and one.day is not None:
        name = _("Penugasan mulai %(day)s", day=show_date(one.day))
    elif one.kind == "bimtek" and one.day is not None:
        name = _("%(title)s, %(day)s", title=one.name, day=show_date(one.day))
    else:
        name = one.name
    if one.size is None:
        return name
    return f"{name} ({ngettext('%(num)s pegawai', '%(num)s pegawai', one.size)})"


def fault_lines(faults: Faults) -> list[dict[str, Any]]:
    """The faults that were possible at all, with their names."""
    return [
        {"name": FAULT_NAMES[name][0], "text": FAULT_NAMES[name][1], "interval": faults[name]}
        for name in FAULTS
        if faults[name].of
    ]


def file_word(key: str) -> str:
    """Heads of columns and sheets of a file."""
    words = {
        "right": _("Seharusnya"), "right_name": _("Nama yang seharusnya"), "chosen": _("Dipilih"),
        "chosen_name": _("Nama yang dipilih"), "count": _("Tertukar (surat)"), "of": _("Dari (surat)"),
        "low": _("Selang 95 % bawah (%)"), "high": _("Selang 95 % atas (%)"), "people": _("Pegawai"),
        "pairs": _("Pasangan"), "matrix": _("Matriks"), "faults": _("Kesalahan surat"), "fault": _("Kesalahan"),
        "few": _("Catatan"), "few_text": _("data masih sedikit"), "nothing": _("tidak dipilih"), "total": _("Surat"),
    }  # fmt: skip
    return words[key]
