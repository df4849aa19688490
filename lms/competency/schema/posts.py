"""Reading `courses/posts.md`: which units at which level a kind of post needs, and by when."""

from __future__ import annotations

import re

from lms.competency.domain.framework import HIGHEST_LEVEL, Profile, Requirement
from lms.competency.schema.documents import PostsDocument
from lms.competency.schema.sections import Reader, text_of, whole
from lms.content.blocks import Section, preamble, raw_text, scan, sections
from lms.content.frontmatter import read
from lms.content.validate import validate
from lms.core.problem import Problem

PATH = "courses/posts.md"
COLUMNS = ("Unit", "Level", "Hari", "Minimum")
PROFILE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MOST_DAYS = 1000
MOST_HOLDERS = 1000


def parse_posts(path: str, text: str) -> tuple[PostsDocument | None, list[Problem]]:
    """The profiles in a text, or None, and every problem of the file."""
    document, problems = read(path, text)
    reader = Reader(path)
    blocks = scan(document.body, document.body_line)
    found = sections(blocks, 2)
    if not found:
        reader.fault(document.body_line, 1, "K013")
    profiles = [profile for section in found if (profile := _profile(reader, section)) is not None]
    made, faults = validate(
        PostsDocument, document, extra={"intro": raw_text(preamble(blocks, 2)), "profiles": tuple(profiles)}
    )
    return made, [*problems, *faults, *reader.problems]


def _profile(reader: Reader, section: Section) -> Profile | None:
    heading = section.heading
    profile_id = reader.identity(
        heading, "huruf kecil, angka, dan tanda hubung, misalnya `petugas-pip`", PROFILE_ID
    )
    reader.known_attributes(heading, ("minimum_holders",))
    holders = reader.number(heading, "minimum_holders", 0, MOST_HOLDERS, default=1)
    requirements = _requirements(reader, section)
    if profile_id is None or holders is None:
        return None
    return Profile(
        id=profile_id, title=heading.text, text=text_of(section.blocks), minimum_holders=holders,
        requirements=tuple(requirements), line=heading.line,
    )  # fmt: skip


def _requirements(reader: Reader, section: Section) -> list[Requirement]:
    found: list[Requirement] = []
    lines: dict[str, int] = {}
    for record in reader.records(section, COLUMNS):
        unit = record["Unit"]
        numbers = whole(
            {
                "level": reader.cell_number("Level", record["Level"], 1, HIGHEST_LEVEL),
                "days": reader.cell_number("Hari", record["Hari"], 0, MOST_DAYS),
                "minimum": reader.cell_number("Minimum", record["Minimum"], 0, MOST_HOLDERS),
            }
        )
        if unit.text in lines:
            reader.fault(unit.line, unit.column, "K020", unit=unit.text, first=lines[unit.text])
            continue
        lines[unit.text] = unit.line
        if numbers is not None:
            found.append(Requirement(unit=unit.text, **numbers, line=unit.line))
    return found
