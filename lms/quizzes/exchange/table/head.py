"""The head of a table of questions: columns by their English names, or by the words that trainers use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from lms.content.hints import hint
from lms.quizzes.exchange.model import Notes
from lms.quizzes.schema.csvtext import CsvRow

MOST = 12
COLUMNS = ("id", "title", "question", "kind", "key", "explanation", "competency", "difficulty", "use")
LISTS = ("option", "feedback")
EXPECTED = (
    "`title,question,kind,option_1,option_2,…,key,feedback_1,…,explanation,competency,difficulty,use,id`"
)
_WORDS = {
    "judul": "title", "soal": "question", "pertanyaan": "question", "jenis": "kind", "kunci": "key", "jawaban": "key",
    "pembahasan": "explanation", "penjelasan": "explanation", "kompetensi": "competency", "unit": "competency",
    "kesulitan": "difficulty", "penggunaan": "use",
}  # fmt: skip
_LIST_WORDS = {"pilihan": "option", "opsi": "option", "umpan_balik": "feedback", "umpan": "feedback"}
_NUMBERED = re.compile(r"(?:([a-z_]+?)_?)?(\d{1,2}|[a-l])")


def column_of(name: str) -> str:
    """The column that a head cell names (`question`, `option_3`); empty when it names none."""
    plain = unicodedata.normalize("NFKC", name).casefold().strip()
    plain = re.sub(r"[\s\-.]+", "_", plain)
    if plain in COLUMNS:
        return plain
    if plain in _WORDS:
        return _WORDS[plain]
    found = _NUMBERED.fullmatch(plain)
    if found is None:
        return ""
    word = found[1] or ("option" if found[2].isalpha() else "")
    word = _LIST_WORDS.get(word, word)
    number = int(found[2]) if found[2].isdigit() else ord(found[2]) - ord("a") + 1
    return f"{word}_{number}" if word in LISTS and 1 <= number <= MOST else ""


def read_head(row: CsvRow, notes: Notes) -> list[str] | None:
    """The columns in the order of the table; None when the table cannot be read."""
    names: list[str] = []
    for cell in row.cells:
        name = column_of(cell.text) if cell.text else ""
        if cell.text and not name:
            notes.add("X031", cell.line, cell.column, name=cell.text[:60], hint=_nearest(cell.text))
        elif name and name in names:
            notes.add("X032", cell.line, cell.column, name=cell.text[:60])
        names.append(name)
    if "question" not in names:
        notes.add("X030", row.line, expected=EXPECTED)
        return None
    return names


def _nearest(text: str) -> object:
    return hint(text, _all_names())


def _all_names() -> Sequence[str]:
    return (*COLUMNS, *_WORDS, *(f"{name}_1" for name in (*LISTS, "pilihan", "umpan_balik")))
