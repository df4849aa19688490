"""The words of item statistics: what each flag says and what to do next, how a figure reads, what a line stands for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from lms.quizzes.domain.itemstats import AnswerLine, Figure, Flag
from lms.quizzes.domain.itemstats.answers import EMPTY, EXEMPT, OTHERS, UNFINISHED, WRITTEN
from lms.quizzes.queries.items import QuestionReport
from lms.reports.queries.items import Finding
from lms.web.i18n import _, show_number
from lms.web.i18n import lazy_gettext as _l

LEVELS = {"bad": "bad", "due": "due", "note": ""}
ICONS = {"bad": "alert", "due": "alert", "note": "info"}


@dataclass(frozen=True)
class FlagText:
    """A flag for the page: its sentence, the next step, and where that leads (`studio`, `marking` or nowhere)."""

    kind: str
    icon: str
    text: str
    step: str
    leads: str = ""


# code: what it says, what to do next, where that is done
_FLAGS: dict[str, tuple[Any, Any, str]] = {
    "key": (
        _l("Yang lemah lebih sering benar daripada yang kuat di sini: periksa kunci."),
        _l("Baca soal dan kuncinya di Studio. Bila kunci keliru, perbaiki, terbitkan, lalu nilai ulang."),
        "studio",
    ),
    "rival": (
        _l("Kelompok atas lebih banyak memilih “%(option)s” (%(n)s) daripada kunci (%(right)s)."),
        _l("Periksa apakah pilihan itu juga dapat dibenarkan, atau kuncinya tertukar."),
        "studio",
    ),
    "reversed": (
        _l("Yang lemah sedikit lebih sering benar daripada yang kuat; masih mungkin kebetulan."),
        _l("Baca kembali kunci dan kalimat soalnya, lalu lihat lagi setelah lebih banyak yang mengerjakan."),
        "studio",
    ),
    "guess": (
        _l("Hasilnya tidak lebih baik daripada menebak (%(chance)s %%)."),
        _l("Periksa apakah materinya sudah diajarkan dan kalimat soalnya tidak menyesatkan."),
        "studio",
    ),
    "hard": (
        _l("Terlalu sulit: nilai rata-ratanya di bawah 35 %%."),
        _l("Periksa apakah materinya sudah diajarkan dengan jelas dan soal tidak menanyakan dua hal sekaligus."),
        "studio",
    ),
    "easy": (
        _l("Terlalu mudah: hampir semua benar, jadi soal ini tidak membedakan siapa pun."),
        _l("Biarkan bila memang hal wajib yang harus dikuasai semua; bila tidak, buat pengecoh yang lebih masuk akal."),
        "",
    ),
    "weak": (
        _l("Hampir tidak membedakan yang kuat dari yang lemah."),
        _l("Lihat jawaban kelompok atas dan bawah: pilihan mana yang membingungkan keduanya?"),
        "studio",
    ),
    "unused": (
        _l("Pengecoh yang tidak dipilih siapa pun: %(options)s."),
        _l("Ganti dengan kekeliruan yang nyata terjadi di meja layanan."),
        "studio",
    ),
    "heavy": (
        _l("Bobot efektif %(effective)s %%, jauh di atas bobot rancangan %(intended)s %%."),
        _l("Soal ini ikut menentukan nilai: pastikan kompetensi yang diuji memang sepenting itu."),
        "",
    ),
    "light": (
        _l("Bobot efektif %(effective)s %%, jauh di bawah bobot rancangan %(intended)s %%."),
        _l("Soal ini hampir tidak memengaruhi nilai: perjelas soal atau pengecohnya agar ikut membedakan."),
        "studio",
    ),
    "waiting": (
        _l("%(n)s jawaban menunggu dinilai dan belum ikut dihitung."),
        _l("Nilai jawaban uraian terlebih dahulu."),
        "marking",
    ),
    "alpha_negative": (
        _l("Soal-soal kuis ini saling bertentangan: konsistensi internalnya nol atau negatif."),
        _l("Periksa dahulu kunci soal yang ditandai; nilai kuis ini belum dapat dipegang."),
        "",
    ),
    "alpha_none": (
        _l("Konsistensi internal belum terlihat: pesertanya terlalu serupa, soalnya terlalu mudah, atau belum cukup banyak."),
        _l("Lihat lagi setelah lebih banyak yang mengerjakan; sementara ini nilai jangan dipakai untuk membedakan orang."),
        "",
    ),
    "alpha": (
        _l("Nilai kuis ini belum cukup konsisten untuk membedakan orang seorang demi seorang."),
        _l(
            "Perbaiki soal yang ditandai. Dengan mutu soal seperti sekarang diperlukan sekitar %(questions)s soal "
            "per percobaan; kini %(length)s."
        ),
        "",
    ),
}  # fmt: skip


def flag_text(flag: Flag) -> FlagText:
    """The words of a flag."""
    says, step, leads = _FLAGS[flag.code]
    values = {name: _value(value) for name, value in flag.values.items()}
    return FlagText(LEVELS[flag.level], ICONS[flag.level], str(says) % values, str(step) % values, leads)


_FINDINGS: dict[str, Any] = {
    "rival": _l("Kelompok atas lebih memilih pilihan lain daripada kunci."),
    "guess": _l("Hasilnya tidak lebih baik daripada menebak."),
    "waiting": _l("Ada jawaban yang menunggu dinilai dan belum ikut dihitung."),
}


def finding_text(finding: Finding) -> FlagText:
    """The words of a flag that several questions have; what differs between them stands beside each."""
    first = flag_text(finding.cases[0][1])
    return replace(first, text=str(_FINDINGS[finding.code])) if finding.code in _FINDINGS else first


def differs(finding: Finding) -> bool:
    """Whether each question has something of its own to say about this flag."""
    return finding.code in _FINDINGS


def flag_texts(one: QuestionReport) -> str:
    """What the flags of a question say, in one line."""
    return " ".join(flag_text(flag).text for flag in one.flags)


def _value(value: object) -> str:
    """A value inside a sentence: shares as percent, names in quotes."""
    if isinstance(value, list):
        return ", ".join(f"“{one}”" for one in value)
    if isinstance(value, float):
        shown = round(value * 100 if value <= 1 else value, 1)
        return show_number(shown, 0 if shown.is_integer() else 1)
    return str(value)


def reading(figure: Figure, of: str) -> str:
    """How a figure is usually read, in one or two words; empty when there is nothing to read."""
    if figure.value is None:
        return ""
    return next((str(word) for least, word in _READINGS[of] if figure.value >= least), "")


_READINGS: dict[str, list[tuple[float, Any]]] = {
    "facility": [
        (0.95, _l("hampir semua benar")), (0.65, _l("mudah")), (0.35, _l("sedang")), (0.0, _l("sulit")),
    ],
    "discrimination": [
        (0.4, _l("sangat baik")), (0.3, _l("baik")), (0.2, _l("cukup")), (0.0, _l("lemah")), (-1.0, _l("terbalik")),
    ],
    "alpha": [
        (0.8, _l("baik")), (0.7, _l("cukup")), (0.6, _l("lemah")), (-1000.0, _l("belum dapat dipegang")),
    ],
}  # fmt: skip


def line_text(line: AnswerLine) -> str:
    """The text of a line that is no option of the question, empty for the others."""
    words = {
        EMPTY: _("Tidak dijawab"),
        UNFINISHED: _("Urutan belum lengkap"),
        OTHERS: _("Jawaban lain"),
        WRITTEN: _("Dijawab"),
        EXEMPT: _("Ditandai dikecualikan (uji konsekuensi)"),
    }
    return words.get(line.id, "")


def file_word(key: str) -> str:
    """A word in a file: heads of columns, names of sheets and figures."""
    words = {
        "summary": _("Ringkasan"), "questions": _("Soal"), "answers": _("Jawaban"), "figure": _("Angka"),
        "value": _("Nilai"), "id": _("Id soal"), "title": _("Judul"), "kind": _("Jenis"), "revisions": _("Revisi"),
        "place": _("Nomor"), "reached": _("Mencapai"), "empty": _("Kosong"), "unreached": _("Tidak sempat"),
        "waiting": _("Menunggu dinilai"), "facility": _("Kemudahan (persen)"), "low": _("Selang bawah"),
        "high": _("Selang atas"), "sd": _("Simpangan baku (persen)"), "discrimination": _("Daya beda"),
        "efficiency": _("Efisiensi daya beda (persen)"), "intended": _("Bobot rancangan (persen)"),
        "effective": _("Bobot efektif (persen)"), "contrast": _("Selisih kelompok (persen)"), "flags": _("Tanda"),
        "answer": _("Jawaban"), "worth": _("Arti"), "all": _("Semua"), "upper": _("Atas"), "lower": _("Bawah"),
        "few": _("belum cukup data"), "constant": _("nilai tidak beragam"), "negative": _("negatif"),
        "right": _("Kunci"), "part": _("Sebagian"), "wrong": _("Keliru"), "none": "", "distractor": _("Pengecoh"),
        "attempts": _("Percobaan"), "officers": _("Pegawai"), "mean": _("Rata-rata"), "median": _("Median"),
        "skewness": _("Kemencengan (skewness)"), "kurtosis": _("Keruncingan (kurtosis)"),
        "alpha": _("Konsistensi internal (alfa Cronbach)"), "error_ratio": _("Rasio galat (persen)"),
        "sem": _("Galat baku pengukuran"), "length": _("Soal per percobaan, rata-rata"),
        "score_sd": _("Simpangan baku"), "quiz": _("Kuis"), "passed": _("Lulus"),
    }  # fmt: skip
    return words[key]
