"""From a procedure table to a checked procedure, or to every reason why it is none."""

from __future__ import annotations

from dataclasses import dataclass

from lms.content.blocks import Table
from lms.core.problem import Problem, problem
from lms.courses.sop.duration import MINUTES_PER_DAY, Duration
from lms.courses.sop.flowrules import check_flow, leads_to
from lms.courses.sop.procedure import Branch, Procedure, Step
from lms.courses.sop.rows import Row, read_rows
from lms.courses.sop.timing import check_limit
from lms.courses.sop.wording import person_name, starts_with_verb


@dataclass(frozen=True)
class Rules:
    """The numbers the check applies; each one is a setting of the city."""

    minutes_per_day: int = MINUTES_PER_DAY
    limit: Duration | None = None  # what the SOP itself declares
    max_actors: int = 15
    max_actor_length: int = 25
    approver: str | None = None  # a person's name that must not stand in the table


def parse_procedure(
    path: str, table: Table, rules: Rules | None = None
) -> tuple[Procedure | None, list[Problem]]:
    """The procedure written in `table` of the file `path`, and all problems; None if there is an error."""
    rules = rules or Rules()
    rows, problems = read_rows(path, table)
    problems += check_flow(path, rows)
    problems += _check_actors(path, rows, rules)
    for row in rows:
        problems += _check_words(path, row, rules)
    if any(p.is_error for p in problems):
        return None, problems
    procedure = Procedure(steps=tuple(_step(rows, index) for index in range(len(rows))))
    first = rows[0].cells["Waktu"]
    problems += check_limit(path, first, procedure, rules.limit, rules.minutes_per_day)
    return (None if any(p.is_error for p in problems) else procedure), problems


def _check_actors(path: str, rows: list[Row], rules: Rules) -> list[Problem]:
    first = {row.text("Pelaksana"): row.cells["Pelaksana"] for row in reversed(rows) if row.text("Pelaksana")}
    problems = []
    if len(first) > rules.max_actors:
        cell = list(reversed(first.values()))[rules.max_actors]
        values = {"count": len(first), "limit": rules.max_actors}
        problems.append(problem(path, cell.line, cell.column, "S022", **values))
    for name, cell in first.items():
        if len(name) > rules.max_actor_length:
            count, limit = len(name), rules.max_actor_length
            problems.append(
                problem(path, cell.line, cell.column, "S023", text=name, count=count, limit=limit)
            )
    return problems


def _check_words(path: str, row: Row, rules: Rules) -> list[Problem]:
    problems = []
    for name, cell in row.cells.items():
        if name not in {"No", "Lanjut", "Waktu"} and (found := person_name(cell.text, rules.approver)):
            column = cell.column + max(0, cell.text.find(found))
            problems.append(problem(path, cell.line, column, "S020", text=found))
    activity = row.text("Kegiatan")
    if activity and not starts_with_verb(activity):
        cell = row.cells["Kegiatan"]
        problems.append(problem(path, cell.line, cell.column, "S021", text=activity))
    return problems


def _step(rows: list[Row], index: int) -> Step:
    row = rows[index]
    labels = {target.to: target.label for target in row.targets}
    assert row.duration is not None
    return Step(
        number=row.number,
        activity=row.text("Kegiatan"),
        actor=row.text("Pelaksana"),
        requirements=row.text("Kelengkapan"),
        time=row.text("Waktu"),
        duration=row.duration,
        output=row.text("Output"),
        branches=tuple(Branch(label=labels.get(to), to=to) for to in leads_to(rows, index)),
        note=row.text("Keterangan"),
    )
