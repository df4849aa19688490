"""Plans and publishing: one document alone, never with an error, never something nobody looked at."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from lms.core.actor import Actor
from lms.core.clock import FixedClock
from lms.core.errors import Refused, Stale
from lms.db.session import writing
from lms.library import actions as library_actions
from lms.library import queries as library
from lms.quizzes.actions import start_attempt
from lms.studio import actions
from lms.studio.queries.drafts import digest_of, draft_lines
from lms.studio.queries.plans import Plan, plan
from lms.studio.queries.workspace import workspace
from tests.factories import Make
from tests.studio.conftest import COURSE, LESSON, QUIZ

ANI = Actor("cli", None, "Ani Contoh")
SECOND = "courses/contoh-modul/02-prosedur.md"


class Desk:
    """Writes drafts and makes plans, each in its own transaction."""

    def __init__(self, session: Session, clock: FixedClock) -> None:
        self.session, self.clock = session, clock

    def write(self, path: str, data: bytes | None) -> None:
        with writing(self.session):
            base = digest_of(workspace(self.session).data(path))
            actions.save(self.session, actor=ANI, clock=self.clock, path=path, data=data, base=base)

    def edit(self, path: str, old: str, new: str) -> None:
        text = (workspace(self.session).data(path) or b"").decode()
        assert old in text
        self.write(path, text.replace(old, new).encode())

    def plan(self, path: str) -> Plan:
        return plan(self.session, workspace(self.session), path)

    def publish(self, path: str, note: str = "", found: Plan | None = None):
        found = found or self.plan(path)
        with writing(self.session):
            return actions.publish(self.session, actor=ANI, clock=self.clock, plan=found, note=note)


@pytest.fixture
def desk(session: Session, clock: FixedClock, content: dict[str, bytes]) -> Desk:
    return Desk(session, clock)


def test_nothing_changed_nothing_to_publish(desk: Desk) -> None:
    found = desk.plan(QUIZ)
    assert (found.number, found.unchanged, found.ready, found.changes) == (2, True, False, ())


def test_a_changed_quiz_is_ready(desk: Desk) -> None:
    desk.edit(QUIZ, "Itu lamanya perpanjangan.", "Tujuh hari kerja adalah lamanya perpanjangan.")
    found = desk.plan(QUIZ)
    assert found.ready
    assert [(c.path, c.what) for c in found.changes] == [(QUIZ, "changed")]
    assert found.diff is not None
    assert (found.diff.reworded, found.diff.rekeyed, found.diff.added, found.diff.gone) == (
        ("batas-waktu",),
        (),
        (),
        (),
    )


def test_publishing_makes_the_next_revision_and_drops_its_drafts(desk: Desk) -> None:
    desk.edit(QUIZ, "pass_mark: 80", "pass_mark: 75")
    desk.edit(LESSON, "minutes: 6", "minutes: 7")
    document = desk.publish(QUIZ, "Batas lulus turun")
    assert (document.number, document.note, document.document["pass_mark"]) == (2, "Batas lulus turun", 75)
    assert list(draft_lines(desk.session)) == [LESSON]  # another document stays a draft
    course = library.live_by_id(desk.session, "course", "contoh-modul")
    assert course is not None
    assert course.number == 1


def test_an_error_keeps_the_last_good_revision(desk: Desk) -> None:
    desk.edit(QUIZ, "pass_mark: 80", "pas_mark: 80")
    found = desk.plan(QUIZ)
    assert (found.errors, found.ready) == (1, False)
    with pytest.raises(Refused) as refused:
        desk.publish(QUIZ, found=found)
    assert refused.value.code == "publish.errors"
    live = library.live_by_id(desk.session, "quiz", "contoh-kuis")
    assert live is not None
    assert live.number == 1
    assert list(draft_lines(desk.session)) == [QUIZ]


def test_an_error_in_another_file_of_the_document_counts(desk: Desk) -> None:
    desk.edit(LESSON, "title: Mengapa", "titel: Mengapa")
    assert desk.plan(SECOND).errors == desk.plan(COURSE).errors == 2


def test_a_change_of_key_is_told(desk: Desk) -> None:
    desk.edit(QUIZ, "- [x] 10 hari kerja", "- [ ] 10 hari kerja")
    desk.edit(QUIZ, "- [ ] 30 hari kerja", "- [x] 30 hari kerja")
    found = desk.plan(QUIZ)
    assert found.diff is not None
    assert found.diff.rekeyed == ("batas-waktu",)


def test_added_and_deleted_questions_are_told(desk: Desk) -> None:
    desk.edit(QUIZ, "{#alasan}", "{#alasan-pemohon}")
    found = desk.plan(QUIZ)
    assert found.diff is not None
    assert (found.diff.added, found.diff.gone) == (("alasan-pemohon",), ("alasan",))


def test_what_needs_another_draft_waits_for_it(desk: Desk) -> None:
    quiz = (workspace(desk.session).data(QUIZ) or b"").decode()
    desk.write("quizzes/kuis-baru.md", quiz.replace("id: contoh-kuis", "id: kuis-baru").encode())
    desk.edit(COURSE, "quiz: contoh-kuis", "quiz: kuis-baru")
    found = desk.plan(COURSE)
    assert (found.errors, found.ready) == (0, False)  # with all drafts the name is known
    assert [p.path for p in found.waiting] == [COURSE]
    desk.publish("quizzes/kuis-baru.md")
    assert desk.plan(COURSE).ready


def test_errors_that_others_would_get_are_told(desk: Desk) -> None:
    desk.edit(QUIZ, "id: contoh-kuis", "id: kuis-lain")
    assert desk.plan(QUIZ).affected == {COURSE: 1}


def test_another_id_at_a_live_address_is_refused(desk: Desk) -> None:
    desk.edit(QUIZ, "id: contoh-kuis", "id: kuis-lain")
    found = desk.plan(QUIZ)
    assert [p.code for p in found.objections] == ["F060"]
    assert not found.ready


def test_going_back_is_told_and_makes_the_old_revision_live(desk: Desk) -> None:
    desk.edit(QUIZ, "pass_mark: 80", "pass_mark: 75")
    second = desk.publish(QUIZ)
    first = library.history(desk.session, "quiz", "contoh-kuis")[-1]
    with writing(desk.session):
        actions.restore(desk.session, actor=ANI, clock=desk.clock, revision_id=first.revision_id)
    assert desk.plan(QUIZ).back_to == 1
    assert desk.publish(QUIZ).revision_id == first.revision_id
    with writing(desk.session):
        actions.restore(desk.session, actor=ANI, clock=desk.clock, revision_id=second.revision_id)
    assert desk.publish(QUIZ).revision_id == second.revision_id


def test_restoring_brings_back_deleted_files_and_takes_new_ones_away(desk: Desk) -> None:
    first = library.live_by_id(desk.session, "course", "contoh-modul")
    assert first is not None
    desk.write("courses/contoh-modul/03-tambahan.md", b"---\ntitle: Tambahan\n---\nIsi.\n")
    assert desk.publish(COURSE).number == 2
    with writing(desk.session):
        actions.restore(desk.session, actor=ANI, clock=desk.clock, revision_id=first.revision_id)
    found = desk.plan(COURSE)
    assert [(c.path, c.what) for c in found.changes] == [("courses/contoh-modul/03-tambahan.md", "removed")]
    assert found.back_to == 1
    desk.publish(COURSE)
    assert draft_lines(desk.session) == {}
    assert "courses/contoh-modul/03-tambahan.md" not in library.live_sources(desk.session)


def test_what_changed_after_the_plan_is_not_published(desk: Desk) -> None:
    desk.edit(QUIZ, "pass_mark: 80", "pass_mark: 75")
    found = desk.plan(QUIZ)
    desk.edit(QUIZ, "pass_mark: 75", "pass_mark: 5")
    with pytest.raises(Stale):
        desk.publish(QUIZ, found=found)


def test_a_draft_overtaken_by_the_command_line_is_told(desk: Desk, content: dict[str, bytes]) -> None:
    from lms import wiring
    from lms.content.check import check
    from lms.content.tree import ContentTree

    desk.edit(QUIZ, "attempts: 3", "attempts: 2")
    assert not desk.plan(QUIZ).overtaken
    newer = {**content, QUIZ: content[QUIZ].replace(b"pass_mark: 80", b"pass_mark: 70")}
    with writing(desk.session):
        report = check(ContentTree(newer), wiring.checkers())
        library_actions.publish(desk.session, actor=ANI, clock=desk.clock, report=report)
    found = desk.plan(QUIZ)
    assert (found.overtaken, found.number) == (True, 3)


def test_withdrawing_needs_a_reason(desk: Desk) -> None:
    facts = {"actor": ANI, "clock": desk.clock, "kind": "quiz", "doc_id": "contoh-kuis"}
    with pytest.raises(Refused), writing(desk.session):
        actions.withdraw(desk.session, reason="  ", **facts)
    with writing(desk.session):
        actions.withdraw(desk.session, reason="Aturan berubah", **facts)
    standing = library.standing(desk.session, "quiz", "contoh-kuis")
    assert standing is not None
    assert (standing.is_live, standing.reason) == (False, "Aturan berubah")


def test_a_withdrawn_document_is_published_again_from_its_revision(desk: Desk) -> None:
    with writing(desk.session):
        actions.withdraw(
            desk.session, actor=ANI, clock=desk.clock, kind="posts", doc_id="profil-contoh", reason="Uji"
        )
    (old,) = library.history(desk.session, "posts", "profil-contoh")
    with writing(desk.session):
        actions.restore(desk.session, actor=ANI, clock=desk.clock, revision_id=old.revision_id)
    found = desk.plan("courses/posts.md")
    assert (found.ready, found.back_to) == (True, 1)
    assert desk.publish("courses/posts.md").number == 1


def test_who_answered_the_live_revision_is_counted(desk: Desk, make: Make) -> None:
    for officer in (make.officer(), make.officer()):
        with writing(desk.session) as session:
            start_attempt(session, actor=ANI, clock=desk.clock, officer_id=officer.id, quiz_id="contoh-kuis")
    assert desk.plan(QUIZ).answered == 2
    desk.edit(QUIZ, "attempts: 3", "attempts: 4")
    desk.publish(QUIZ)
    assert desk.plan(QUIZ).answered == 0  # nobody met revision 2 yet


def test_the_kind_of_an_answered_question_stays(desk: Desk, make: Make) -> None:
    desk.edit(QUIZ, "draw: 5\n", "")
    desk.publish(QUIZ)
    officer = make.officer()
    with writing(desk.session) as session:
        start_attempt(session, actor=ANI, clock=desk.clock, officer_id=officer.id, quiz_id="contoh-kuis")
    desk.edit(QUIZ, "- [x] Informasi yang diminta", "- [ ] Informasi yang diminta")
    found = desk.plan(QUIZ)
    assert (found.errors, [p.code for p in found.objections], found.ready) == (0, ["Q070"], False)
