"""Tables of the keys that authors may write, made from the schema classes."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from lms.certificates.schema import TemplateDocument
from lms.competency.schema import FrameworkDocument, PostsDocument
from lms.courses.schema import CourseDocument, LessonDocument, SopIdentity
from lms.quizzes.schema import QuizDocument
from lms.studio.guide.words import DERIVED, WORDS

SCHEMAS: dict[str, type[BaseModel]] = {
    model.__name__: model
    for model in (
        QuizDocument,
        CourseDocument,
        SopIdentity,
        LessonDocument,
        FrameworkDocument,
        PostsDocument,
        TemplateDocument,
    )
}
_FORMATS = {
    "date": "tanggal, `2026-10-01`",
    "date-time": "tanggal dan jam kota, `2026-10-01 08:00`",
    "duration": "lama waktu, `20m` atau `1j 30m`",
}


def field_table(name: str) -> str:
    """The keys of one schema class as a Markdown table; KeyError for an unknown class."""
    schema = SCHEMAS[name].model_json_schema()
    required = set(schema.get("required", ()))
    rows = ["| Kunci | Arti | Isi | Bila tidak ditulis |", "|---|---|---|---|"]
    for key, facts in schema["properties"].items():
        if key in DERIVED.get(name, ()):
            continue
        absent = "**wajib ditulis**" if key in required else _default(facts.get("default"))
        rows.append(f"| `{key}` | {WORDS[name][key]} | {_kind(facts, schema)} | {absent} |")
    return "\n".join(rows) + "\n"


def _default(value: object) -> str:
    if not value and value != 0:
        return "tidak ada"
    return f"`{value}`" if isinstance(value, (str, int)) and len(str(value)) <= 40 else "lihat keterangan"  # noqa: PLR2004


def _kind(facts: dict[str, Any], schema: dict[str, Any]) -> str:
    """What may be written, in words."""
    if "anyOf" in facts:
        facts = next(one for one in facts["anyOf"] if one.get("type") != "null")
    if "$ref" in facts:
        facts = schema["$defs"][facts["$ref"].rsplit("/", 1)[-1]]
    if "enum" in facts:
        return ", ".join(f"`{choice}`" for choice in facts["enum"])
    if "const" in facts:
        return f"`{facts['const']}`"
    kind = facts.get("type")
    if kind == "integer":
        return _number(facts)
    if kind == "array":
        return f"daftar: {_kind(facts.get('items', {}), schema)}"
    if kind == "object":
        return "pasangan `kunci: nilai`"
    return _FORMATS.get(facts.get("format", ""), _text(facts))


def _number(facts: dict[str, Any]) -> str:
    low, high = facts.get("minimum"), facts.get("maximum")
    return f"bilangan bulat {low} sampai {high}" if low is not None and high is not None else "bilangan bulat"


def _text(facts: dict[str, Any]) -> str:
    longest = facts.get("maxLength")
    return f"teks, paling panjang {longest} huruf" if longest else "teks"
