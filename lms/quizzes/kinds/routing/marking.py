"""How a routed letter is marked: whole, half and no credit over the union of right and chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from lms.quizzes.domain.catalogue import is_external, shares_affair
from lms.quizzes.domain.marks import HALF, ONE, ZERO, Cell, Mark, Part, PartState, clamp
from lms.quizzes.domain.question import Option, Question
from lms.quizzes.kinds.base import Resolved


@dataclass(frozen=True)
class Target:
    """A right destination: the codes that mean it, and the agencies or body that satisfy it."""

    codes: tuple[str, ...]
    refs: frozenset[str]
    option: Option


@dataclass
class Choice:
    """A chosen destination that is not right, and the right one it stands in for, if any."""

    ref: str
    code: str
    option: Option | None
    credit: Fraction
    partner: int | None = None


def mark_letter(question: Question, chosen: Sequence[str], resolved: Resolved, *, exempt: bool) -> Mark:
    """Σ credit ÷ |right ∪ chosen|.

    1 for a right destination, ½ for an agency of the same affair with the wrong function (it pairs
    with that key and counts once), 0 otherwise. A letter that belongs wholly outside, sent to a city
    agency, is 0; a wrong exempt tick multiplies by the setting. Nothing chosen is 0.
    """
    goals = targets(question, resolved)
    refs = list(dict.fromkeys(ref for ref in chosen if ref in resolved.catalogue.by_ref))
    hit = [any(ref in goal.refs for ref in refs) for goal in goals]
    wrong = [
        _choice(ref, question, goals, resolved) for ref in refs if not any(ref in goal.refs for goal in goals)
    ]
    free = [n for n, reached in enumerate(hit) if not reached]
    _pair(wrong, free, goals, resolved)
    score = _score(goals, hit, wrong)
    if refs and _wrongly_kept(goals, refs, resolved):
        score = ZERO
    if exempt != (question.info == "exempt"):
        score *= resolved.exempt_penalty
    parts = _parts(question, goals, hit, wrong, resolved, exempt=exempt)
    return Mark(clamp(score), parts, cells=_cells(goals, hit, wrong) if refs else ())


def targets(question: Question, resolved: Resolved) -> list[Target]:
    """The right destinations; keys that mean the same agency are one destination."""
    merged: dict[frozenset[str], Target] = {}
    for key, option in zip(resolved.keys, question.options, strict=True):
        if not key.right or not key.refs:
            continue
        refs = frozenset(key.refs)
        old = merged.get(refs)
        merged[refs] = (
            Target((*old.codes, key.code), refs, old.option) if old else Target((key.code,), refs, option)
        )
    return list(merged.values())


def _choice(ref: str, question: Question, goals: Sequence[Target], resolved: Resolved) -> Choice:
    """A wrong choice with the listed option that speaks about it, and what it is worth."""
    listed = [
        (key, option)
        for key, option in zip(resolved.keys, question.options, strict=True)
        if not key.right and ref in key.refs
    ]
    if listed:
        key, option = min(listed, key=lambda pair: len(pair[0].refs))
        own = option.share
    else:
        key, option, own = None, None, None
    destination = resolved.catalogue.by_ref[ref]
    near = next(
        (code for goal in goals for k in goal.codes if (code := shares_affair(destination.codes, k))), None
    )
    code = key.code if key else near or destination.code or ref
    return Choice(ref, code, option, own if own is not None else HALF if near else ZERO)


def _pair(wrong: list[Choice], free: list[int], goals: Sequence[Target], resolved: Resolved) -> None:
    """Give each creditable wrong choice a key of its own; the largest total credit wins.

    What a choice is worth does not depend on its key, so taking choices by falling worth and
    making room along augmenting paths is optimal.
    """
    taken: dict[int, Choice] = {}

    def fits(choice: Choice, goal: int) -> bool:
        if choice.option is not None and choice.option.share is not None:
            return True
        codes = resolved.catalogue.by_ref[choice.ref].codes
        return any(shares_affair(codes, key) for key in goals[goal].codes)

    def place(choice: Choice, seen: set[int]) -> bool:
        for goal in free:
            if goal in seen or not fits(choice, goal):
                continue
            seen.add(goal)
            if goal not in taken or place(taken[goal], seen):
                taken[goal] = choice
                choice.partner = goal
                return True
        return False

    for choice in sorted(wrong, key=lambda c: -c.credit):
        if choice.credit > ZERO:
            place(choice, set())


def _score(goals: Sequence[Target], hit: Sequence[bool], wrong: Sequence[Choice]) -> Fraction:
    """The credits over the size of the union; an unpaired half is worth nothing."""
    whole = sum(
        (ONE if goal.option.share is None else goal.option.share)
        for goal, reached in zip(goals, hit, strict=True)
        if reached
    )
    rest = sum((c.credit for c in wrong if c.partner is not None or c.credit < ZERO), ZERO)
    union = len(goals) + sum(c.partner is None for c in wrong)
    return (whole + rest) / union if union else ZERO


def _wrongly_kept(goals: Sequence[Target], refs: Sequence[str], resolved: Resolved) -> bool:
    """Whether a letter that belongs wholly outside the city was sent to one of its agencies."""
    outside = all(is_external(code) for goal in goals for code in goal.codes)
    return outside and any(resolved.catalogue.by_ref[ref].kind == "agency" for ref in refs)


def _stands_for(choice: Choice, goals: Sequence[Target], hit: Sequence[bool]) -> str:
    """The right code that a wrong choice is compared with on the page and in the matrix."""
    if choice.partner is not None:
        return goals[choice.partner].codes[0]
    missed = [goal.codes[0] for goal, reached in zip(goals, hit, strict=True) if not reached]
    return missed[0] if missed else goals[0].codes[0] if goals else ""


def _cells(goals: Sequence[Target], hit: Sequence[bool], wrong: Sequence[Choice]) -> tuple[Cell, ...]:
    """The entries of the confusion matrix: hits, confusions, and right ones that nothing replaced."""
    confused = [Cell(_stands_for(choice, goals, hit), choice.code) for choice in wrong]
    replaced = {cell.right for cell in confused}
    cells = []
    for goal, reached in zip(goals, hit, strict=True):
        if reached:
            cells.append(Cell(goal.codes[0], goal.codes[0]))
        elif goal.codes[0] not in replaced:
            cells.append(Cell(goal.codes[0], ""))
    return (*cells, *confused)


def _parts(
    question: Question,
    goals: Sequence[Target],
    hit: Sequence[bool],
    wrong: Sequence[Choice],
    resolved: Resolved,
    *,
    exempt: bool,
) -> tuple[Part, ...]:
    """What the feedback page shows: the right ones, the wrong ones with their partner, the tick."""
    by_ref = resolved.catalogue.by_ref
    order = list(by_ref)
    rights = [
        Part(
            id=goal.codes[0],
            state="right" if reached else "missed",
            text=" / ".join(by_ref[ref].name for ref in sorted(goal.refs, key=order.index)),
            feedback=goal.option.feedback,
            code=goal.codes[0],
        )
        for goal, reached in zip(goals, hit, strict=True)
    ]
    wrongs = [
        Part(
            id=choice.ref,
            state="half" if choice.partner is not None else "wrong",
            text=by_ref[choice.ref].name,
            feedback=choice.option.feedback if choice.option else "",
            answer=_stands_for(choice, goals, hit),
            code=choice.code,
        )
        for choice in wrong
    ]
    return (*rights, *wrongs, Part("exempt", _tick(exempt, question.info == "exempt"), ""))


def _tick(given: bool, right: bool) -> PartState:
    if given:
        return "right" if right else "wrong"
    return "missed" if right else "plain"
