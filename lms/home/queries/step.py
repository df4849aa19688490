"""The one thing to do next: exactly one, chosen by how little it can wait."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from lms.bimtek.queries import Duty, OfficerSession
from lms.home.queries.own import OwnPage
from lms.quizzes.queries.unfinished import Unfinished

StepKind = Literal[
    "attempt", "check_in", "post_test", "running", "course", "quiz", "renew", "ready", "coming", "no_post"
]


@dataclass(frozen=True)
class NextStep:
    """What to do, where it is, and the facts that its sentence needs."""

    kind: StepKind
    title: str
    endpoint: str
    values: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)


def next_step(page: OwnPage) -> NextStep:
    """An attempt whose clock runs, then today's Bimtek, then unfinished work, then the plan, then renewal.

    Within the Bimtek check-in comes first: its code passes, the post-test stays.
    """
    return _at_once(page) or _of_plan(page) or _renewal(page) or _resting(page)


def _at_once(page: OwnPage) -> NextStep | None:
    if page.attempts and page.attempts[0].deadline_at is not None:
        return _attempt(page.attempts[0])
    if page.check_ins:
        return _check_in(page.check_ins[0])
    if page.post_tests:
        return _session("post_test", page.post_tests[0].of)
    if page.running:
        return _session("running", page.running[0])
    return _attempt(page.attempts[0]) if page.attempts else None


def _of_plan(page: OwnPage) -> NextStep | None:
    step = page.plan.next
    if step is None or step.course is None:
        return None
    facts = {
        "step": step,
        "course": step.course,
        "reading": page.reading,
        "days": step.days_left(page.plan.on),
    }
    if page.reading is not None and page.reading.state == "quiz" and step.course.quiz_slug:
        title = step.course.quiz_title or step.course.title
        return NextStep("quiz", title, "quizzes.intro", {"slug": step.course.quiz_slug}, facts)
    return NextStep("course", step.course.title, "courses.course", {"slug": step.course.slug}, facts)


def _renewal(page: OwnPage) -> NextStep | None:
    expiring = [line for line in page.required if line.state == "expiring"]
    if not expiring:
        return None
    line = min(expiring, key=lambda one: (one.valid_until or page.plan.on, one.unit))
    offer = page.catalogue.leading_to(line.unit, line.required_level or 1)
    facts = {"line": line}
    if offer is not None and offer.quiz_slug:
        return NextStep("renew", line.title, "quizzes.intro", {"slug": offer.quiz_slug}, facts)
    return NextStep("renew", line.title, "competency.unit_page", {"unit_id": line.unit}, facts)


def _attempt(one: Unfinished) -> NextStep:
    return NextStep("attempt", one.title, "quizzes.attempt", {"attempt_id": one.attempt_id}, {"attempt": one})


def _check_in(duty: Duty) -> NextStep:
    view = duty.of.view
    facts = {"view": view, "slot": duty.check_in}
    return NextStep("check_in", view.title, "bimtek.detail", {"session_id": view.id}, facts)


def _session(kind: Literal["post_test", "running"], one: OfficerSession) -> NextStep:
    return NextStep(kind, one.view.title, "bimtek.detail", {"session_id": one.view.id}, {"view": one.view})


def _resting(page: OwnPage) -> NextStep:
    if page.plan.steps:
        return NextStep("ready", "", "quizzes.desk", {}, {"open": len(page.plan.open_steps)})
    if page.coming:
        return NextStep(
            "coming", page.coming[0].post.post_title, "rotation.index", {}, {"coming": page.coming[0]}
        )
    return NextStep("no_post", "", "courses.index", {}, {"post": page.plan.newest})
