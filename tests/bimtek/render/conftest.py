"""A session that is over: two tests, an evaluation with remarks, an exception, a guest, and hostile words in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from lms.bimtek import actions
from lms.bimtek.actions import GuestFacts
from lms.bimtek.domain.skm import ELEMENTS
from lms.bimtek.models import BimtekSession, Enrolment
from lms.core.actor import Actor
from lms.core.clock import FixedClock
from lms.db.session import writing
from lms.people.models import Officer
from lms.quizzes import actions as quizzes
from lms.quizzes.domain.question import item_id
from lms.quizzes.queries.attempts import questions_of
from tests.bimtek.actions.test_pre_test import HEAD, pool
from tests.bimtek.conftest import Running

POOL = HEAD + "".join(
    f"""
## Soal {n} {{#soal-{n} competency={"K3" if n < 5 else "K4"}}}
Pilih.

- [x] benar {n}
- [ ] salah {n}
"""
    for n in range(1, 7)
)

EVIL = '=HYPERLINK("http://jahat.example";"klik")'
NIP = "198606092012121905"
REASON = "Dipanggil rapat oleh Sekretaris Daerah"


@dataclass
class Over:
    """The session with its people; the first of them is called like a formula, and the last was never there."""

    run: Running
    row: BimtekSession
    officers: list[Officer] = field(default_factory=list)
    enrolments: list[Enrolment] = field(default_factory=list)

    def evaluate(self, people: int) -> None:
        """So many answer: U3 is 2 for everybody, the speaker is judged by four of them, and one writes a formula."""
        self.run.do(actions.open_evaluation, session_id=self.row.id)
        for place, officer in enumerate(self.officers[:people]):
            marks = {**dict.fromkeys(ELEMENTS, 4), "u3": 2} | ({"s1.mastery": 3} if place < 4 else {})
            remarks = {"good": "+62 senang sekali"} if place == 0 else {"better": f"Lebih lama {place}"}
            with writing(self.run.session):
                actions.answer_evaluation(
                    self.run.session,
                    session_id=self.row.id,
                    officer_id=officer.id,
                    marks=marks,
                    remarks=remarks,
                )

    def close(self) -> None:
        """Everything ends."""
        self.run.later(hours=4)
        self.run.do(actions.close_session, session_id=self.row.id)


def sit(run: Running, row: BimtekSession, officer: Officer, right: int, *, pre: bool) -> None:
    """One test of three questions in one transaction; the first so many answers are right."""
    who: dict[str, Any] = {"actor": Actor("account", officer.id, "Peserta"), "clock": run.clock}
    start = actions.start_pre_test if pre else actions.start_post_test
    with writing(run.session) as session:
        attempt = start(session, **who, session_id=row.id, officer_id=officer.id)
        mine: dict[str, Any] = {**who, "attempt_id": attempt.id, "officer_id": officer.id}
        for place, question in enumerate(questions_of(session, attempt.id)):
            word = "benar" if place < right else "salah"
            chosen = item_id(f"{word} {question.question_id.removeprefix('soal-')}")
            quizzes.save_answer(
                session, **mine, position=question.position, client_seq=1, fields={"jawab": [chosen]}
            )
        quizzes.submit_attempt(session, **mine)


@pytest.fixture
def over(run: Running, clock: FixedClock) -> Over:
    crossed = pool(run.session, clock, POOL)
    row, slots = run.held(
        slots=2, post_test_quiz=crossed, post_test_percent=80, legal_basis="UU 14/2008; Perki 1/2021"
    )
    names = [EVIL, *(f"Peserta {place} Contoh" for place in range(2, 7))]
    found = Over(run, row, [run.make.officer(name) for name in names])
    with writing(run.session):
        found.officers[0].nip = NIP
    found.enrolments = [run.enrol(row, officer) for officer in found.officers]
    for enrolment in found.enrolments[:5]:
        for slot in slots:
            run.mark(row, slot, enrolment)
    run.do(actions.open_pre_test, session_id=row.id)
    for officer in found.officers[:5]:
        sit(run, row, officer, 1, pre=True)
    run.do(actions.open_post_test, session_id=row.id)
    for place, officer in enumerate(found.officers[:5]):
        sit(run, row, officer, 2 if place == 4 else 3, pre=False)
    run.do(
        actions.waive,
        session_id=row.id,
        enrolment_id=found.enrolments[5].id,
        condition="attendance",
        reason=REASON,
    )
    run.do(actions.add_guest, session_id=row.id, facts=GuestFacts("@Tamu Contoh", "Provinsi Contoh"))
    return found
