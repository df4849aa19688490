"""The checkers of the framework and of the post profiles."""

from __future__ import annotations

from pydantic import BaseModel

from lms.competency.schema import framework, posts
from lms.competency.schema.cross import unknown_units, untaught
from lms.content.check import CheckResult, Parsed, Report
from lms.content.tree import ContentTree
from lms.core.problem import Problem, problem


class FrameworkChecker:
    """Reads `courses/competencies.md`, and holds what other documents name against it."""

    def parse(self, tree: ContentTree) -> CheckResult:
        """The framework, if the file is there."""
        if framework.PATH not in tree:
            return CheckResult()
        made, problems = framework.parse_framework(framework.PATH, tree.text(framework.PATH))
        return CheckResult([_parsed("framework", framework.PATH, made, tree)] if made else [], problems)

    def cross(self, report: Report, tree: ContentTree) -> list[Problem]:
        """Units and levels that posts, courses, quizzes and questions name but the framework does not have."""
        return unknown_units(report, tree)


class PostsChecker:
    """Reads `courses/posts.md`."""

    def parse(self, tree: ContentTree) -> CheckResult:
        """The profiles, if the file is there."""
        if posts.PATH not in tree:
            return CheckResult()
        made, problems = posts.parse_posts(posts.PATH, tree.text(posts.PATH))
        return CheckResult([_parsed("posts", posts.PATH, made, tree)] if made else [], problems)

    def cross(self, report: Report, tree: ContentTree) -> list[Problem]:
        """Profiles without a framework, and requirements that no course leads to."""
        if report.of_kind("posts") and framework.PATH not in tree:
            return [problem(posts.PATH, 1, 1, "K024")]
        return untaught(report, tree)


def _parsed(kind: str, path: str, document: BaseModel, tree: ContentTree) -> Parsed:
    facts = document.model_dump(include={"id", "title"})
    slug = path.rsplit("/", 1)[-1].removesuffix(".md")
    return Parsed(kind, facts["id"], slug, path, facts["title"], document, {path: tree.data(path)})
