"""A small city with one of everything, and one browser for every kind of visitor; for tests that walk all addresses."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from lms.app import create_app
from lms.bimtek import actions as bimtek
from lms.competency.schema.checkers import FrameworkChecker
from lms.content.check import check
from lms.content.tree import ContentTree
from lms.core.clock import FixedClock
from lms.core.config import Config, read
from lms.courses.schema import CourseChecker
from lms.db.base import Base
from lms.db.engine import session_factory
from lms.db.session import db
from lms.library.actions import publish
from lms.library.models import Revision
from lms.people.actions import accounts, officers
from lms.people.models import Account, AgencyAffair, Officer
from lms.quizzes import actions as quizzes
from lms.quizzes.actions import sets
from lms.quizzes.models import AttemptQuestion
from lms.quizzes.schema import CatalogueChecker, QuizChecker
from lms.quizzes.subscriptions import subscribe
from lms.reports.actions.log import take_over
from lms.reports.domain.log.statistics import statistics
from lms.studio import actions as studio
from tests.certificates.conftest import Town
from tests.content.pictures import PNG
from tests.courses.schema.folder import FIRST
from tests.courses.schema.folder import files as course_files
from tests.factories import ACTOR, Make, csrf_of, sign_in
from tests.quizzes.library import EVALUATION, tree

VISITORS = (
    "anonymous",
    "suspended",
    "left",
    "owner",
    "colleague",
    "stranger",
    "trainer",
    "head",
    "far head",
    "admin",
)
OWNER_NIP = "199001012015031777"
ROOT = Path(__file__).resolve().parents[1]
IMAGE = "\n![Denah](media/denah.png)\n"


class World:
    """The city; `ids` are the things that belong to `owner`, by the names that addresses use for them."""

    def __init__(self, folder: Path) -> None:
        self.config: Config = read({"LMS_HOME": str(folder / "instance"), "PORT": "8000"})
        self.clock = FixedClock(datetime(2026, 11, 22, 20, 0, tzinfo=UTC))
        self.app: Flask = create_app(self.config, clock=self.clock)
        with self.app.app_context():
            Base.metadata.create_all(db.engine)
        factory = session_factory(self.config.database_url)
        with factory() as session:
            self.session, self.make = session, Make(session, self.clock)
            self.clients: dict[str, FlaskClient] = {}
            self.tokens: dict[str, str] = {}
            self.ids: dict[str, Any] = {}
            self._fill()
        factory.kw["bind"].dispose()
        self._watch = sqlite3.connect(self.config.home / "estafet.sqlite3")
        self._pristine = sqlite3.connect(":memory:")
        self._watch.backup(self._pristine)

    def _do(self, action: Any, **facts: Any) -> Any:
        from lms.db.session import writing

        with writing(self.session):
            return action(self.session, actor=ACTOR, clock=self.clock, **facts)

    def _fill(self) -> None:
        make, ids = self.make, self.ids
        town = Town(self.session, self.clock, make, self.config.home, self.config)
        self.far = make.agency("Dinas Jauh", "Jauh")
        self._library()
        self.people = {name: self._person(name, town) for name in VISITORS if name != "anonymous"}
        owner = self.people["owner"][0]
        assert owner
        ids["session_id"] = town.held([owner, town.officer("Peserta Lain")])
        town.issue(ids["session_id"])
        town.work()
        row = next(row for row in town.rows() if row.officer_id == owner.id)
        ids |= {"certificate_id": row.id, "code": row.code, "officer_id": owner.id}
        with self.app.app_context():
            self._rest(town, owner.id)
            self._attempts(owner.id)
        self._enter()
        self._do(
            accounts.set_active,
            account_id=self.people["suspended"][1].id,
            active=False,
        )
        left = self.people["left"][0]
        assert left
        self._do(officers.leave, officer_id=left.id, kind="retired", last_day=date(2026, 11, 23))

    def _library(self) -> None:
        subscribe()
        evaluation = EVALUATION.replace("Berapa hari", "![Denah](media/denah.png)\n\nBerapa hari")
        given = tree(evaluasi=evaluation)
        files = {path: given.data(path) for path in given}
        files |= {path: text.encode() for path, text in course_files(first=FIRST + IMAGE).items()}
        files["courses/menerima/media/denah.png"] = files["quizzes/media/denah.png"] = PNG
        files["courses/competencies.md"] = (ROOT / "courses/competencies.md").read_bytes()
        report = check(
            ContentTree(files), [CatalogueChecker(), QuizChecker(), CourseChecker(), FrameworkChecker()]
        )
        assert report.ok, [problem.format() for problem in report.problems]
        self._do(publish, report=report)
        self.session.rollback()
        for name, kind, doc in (("revision", "course", "kip-01"), ("revision_id", "quiz", "evaluasi")):
            found = select(Revision.id).where(Revision.kind == kind, Revision.doc_id == doc)
            self.ids[name] = self.session.scalar(found)
        facts = {
            "path": "quizzes/draf.md",
            "data": EVALUATION.replace("evaluasi", "draf").encode(),
            "base": "",
        }
        self._do(studio.save, **facts)

    def _person(self, name: str, town: Town) -> tuple[Officer | None, Account]:
        role = name.removeprefix("far ") if name.endswith(("trainer", "head", "admin")) else "officer"
        if role == "admin":
            return None, self.make.account("admin", username="admin")
        facts = {"nip": OWNER_NIP} if name == "owner" else {}
        agency = self.far if name in {"stranger", "far head", "trainer"} else town.agency
        officer = town.officer(f"Orang {name}", agency, **facts)
        return officer, self.make.account(role, officer)

    def _attempts(self, owner: int) -> None:
        facts = {"officer_id": owner}
        essay = self._do(quizzes.start_attempt, quiz_id="uraian", **facts)
        question = self.session.scalars(
            select(AttemptQuestion).where(
                AttemptQuestion.attempt_id == essay.id, AttemptQuestion.kind == "open"
            )
        ).one()
        self._do(
            quizzes.save_answer,
            attempt_id=essay.id,
            position=question.position,
            client_seq=1,
            fields={"teks": ["Jawaban uraian"]},
            **facts,
        )
        self._do(quizzes.submit_attempt, attempt_id=essay.id, **facts)
        exam = self._do(quizzes.start_attempt, quiz_id="evaluasi", **facts)
        desk = self._do(quizzes.start_attempt, quiz_id="latihan", mode="practice", **facts)
        self.ids |= {
            "answer_id": question.id,
            "closed_attempt": essay.id,
            "attempt_id": exam.id,
            "desk_attempt": desk.id,
        }

    def _rest(self, town: Town, owner: int) -> None:
        """A second session, still open, and the rows of people and city."""
        ids, session = self.ids, self.session
        other = town.held([], close=False, title="Bimtek yang masih berjalan")
        enrolment = self._do(bimtek.enrol, session_id=other, officer_id=owner)
        from lms.bimtek.models import Slot
        from lms.people.models import Assignment

        held = session.scalars(select(Assignment).where(Assignment.officer_id == owner)).one()
        affair = self.make.affair("9.99", "Urusan uji", town.agency)
        link = session.scalar(select(AgencyAffair.id).where(AgencyAffair.affair_code == affair.code))
        ids |= {
            "open_session": other,
            "enrolment_id": enrolment.id,
            "guest_id": self._do(
                bimtek.add_guest, session_id=other, facts=bimtek.GuestFacts("Tamu Contoh", "Instansi contoh")
            ).id,
            "slot_id": session.scalar(select(Slot.id).where(Slot.session_id == other)),
            "assignment_id": held.id,
            "post_id": held.post_id,
            "agency_id": town.agency.id,
            "account_id": self.people["owner"][1].id,
            "other_id": self.people["colleague"][0].id,  # type: ignore[union-attr]
            "mapping_id": link,
            "set_id": self._do(
                sets.create_set, title="Latihan pasangan", note="", pair=("1.04", "1.03/jalan"),
                letters=[("latihan", "gang")], audience="semua",
            ).id,
            "log_id": self._do(take_over, draft=None, numbers=statistics([]), known=(), report=[]).id,
        }  # fmt: skip

    def _enter(self) -> None:
        for name in VISITORS:
            client = self.app.test_client()
            self.clients[name] = client
            self.tokens[name] = ""
            if name != "anonymous":
                self.tokens[name] = sign_in(client, self.people[name][1])
            else:
                self.tokens[name] = csrf_of(client.get("/masuk").text)

    def version(self) -> int:
        """A number that changes when anybody writes to the database."""
        return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def restore(self) -> None:
        """Put the database back to where it stood when the city was ready."""
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()
        with closing(sqlite3.connect(self.config.home / "estafet.sqlite3")) as target:
            self._pristine.backup(target)

    @contextmanager
    def unchanged(self) -> Iterator[list[bool]]:
        """Yields a list that says afterwards whether anything was written; what was written is undone."""
        before, wrote = self.version(), []
        yield wrote
        wrote.append(self.version() != before)
        if wrote[0]:
            self.restore()

    def ask(self, who: str, method: str, path: str, **options: Any) -> TestResponse:
        """One request as `who`, with a right CSRF token."""
        if method != "GET" and "headers" not in options:
            options["headers"] = {"X-CSRFToken": self.tokens[who]}
        client = self.clients[who]
        kept = dict(client._cookies)  # type: ignore[attr-defined]
        try:
            return client.open(
                path, method=method, buffered=True, **options
            )  # a streamed file is closed, too
        finally:  # signing out, too, leaves the visitor as they were
            client._cookies = kept  # type: ignore[attr-defined]

    def close(self) -> None:
        """Let go of the files."""
        self._watch.close()
        self._pristine.close()
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()
