"""Texts of questions as HTML, and the words that pages put around them."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any

from flask import url_for
from flask_babel import format_time
from markupsafe import Markup

from lms.content.markdown import TooHeavy, render, render_inline
from lms.content.tree import resolve
from lms.quizzes.kinds.base import Reading
from lms.web.i18n import get_locale
from lms.web.i18n import lazy_gettext as _l

KIND_NAMES: dict[str, Any] = {
    "single": _l("Pilihan tunggal"),
    "multiple": _l("Pilihan ganda"),
    "truefalse": _l("Benar atau salah"),
    "ordering": _l("Mengurutkan"),
    "matching": _l("Menjodohkan"),
    "short": _l("Isian singkat"),
    "numeric": _l("Isian bilangan"),
    "routing": _l("Disposisi surat"),
    "open": _l("Uraian"),
}

TASKS: dict[str, Any] = {
    "single": _l("Pilih satu jawaban."),
    "multiple": _l("Pilih semua jawaban yang benar. Pilihan yang keliru mengurangi nilai."),
    "truefalse": _l("Pilih Benar atau Salah."),
    "ordering": _l("Beri nomor urut pada setiap langkah, mulai dari 1."),
    "matching": _l("Pilih pasangan untuk setiap baris."),
    "short": _l("Tulis jawaban singkat. Huruf besar dan spasi tidak berpengaruh."),
    "numeric": _l("Tulis sebuah bilangan. Desimal ditulis dengan koma."),
    "open": _l("Tulis jawaban Anda. Jawaban ini dibaca dan dinilai oleh pengajar."),
}

_ASKS: dict[str, str] = {
    "doubtful_number": _l(
        "“%(value)s” dapat dibaca sebagai ribuan atau sebagai desimal. Tulis tanpa titik, atau pakai koma."
    ),
    "not_a_number": _l("“%(value)s” bukan bilangan. Tulis angkanya saja."),
    "same_place": _l("Dua langkah memakai nomor yang sama. Setiap langkah memerlukan nomor sendiri."),
    "missing_places": _l("Belum semua langkah diberi nomor. Urutan dinilai setelah lengkap."),
}  # fmt: skip


def asked_back(reading: Reading) -> str:
    """The question back to the officer about a stored answer, empty when there is none."""
    return str(_ASKS[reading.ask]) % {"value": reading.value} if reading.ask else ""


def clock_text(moment: datetime | None) -> str:
    """`09.42.17` in the institution's zone: when an answer was saved, to the second."""
    if moment is None:
        return ""
    pattern = "HH.mm.ss" if str(get_locale()) == "id" else "HH:mm:ss"
    return str(format_time(moment, pattern))


class _Media:
    """Turns `media/x.png` of a quiz into the address of that revision's file."""

    def __init__(self, revision_id: int) -> None:
        self.revision_id = revision_id

    def __call__(self, target: str, *, image: bool) -> str | None:  # noqa: ARG002 -- the protocol
        path = resolve("quizzes/x.md", target)
        if path is None or not path.startswith("quizzes/media/"):
            return None
        name = path.removeprefix("quizzes/media/")
        return url_for("quizzes.media_file", revision_id=self.revision_id, name=name)


@lru_cache(maxsize=2048)
def _block(text: str, revision_id: int) -> str:
    try:
        return render(text, links=_Media(revision_id), headings_offset=2).html
    except TooHeavy:
        return ""


@lru_cache(maxsize=4096)
def _inline(text: str, revision_id: int) -> str:
    try:
        return render_inline(text, links=_Media(revision_id))
    except TooHeavy:
        return ""


def block(text: str, revision_id: int) -> Markup:
    """Markdown as safe HTML; `content.markdown` sanitised it."""
    return Markup(_block(text, revision_id))  # noqa: S704 -- sanitised by an allow-list


def inline(text: str, revision_id: int) -> Markup:
    """One line of Markdown as safe HTML."""
    return Markup(_inline(text, revision_id))  # noqa: S704 -- sanitised by an allow-list
