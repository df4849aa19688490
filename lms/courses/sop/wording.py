"""Rules on the words of a step: positions instead of names, verbs in me-."""

from __future__ import annotations

import re

_OFFICE = (
    r"(?:Wali|Wakil|Kepala|Sekretaris|Camat|Lurah|Bupati|Gubernur|Ketua|Pimpinan|Atasan|Pejabat|Petugas|Kota|PPID"
    r"|Inspektur|Direktur|Asisten|Staf|Kasi|Kabid|Kasubag|Rumah|Pemohon)\b"
)
_NAMES = (
    re.compile(
        r"\b(?:Bapak|Pak|Ibu|Bu|Saudara|Saudari|Sdr\.?|Sdri\.?|Tn\.|Ny\.|H\.|Hj\.|Drs\.|Dra\.|Ir\.|Dr\.|dr\.|Prof\.)"
        rf"\s+(?!{_OFFICE})[A-Z][\w.']*(?:\s+[A-Z][\w.']*)*"
    ),
    re.compile(r"[A-Z][\w'.]*(?:\s+[A-Z][\w'.]*)*,\s*(?:S|M|A)\.\s?[A-Z][A-Za-z]*\.?"),
    re.compile(r"(?<!\d)\d{8}\s?\d{6}\s?\d\s?\d{3}(?!\d)"),
)
_VERB = re.compile(r"^me[a-z]+", re.IGNORECASE)
_REMARK = re.compile(r"\s*\([^)]*\)")


def person_name(text: str, known: str | None = None) -> str | None:
    """The part of `text` that names a person: by title, degree or NIP, or because it is `known`."""
    for pattern in _NAMES:
        if match := pattern.search(text):
            return match[0]
    name = _REMARK.sub("", known or "").split(",")[0].strip()
    if len(name.split()) > 1 and name.casefold() in text.casefold():
        return name
    return None


def starts_with_verb(activity: str) -> bool:
    """Whether the first word is a verb in the active me- form, as the official layout asks."""
    return _VERB.match(activity.lstrip("*_“\"'")) is not None
