"""Conversion from any format to any other: read everything, write nothing that was not read whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lms.core.problem import Problem, worst_first
from lms.quizzes.exchange import aiken, gift, md, moodle, table
from lms.quizzes.exchange.letters import NameOf
from lms.quizzes.exchange.model import Notes, Paper, Source, any_loss

Reader = Callable[[Source, Notes], Paper]
Writer = Callable[[Paper, Notes, NameOf], str]

READERS: Mapping[str, Reader] = {
    "gift": gift.read,
    "aiken": aiken.read,
    "moodlexml": moodle.read,
    "csv": table.read_csv,
    "xlsx": table.read_xlsx,
    "md": md.read,
}
WRITERS: Mapping[str, Writer] = {"gift": gift.write, "moodlexml": moodle.write, "aiken": aiken.write}
TARGETS = ("md", *WRITERS)


@dataclass(frozen=True)
class Outcome:
    """What came of a conversion; `text` is None when something could not be read.

    `id` is that of the quiz, `media` are the files for the folder `media/` beside a Markdown file.
    """

    text: str | None
    problems: list[Problem]
    id: str = ""
    count: int = 0
    media: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether everything of the source is in the result."""
        return self.text is not None and not any_loss(self.problems)


def code_itself(code: str) -> str:
    """The name of a destination where no catalogue is at hand."""
    return code


def convert(source: Source, origin: str, target: str, *, name_of: NameOf = code_itself) -> Outcome:
    """The file in another format; KeyError for a format that is not in READERS or TARGETS.

    `name_of` gives the words for the code of a destination, as letters become choices.
    """
    notes = Notes(source.name)
    paper = READERS[origin](source, notes)
    if notes.broken:
        return Outcome(None, worst_first(notes.problems))
    if target == "md":
        written = md.write(paper, notes)
        found = Outcome(written.text, [], written.id, len(paper.items), written.media)
    else:
        found = Outcome(WRITERS[target](paper, notes, name_of), [], paper.id, len(paper.items))
    problems = worst_first(notes.problems)
    return Outcome(None if notes.broken else found.text, problems, found.id, found.count, found.media)
