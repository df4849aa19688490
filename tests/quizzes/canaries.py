"""Quizzes in which every key, remark, explanation and rubric is a word that stands nowhere else."""

from __future__ import annotations

import html
import io
import re
import zipfile
from urllib.parse import unquote

from werkzeug.test import TestResponse

from lms.quizzes.domain.question import item_id

RULES = {
    "SERAH": "feedback: after_submit",
    "TUTUP": "feedback: after_close\ncloses: 2026-11-23 06:00",
    "DUA": "feedback: after_each\nuse: both",
    "TIAP": "feedback: after_each\nuse: practice",
}
OPENS, CLOSES = "2026-11-23 04:00", "2026-11-23 06:00"
NUMBERS = {"SERAH": "48271", "TUTUP": "48272", "DUA": "48273", "TIAP": "48274"}
QUESTIONS = ("tunggal", "ganda", "pernyataan", "urutan", "jodoh", "kata", "angka", "surat", "uraian")

_QUIZ = """---
id: kanari-{slug}
title: Kuis {slug}
competency: K2
level: 2
pass_mark: 50
attempts: 1
opens: {opens}
{rule}
---
Pembuka {slug}.

## Tunggal {{#tunggal competency=K1}}
Pilih satu.

- [ ] merah
  > KANARI-{tag}-TUNGGAL-UMPAN
- [x] biru
  > KANARI-{tag}-TUNGGAL-KUNCI
- [ ] kuning
  > KANARI-{tag}-TUNGGAL-LAIN

> KANARI-{tag}-TUNGGAL-PENJELASAN

## Ganda {{#ganda}}
Pilih dua.

- [x] timur
  > KANARI-{tag}-GANDA-KUNCI
- [x] barat
  > KANARI-{tag}-GANDA-LUPA
- [ ] utara
  > KANARI-{tag}-GANDA-UMPAN
- [ ] selatan
  > KANARI-{tag}-GANDA-LAIN

> KANARI-{tag}-GANDA-PENJELASAN

## Pernyataan {{#pernyataan}}
Begitulah.

- [ ] Benar
  > KANARI-{tag}-PERNYATAAN-UMPAN
- [x] Salah
  > KANARI-{tag}-PERNYATAAN-KUNCI

> KANARI-{tag}-PERNYATAAN-PENJELASAN

## Urutan {{#urutan}}
Urutkan.

1. Menerima
2. Mencatat
3. Menjawab

> KANARI-{tag}-URUTAN-PENJELASAN

## Jodoh {{#jodoh}}
Jodohkan.

| Kiri | Kanan |
|---|---|
| siang | matahari |
| malam | bulan |
| | bintang |

> KANARI-{tag}-JODOH-PENJELASAN

## Kata {{#kata}}
Tulis.

- [=] KANARI-{tag}-KATA-KUNCI
- [=] KANARI-{tag}-KATA-SEBAGIAN {{%50}}

> KANARI-{tag}-KATA-PENJELASAN

## Angka {{#angka}}
Hitung.

- [=] {number}

> KANARI-{tag}-ANGKA-PENJELASAN

## Surat {{#surat kind=routing info=exempt}}
Surat {slug} tentang jalan lingkungan.

- [x] 1.04: KANARI-{tag}-SURAT-KUNCI
- [x] EXT.PROV.SAMSAT: KANARI-{tag}-SURAT-LUAR
- [ ] 1.03/jalan: KANARI-{tag}-SURAT-UMPAN
- [ ] 5.02/aset: KANARI-{tag}-SURAT-LAIN

> KANARI-{tag}-SURAT-PENJELASAN

## Uraian {{#uraian kind=open}}
Jelaskan.

> KANARI-{tag}-URAIAN-RUBRIK
"""

# what an officer is shown who answers as ANSWERS; remarks on what nobody chose stay where they are
_SHOWN = {
    "tunggal": "UMPAN KUNCI PENJELASAN",
    "ganda": "UMPAN KUNCI LUPA PENJELASAN",
    "pernyataan": "UMPAN KUNCI PENJELASAN",
    "urutan": "PENJELASAN",
    "jodoh": "PENJELASAN",
    "kata": "KUNCI PENJELASAN",
    "angka": "PENJELASAN",
    "surat": "KUNCI LUAR UMPAN PENJELASAN",
    "uraian": "RUBRIK",
}
ANSWERS: dict[str, dict[str, list[str]]] = {
    "tunggal": {"jawab": [item_id("merah")]},
    "ganda": {"jawab": [item_id("timur"), item_id("utara")]},
    "pernyataan": {"jawab": [item_id("Benar")]},
    "urutan": {"urut": [item_id(text) for text in ("Menjawab", "Mencatat", "Menerima")]},
    "jodoh": {f"pasang-{item_id('siang')}": [item_id("bulan")]},
    "kata": {"teks": ["lain"]},
    "angka": {"teks": ["1"]},
    "uraian": {"teks": ["Menurut saya begitu."]},
}


def slug_of(tag: str) -> str:
    """The slug of the quiz with a tag."""
    return f"kanari-{tag.lower()}"


def quizzes() -> dict[str, str]:
    """The files of the quizzes by slug, one for each rule of feedback."""
    return {
        slug_of(tag): _QUIZ.format(tag=tag, slug=tag.lower(), rule=rule, number=NUMBERS[tag], opens=OPENS)
        for tag, rule in RULES.items()
    }


def shown(tag: str, *questions: str) -> set[str]:
    """The canaries that the rule lets out in the end, of these questions or of all."""
    found = {
        f"KANARI-{tag}-{question.upper()}-{what}"
        for question in questions or QUESTIONS
        for what in _SHOWN[question].split()
    }
    return found | ({f"ANGKA-{tag}"} if not questions or "angka" in questions else set())


_WORD = re.compile(r"KANARI-[A-Z]+-[A-Z]+-[A-Z]+")
_NUMBER = {tag: re.compile(rf"(?<![\w.]){n[:2]}[.,\s]?{n[2:]}(?!\w)") for tag, n in NUMBERS.items()}


def canaries(response: TestResponse) -> set[str]:
    """The canaries in a response: its body, unpacked if it is an archive, and its headers."""
    parts = [str(response.headers), *_texts(response.data)]
    text = "\n".join(unquote(html.unescape(part)) for part in parts)
    return set(_WORD.findall(text)) | {f"ANGKA-{tag}" for tag, one in _NUMBER.items() if one.search(text)}


def _texts(data: bytes) -> list[str]:
    if not data.startswith(b"PK"):
        return [data.decode("utf-8", "replace")]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
