"""A small kind of document and its checker, for tests of the check itself."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, Field, field_validator

from lms.content.check import CheckResult, Parsed, Report
from lms.content.fields import Day, Duration, LocalMoment, Slug
from lms.content.frontmatter import read
from lms.content.tree import ContentTree
from lms.content.validate import validate
from lms.core.problem import Problem, Words, problem, register

register("Z900", "error", id="Modul `{id}` tidak ada.", en="There is no module `{id}`.")


class Approval(BaseModel):
    position: str
    name: str


class Note(BaseModel):
    id: Slug
    title: str = Field(max_length=40)
    pass_mark: int = Field(80, ge=0, le=100)
    use: Literal["exam", "practice", "both"] = "exam"
    edition: str | None = None
    opens: LocalMoment | None = None
    created: Day | None = None
    time_limit: Duration | None = None
    shuffle: bool = False
    approved_by: Approval | None = None
    steps: list[Approval] = []
    competencies: dict[str, int] = {}
    requires: list[str] = []
    words: int = 0

    @field_validator("title")
    @classmethod
    def _no_shouting(cls, title: str) -> str:
        if len(title) > 3 and title.isupper():
            raise ValueError(Words("jangan ditulis dengan huruf besar semua.", "do not shout."))
        return title

    @field_validator("created")
    @classmethod
    def _not_too_old(cls, created: date | None) -> date | None:
        if created is not None and created.year < 1945:
            raise ValueError("terlalu tua")
        return created


class NoteChecker:
    """Reads every `courses/**/*.md`."""

    def parse(self, tree: ContentTree) -> CheckResult:
        result = CheckResult()
        for path in tree.glob("courses/**/*.md"):
            document, problems = read(path, tree.text(path))
            note, more = validate(Note, document, extra={"words": len(document.body.split())})
            result.problems += [*problems, *more]
            if note is not None:
                line, column = document.where.key("id")
                sources = {path: tree.data(path)}
                result.documents.append(
                    Parsed("note", note.id, path[8:-3], path, note.title, note, sources, line, column)
                )
        return result

    def cross(self, report: Report, tree: ContentTree) -> list[Problem]:
        found = []
        for parsed in report.of_kind("note"):
            document, _ = read(parsed.path, tree.text(parsed.path))
            assert isinstance(parsed.document, Note)
            for index, required in enumerate(parsed.document.requires):
                if report.find("note", required) is None:
                    place = document.where.value("requires", index)
                    found.append(problem(parsed.path, *place, "Z900", id=required))
        return found
