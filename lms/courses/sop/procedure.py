"""The procedure itself: steps, their executors and where each one leads."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from lms.courses.sop.duration import Duration

Kind = Literal["start", "process", "decision", "end"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Branch(_Frozen):
    """One arrow out of a step; a process has a single one without a label."""

    label: str | None = None
    to: int


class Step(_Frozen):
    """One row of the procedure; `branches` is empty where the procedure ends."""

    number: int
    activity: str
    actor: str
    requirements: str = ""
    time: str
    duration: Duration
    output: str
    branches: tuple[Branch, ...] = ()
    note: str = ""


class Procedure(_Frozen):
    """The steps in the order of their rows; the first one starts the procedure."""

    steps: tuple[Step, ...]

    @property
    def actors(self) -> tuple[str, ...]:
        """The executors, one column each, in order of their first step."""
        return tuple(dict.fromkeys(step.actor for step in self.steps))

    def kind(self, step: Step) -> Kind:
        """Which official symbol the step takes."""
        if step == self.steps[0]:
            return "start"
        if not step.branches:
            return "end"
        return "decision" if len(step.branches) > 1 else "process"

    def step(self, number: int) -> Step:
        """The step with this number; KeyError if there is none."""
        for step in self.steps:
            if step.number == number:
                return step
        raise KeyError(number)
