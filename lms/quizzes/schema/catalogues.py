"""Reading the three CSV catalogues and holding them against each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from lms.content.hints import hint
from lms.content.tree import ContentTree
from lms.core.problem import Problem
from lms.quizzes.domain.catalogue import Affair, Catalogue, Destination, affair_of, is_external
from lms.quizzes.schema.rows import AffairRow, AgencyRow, ExternalBodyRow
from lms.quizzes.schema.table import EXTERNAL_CODE, Record, Table

AFFAIRS = "quizzes/affairs.csv"
AGENCIES = "quizzes/agencies.csv"
BODIES = "quizzes/external_bodies.csv"
LEVELS = (
    "provinsi", "pusat", "pusat_vertikal", "badan_hukum_publik", "bumd", "bumn",
    "lembaga_independen", "lembaga_negara", "yudikatif",
)  # fmt: skip
ENTERPRISE = "bumd"


@dataclass
class Catalogues:
    """The rows of all three files that are there, and every problem found in them."""

    affairs: tuple[AffairRow, ...] = ()
    agencies: tuple[AgencyRow, ...] = ()
    bodies: tuple[ExternalBodyRow, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    complete: bool = False

    def on(self, day: date) -> Catalogue:
        """The catalogue of one day; agencies are referred to by their names."""
        return Catalogue(
            affairs=tuple(
                Affair(code=r.code, name=r.name, scope=r.scope, words=r.everyday_words, edition=r.edition)
                for r in self.affairs
            ),
            destinations=(
                *(
                    Destination(ref=r.name, kind="agency", name=r.name, short=r.short, codes=r.codes)
                    for r in self.agencies
                    if r.valid_on(day) and r.codes
                ),
                *(body_destination(r) for r in self.bodies),
            ),
        )


def body_destination(row: ExternalBodyRow) -> Destination:
    """An external body as a destination; its code is its reference."""
    return Destination(
        ref=row.code,
        kind="external",
        name=row.name,
        codes=(row.code,),
        level=row.level,
        topics=row.topics,
        words=row.everyday_words,
        tempting=row.tempting,
    )


def read_catalogues(tree: ContentTree) -> Catalogues:
    """The catalogues of a content tree; files that are missing leave their part empty."""
    found = Catalogues(complete=all(path in tree for path in (AFFAIRS, AGENCIES, BODIES)))
    if AFFAIRS in tree:
        found.affairs = _affairs(_table(tree, AFFAIRS, AffairRow), found.problems)
    known = {row.code for row in found.affairs}
    if AGENCIES in tree:
        found.agencies = _agencies(_table(tree, AGENCIES, AgencyRow), known, found.problems)
    if BODIES in tree:
        found.bodies = _bodies(_table(tree, BODIES, ExternalBodyRow), known, found.problems)
    return found


_REQUIRED = {
    AFFAIRS: ("code", "name"),
    AGENCIES: ("name", "short", "kind", "valid_from"),
    BODIES: ("code", "name", "level"),
}


def _table(tree: ContentTree, path: str, row: type[AffairRow | AgencyRow | ExternalBodyRow]) -> Table:
    columns = tuple(name for name in row.model_fields if name != "line")
    return Table(path, columns, _REQUIRED[path]).read(tree.text(path))


def _once(record: Record, column: str, seen: dict[str, int]) -> bool:
    """Whether the value of a column is new; the second one is at fault."""
    value = record.text(column)
    if value in seen:
        record.fault(column, "A005", value=value, first=seen[value])
        return False
    seen[value] = record.line
    return True


def _affairs(table: Table, problems: list[Problem]) -> tuple[AffairRow, ...]:
    seen: dict[str, int] = {}
    rows = []
    for record in table.records:
        code = record.text("code")
        if record.check_code("code", code) and _once(record, "code", seen):
            rows.append(
                AffairRow(
                    code=code,
                    name=record.text("name"),
                    group=record.text("group"),
                    scope=record.text("scope"),
                    everyday_words=record.words("everyday_words"),
                    edition=record.text("edition"),
                    line=record.line,
                )
            )
    for record in table.records:
        parent = affair_of(record.text("code"))
        if parent not in seen and record.text("code") in seen:
            record.fault("code", "A006", key=record.text("code"), parent=parent)
    problems += table.problems
    return tuple(rows)


def _agencies(table: Table, known: set[str], problems: list[Problem]) -> tuple[AgencyRow, ...]:
    rows: list[AgencyRow] = []
    for record in table.records:
        codes = tuple(_held(record, known))
        start, end = record.date("valid_from"), record.date("valid_to")
        if start is None:
            continue
        if end is not None and end < start:
            record.fault("valid_to", "A009", to=end, start=start)
        row = AgencyRow(
            name=record.text("name"),
            short=record.text("short"),
            codes=codes,
            kind=record.text("kind"),
            valid_from=start,
            valid_to=end,
            note=record.text("note"),
            line=record.line,
        )
        twin = next((r for r in rows if r.name == row.name and _overlap(r, row)), None)
        if twin:
            record.fault("name", "A010", name=row.name, first=twin.line)
        elif not record.text("codes") and row.kind != ENTERPRISE:
            record.fault("codes", "A016", name=row.name)
        rows.append(row)
    problems += table.problems
    return tuple(rows)


def _held(record: Record, known: set[str]) -> list[str]:
    codes: list[str] = []
    for code, at in record.parts("codes"):
        if not record.check_code("codes", code, at):
            continue
        if known and code not in known:
            record.fault("codes", "A007", at, key=code, hint=hint(code, known))
        elif code in codes:
            record.fault("codes", "A005", at, value=code, first=record.line)
        else:
            codes.append(code)
    return codes


def _overlap(first: AgencyRow, second: AgencyRow) -> bool:
    return (first.valid_to is None or second.valid_from <= first.valid_to) and (
        second.valid_to is None or first.valid_from <= second.valid_to
    )


def _bodies(table: Table, known: set[str], problems: list[Problem]) -> tuple[ExternalBodyRow, ...]:
    seen: dict[str, int] = {}
    rows = []
    for record in table.records:
        code = record.text("code")
        if not EXTERNAL_CODE.fullmatch(code):
            record.fault("code", "A003", key=code, example="`EXT.PROV.DIK`")
            continue
        if not _once(record, "code", seen):
            continue
        rows.append(
            ExternalBodyRow(
                code=code,
                name=record.text("name"),
                level=record.text("level"),
                topics=record.text("topics"),
                everyday_words=record.words("everyday_words"),
                related_affair=record.text("related_affair"),
                tempting=record.words("tempting"),
                line=record.line,
            )
        )
    for record in table.records:
        _check_references(record, known, set(seen))
    problems += table.problems
    return tuple(rows)


def _check_references(record: Record, known: set[str], bodies: set[str]) -> None:
    level = record.text("level")
    if level not in LEVELS:
        choices = ", ".join(f"`{name}`" for name in LEVELS)
        record.fault("level", "A014", cell="level", value=level, choices=choices, hint=hint(level, LEVELS))
    for column in ("related_affair", "tempting"):
        for code, at in record.parts(column):
            own = column == "tempting" and is_external(code)
            names = bodies if own else known
            if (own or record.check_code(column, code, at)) and names and code not in names:
                record.fault(column, "A015", at, cell=column, key=code, hint=hint(code, names))
