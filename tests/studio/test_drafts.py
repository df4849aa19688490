"""Drafts: who may write over whom, repeated and late saves, and what happens to a draft that says nothing new."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from lms.core.actor import Actor
from lms.core.clock import FixedClock
from lms.core.errors import NotFound, Refused, Stale
from lms.db.session import writing
from lms.studio import actions
from lms.studio.actions import Tab
from lms.studio.queries.drafts import digest_of, draft_data, draft_lines
from tests.studio.conftest import LESSON, QUIZ

ANI = Actor("cli", None, "Ani Contoh")
NEW = "quizzes/baru.md"


def save(
    session: Session,
    clock: FixedClock,
    data: bytes | None,
    base: bytes | None,
    path: str = NEW,
    tab: Tab | None = None,
):
    with writing(session):
        return actions.save(
            session, actor=ANI, clock=clock, path=path, data=data, base=digest_of(base), tab=tab
        )


def test_a_new_file_is_kept(session: Session, clock: FixedClock) -> None:
    version = save(session, clock, b"satu", None)
    assert version == digest_of(b"satu")
    (line,) = draft_lines(session).values()
    assert (line.path, line.digest, line.by, line.changed_at) == (NEW, version, "Ani Contoh", clock.now())
    assert draft_data(session) == {NEW: b"satu"}


def test_saving_the_same_twice_changes_nothing(session: Session, clock: FixedClock) -> None:
    save(session, clock, b"satu", None)
    assert save(session, clock, b"satu", None) == digest_of(b"satu")


def test_another_page_may_not_write_over(session: Session, clock: FixedClock) -> None:
    save(session, clock, b"satu", None)
    with pytest.raises(Stale) as refused:
        save(session, clock, b"dua", None)
    assert "Ani Contoh" in str(refused.value.message)
    assert draft_data(session) == {NEW: b"satu"}


def test_the_same_tab_goes_on_even_when_an_answer_was_lost(session: Session, clock: FixedClock) -> None:
    save(session, clock, b"satu", None, tab=Tab("a", 1))
    save(session, clock, b"dua", None, tab=Tab("a", 2))  # it never learned the version of its first save
    assert draft_data(session) == {NEW: b"dua"}


def test_a_late_save_of_the_same_tab_is_passed_over(session: Session, clock: FixedClock) -> None:
    save(session, clock, b"dua", None, tab=Tab("a", 2))
    assert save(session, clock, b"satu", None, tab=Tab("a", 1)) == digest_of(b"dua")
    assert draft_data(session) == {NEW: b"dua"}


def test_another_tab_with_the_right_version_may_go_on(session: Session, clock: FixedClock) -> None:
    save(session, clock, b"satu", None, tab=Tab("a", 7))
    save(session, clock, b"dua", b"satu", tab=Tab("b", 1))
    assert draft_data(session) == {NEW: b"dua"}
    with pytest.raises(Stale):
        save(session, clock, b"tiga", b"satu", tab=Tab("a", 8))


def test_a_draft_like_the_published_file_is_dropped(session: Session, clock: FixedClock, content) -> None:
    live = content[QUIZ]
    save(session, clock, live + b"x", live, QUIZ)
    assert list(draft_lines(session)) == [QUIZ]
    save(session, clock, live, live + b"x", QUIZ)
    assert draft_lines(session) == {}


def test_a_draft_knows_which_revision_it_began_from(session: Session, clock: FixedClock, content) -> None:
    save(session, clock, content[LESSON] + b"x", content[LESSON], LESSON)
    assert draft_lines(session)[LESSON].base_revision_id is not None


@pytest.mark.parametrize("path", ["quizzes/../x.md", "lain/x.md", "courses/a/skrip.js"])
def test_only_places_of_content_are_written(session: Session, clock: FixedClock, path: str) -> None:
    with pytest.raises(NotFound):
        save(session, clock, b"x", None, path)


def test_a_text_has_a_largest_size(session: Session, clock: FixedClock) -> None:
    with pytest.raises(Refused) as refused:
        save(session, clock, b"x" * (actions.MAX_TEXT + 1), None)
    assert refused.value.code == "text.large"


def test_uploads_are_all_or_none(session: Session, clock: FixedClock, content) -> None:
    files = {NEW: b"baru", QUIZ: b"lain"}
    with pytest.raises(Refused) as refused, writing(session):
        actions.put(session, actor=ANI, clock=clock, files=files, replace=False)
    assert refused.value.code == "file.exists"
    assert draft_lines(session) == {}
    with writing(session):
        assert actions.put(session, actor=ANI, clock=clock, files=files, replace=True) == [NEW, QUIZ]
        assert actions.put(session, actor=ANI, clock=clock, files=files, replace=False) == []
    with writing(session):
        assert actions.put(session, actor=ANI, clock=clock, files={QUIZ: content[QUIZ]}, replace=True) == [
            QUIZ
        ]
    assert list(draft_lines(session)) == [NEW]


def test_a_draft_can_be_dropped_once(session: Session, clock: FixedClock) -> None:
    save(session, clock, b"satu", None)
    with writing(session):
        actions.discard(session, path=NEW)
    with pytest.raises(NotFound), writing(session):
        actions.discard(session, path=NEW)
