"""Rows of a log as practice letters: masked text, the real final destination as key, the real first one as tempting.

What is written here is content for trainers to edit, and therefore Indonesian whatever the language of the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lms.quizzes.domain.catalogue import Catalogue
from lms.quizzes.domain.confusion import end_of
from lms.quizzes.exchange import md
from lms.quizzes.exchange.model import Choice, Front, Item, Notes, Paper
from lms.quizzes.exchange.names import item_title
from lms.quizzes.exchange.texts.escape import escape, paragraphs

HARD, PLAIN = 3, 2
WORDS = 4
_SENTENCE = re.compile(r"(?<=[.?!])\s+|\n+")
_GREETING = re.compile(
    r"(?:yth|kepada|selamat|assalam|salam|hormat|dengan hormat|perkenalkan)\b", re.IGNORECASE
)
_INTRO = (
    "Surat-surat ini disusun dari log disposisi yang sesungguhnya. Data pribadi sudah disamarkan; kunci dan pengecohnya "
    "adalah tujuan akhir dan tujuan pertama menurut log."
)
_TEMPTING = "menurut log, surat ini mula-mula dikirim ke {label}"
_TEMPTING_SCOPE = "menurut log, surat ini mula-mula dikirim ke {label}, yang mengurus {scope}"


@dataclass(frozen=True)
class Chosen:
    """A row that a trainer takes: its masked text, the code of its key, and the code it was first sent to, if wrong."""

    row: int
    text: str
    code: str
    first_code: str = ""


def letters_paper(
    title: str,
    identity: str,
    chosen: Sequence[Chosen],
    catalogue: Catalogue,
    *,
    competency: str,
    notes: Notes,
) -> Paper:
    """The quiz of these rows, for practice with feedback after each letter; lines of problems are rows of the log."""
    front = [Front("competency", competency)] if competency else []
    front += [Front("level", "2"), Front("use", "practice"), Front("feedback", "after_each")]
    items = tuple(_item(number, one, catalogue, notes) for number, one in enumerate(chosen, start=1))
    return Paper(title, items, identity, _INTRO, tuple(front))


def write_letters(paper: Paper, notes: Notes) -> str:
    """The Markdown of the quiz, read back and checked; what is wrong is in the notes."""
    return md.write(paper, notes).text


def _item(number: int, one: Chosen, catalogue: Catalogue, notes: Notes) -> Item:
    stem = paragraphs(one.text)
    choices = [Choice("", right=True, code=one.code, feedback=_covers(one.code, catalogue), line=one.row)]
    if one.first_code and not set(catalogue.resolve(one.first_code)) & set(catalogue.resolve(one.code)):
        tempting = Choice(
            "", code=one.first_code, feedback=_tempting(one.first_code, catalogue), line=one.row
        )
        choices.append(tempting)
    quiet = Notes(notes.path)  # that a letter of a log has no title is no news
    return Item(
        kind="routing",
        title=item_title("", escape(_telling(one.text)), number, one.row, quiet),
        stem=stem,
        choices=tuple(choices),
        id=f"log-{one.row}",
        difficulty=HARD if len(choices) > 1 else PLAIN,
        line=one.row,
    )


def _telling(text: str) -> str:
    """The first sentence that says what is asked: long enough, without a mask, and no greeting."""
    sentences = [part.strip() for part in _SENTENCE.split(text) if part.strip()]
    asking = [
        one for one in sentences if len(one.split()) >= WORDS and "[" not in one and not _GREETING.match(one)
    ]
    return (asking or sentences or [text])[0]


def _covers(code: str, catalogue: Catalogue) -> str:
    end, scope = end_of(code, catalogue), catalogue.scope_of(code)
    return escape(f"{end.label} mengurus {_lower(scope)}" if scope else end.name)


def _tempting(code: str, catalogue: Catalogue) -> str:
    end, scope = end_of(code, catalogue), catalogue.scope_of(code)
    words = _TEMPTING_SCOPE if scope else _TEMPTING
    return escape(words.format(label=end.label, scope=_lower(scope)))


def _lower(text: str) -> str:
    """A phrase in the middle of a sentence: abbreviations keep their capitals."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
