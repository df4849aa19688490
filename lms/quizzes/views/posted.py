"""What a question's form posts: the answer's fields, the number of the save, and the button that was pressed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from lms.quizzes.forms import LARGEST_SEQ
from lms.quizzes.kinds.routing import FIELD as ROUTED

_ANSWER = re.compile(r"jawab|teks|tujuan|kecualikan|urut(?:-[0-9a-f]{10})?|pasang-[0-9a-f]{10}")
_JUMP = re.compile(r"soal-(\d{1,4})")
LONGEST_QUERY = 80
DIGITS = len(str(LARGEST_SEQ))


@dataclass(frozen=True)
class Posted:
    """The posted form in parts; `stays` is true for buttons that work on the same page."""

    fields: dict[str, list[str]]
    seq: int
    target: str
    jump: int
    stays: bool
    query: str


def posted(form: MultiDict[str, str]) -> Posted:
    """Read the form of a question or letter; what is not part of an answer is left out."""
    fields = {name: values for name, values in form.lists() if _ANSWER.fullmatch(name)}
    add, remove = form.get("tambah", ""), form.get("hapus", "")
    if add:
        fields[ROUTED] = [*fields.get(ROUTED, []), add]
    if remove:
        fields[ROUTED] = [ref for ref in fields.get(ROUTED, []) if ref != remove]
    target = form.get("ke", "")
    jump = _JUMP.fullmatch(target)
    stays = bool(add or remove) or target in {"cari", "katalog", "tandai", "simpan"}
    return Posted(
        fields=fields,
        seq=_number(form.get("seq", "")),
        target=target,
        jump=int(jump[1]) if jump else 0,
        stays=stays,
        query=_query(form, target) if stays else "",
    )


def _query(form: MultiDict[str, str], target: str) -> str:
    words = form.get("cari", "").strip()[:LONGEST_QUERY]
    if target == "katalog" or form.get("katalog"):
        return "?" + urlencode({"katalog": "1"}) + "#hasil"
    return "?" + urlencode({"cari": words}) + "#cari" if words else "#tujuan"


def _number(text: str) -> int:
    return (
        int(text)
        if text.isascii() and text.isdigit() and len(text) <= DIGITS and int(text) <= LARGEST_SEQ
        else 0
    )
