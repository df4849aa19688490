"""The longest way through a procedure against the time that the law or the SOP allows."""

from __future__ import annotations

from decimal import Decimal

from lms.content.blocks import Cell
from lms.core.problem import Problem, problem
from lms.courses.sop.duration import MINUTES_PER_DAY, Duration, show_minutes
from lms.courses.sop.paths import longest_path
from lms.courses.sop.procedure import Procedure

USUAL_LIMIT = Duration(days=Decimal(10))  # written notice on a request: UU 14/2008 pasal 22 ayat (7)


def longest(procedure: Procedure, per_day: int = MINUTES_PER_DAY) -> tuple[int, tuple[int, ...]]:
    """Minutes and step numbers of the longest way through, back arrows of loops left out."""
    graph = {step.number: tuple(b.to for b in step.branches) for step in procedure.steps}
    weights = {step.number: step.duration.total(per_day) for step in procedure.steps}
    return longest_path(graph, weights, procedure.steps[0].number)


def check_limit(
    path: str, at: Cell, procedure: Procedure, declared: Duration | None, per_day: int
) -> list[Problem]:
    """An error above the limit an SOP declares, a warning above the usual one where it declares none."""
    total, _ = longest(procedure, per_day)
    limit = (declared or USUAL_LIMIT).total(per_day)
    if total <= limit:
        return []
    values = {"total": show_minutes(total, per_day), "limit": show_minutes(limit, per_day)}
    return [problem(path, at.line, at.column, "S024" if declared else "S025", **values)]
