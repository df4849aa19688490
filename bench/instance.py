"""An instance for measuring: the shipped content, officers with open attempts, and their signed-in browsers."""

from __future__ import annotations

import http.cookiejar
import json
import re
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from sqlalchemy.orm import Session

from lms import wiring
from lms.core.actor import Actor
from lms.core.clock import SystemClock
from lms.core.config import Config, read
from lms.db.engine import session_factory
from lms.db.session import writing
from lms.demo.answers import respond
from lms.demo.city import SETTINGS
from lms.demo.cli import publish_shipped
from lms.institution.actions import change_settings
from lms.people.actions import accounts
from lms.people.models import Officer
from lms.people.secrets import hash_password
from lms.quizzes import actions as quizzes
from lms.quizzes.models import Attempt
from lms.quizzes.queries.attempts import questions_of, resolved_of
from lms.quizzes.queries.documents import question_of
from lms.web.server import prepare

PASSWORD = "kata sandi pengukuran"
QUIZ = "kip-01-evaluasi"
ACTOR = Actor("cli", None, "pengukuran")


@dataclass(frozen=True)
class Taker:
    """An officer with an open attempt."""

    nip: str
    attempt_id: int
    answers: list[list[dict[str, list[str]]]]  # per question: a right and a wrong one


def build(home: Path, officers: int, *, started: bool = True) -> tuple[Config, list[Taker]]:
    """A fresh instance with that many officers in the middle of a quiz, or just before it."""
    config = read({"LMS_HOME": str(home)})
    wiring.import_models()
    wiring.subscribe()
    prepare(config)
    clock = SystemClock()
    with session_factory(config.database_url)() as session:
        publish_shipped(session)
        with writing(session):
            change_settings(session, actor=ACTOR, clock=clock, values=SETTINGS)
        hashed = hash_password(PASSWORD)
        takers = [
            _taker(session, clock, number, hashed, started=started) for number in range(1, officers + 1)
        ]
    return config, takers


def _taker(session: Session, clock: SystemClock, number: int, hashed: str, *, started: bool) -> Taker:
    nip = f"199001012015031{number:03d}"
    with writing(session):
        officer = Officer(
            name=f"Pegawai Ukur {number}", nip=nip, email=f"ukur{number}@contoh.example", sample=True,
            created_at=clock.now(),
        )  # fmt: skip
        session.add(officer)
        session.flush()
        accounts.create_account(
            session, actor=ACTOR, clock=clock, label=officer.name, role="officer", officer_id=officer.id,
            password_hash=hashed,
        )  # fmt: skip
        if not started:
            return Taker(nip, 0, [])
        attempt = quizzes.start_attempt(
            session, actor=ACTOR, clock=clock, officer_id=officer.id, quiz_id=QUIZ
        )
        return Taker(nip, attempt.id, _answers(session, attempt))


def _answers(session: Session, attempt: Attempt) -> list[list[dict[str, list[str]]]]:
    """What a browser may send for each question, so that every save is a real one."""
    random = Random(attempt.id)
    found = []
    for row in questions_of(session, attempt.id):
        question = question_of(session, row.revision_id, row.question_id)
        resolved = resolved_of(session, attempt, row)
        found.append([respond(question, knows, random, resolved) for knows in (True, False)])
    return found


def sign_in(base: str, nip: str) -> tuple[str, str]:
    """Sign in over HTTP as a browser does; returns the cookie header and a CSRF token."""
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))

    def token(path: str) -> str:
        page = browser.open(base + path).read().decode()
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        if found is None:
            raise SystemExit(f"{path} holds no CSRF token")
        return found[1]

    form = {"csrf_token": token("/masuk"), "name": nip, "password": PASSWORD}
    browser.open(base + "/masuk", urllib.parse.urlencode(form).encode()).read()
    csrf = token("/akun")
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar), csrf


def save_request(base: str, taker: Taker) -> Callable[[int], tuple[str, bytes, dict[str, str]]]:
    """What one taker's browser sends as its n-th autosave: each question in turn, the right and the wrong answer by turns."""
    cookie, csrf = sign_in(base, taker.nip)
    headers = {
        "Cookie": cookie,
        "X-CSRFToken": csrf,
        "Content-Type": "application/json",
        "Accept": "application/json",
    }

    def build_request(number: int) -> tuple[str, bytes, dict[str, str]]:
        turn, place = divmod(number, len(taker.answers))
        body = json.dumps({"seq": 1 + turn, "fields": taker.answers[place][turn % 2]}).encode()
        return f"/kuis/percobaan/{taker.attempt_id}/soal/{place + 1}/simpan", body, headers

    return build_request
