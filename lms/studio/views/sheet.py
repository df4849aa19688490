"""One file on the desk: everything the editor page and its autosave answers show."""

from __future__ import annotations

from typing import Any

from flask import render_template

from lms.content.tree import ContentTree
from lms.courses.render.text import render_line
from lms.institution.current import today
from lms.studio.domain.paths import is_text, kind_of
from lms.studio.domain.tree import Leaf, place_of
from lms.studio.queries.plans import Plan, plan
from lms.studio.queries.workspace import Workspace
from lms.studio.render.gutter import Finding, findings, layer
from lms.studio.render.preview import preview
from lms.studio.views.common import clock_words, links_for, locale, text_of
from lms.web.context import services


class Sheet:
    """What is known about one file; `space` may hold a text that is not saved yet."""

    def __init__(self, path: str, space: Workspace) -> None:
        self.path, self.space = path, space
        self.kind = kind_of(path)
        self.draft = space.drafts.get(path)
        self.is_text = is_text(path)
        data = space.data(path)
        self.text = text_of(data) if self.is_text else ""
        self.version = space.version(path)
        problems = space.problems(path)
        self.findings: list[Finding] = findings(problems, self.text, locale())
        self.plan: Plan = plan(services().session, space, path)
        self.elsewhere = [p for p in self.plan.own if p.path != path]

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.path.rsplit("/", 1)[-1]

    @property
    def errors(self) -> int:
        """Errors in this file."""
        return sum(f.kind == "e" for f in self.findings)

    @property
    def warnings(self) -> int:
        """Warnings in this file."""
        return sum(f.kind == "w" for f in self.findings)

    @property
    def saved_at(self) -> str:
        """When the draft was saved; empty without one."""
        return clock_words(self.draft.changed_at) if self.draft else ""

    def context(self) -> dict[str, Any]:
        """The variables of the templates."""
        tree: ContentTree = self.space.tree
        seen = preview(self.path, self.space.checked, links=links_for(self.path, tree), today=today())
        return {
            "sheet": self,
            "titles": self.space.titles,
            "plan": self.plan,
            "preview": seen,
            "inline": render_line,
            "language_of_problems": locale(),
        }

    def lines(self) -> list[Any]:
        """The layer below the text."""
        return layer(self.text, self.findings)

    def leaf(self) -> Leaf:
        """The file's own entry in the tree."""
        published = self.path in self.space.live
        return Leaf(
            self.path,
            place_of(self.path)[1],
            self.space.titles.get(self.path, ""),
            self.draft is not None,
            False,
            published,
            self.errors,
            self.warnings,
        )

    def as_json(self) -> dict[str, Any]:
        """What the script puts into the page after a save."""
        context = self.context()
        return {
            "version": self.version,
            "seen": self.plan.token,
            "marks": [f.as_json() for f in self.findings],
            "ready": self.plan.ready,
            "saved": self.saved_at,
            "leaf": render_template("studio/parts/leaf.html", leaf=self.leaf()),
            "counts": render_template("studio/parts/counts.html", **context),
            "problems": render_template("studio/parts/problems.html", **context),
            "preview": render_template("studio/parts/preview.html", **context),
            "plan": render_template("studio/parts/plan.html", **context),
        }
