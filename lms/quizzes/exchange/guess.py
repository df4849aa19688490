"""What a file most likely is, by its name and by how it begins."""

from __future__ import annotations

import re
from pathlib import PurePath

from lms.quizzes.exchange.table.head import column_of

_BY_SUFFIX = {".xml": "moodlexml", ".csv": "csv", ".xlsx": "xlsx", ".gift": "gift", ".md": "md"}
_ANSWER = re.compile(r"^ANSWER:\s*[A-Z]", re.MULTILINE | re.IGNORECASE)
_START = 100_000


def guess(name: str, data: bytes) -> str:
    """The name of a format that READERS knows; GIFT when nothing speaks for another one."""
    if data.startswith(b"PK\x03\x04"):
        return "xlsx"
    suffix = PurePath(name).suffix.lower()
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    text = data[:_START].decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        return "moodlexml"
    if text.startswith("---"):
        return "md"
    if _ANSWER.search(text):
        return "aiken"
    head = text.split("\n", 1)[0]
    columns = [column_of(cell.strip(' "\r')) for cell in re.split(r"[,;]", head)]
    return "csv" if "question" in columns and len(columns) > 1 else "gift"
