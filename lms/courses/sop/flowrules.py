"""Rules on the flow: one start, an end, labelled decisions, every step reached and able to finish."""

from __future__ import annotations

from collections.abc import Sequence

from lms.core.problem import Problem, problem
from lms.courses.sop.paths import back_edges, reached, reverse
from lms.courses.sop.rows import Row, Target


def leads_to(rows: Sequence[Row], index: int) -> tuple[int, ...]:
    """The numbers that row `index` leads to: what it says, or the next row where it says nothing."""
    targets = rows[index].targets
    if not targets:
        return (rows[index + 1].number,) if index + 1 < len(rows) else ()
    return tuple(dict.fromkeys(target.to for target in targets if target.to is not None))


def check_flow(path: str, rows: Sequence[Row]) -> list[Problem]:
    """Everything that is wrong with the arrows of `rows`."""
    if not rows:
        return []
    numbers = {row.number for row in rows}
    problems: list[Problem] = []
    for row in rows:
        problems += _check_targets(path, row, numbers)
    problems += _check_ends(path, rows)
    if len(numbers) == len(rows):
        problems += _check_reach(path, rows)
        problems += _check_back_arrows(path, rows)
    return problems


def _check_targets(path: str, row: Row, numbers: set[int]) -> list[Problem]:
    problems: list[Problem] = []

    def say(at: Target, code: str, /, **values: object) -> None:
        problems.append(problem(path, at.line, at.column, code, **values))

    many = len(row.targets) > 1
    labels: set[str] = set()
    for target in row.targets:
        if target.to is None:
            if many:
                say(target, "S014")
        elif target.to not in numbers:
            say(target, "S010", target=target.to)
        elif target.to == row.number:
            say(target, "S028", number=row.number)
        if many and target.label is None and target.to is not None:
            say(target, "S011", target=target.to)
        if target.label and target.label.casefold() in labels:
            say(target, "S012", label=target.label)
        labels.add((target.label or "").casefold())
    different = {target.to for target in row.targets}
    labelled = bool(row.targets and row.targets[0].label)
    if (many or labelled) and len(different) == 1 and not row.unread:
        say(row.targets[-1], "S013")
    return problems


def _check_ends(path: str, rows: Sequence[Row]) -> list[Problem]:
    problems = []
    first, last = rows[0], rows[-1]
    if len(leads_to(rows, 0)) != 1 or len(first.targets) > 1:
        problems.append(_on(path, first, "Lanjut", "S018"))
    if not last.targets and "Lanjut" in last.cells:
        problems.append(_on(path, last, "Lanjut", "S017"))
    return problems


def _graph(rows: Sequence[Row]) -> dict[int, tuple[int, ...]]:
    return {row.number: leads_to(rows, index) for index, row in enumerate(rows)}


def _check_reach(path: str, rows: Sequence[Row]) -> list[Problem]:
    graph = _graph(rows)
    from_start = reached(graph, [rows[0].number])
    ends = [row.number for row in rows if any(t.to is None for t in row.targets)]
    if not rows[-1].targets:
        ends.append(rows[-1].number)  # reported on its own; it hides no other fault
    ends += {to for targets in graph.values() for to in targets} - graph.keys()  # reported already
    finishing = reached(reverse(graph), ends)
    lost = [row for row in rows if row.number not in from_start]
    stuck = [row for row in rows if row.number not in finishing]
    return [_on(path, row, "No", "S015", number=row.number) for row in lost] + [
        _on(path, row, "Lanjut", "S016", number=row.number) for row in stuck
    ]


def _check_back_arrows(path: str, rows: Sequence[Row]) -> list[Problem]:
    place = {row.number: index for index, row in enumerate(rows)}
    graph = _graph(rows)
    loops = back_edges(graph, rows[0].number)
    problems = []
    for index, row in enumerate(rows):
        targets = leads_to(rows, index)
        for target in targets:
            upward = target in place and place[target] < index
            if len(targets) == 1 and (upward or (row.number, target) in loops) and target != row.number:
                problems.append(_on(path, row, "Lanjut", "S019", target=target))
    return problems


def _on(path: str, row: Row, column: str, code: str, **values: object) -> Problem:
    cell = row.cells.get(column) or next(iter(row.cells.values()))
    return problem(path, cell.line, cell.column, code, **values)
