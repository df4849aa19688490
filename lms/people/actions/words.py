"""Changing everyday words: what trainers may change of the catalogue in the browser, and nothing else of it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete
from sqlalchemy.orm import Session

from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import Refused
from lms.people.actions.journal import note
from lms.people.domain.masking import mask
from lms.people.domain.words import LONGEST, MOST, Change, difference, folded, merged
from lms.people.models import EverydayWord
from lms.people.queries.words import words_of
from lms.web.i18n import lazy_gettext as _l

PERSONAL = frozenset({"email", "handle", "number", "phone", "account"})


def set_words(
    session: Session, *, actor: Actor, clock: Clock, code: str, words: Sequence[str]
) -> list[Change]:
    """Make these the words of a code; returns what differs from before. Saving the same again leaves no trace.

    Attempts under way keep the words they began with. Refused for too many or too long words, and for personal data.
    """
    before = words_of(session, code)
    _check(words, [word for word, removed in difference(before.words, words) if not removed])
    if len(words) > MOST:
        raise Refused("words.many", _l("Paling banyak %(n)s kata untuk satu kode.", n=MOST))
    changes = difference(before.published, words)
    step = difference(before.words, merged(before.published, changes))
    if not step:
        return []
    session.execute(delete(EverydayWord).where(EverydayWord.code == code))
    account = actor.id if actor.kind == "account" else None
    session.add_all(
        EverydayWord(
            code=code, word=word, folded=folded(word), removed=removed, at=clock.now(), account_id=account
        )
        for word, removed in changes
    )
    session.flush()
    data = {
        "added": [word for word, removed in step if not removed],
        "removed": [word for word, removed in step if removed],
    }
    note(session, actor, clock, "city.words_changed", "everyday_words", code, data)
    return step


def add_word(session: Session, *, actor: Actor, clock: Clock, code: str, word: str) -> bool:
    """Add one word to a code; whether it is new there."""
    known = words_of(session, code).words
    return bool(set_words(session, actor=actor, clock=clock, code=code, words=[*known, word]))


def _check(words: Sequence[str], added: Sequence[str]) -> None:
    if any(not folded(word) or len(folded(word)) > LONGEST for word in words):
        raise Refused("words.long", _l("Satu kata paling panjang %(n)s huruf.", n=LONGEST))
    for word in added:
        if "|" in word or any(piece.rule in PERSONAL for piece in mask(word).pieces):
            raise Refused(
                "words.personal",
                _l("“%(word)s” tidak dapat dipakai: memuat tanda | atau data pribadi.", word=word),
            )
