"""The neutral document as GIFT; whatever GIFT has no place for is reported at its line."""

from __future__ import annotations

from lms.quizzes.exchange.gift import escapes
from lms.quizzes.exchange.gift.blocks import Form, block
from lms.quizzes.exchange.gift.escapes import escape
from lms.quizzes.exchange.letters import NameOf, as_choice
from lms.quizzes.exchange.losses import report_front
from lms.quizzes.exchange.model import Item, Notes, Paper
from lms.quizzes.exchange.tags import tags_of
from lms.quizzes.exchange.texts.links import safe_links

NAME = "GIFT"
INTRO = "Pembuka"


def write(paper: Paper, notes: Notes, name_of: NameOf) -> str:
    """The file. `name_of` gives the words for the code of a destination."""
    report_front(paper, notes, NAME)
    parts = [_category(paper)]
    if paper.intro:
        text = safe_links(paper.intro, paper.line, notes)
        parts.append(f"::{INTRO}::{Form.of([text]).text(text)}")
    parts += [text for item in paper.items if (text := _question(item, paper, notes, name_of))]
    return "\n\n".join(parts) + "\n"


def _category(paper: Paper) -> str:
    comment = f"// [id:{paper.id}]\n" if paper.id else ""
    return f"{comment}$CATEGORY: {escape(paper.title.replace('/', '//'))}"


def _question(item: Item, paper: Paper, notes: Notes, name_of: NameOf) -> str:
    if item.kind == "short" and any("->" in choice.text for choice in item.choices):
        notes.add("X101", item.line, title=item.title, kind=item.kind, format=NAME)
        return ""
    comments = [f"[id:{_meta(item.id)}]"] if item.id else []
    comments += [f"[tag:{_meta(tag)}]" for tag in tags_of(item, paper)]
    if item.kind == "routing":
        item = as_choice(item, name_of, notes, NAME)
    item = escapes.without_files(item, notes)
    form = Form.of(escapes.texts(item))
    head = f"// {' '.join(comments)}\n" if comments else ""
    return f"{head}::{escape(item.title)}::{form.text(item.stem)}{{{block(item, form, notes)}}}"


def _meta(text: str) -> str:
    return text.replace("\\", "\\\\").replace("]", "\\]")
