"""Reading `courses/competencies.md`: units, their levels, half-lives and validity."""

from __future__ import annotations

from lms.competency.domain.framework import HIGHEST_LEVEL, UNIT_ID, Level, Unit
from lms.competency.schema.documents import FrameworkDocument
from lms.competency.schema.sections import Reader, text_of, whole
from lms.content.blocks import Section, preamble, raw_text, scan, sections
from lms.content.frontmatter import read
from lms.content.validate import validate
from lms.core.problem import Problem

PATH = "courses/competencies.md"
COLUMNS = ("Level", "Nama", "Perilaku yang terlihat")
ATTRIBUTES = ("half_life", "valid", "short")
LONGEST_SHORT = 24


def parse_framework(path: str, text: str) -> tuple[FrameworkDocument | None, list[Problem]]:
    """The framework in a text, or None, and every problem of the file."""
    document, problems = read(path, text)
    reader = Reader(path)
    blocks = scan(document.body, document.body_line)
    found = sections(blocks, 2)
    if not found:
        reader.fault(document.body_line, 1, "K013")
    units = [unit for section in found if (unit := _unit(reader, section)) is not None]
    made, faults = validate(
        FrameworkDocument, document, extra={"intro": raw_text(preamble(blocks, 2)), "units": tuple(units)}
    )
    return made, [*problems, *faults, *reader.problems]


def _unit(reader: Reader, section: Section) -> Unit | None:
    heading = section.heading
    unit_id = reader.identity(heading, "huruf besar dan angka, misalnya `K1`", UNIT_ID)
    reader.known_attributes(heading, ATTRIBUTES)
    numbers = whole(
        {
            "half_life": reader.number(heading, "half_life", 1, 3650),
            "valid": reader.number(heading, "valid", 1, 120),
        }
    )
    levels = _levels(reader, section)
    if unit_id is None or numbers is None:
        return None
    title = heading.text.removeprefix(unit_id).strip() or unit_id
    return Unit(
        id=unit_id, title=title, short=heading.attrs.get("short", title)[:LONGEST_SHORT], **numbers,
        text=text_of(section.blocks), levels=tuple(levels), line=heading.line,
    )  # fmt: skip


def _levels(reader: Reader, section: Section) -> list[Level]:
    levels: list[Level] = []
    lines: dict[int, int] = {}
    for record in reader.records(section, COLUMNS):
        cell = record["Level"]
        number = reader.cell_number("Level", cell, 1, HIGHEST_LEVEL)
        if number is None:
            continue
        if number in lines:
            reader.fault(cell.line, cell.column, "K009", level=number, first=lines[number])
            continue
        if number != len(lines) + 1:
            reader.fault(cell.line, cell.column, "K010", level=number, expected=len(lines) + 1)
        lines[number] = cell.line
        levels.append(
            Level(level=number, name=record["Nama"].text, behaviour=record["Perilaku yang terlihat"].text)
        )
    return levels
