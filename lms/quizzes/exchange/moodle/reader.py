"""Moodle XML to a quiz: headers of questions here, their answers in `kinds`."""

from __future__ import annotations

from lms.quizzes.exchange.draft import Draft
from lms.quizzes.exchange.media import Shelf
from lms.quizzes.exchange.model import Notes, Paper, Source
from lms.quizzes.exchange.moodle.kinds import KNOWN, YES, Reader
from lms.quizzes.exchange.moodle.settings import Settings
from lms.quizzes.exchange.moodle.texts import Texts
from lms.quizzes.exchange.moodle.xmltree import Element, parse
from lms.quizzes.exchange.sources import fits


def read(source: Source, notes: Notes) -> Paper:
    """The quiz in a Moodle XML file; every fault goes to the notes."""
    root = parse(source, notes) if fits(source, notes) else None
    if root is None:
        return Paper("")
    if root.tag != "quiz":
        notes.add("X006", root.line, tag=root.tag[:40])
        return Paper("")
    draft, shelf = Draft(source.name, notes), Shelf(notes)
    reader = _Reader(draft, notes, Texts(notes, shelf))
    for question in root.all("question"):
        reader.take(question)
    draft.media = shelf.files
    return draft.paper()


class _Reader:
    def __init__(self, draft: Draft, notes: Notes, texts: Texts) -> None:
        self.draft, self.notes, self.texts = draft, notes, texts
        self.settings = Settings(notes)

    def take(self, question: Element) -> None:
        """One entry of the file: a category, a description or a question."""
        kind = question.attrs.get("type", "")
        if kind == "category":
            self.draft.category(question.value("category"), question.line, question.value("idnumber"))
        elif kind == "description":
            stem = self.texts.rich(question.child("questiontext"))
            self.draft.description(question.value("name"), stem, question.line)
        elif kind in KNOWN:
            self._question(question)
        else:
            title = question.value("name")[:80]
            self.notes.add("X118", question.line, title=title, type=kind[:40])

    def _question(self, question: Element) -> None:
        stem = self.texts.rich(question.child("questiontext"))
        facts = Reader(self.notes, self.texts).read(question)
        if facts is None:
            return
        self.settings.report(question)
        if question.child("shuffleanswers") is not None and facts["kind"] in {"single", "multiple"}:
            self.draft.shuffled.add(question.value("shuffleanswers").lower() in YES)
        tags = question.child("tags")
        self.draft.item(
            facts,
            title=question.value("name"),
            stem=stem,
            line=question.line,
            id=question.value("idnumber"),
            tags=[tag.value("text") for tag in tags.all("tag")] if tags else (),
            explanation=self.texts.rich(question.child("generalfeedback")),
        )
