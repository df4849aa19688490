"""A quiz while it is being read: questions as they come, and what is decided at the end for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from lms.quizzes.domain.question import fold
from lms.quizzes.exchange.letters import as_letter
from lms.quizzes.exchange.model import Choice, Front, Item, Match, Notes, Paper
from lms.quizzes.exchange.names import item_title, name_title
from lms.quizzes.exchange.sources import MAX_ITEMS
from lms.quizzes.exchange.tags import read_tags
from lms.quizzes.exchange.texts import tidy
from lms.quizzes.exchange.texts.plain import plain

RUBRIC = "Tuliskan rubrik penilaian di sini."
INTRO = "Pembuka"
MAX_SOURCE = 400
_SHARED = ("competency", "use")
_CONTEXT = re.compile(r"^\$\w+\$$|^top$")


@dataclass
class Draft:
    """Gathers the questions of a file from elsewhere."""

    name: str
    notes: Notes
    items: list[Item] = field(default_factory=list)
    intro: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    media: dict[str, bytes] = field(default_factory=dict)
    shuffled: set[bool] = field(default_factory=set)
    id: str = ""
    title: str = ""

    def category(self, path: str, line: int, identity: str = "") -> None:
        """A category: the first one before all questions gives the quiz its title, others are reported."""
        names = [part.strip().replace("\0", "/") for part in path.replace("//", "\0").split("/")]
        names = [name for name in names if name and not _CONTEXT.match(name)]
        if not names:
            return
        if not self.items and not self.intro and not self.title:
            self.title, self.id = names[-1], identity
            if len(names) > 1:
                self.notes.add("X112", line, category="/".join(names[:-1]))
        elif names[-1] != self.title:
            self.notes.add("X112", line, category="/".join(names))

    def description(self, title: str, text: str, line: int) -> None:
        """A text without an answer goes to the introduction of the quiz."""
        if not text:
            return
        if self.items or (title and title != INTRO):
            self.notes.add("X205", line, title=title or plain(text)[0][:60])
        self.intro.append(text)

    def item(
        self,
        facts: Mapping[str, Any],
        *,
        title: str,
        stem: str,
        line: int,
        tags: Iterable[str] = (),
        **more: Any,
    ) -> None:
        """One question; `facts` and `more` are fields of Item, texts still as they came."""
        found = read_tags(tags)
        for tag in found.other:
            self.notes.add("X111", line, tag=tag[:60])
        stem = tidy.stem(stem)
        name = item_title(title, stem, len(self.items) + 1, line, self.notes)
        item = _cleaned(
            Item(title=name, stem=stem, line=line, **{**facts, **more, **found.facts}), self.notes
        )
        if found.routing:
            item = as_letter(item)
        self.items.append(item)

    def paper(self) -> Paper:
        """The quiz; what all its questions share is said once."""
        if not self.items and not self.notes.broken:
            self.notes.add("X002", 1)
        if len(self.items) > MAX_ITEMS:
            self.notes.add("X003", 1, count=len(self.items), limit=MAX_ITEMS)
        title = tidy.title(self.title)
        if not title:
            title = name_title(self.name)
            self.notes.add("X201", 1, title=title)
        shared = {key: self._shared(key) for key in _SHARED}
        if not any(item.competency for item in self.items):
            self.notes.add("X206", 1)
        front = [Front(key, value) for key, value in shared.items() if value]
        if self.shuffled == {True}:
            front.append(Front("shuffle", ("options",)))
        front.append(Front("source", self._source()))
        items = tuple(_without(item, shared) for item in self.items)
        return Paper(title, items, self.id, "\n\n".join(self.intro), tuple(front), self.media)

    def _shared(self, key: str) -> str | None:
        values = {getattr(item, key) for item in self.items}
        return values.pop() if len(values) == 1 else None

    def _source(self) -> str:
        return f"Diimpor dari {self.name.replace(chr(92), '/').rsplit('/', 1)[-1]}"[:MAX_SOURCE]


def _without(item: Item, shared: Mapping[str, Any]) -> Item:
    competency = None if shared["competency"] else item.competency
    return replace(item, competency=competency, use=None if shared["use"] else item.use)


def _cleaned(item: Item, notes: Notes) -> Item:
    """The question with its texts as they can stand in their places."""
    rubric, explanation = tidy.tidy(item.rubric), tidy.tidy(item.explanation)
    if item.kind == "open":
        if explanation:
            notes.add("X209", item.line)
            rubric, explanation = "\n\n".join(part for part in (rubric, explanation) if part), ""
        if not rubric:
            notes.add("X204", item.line)
            rubric = RUBRIC
    plain_kinds = {"short", "numeric"}
    return replace(
        item,
        choices=tuple(_choice(c, keys=item.kind in plain_kinds) for c in item.choices),
        matches=tuple(_pairs_first([_match(m, notes) for m in item.matches])),
        rubric=rubric,
        explanation=explanation,
    )


def _choice(choice: Choice, *, keys: bool) -> Choice:
    text = " ".join(choice.text.split()) if keys else tidy.line_text(choice.text)
    return replace(choice, text=text, feedback=tidy.tidy(choice.feedback))


def _match(match: Match, notes: Notes) -> Match:
    for text in (match.left, match.right):
        if not tidy.one_line(text):
            notes.add("X130", match.line, text=plain(text)[0][:60])
    return replace(match, left=tidy.cell_text(match.left), right=tidy.cell_text(match.right))


def _pairs_first(matches: list[Match]) -> list[Match]:
    """The pairs, and behind them the extra answers that are not the answer of a pair anyway."""
    pairs = [match for match in matches if match.left]
    known = {fold(match.right, case=False) for match in pairs}
    extras = {fold(match.right, case=False): match for match in reversed(matches) if not match.left}
    return [*pairs, *(match for name, match in reversed(extras.items()) if name not in known)]
