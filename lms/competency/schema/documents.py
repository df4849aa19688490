"""What `courses/competencies.md` and `courses/posts.md` become: documents that survive a round trip through JSON."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from lms.competency.domain.framework import DayCount, Frozen, Profile, Unit
from lms.content.fields import Slug

Title = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]


class FrameworkDocument(Frozen):
    """The competency framework; `intro` and the texts of units are Markdown."""

    id: Slug
    title: Title
    edition: Annotated[str, StringConstraints(max_length=40)] = ""
    intro: str = ""
    units: tuple[Unit, ...] = ()

    def unit(self, unit_id: str) -> Unit | None:
        """A unit by its id."""
        return next((one for one in self.units if one.id == unit_id), None)

    def order(self) -> dict[str, int]:
        """The place of every unit in the framework, from 0."""
        return {unit.id: place for place, unit in enumerate(self.units)}


class PostsDocument(Frozen):
    """The profiles of posts; `days` says whether due days are calendar days or working days."""

    id: Slug
    title: Title
    days: DayCount = "calendar"
    intro: str = ""
    profiles: tuple[Profile, ...] = ()

    def profile(self, profile_id: str | None) -> Profile | None:
        """A profile by its id."""
        return next((one for one in self.profiles if one.id == profile_id), None)
