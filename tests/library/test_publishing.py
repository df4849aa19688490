"""Publishing: immutable revisions by hash, the last good one stays live, withdrawal, vetoes and news."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.audit.models import JournalEntry
from lms.content.check import Report, check
from lms.content.tree import ContentTree
from lms.core.actor import Actor
from lms.core.clock import Clock, FixedClock
from lms.core.errors import NotFound
from lms.core.problem import problem
from lms.db.session import writing
from lms.library import actions, events, queries
from lms.library.models import Blob, Revision
from lms.quizzes.schema import QuizChecker
from tests.library.conftest import GOOD
from tests.library.test_images import picture

ACTOR = Actor("cli", None, "tes")
BETTER = GOOD.replace("Pusat memelihara jalan nasional.", "Jalan nasional ada pada pemerintah pusat.")
BROKEN = GOOD.replace("title:", "titel:")


def report_of(files: dict[str, str]) -> Report:
    return check(ContentTree({path: text.encode() for path, text in files.items()}), [QuizChecker()])


def publish(session: Session, clock: Clock, text: str, path: str = "quizzes/jalan.md", **more: object):
    with writing(session):
        return actions.publish(session, actor=ACTOR, clock=clock, report=report_of({path: text}), **more)


def test_first_publishing_makes_revision_one_live(session: Session, clock: FixedClock) -> None:
    outcome = publish(session, clock, GOOD, note="Awal")
    assert [(d.doc_id, d.number, d.note) for d in outcome.new] == [("jalan", 1, "Awal")]
    live = queries.live_by_slug(session, "quiz", "jalan")
    assert live is not None
    assert (live.title, live.published_at) == ("Kewenangan jalan", clock.now())
    assert queries.live_sources(session) == {"quizzes/jalan.md": GOOD.encode()}


def test_publishing_twice_publishes_once(session: Session, clock: FixedClock) -> None:
    publish(session, clock, GOOD)
    again = publish(session, clock, GOOD)
    assert (again.new, again.unchanged) == ([], ["quizzes/jalan.md"])
    assert session.scalar(select(func.count()).select_from(Revision)) == 1
    assert session.scalar(select(func.count()).select_from(JournalEntry)) == 1


def test_an_error_keeps_the_last_good_revision(session: Session, clock: FixedClock) -> None:
    publish(session, clock, GOOD)
    outcome = publish(session, clock, BROKEN)
    assert (outcome.new, outcome.kept) == ([], ["quizzes/jalan.md"])
    live = queries.live_by_id(session, "quiz", "jalan")
    assert live is not None
    assert live.number == 1


def test_an_error_in_one_document_does_not_hold_the_others(session: Session, clock: FixedClock) -> None:
    other = GOOD.replace("id: jalan", "id: lampu").replace("Kewenangan jalan", "Lampu jalan")
    report = report_of({"quizzes/jalan.md": BROKEN, "quizzes/lampu.md": other})
    with writing(session):
        outcome = actions.publish(session, actor=ACTOR, clock=clock, report=report)
    assert [d.doc_id for d in outcome.new] == ["lampu"]
    assert outcome.kept == []  # nothing of the broken one was ever live


def test_revisions_are_kept_as_they_were(session: Session, clock: FixedClock) -> None:
    first = publish(session, clock, GOOD).new[0]
    second = publish(session, clock, BETTER, note="Diperjelas").new[0]
    assert (second.number, second.revision_id != first.revision_id) == (2, True)
    assert queries.revision(session, first.revision_id) == first
    assert queries.read_file(session, first.revision_id, "quizzes/jalan.md") == GOOD.encode()
    assert [d.number for d in queries.history(session, "quiz", "jalan")] == [2, 1]


def test_going_back_to_an_earlier_text_makes_that_revision_live(session: Session, clock: FixedClock) -> None:
    first = publish(session, clock, GOOD).new[0]
    publish(session, clock, BETTER)
    back = publish(session, clock, GOOD).new[0]
    assert back == first
    live = queries.live_by_id(session, "quiz", "jalan")
    assert live is not None
    assert live.number == 1
    assert publish(session, clock, BETTER + "\n").new[0].number == 3


def test_equal_files_are_stored_once(session: Session, clock: FixedClock) -> None:
    publish(session, clock, GOOD)
    publish(session, clock, GOOD, path="quizzes/jalan-kota.md")
    assert session.scalar(select(func.count()).select_from(Blob)) == 1
    assert queries.live_by_slug(session, "quiz", "jalan") is None
    moved = queries.live_by_slug(session, "quiz", "jalan-kota")
    assert moved is not None
    assert (moved.doc_id, moved.number) == ("jalan", 2)


def test_withdrawing_hides_but_keeps(session: Session, clock: FixedClock) -> None:
    first = publish(session, clock, GOOD).new[0]
    with writing(session):
        actions.withdraw(
            session, actor=ACTOR, clock=clock, kind="quiz", doc_id="jalan", reason="Aturan berubah"
        )
    assert queries.live_by_id(session, "quiz", "jalan") is None
    assert queries.live_sources(session) == {}
    assert queries.revision(session, first.revision_id) == first
    (gone,) = queries.withdrawn_documents(session)
    assert (gone.document, gone.reason, gone.withdrawn_at) == (first, "Aturan berubah", clock.now())
    assert [e.action for e in session.scalars(select(JournalEntry).order_by(JournalEntry.seq))] == [
        "content.published",
        "content.withdrawn",
    ]


def test_a_withdrawn_document_can_be_published_again(session: Session, clock: FixedClock) -> None:
    publish(session, clock, GOOD)
    with writing(session):
        actions.withdraw(session, actor=ACTOR, clock=clock, kind="quiz", doc_id="jalan", reason="Keliru")
    assert publish(session, clock, GOOD).new[0].number == 1
    assert queries.withdrawn_documents(session) == []


def test_withdrawing_what_is_not_there_is_refused(session: Session, clock: FixedClock) -> None:
    with pytest.raises(NotFound), writing(session):
        actions.withdraw(session, actor=ACTOR, clock=clock, kind="quiz", doc_id="tiada", reason="")


def test_another_id_may_not_take_a_live_address(session: Session, clock: FixedClock) -> None:
    publish(session, clock, GOOD)
    outcome = publish(session, clock, GOOD.replace("id: jalan", "id: jalan-baru"))
    assert (outcome.new, outcome.kept) == ([], ["quizzes/jalan.md"])
    assert [(p.code, p.line, p.column) for p in outcome.problems] == [("F060", 2, 5)]


def test_another_id_may_take_the_address_of_a_withdrawn_document(session: Session, clock: FixedClock) -> None:
    publish(session, clock, GOOD)
    with writing(session):
        actions.withdraw(session, actor=ACTOR, clock=clock, kind="quiz", doc_id="jalan", reason="Diganti")
    publish(session, clock, GOOD.replace("id: jalan", "id: jalan-baru"))
    live = queries.live_by_slug(session, "quiz", "jalan")
    assert live is not None
    assert live.doc_id == "jalan-baru"
    assert [g.document.doc_id for g in queries.withdrawn_documents(session)] == ["jalan"]


def test_a_veto_keeps_the_last_revision(session: Session, clock: FixedClock, monkeypatch) -> None:
    def refuse(_session, parsed, before):
        return [problem(parsed.path, 7, 1, "F039", key=before.doc_id, detail="sudah dikerjakan")]

    monkeypatch.setitem(events.vetoes, "quiz", refuse)
    assert publish(session, clock, GOOD).kept == []  # nothing published yet, nothing to veto
    outcome = publish(session, clock, BETTER)
    assert (outcome.new, outcome.kept) == ([], ["quizzes/jalan.md"])
    assert [p.format() for p in outcome.problems] == ["quizzes/jalan.md:7:1: F039 `jalan`: sudah dikerjakan"]


def test_news_is_sent_for_new_revisions_only(session: Session, clock: FixedClock, monkeypatch) -> None:
    heard: list[tuple[str, int]] = []
    monkeypatch.setattr(
        events.published,
        "_subscribers",
        [lambda _s, _a, _c, document: heard.append((document.doc_id, document.number))],
    )
    publish(session, clock, GOOD)
    publish(session, clock, GOOD)
    publish(session, clock, BETTER)
    assert heard == [("jalan", 1), ("jalan", 2)]


def test_a_listener_that_fails_undoes_the_publishing(
    session: Session, clock: FixedClock, monkeypatch
) -> None:
    def fail(*_facts: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(events.published, "_subscribers", [fail])
    with pytest.raises(ZeroDivisionError):
        publish(session, clock, GOOD)
    assert session.scalar(select(func.count()).select_from(Revision)) == 0
    assert session.scalar(select(func.count()).select_from(JournalEntry)) == 0


def test_only_publishes_what_was_named(session: Session, clock: FixedClock) -> None:
    other = GOOD.replace("id: jalan", "id: lampu")
    report = report_of({"quizzes/jalan.md": GOOD, "quizzes/lampu.md": other})
    with writing(session):
        outcome = actions.publish(session, actor=ACTOR, clock=clock, report=report, only=["quizzes/lampu.md"])
    assert [d.doc_id for d in outcome.new] == ["lampu"]


def test_the_live_folder_in_memory_follows_publishing(session: Session, clock: FixedClock) -> None:
    publish(session, clock, GOOD)
    assert queries.live_files(session) == {"quizzes/jalan.md": GOOD.encode()}
    publish(session, clock, BETTER)
    assert queries.live_files(session) == {"quizzes/jalan.md": BETTER.encode()}


def test_a_file_leads_to_its_document(session: Session, clock: FixedClock) -> None:
    document = publish(session, clock, GOOD).new[0]
    found = queries.standing_at(session, "quizzes/jalan.md")
    assert found is not None
    assert (found.document, found.is_live) == (document, True)
    assert queries.standing_at(session, "quizzes/tiada.md") is None


def test_publishing_what_was_exported_changes_nothing(session: Session, clock: FixedClock) -> None:
    photo = picture("JPEG", orientation=6)
    text = GOOD.replace("Siapa yang", "![Jalan kota](media/jalan.jpg)\n\nSiapa yang").encode()
    files = {"quizzes/jalan.md": text, "quizzes/media/jalan.jpg": photo}
    for _round in range(2):
        report = check(ContentTree(files), [QuizChecker()])
        with writing(session):
            outcome = actions.publish(session, actor=ACTOR, clock=clock, report=report)
        files = queries.live_sources(session)
    assert (outcome.new, outcome.unchanged) == ([], ["quizzes/jalan.md"])
    assert files["quizzes/media/jalan.jpg"] != photo
